"""The view in DPV's terms: none of ours is left, no denial is a process, each process has its quote."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.export.dpv import dpv_quads
from privacyflow.graphs.export.rdf import write_rdf
from privacyflow.graphs.export.selection import Selection
from privacyflow.graphs.serialisation import Format
from privacyflow.graphs.store import GraphStore
from privacyflow.ontology.records import DataFlow
from privacyflow.ontology.terms import DCT, DPV, OA, PD, PF, PFR, PROV, RDF
from privacyflow.tests import samples
from pyoxigraph import NamedNode, Quad

TYPE = RDF + "type"


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    with GraphStore.in_memory() as store:
        document = samples.sample_document()
        store.replace_policy(document.id, flow_quads(document, samples.sample_flows()))
        return [quad for graph in dpv_quads(store, Selection.whole(store)) for quad in graph]


def values(quads: list[Quad], subject: str, predicate: str) -> set[str]:
    return {
        quad.object.value
        for quad in quads
        if (quad.subject.value, quad.predicate.value) == (subject, predicate)
    }


def of_class(quads: list[Quad], name: str) -> set[str]:
    return {
        quad.subject.value
        for quad in quads
        if (quad.predicate.value, quad.object.value) == (TYPE, name)
    }


def terms(quads: list[Quad]) -> Iterator[str]:
    for quad in quads:
        yield from (t.value for t in (quad.subject, quad.predicate, quad.object))


def test_no_term_of_ours_is_left(quads: list[Quad]) -> None:
    assert [term for term in terms(quads) if term.startswith(PF)] == []


def test_every_affirmed_flow_is_a_process_and_no_denied_one(quads: list[Quad]) -> None:
    processes = of_class(quads, DPV + "Process")
    affirmed = [flow for flow in samples.sample_flows() if not flow.negated]
    assert len(processes) == len(affirmed) < len(samples.sample_flows())
    assert all(process.startswith(PFR + "flow-") for process in processes)
    assert "third parties" not in set(terms(quads))


def test_nothing_else_of_a_denial_is_left(quads: list[Quad]) -> None:
    exact = {quad.object.value for quad in quads if quad.predicate.value == OA + "exact"}
    assert "We do not sell your email address to third parties." not in exact


def test_every_process_has_its_quote(quads: list[Quad]) -> None:
    for process in of_class(quads, DPV + "Process"):
        (evidence,) = values(quads, process, OA + "hasTarget")
        selectors = values(quads, evidence, OA + "hasSelector")
        (quote,) = {q for s in selectors for q in values(quads, s, OA + "exact")}
        assert quote in samples.TEXT


@pytest.mark.parametrize(
    ("words", "data", "others"),
    [
        (
            "To charge your",
            PD + "PaymentCardNumber",
            {DPV + "hasPurpose": DPV + "PaymentManagement"},
        ),
        ("We may receive", PD + "EmailAddress", {DPV + "hasDataSource": PFR + "service-facebook"}),
        ("We share your GPS", PD + "GPSCoordinate", {DPV + "hasProcessing": DPV + "Share"}),
    ],
)
def test_concepts_are_their_nearest_match(
    words: str, data: str, others: dict[str, str], quads: list[Quad]
) -> None:
    quote = next(
        q.subject.value
        for q in quads
        if q.predicate.value == OA + "exact" and q.object.value.startswith(words)
    )
    evidence = next(q.subject.value for q in quads if q.object == NamedNode(quote))
    flow = next(q.subject.value for q in quads if q.object == NamedNode(evidence))
    assert values(quads, flow, DPV + "hasPersonalData") == {data}
    for predicate, value in others.items():
        assert values(quads, flow, predicate) == {value}


def test_the_policy_and_its_publisher_stay(quads: list[Quad]) -> None:
    (policy,) = of_class(quads, PROV + "Entity")
    assert values(quads, policy, DCT + "title") == {"Skyloom Privacy Policy"}
    (company,) = values(quads, policy, DCT + "publisher")
    assert values(quads, company, TYPE) == {DPV + "Organisation"}


def test_a_flow_whose_data_has_no_match_at_all_says_none(
    sample_flows: tuple[DataFlow, ...],
) -> None:
    flow = sample_flows[0]
    unknown = replace(flow, data=replace(flow.data, concept=PF + "UnheardOf"))
    with GraphStore.in_memory() as store:
        document = samples.sample_document()
        store.replace_policy(document.id, flow_quads(document, (unknown,)))
        quads = [quad for graph in dpv_quads(store, Selection.whole(store)) for quad in graph]
    (process,) = of_class(quads, DPV + "Process")
    assert values(quads, process, DPV + "hasPersonalData") == set()


def test_a_policy_that_only_denies_has_no_graph(sample_flows: tuple[DataFlow, ...]) -> None:
    denials = tuple(flow for flow in sample_flows if flow.negated)
    assert denials
    with GraphStore.in_memory() as store:
        document = samples.sample_document()
        store.replace_policy(document.id, flow_quads(document, denials))
        graphs = list(dpv_quads(store, Selection.whole(store)))
        file = io.BytesIO()
        write_rdf(graphs, Format.JSON_LD, file)
    assert graphs == []
    assert json.loads(file.getvalue())["@graph"] == []
