"""Whatever a policy says, its words come out of every format as they went in, and do nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.serialisation import Format, serialise
from privacyflow.graphs.store import GraphStore, Part
from privacyflow.graphs.validation import validate
from privacyflow.ontology.records import (
    Action,
    DataFlow,
    Mention,
    Modality,
    Party,
    Role,
    SourceDocument,
    Span,
)
from privacyflow.ontology.terms import PF
from privacyflow.tests.samples import document_of
from pyoxigraph import Literal, RdfFormat, parse

SHARED = HealthCheck.function_scoped_fixture  # one store serves all examples of a test
ANYTHING = st.text(st.characters(exclude_categories=()), min_size=1, max_size=40)
NASTY = (
    "<script>alert(1)</script>",
    '" } } ; DROP ALL #',
    "\\u0022 \\ \\\\ \\n",
    "'''\"\"\"",
    "a\x00b\x01\x1b[31m\x7f\x85\u2028\u2029",
    "\u202eevil\u202c \u200b\ufeff\ufffe\uffff",
    "\ud800 half \udfff a pair \ud83d\ude00",
    "javascript:alert(1)",
    "{{ 7 * 7 }} ${x} %s {0}",
    "\r\n\t\v\f",
    "🦊\U0001d56c" * 5,
    "x" * 1_000_000,
)


def hostile_flow(before: str, words: str, after: str) -> tuple[SourceDocument, DataFlow]:
    """A policy that is nothing but a sentence, every part of which is the hostile words."""
    document = document_of(before + words + after, company=words, title=words)
    span = Span(start=len(before), end=len(before) + len(words), text=words)
    mention = Mention(start=span.start, end=span.end, text=words, concept=PF + "OtherData")
    # A name is never all white space.
    named = Party(role=Role.NAMED, mention=mention) if words.strip() else None
    flow = DataFlow(
        action=Action.SHARE,
        manner=words,
        negated=False,
        modality=Modality.STATED,
        actor=Party(role=Role.FIRST_PARTY),
        data=mention,
        recipient=named,
        purposes=(Mention(start=span.start, end=span.end, text=words),),
        condition=span,
        retention=span,
        evidence=span,
        section=(words, words),
        lead_in=span,
        extractor="by-hand",
        rule="hostile",
        confidence=1.0,
    )
    return document, flow


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_nasty_words_are_stored_found_and_written(tmp_path: Path, words: str) -> None:
    document, flow = hostile_flow("We share ", words, " with you.")
    with GraphStore.open(tmp_path / "graph") as store:
        store.replace_policy(document.id, flow_quads(document, [flow]))
        store.replace_policy(document.id, flow_quads(document, []))
        store.replace_policy(document.id, flow_quads(document, [flow]))
        report = validate(store)
        assert [str(fault) for fault in report.faults] == []
        assert (report.flows, report.quotes) == (1, 1)
        text = store.text(document.id)
        assert text is not None
        assert len(text) == len(document.text)
        assert len(store.policies()) == 1
        for form in (Format.N_QUADS, Format.TRIG, Format.JSON_LD):
            quads = set(store.quads((Part.STATED, Part.TEXT)))
            assert set(parse(serialise(quads, form), RdfFormat.from_extension(form))) == quads


@given(before=ANYTHING, words=ANYTHING, after=ANYTHING)
@settings(max_examples=150, deadline=None)
def test_any_words_come_back_from_every_format(before: str, words: str, after: str) -> None:
    document, flow = hostile_flow(before, words, after)
    quads = set(flow_quads(document, [flow]))
    for form in (Format.N_QUADS, Format.TRIG, Format.JSON_LD):
        assert set(parse(serialise(quads, form), RdfFormat.from_extension(form))) == quads
    triples = {quad.triple for quad in quads}
    for form in (Format.TURTLE, Format.N_TRIPLES):
        written = serialise(quads, form)
        assert {quad.triple for quad in parse(written, RdfFormat.from_extension(form))} == triples


@given(words=ANYTHING)
@settings(max_examples=40, deadline=None, suppress_health_check=[SHARED])
def test_any_words_survive_a_replacement_and_validate(sample_store: GraphStore, words: str) -> None:
    """The same words go in, partly out and in again, through the SPARQL update of the store."""
    document, flow = hostile_flow("We share ", words, ".")
    quads = set(flow_quads(document, [flow]))
    sample_store.replace_policy(document.id, quads)
    sample_store.replace_policy(document.id, flow_quads(document, []))
    sample_store.replace_policy(document.id, quads)
    assert set(sample_store.quads((Part.STATED, Part.TEXT), document.id)) == quads
    assert validate(sample_store).faults == ()
    sample_store.remove_policy(document.id)


@given(words=ANYTHING)
@settings(max_examples=60, deadline=None, suppress_health_check=[SHARED])
def test_any_words_are_only_a_value_in_a_query(sample_store: GraphStore, words: str) -> None:
    printable = words.encode("utf-8", "replace").decode()
    rows = sample_store.select(
        "SELECT ?flow ?_words { GRAPH ?g { ?flow pf:dataText ?_words } }",
        {"_words": Literal(printable + "!")},
    )
    assert rows.rows == ()
    assert len(sample_store.policies()) == 1


@pytest.mark.parametrize("words", NASTY[:-1], ids=range(len(NASTY) - 1))
def test_rdflib_reads_the_same_words(words: str) -> None:
    document, flow = hostile_flow("We share ", words, " with you.")
    quads = list(flow_quads(document, [flow]))
    graph = rdflib.Graph().parse(data=serialise(quads, Format.N_TRIPLES), format="nt")
    (found,) = graph.objects(predicate=rdflib.URIRef(PF + "condition"))
    expected = next(quad.object for quad in quads if quad.predicate.value == PF + "condition")
    assert isinstance(expected, Literal)
    assert str(found) == expected.value
