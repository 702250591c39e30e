"""What is written in one of the W3C's formats is read back as the same."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from privacyflow.graphs.sparql import Rows
from privacyflow.ontology.terms import PF
from privacyflow.queries.result_formats import (
    RowFormat,
    TripleFormat,
    to_xml,
    write_rows,
    write_triples,
    write_truth,
)
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple, parse_query_results

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
FORMATS = {
    RowFormat.JSON: "json",
    RowFormat.XML: "xml",
    RowFormat.TSV: "tsv",
}
TERMS = st.one_of(
    st.none(),
    ANYTHING.map(Literal),
    ANYTHING.map(lambda words: Literal(words, language="en")),
    st.integers().map(Literal),
    st.booleans().map(Literal),
    st.just(NamedNode("http://example.org/a?b=c&d='e'#é")),
    st.just(BlankNode("b1")),
)


def in_xml(term):
    """The term with what XML can't hold replaced."""
    if not isinstance(term, Literal):
        return term
    held = "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
        else "\ufffd"
        for c in term.value
    )  # fmt: skip
    if term.language:
        return Literal(held, language=term.language)
    return Literal(held, datatype=term.datatype)


@given(st.lists(st.tuples(TERMS, TERMS), max_size=5), st.sampled_from(list(FORMATS)))
@example([(None, Literal("\n"))], RowFormat.XML)
@example([(Literal(" a\r\n"), Literal("\r"))], RowFormat.XML)
def test_rows_are_read_back_by_another_reader(rows, form: RowFormat) -> None:
    from pyoxigraph import QueryResultsFormat

    written = write_rows(Rows(columns=("a", "b"), rows=tuple(rows)), form)
    found = parse_query_results(written, getattr(QueryResultsFormat, form.name))
    assert isinstance(found, QuerySolutions)
    read = [tuple(solution[name] for name in ("a", "b")) for solution in found]
    expected = [tuple(map(in_xml, row)) if form is RowFormat.XML else row for row in rows]
    assert read == expected


@given(st.lists(ANYTHING, min_size=1, max_size=5))
def test_xml_is_well_formed_whatever_is_in_it(words: list[str]) -> None:
    text = to_xml(Rows(columns=("a",), rows=tuple((Literal(word),) for word in words)))
    assert len(list(ElementTree.fromstring(text).findall(".//{*}literal"))) == len(words)


def test_csv_gives_whole_iris_and_no_formula() -> None:
    rows = Rows(columns=("a",), rows=((NamedNode(PF + "Location"),), (Literal("=1+1"),), (None,)))
    read = list(csv.reader(io.StringIO(write_rows(rows, RowFormat.CSV).decode())))
    assert read == [["a"], [PF + "Location"], ["'=1+1"], [""]]


@pytest.mark.parametrize(
    ("form", "true"),
    [
        (RowFormat.JSON, b'{"head": {}, "boolean": true}\n'),
        (RowFormat.CSV, b"true\n"),
        (RowFormat.TSV, b"true\n"),
    ],
)
def test_a_truth_value(form: RowFormat, true: bytes) -> None:
    assert write_truth(True, form) == true
    assert write_truth(False, form) == true.replace(b"true", b"false")


def test_a_truth_value_in_xml() -> None:
    tree = ElementTree.fromstring(write_truth(True, RowFormat.XML))
    assert [each.text for each in tree.findall(".//{*}boolean")] == ["true"]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (TripleFormat.TURTLE, "turtle"),
        (TripleFormat.N_TRIPLES, "nt"),
        (TripleFormat.JSON_LD, "json-ld"),
        (TripleFormat.RDF_XML, "xml"),
    ],
)
def test_triples_are_read_back_by_rdflib(form: TripleFormat, name: str) -> None:
    words = ("plain", "<b>&amp;</b>", "a\nb\r\tc", "é😀", 'x" } #')
    subject, predicate = NamedNode(PF + "a"), NamedNode(PF + "condition")
    triples = tuple(Triple(subject, predicate, Literal(word)) for word in words)
    read = rdflib.Graph().parse(data=write_triples(triples, form), format=name)
    assert {str(each) for each in read.objects()} == set(words)


def test_rdf_xml_replaces_what_xml_cannot_hold_and_says_what_it_cannot_write() -> None:
    subject = NamedNode(PF + "a")
    triple = Triple(subject, NamedNode(PF + "condition"), Literal("a\x00b\x1b", language="en"))
    written = write_triples((triple,), TripleFormat.RDF_XML)
    (found,) = rdflib.Graph().parse(data=written, format="xml").objects()
    assert str(found) == "a\ufffdb\ufffd"
    unwritable = Triple(subject, NamedNode("http://example.org/1"), Literal("x"))
    with pytest.raises(ValueError, match="1"):
        write_triples((unwritable,), TripleFormat.RDF_XML)
