"""What is derived: categories and owners for affirmed flows, categories only for denied ones."""

from __future__ import annotations

import pytest
from privacyflow.extractors.triples import flow_iri
from privacyflow.graphs.derived import derive
from privacyflow.graphs.hierarchy import Hierarchy
from privacyflow.graphs.store import GraphStore, Part
from privacyflow.ontology.records import DataFlow, SourceDocument
from privacyflow.ontology.terms import DPV, PD, PF, PFR, RDF
from pyoxigraph import NamedNode, Quad

GRAPH = PFR + "derived-x"
HIERARCHY = Hierarchy(
    broader={PF + "GPS": (PF + "Place",), PF + "Place": (PF + "Data",), PF + "Data": (PF + "GPS",)},
    exact={PF + "Place": (PD + "Location",)},
    owned_by={PFR + "sdk": (PFR + "maker",), PFR + "maker": (PFR + "holding",)},
)


def flow(
    kind: str, action: str = "Share", name: str = "flow", actor: str = "company"
) -> list[Quad]:
    """One flow of GPS data to an SDK."""
    pairs = {
        RDF + "type": PF + kind,
        DPV + "hasProcessing": DPV + action,
        DPV + "hasPersonalData": PF + "GPS",
        DPV + "hasRecipient": PFR + "sdk",
        PF + "company": PFR + "company",
        PF + "actor": PFR + actor,
    }
    return [
        Quad(NamedNode(PFR + name), NamedNode(p), NamedNode(o), NamedNode(PFR + "stated-x"))
        for p, o in pairs.items()
    ]


def edges(stated: list[Quad]) -> set[tuple[str, str, str]]:
    return {
        (
            quad.subject.value.removeprefix(PFR),  # type: ignore[union-attr]
            quad.predicate.value.removeprefix(PF),
            quad.object.value.removeprefix(PF).removeprefix(PFR),  # type: ignore[union-attr]
        )
        for quad in derive(stated, HIERARCHY, GRAPH)
    }


COVERED = {
    ("flow", "coversData", "GPS"),
    ("flow", "coversData", "Place"),
    ("flow", "coversData", "Data"),
    ("flow", "coversData", PD + "Location"),
}


def test_an_affirmed_flow_covers_and_reaches_all_above_even_in_a_circle() -> None:
    assert edges(flow("AffirmedFlow")) == COVERED | {
        *((f, "sharesData", data) for f, _, data in COVERED),
        ("flow", "reaches", "sdk"),
        ("flow", "reaches", "maker"),
        ("flow", "reaches", "holding"),
        ("company", "sharesWith", "sdk"),
        ("sdk", "receives", "GPS"),
    }


def test_only_collecting_collects() -> None:
    collected = {edge for edge in edges(flow("AffirmedFlow", "Collect")) if edge[1] == "collects"}
    assert collected == {("company", "collects", "GPS")}


def test_only_affirmed_sharing_stands_where_recipients_are_asked_for(
    sample_store: GraphStore, sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]
) -> None:
    derived = list(sample_store.quads((Part.DERIVED,)))
    shared = [each for each in sample_flows if each.action == "share" and not each.negated]
    words = {flow_iri(sample_document, each): each.evidence.text for each in shared}
    quoted = {q.subject.value: q.object.value for q in derived if q.predicate.value == PF + "quote"}  # type: ignore[union-attr]
    assert quoted == words
    sharing = {q.subject.value for q in derived if q.predicate.value == PF + "sharesData"}  # type: ignore[union-attr]
    assert sharing == words.keys()


@pytest.mark.parametrize(
    ("action", "edge"),
    [("Share", {("company", "sharesWith", "sdk")}), ("Use", set()), ("Store", set())],
)
def test_what_a_third_party_does_is_the_companys_edge_only_if_it_receives(
    action: str, edge: set[tuple[str, str, str]]
) -> None:
    found = edges(flow("AffirmedFlow", action, actor="sdk"))
    assert {(s, p, o) for s, p, o in found if p in ("collects", "sharesWith")} == edge


def test_a_denied_flow_yields_only_what_it_denies() -> None:
    assert edges(flow("DeniedFlow")) == {(f, "deniesData", d) for f, _, d in COVERED}


def test_a_node_that_is_both_counts_as_denied() -> None:
    both = flow("AffirmedFlow") + flow("DeniedFlow")
    assert {edge[1] for edge in edges(both)} == {"deniesData"}


def test_what_is_no_flow_yields_nothing() -> None:
    assert edges(flow("Report")) == set()
    assert edges([]) == set()


def test_every_edge_is_in_the_graph_that_was_named() -> None:
    assert {q.graph_name for q in derive(flow("AffirmedFlow"), HIERARCHY, GRAPH)} == {
        NamedNode(GRAPH)
    }


def test_the_order_of_the_quads_does_not_matter() -> None:
    stated = flow("AffirmedFlow") + flow("DeniedFlow", name="other")
    assert list(derive(stated, HIERARCHY, GRAPH)) == list(derive(stated[::-1], HIERARCHY, GRAPH))


def test_a_denied_sale_makes_no_edge_in_a_store(
    sample_store: GraphStore, sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]
) -> None:
    sold = next(f for f in sample_flows if f.negated)
    iri = NamedNode(flow_iri(sample_document, sold))
    found = [quad for quad in sample_store.quads((Part.DERIVED,)) if quad.subject == iri]
    assert {quad.predicate.value for quad in found} == {PF + "deniesData"}
    third_parties = NamedNode(f"{PFR}vague-{sample_document.id}-third-parties")
    assert not [
        q for q in sample_store.quads((Part.DERIVED,)) if third_parties in (q.subject, q.object)
    ]


@pytest.mark.parametrize(
    ("concept", "covered"), [("Location", True), ("PreciseLocation", True), ("ContactInfo", False)]
)
def test_a_category_finds_what_is_narrower(
    sample_store: GraphStore, concept: str, covered: bool
) -> None:
    found = sample_store.ask(
        "ASK { ?flow pf:coversData ?data ; dpv:hasRecipient ?_party }",
        {"_party": NamedNode(PFR + "service-google-maps"), "data": NamedNode(PF + concept)},
    )
    assert found is covered


def test_the_owner_is_reached(sample_store: GraphStore) -> None:
    found = sample_store.ask(
        "ASK { ?flow pf:reaches ?_owner ; dpv:hasRecipient pfr:service-google-maps }",
        {"_owner": NamedNode(PFR + "org-google")},
    )
    assert found
