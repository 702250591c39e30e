"""RDF exports: every reader gets the same statements back, and nobody is asked for a context."""

from __future__ import annotations

import io
import json
import socket
from collections.abc import Collection, Iterable

import pytest
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.export.json_ld import read_context
from privacyflow.graphs.export.rdf import write_rdf
from privacyflow.graphs.export.selection import USUAL_PARTS, Selection, graph_quads
from privacyflow.graphs.parts import Part
from privacyflow.graphs.serialisation import Format
from privacyflow.graphs.store import GraphStore
from privacyflow.ontology.terms import OA, OWL, PF, PREFIXES, RDF, RDFS, XSD
from privacyflow.ontology.turtle import VOCABULARY_FILES
from privacyflow.tests import samples
from pyoxigraph import Dataset, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset as RdflibDataset

READERS = {
    Format.N_QUADS: RdfFormat.N_QUADS,
    Format.TRIG: RdfFormat.TRIG,
    Format.TURTLE: RdfFormat.TURTLE,
    Format.N_TRIPLES: RdfFormat.N_TRIPLES,
    Format.JSON_LD: RdfFormat.JSON_LD,
}
NAMES_IN_RDFLIB = {
    Format.N_QUADS: "nquads",
    Format.TRIG: "trig",
    Format.TURTLE: "turtle",
    Format.N_TRIPLES: "nt",
    Format.JSON_LD: "json-ld",
}
WITH_GRAPHS = (Format.N_QUADS, Format.TRIG, Format.JSON_LD)


def export(store: GraphStore, form: Format, parts: Collection[Part] = USUAL_PARTS) -> bytes:
    """The whole graph in a format."""
    return write(graph_quads(store, Selection.whole(store, parts)), form)


def write(graphs: Iterable[list[Quad]], form: Format) -> bytes:
    """Graphs in a format."""
    file = io.BytesIO()
    write_rdf(graphs, form, file)
    return file.getvalue()


@pytest.mark.parametrize("form", WITH_GRAPHS)
def test_an_export_holds_every_statement_in_its_graph(
    sample_store: GraphStore, form: Format
) -> None:
    written = export(sample_store, form)
    assert set(parse(written, READERS[form])) == set(sample_store.quads(USUAL_PARTS))


@pytest.mark.parametrize("form", [Format.TURTLE, Format.N_TRIPLES])
def test_a_format_without_graphs_holds_every_triple_once(
    sample_store: GraphStore, form: Format
) -> None:
    written = export(sample_store, form)
    read = [quad.triple for quad in parse(written, READERS[form])]
    assert len(read) == len(set(read))
    assert set(read) == {quad.triple for quad in sample_store.quads(USUAL_PARTS)}


def test_what_two_policies_say_of_one_party_is_written_once(sample_store: GraphStore) -> None:
    second = samples.document_of(samples.TEXT + "\nThank you.\n")
    sample_store.replace_policy(second.id, flow_quads(second, samples.sample_flows()))
    lines = export(sample_store, Format.N_TRIPLES).splitlines()
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("form", Format)
def test_rdflib_reads_the_same_and_asks_nobody(
    sample_store: GraphStore, form: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a reader went to the network")

    written = export(sample_store, form, (Part.STATED, Part.DERIVED))
    monkeypatch.setattr(socket.socket, "connect", refuse)
    dataset = RdflibDataset()
    dataset.parse(data=written, format=NAMES_IN_RDFLIB[form])
    expected = set(sample_store.quads((Part.STATED, Part.DERIVED)))
    read = {(str(s), str(p), str(o)) for s, p, o, _ in dataset.quads()}
    assert read == {(q.subject.value, q.predicate.value, q.object.value) for q in expected}
    if form in WITH_GRAPHS:
        graphs = {str(graph) for _, _, _, graph in dataset.quads()}
        assert graphs == {quad.graph_name.value for quad in expected}


@pytest.mark.parametrize("form", Format)
def test_the_same_graph_gives_the_same_bytes(sample_store: GraphStore, form: Format) -> None:
    assert export(sample_store, form) == export(sample_store, form)


def test_the_policies_texts_are_left_out_unless_asked_for(sample_store: GraphStore) -> None:
    text = NamedNode(PF + "text")
    usual = Dataset(parse(export(sample_store, Format.TRIG), RdfFormat.TRIG))
    asked = Dataset(parse(export(sample_store, Format.TRIG, tuple(Part)), RdfFormat.TRIG))
    with_text = [quad for quad in asked if quad.predicate == text]
    assert [quad for quad in usual if quad.predicate == text] == []
    assert [quad.object.value for quad in with_text] == [samples.TEXT]


def test_one_graph_is_in_memory_at_a_time(sample_store: GraphStore) -> None:
    written = io.BytesIO()
    sizes = []

    def graphs() -> Iterable[list[Quad]]:
        for quads in graph_quads(sample_store, Selection.whole(sample_store)):
            sizes.append(written.tell())
            yield quads

    write_rdf(graphs(), Format.N_QUADS, written)
    assert len(sizes) > 2
    assert sizes == sorted(set(sizes)), "each graph is written before the next is read"


@pytest.mark.parametrize(
    "words",
    [
        '"}] , "@context": "https://example.org/"',
        "</script><script>alert(1)</script>",
        "a\u2028b\u202ec\x07 \\ \" '",
        "pf:AffirmedFlow",
        "https://w3id.org/privacyflow/ns#AffirmedFlow",
        "",
        "\U0001f600 微信",
    ],
)
@pytest.mark.parametrize("form", Format)
def test_hostile_words_stay_words(words: str, form: Format) -> None:
    graph = NamedNode(PREFIXES["pfr"] + "stated-x")
    subject = NamedNode(PREFIXES["pfr"] + "flow-0123456789abcdef")
    quads = [
        Quad(subject, NamedNode(PF + "dataText"), Literal(words), graph),
        Quad(subject, NamedNode(PF + "company"), Literal(words), graph),
        Quad(subject, NamedNode(RDFS + "label"), Literal(words, language="en"), graph),
        Quad(subject, NamedNode(PF + "confidence"), Literal(words), graph),
        Quad(subject, NamedNode("https://example.org/unheard-of"), Literal(words), graph),
    ]
    read = set(parse(write([quads], form), READERS[form]))
    assert {quad.triple for quad in read} == {quad.triple for quad in quads}


def test_json_ld_is_json_with_the_published_context_inside(sample_store: GraphStore) -> None:
    document = json.loads(export(sample_store, Format.JSON_LD, (Part.STATED,)))
    assert document["@context"] == dict(read_context())
    nodes = {node["@id"]: node for node in document["@graph"][0]["@graph"]}
    flow = next(node for node in nodes.values() if node["@type"] == "pf:DeniedFlow")
    assert flow["dataText"] == "email address"
    assert flow["dpv:hasPersonalData"] == "pf:EmailAddress"
    assert nodes[flow["company"]]["rdfs:label"] == "Skyloom Ltd"


def declared_terms() -> dict[str, str | None]:
    """The type that each property of the ontology has in the context: "@id", a datatype or none."""
    kinds: dict[str, set[str]] = {}
    ranges: dict[str, str] = {}
    files = sorted(VOCABULARY_FILES[0].parent.glob("*.ttl"))
    for quad in (q for path in files for q in parse(path=path, format=RdfFormat.TURTLE)):
        if quad.predicate.value == RDF + "type":
            kinds.setdefault(quad.subject.value, set()).add(quad.object.value)
        elif quad.predicate.value == RDFS + "range" and isinstance(quad.object, NamedNode):
            ranges[quad.subject.value] = quad.object.value
    plain = {XSD + "string", RDF + "PlainLiteral", None}
    found: dict[str, str | None] = {}
    for iri, types in kinds.items():
        if OWL + "ObjectProperty" in types:
            found[iri] = "@id"
        elif OWL + "DatatypeProperty" in types:
            found[iri] = None if ranges.get(iri) in plain else ranges[iri]
        elif OWL + "AnnotationProperty" in types:
            found[iri] = None
    # Told by the shapes: OWL 2 has no xsd:duration, and Web Annotation's terms are not ours to say.
    found[PF + "retentionDuration"] = XSD + "duration"
    found |= dict.fromkeys((OA + "start", OA + "end"), XSD + "integer")
    return found


def expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


def test_the_context_has_every_term_of_the_ontology_with_its_type() -> None:
    context = {
        expand(about["@id"]): expand(about["@type"]) if "@type" in about else None
        for about in read_context().values()
        if not isinstance(about, str)
    }
    declared = declared_terms()
    assert {iri: context.get(iri, "missing") for iri in declared} == declared
    assert {iri for iri in context if iri.startswith(PF)} <= set(declared), "no term of another"


def test_the_context_has_every_prefix() -> None:
    prefixes = {key: value for key, value in read_context().items() if isinstance(value, str)}
    assert prefixes == PREFIXES


def test_a_term_of_ours_is_bare_and_all_others_have_their_prefix() -> None:
    for key, about in read_context().items():
        if not isinstance(about, str):
            own = about["@id"].startswith("pf:")
            assert key == (about["@id"].removeprefix("pf:") if own else about["@id"])
