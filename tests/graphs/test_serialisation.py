"""Every format: the same bytes for the same graph, and the same graph again when read."""

from __future__ import annotations

import pytest
import rdflib
from privacyflow.graphs.serialisation import Format, serialise, serialise_triples
from privacyflow.graphs.store import GraphStore, Part
from pyoxigraph import RdfFormat, parse
from rdflib.compare import isomorphic

READERS = {
    Format.N_QUADS: RdfFormat.N_QUADS,
    Format.TRIG: RdfFormat.TRIG,
    Format.TURTLE: RdfFormat.TURTLE,
    Format.N_TRIPLES: RdfFormat.N_TRIPLES,
    Format.JSON_LD: RdfFormat.JSON_LD,
}
RDFLIB_NAMES = {Format.TURTLE: "turtle", Format.N_TRIPLES: "nt"}
PARTS = (Part.STATED, Part.DERIVED, Part.TEXT)


@pytest.mark.parametrize("form", [Format.N_QUADS, Format.TRIG, Format.JSON_LD])
def test_with_graph_names_the_quads_come_back(sample_store: GraphStore, form: Format) -> None:
    quads = set(sample_store.quads())
    assert set(parse(serialise(quads, form), READERS[form])) == quads


@pytest.mark.parametrize("form", [Format.TURTLE, Format.N_TRIPLES])
def test_without_graph_names_the_triples_come_back(sample_store: GraphStore, form: Format) -> None:
    quads = set(sample_store.quads())
    written = serialise(quads, form)
    assert {quad.triple for quad in parse(written, READERS[form])} == {q.triple for q in quads}


@pytest.mark.parametrize("form", list(Format))
def test_the_order_of_the_quads_does_not_matter(sample_store: GraphStore, form: Format) -> None:
    quads = sorted(sample_store.quads(PARTS), key=str)
    assert serialise(quads, form) == serialise([*quads[::-1], quads[0]], form)


@pytest.mark.parametrize("form", [Format.N_QUADS, Format.N_TRIPLES])
def test_lines_are_sorted_by_their_bytes(sample_store: GraphStore, form: Format) -> None:
    lines = sample_store.dump(form, PARTS).split(b"\n")[:-1]
    assert lines == sorted(set(lines))
    assert len(lines) > 300


@pytest.mark.parametrize("form", [Format.TRIG, Format.TURTLE])
def test_prefixes_are_sorted(sample_store: GraphStore, form: Format) -> None:
    head = [
        line for line in sample_store.dump(form, PARTS).split(b"\n") if line.startswith(b"@prefix")
    ]
    assert head == sorted(head)
    assert b"@prefix pf: <https://w3id.org/privacyflow/ns#> ." in head


def test_the_text_can_be_left_out(sample_store: GraphStore) -> None:
    assert b"pf:text " in sample_store.dump(Format.TRIG, PARTS)
    assert b"pf:text " not in sample_store.dump(Format.TRIG, (Part.STATED, Part.DERIVED))


def test_rdflib_reads_the_same_from_turtle_and_n_triples(sample_store: GraphStore) -> None:
    one, other = (
        rdflib.Graph().parse(data=sample_store.dump(form, PARTS), format=name)
        for form, name in RDFLIB_NAMES.items()
    )
    assert len(one) > 300
    assert isomorphic(one, other)


@pytest.mark.parametrize("form", list(Format))
def test_triples_of_a_query_come_back(sample_store: GraphStore, form: Format) -> None:
    triples = sample_store.construct("CONSTRUCT WHERE { ?flow pf:manner ?manner }")
    written = serialise_triples(triples, form)
    assert {quad.triple for quad in parse(written, READERS[form])} == set(triples)


@pytest.mark.parametrize("form", list(Format))
def test_nothing_is_written_for_nothing(form: Format) -> None:
    assert list(parse(serialise([], form), READERS[form])) == []
