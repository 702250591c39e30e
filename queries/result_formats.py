"""The W3C's formats for the answers of SPARQL queries, by their names and media types."""

from __future__ import annotations

import re
from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING, Final

from .results import to_csv, to_json

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from ..graphs.store import Rows, Term


class RowFormat(StrEnum):
    """The formats of rows and truth values."""

    JSON = "json"
    XML = "xml"
    CSV = "csv"
    TSV = "tsv"


class TripleFormat(StrEnum):
    """The formats of triples."""

    TURTLE = "ttl"
    N_TRIPLES = "nt"
    JSON_LD = "jsonld"
    RDF_XML = "rdf"


MEDIA_TYPES: Final = {
    RowFormat.JSON: "application/sparql-results+json",
    RowFormat.XML: "application/sparql-results+xml",
    RowFormat.CSV: "text/csv; charset=utf-8",
    RowFormat.TSV: "text/tab-separated-values; charset=utf-8",
    TripleFormat.TURTLE: "text/turtle; charset=utf-8",
    TripleFormat.N_TRIPLES: "application/n-triples",
    TripleFormat.JSON_LD: "application/ld+json",
    TripleFormat.RDF_XML: "application/rdf+xml",
}

# XML 1.0, section 2.2: what is not among its characters can't even be written as a reference.
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT: Final = "\ufffd"
# Readers turn a carriage return into a line feed, and some trim white space at the ends.
_FRAGILE: Final = re.compile(r"\A[ \t\n\r]+|[ \t\n\r]+\Z|\r")
_ENDS_IN_NAME: Final = re.compile(r"[A-Za-z_][\w.-]*$")
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_XML_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
)


def write_rows(rows: Rows, form: RowFormat) -> bytes:
    """Return the rows in `form`, IRIs in full, as UTF-8."""
    writers = {
        RowFormat.JSON: to_json,
        RowFormat.XML: to_xml,
        RowFormat.CSV: lambda rows: to_csv(rows, iris=True),
        RowFormat.TSV: to_tsv,
    }
    return writers[form](rows).encode("utf-8", "replace")


def write_truth(truth: bool, form: RowFormat) -> bytes:
    """Return the answer of an ASK query in `form`; as CSV and TSV, which have none, a word."""
    word = "true" if truth else "false"
    match form:
        case RowFormat.JSON:
            text = f'{{"head": {{}}, "boolean": {word}}}\n'
        case RowFormat.XML:
            text = f"{_XML_HEAD}<head/>\n<boolean>{word}</boolean>\n</sparql>\n"
        case _:
            text = f"{word}\n"
    return text.encode()


def write_triples(triples: tuple[Triple, ...], form: TripleFormat) -> bytes:
    """Return the triples in `form`, sorted, as UTF-8.

    In RDF/XML a character that XML can't hold becomes U+FFFD. Raises ValueError where RDF/XML has no
    way to write a property's IRI.
    """
    from ..graphs.serialisation import Format, serialise_triples

    if form is TripleFormat.RDF_XML:
        return _to_rdf_xml(triples)
    return serialise_triples(triples, Format(form.value))


def to_tsv(rows: Rows) -> str:
    """Return the rows in the W3C's SPARQL 1.1 TSV format: terms as Turtle writes them."""
    lines = ["\t".join(f"?{column}" for column in rows.columns)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in rows.rows]
    return "".join(f"{line}\n" for line in lines)


def to_xml(rows: Rows) -> str:
    """Return the rows in the W3C's SPARQL Query Results XML Format.

    A character that XML can't hold becomes U+FFFD.
    """
    head = "".join(f'<variable name="{column}"/>' for column in rows.columns)
    results = (
        "".join(
            f'<binding name="{column}">{_xml_term(term)}</binding>'
            for column, term in zip(rows.columns, row, strict=True)
            if term is not None
        )
        for row in rows.rows
    )
    body = "".join(f"<result>{result}</result>\n" for result in results)
    return f"{_XML_HEAD}<head>{head}</head>\n<results>\n{body}</results>\n</sparql>\n"


def _xml_term(term: Term) -> str:
    from pyoxigraph import BlankNode, Literal, NamedNode

    match term:
        case NamedNode():
            return f"<uri>{_xml_words(term.value)}</uri>"
        case BlankNode():
            return f"<bnode>{_xml_words(term.value)}</bnode>"
        case Literal():
            about = ""
            if term.language:
                about = f' xml:lang="{_xml_words(term.language)}"'
            elif term.datatype.value != _STRING:
                about = f' datatype="{_xml_words(term.datatype.value)}"'
            return f"<literal{about}>{_xml_words(term.value)}</literal>"
        case _:
            return f"<literal>{_xml_words(str(term))}</literal>"


def _xml_words(text: str) -> str:
    return _FRAGILE.sub(
        lambda found: "".join(f"&#{ord(space)};" for space in found[0]), escape(_holdable(text))
    )


def _holdable(text: str) -> str:
    return _NOT_IN_XML.sub(_REPLACEMENT, text)


def _to_rdf_xml(triples: tuple[Triple, ...]) -> bytes:
    from pyoxigraph import RdfFormat, serialize

    from ..ontology.terms import PREFIXES

    for triple in triples:
        if not _ENDS_IN_NAME.search(triple.predicate.value):
            raise ValueError(f"no XML name can be made of {triple.predicate}")
    held = sorted({_holdable_triple(triple) for triple in triples}, key=str)
    written = serialize(held, format=RdfFormat.RDF_XML, prefixes=PREFIXES) or b""
    return written.replace(b"\r", b"&#13;")


def _holdable_triple(triple: Triple) -> Triple:
    from pyoxigraph import Literal, Triple

    words = triple.object
    if not isinstance(words, Literal) or not _NOT_IN_XML.search(words.value):
        return triple
    if words.language:
        held = Literal(_holdable(words.value), language=words.language)
    else:
        held = Literal(_holdable(words.value), datatype=words.datatype)
    return Triple(triple.subject, triple.predicate, held)
