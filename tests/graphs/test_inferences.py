"""What a reasoner infers of a policy is what we compute ourselves, and each of it has its flows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.conclusions import other_countries
from privacyflow.graphs.database import replace_graphs
from privacyflow.graphs.faults import Check
from privacyflow.graphs.hierarchy import Hierarchy
from privacyflow.graphs.inferences import (
    Inferred,
    expected_memberships,
    expected_quads,
    infer,
    told_triples,
)
from privacyflow.graphs.statement_reader import read_statements
from privacyflow.graphs.store import GraphStore, Part
from privacyflow.graphs.validation import validate
from privacyflow.ontology.axioms import concluded_classes
from privacyflow.ontology.clashes import explain
from privacyflow.ontology.reasoning import DERIVED, Reasoned, reason
from privacyflow.ontology.records import DataFlow, SourceDocument
from privacyflow.ontology.resources import (
    ORGANISATIONS_GRAPH,
    inferred_graph,
    policy_iri,
    stated_graph,
)
from privacyflow.ontology.terms import DPV, PF, PFR, RDF
from privacyflow.pipeline import extract, find_documents, put_in
from privacyflow.queries.catalogue import load_catalogue, load_checks
from privacyflow.tests.java import needs_java
from pyoxigraph import Literal, NamedNode, Quad

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "policies"
PLANTED = "planted"


def planted(store: GraphStore) -> list[Quad]:
    """A policy of what the examples don't have: a sale, a foreign recipient, a medical record."""
    home, abroad = two_countries(store)
    flows = {
        "sale": {
            "manner": "sell",
            "data": "ChildrenData",
            "recipient": f"{PFR}vague-planted-partners",
        },
        "abroad": {"manner": "share", "data": "Location", "recipient": abroad},
        "record": {
            "manner": "share",
            "data": "MedicalRecord",
            "recipient": f"{PFR}name-brightcell",
        },
    }
    quads = [
        quad("policy-planted", RDF + "type", PF + "PolicyVersion"),
        quad("vague-planted-partners", RDF + "type", PF + "VagueParty"),
        quad("vague-planted-partners", PF + "role", Literal("vague")),
        quad("name-brightcell", RDF + "type", PF + "NamedParty"),
        quad(home.removeprefix(PFR), RDF + "type", PF + "FirstParty"),
    ]
    for name, about in flows.items():
        flow = f"flow-{name}"
        quads += [
            quad(flow, RDF + "type", PF + "AffirmedFlow"),
            quad(flow, PF + "statedIn", policy_iri(PLANTED)),
            quad(flow, PF + "company", home),
            quad(flow, DPV + "hasProcessing", DPV + "Share"),
            quad(flow, PF + "manner", Literal(about["manner"])),
            quad(flow, DPV + "hasPersonalData", PF + about["data"]),
            quad(flow, DPV + "hasRecipient", about["recipient"]),
        ]
    return quads


def quad(subject: str, predicate: str, value: str | Literal) -> Quad:
    term = NamedNode(value) if isinstance(value, str) else value
    graph = NamedNode(stated_graph(PLANTED))
    return Quad(NamedNode(PFR + subject), NamedNode(predicate), term, graph)


def two_countries(store: GraphStore) -> tuple[str, str]:
    """Two organisations whose head offices are in different countries."""
    countries = {
        str(q.subject).strip("<>"): str(q.object)
        for q in store.match(predicate=PF + "country", graph=ORGANISATIONS_GRAPH)
    }
    home = min(countries)
    return home, min(party for party in countries if countries[party] != countries[home])


@pytest.fixture(scope="module")
def examples() -> Iterator[GraphStore]:
    """The example policies and the planted one."""
    with GraphStore.in_memory() as store:
        for path in find_documents([EXAMPLES]):
            put_in(store, extract(path))
        store.replace_policy(PLANTED, planted(store))
        yield store


@pytest.fixture(scope="module")
def policies(examples: GraphStore) -> list[str]:
    return [*(policy.id for policy in examples.policies()), PLANTED]


@pytest.fixture(scope="module")
def reasoned(examples: GraphStore, policies: list[str]) -> Reasoned:
    """What the reasoner makes of all of them at once, to start it only once."""
    told = {triple for policy in policies for triple in told_triples(examples, policy)}
    return reason(sorted(told, key=str))


@pytest.fixture(scope="module")
def inferred(examples: GraphStore) -> Inferred:
    """What the reasoner makes of the planted policy."""
    return infer(examples, PLANTED)


@needs_java
def test_the_ontology_is_consistent_and_every_class_can_have_members(reasoned: Reasoned) -> None:
    assert reasoned.unsatisfiable == ()


@needs_java
@pytest.mark.parametrize("kind", sorted(concluded_classes()))
def test_the_reasoner_and_the_function_agree_on_every_class(
    kind: str, reasoned: Reasoned, examples: GraphStore, policies: list[str]
) -> None:
    ours = {
        each.member
        for policy in policies
        for each in expected_memberships(examples, policy)
        if each.kind == kind
    }
    assert ours, "the examples show every class"
    assert {member for member, found in reasoned.members if found == kind} == ours


@needs_java
def test_the_reasoner_and_the_derived_graphs_agree_on_every_edge(
    reasoned: Reasoned, examples: GraphStore
) -> None:
    derived = {
        (str(q.subject).strip("<>"), q.predicate.value, str(q.object).strip("<>"))
        for q in examples.quads((Part.DERIVED,))
        if q.predicate.value in DERIVED
    }
    assert len(derived) > 1000
    assert reasoned.edges == derived


@needs_java
def test_one_policy_is_inferred_by_itself_with_the_flows_of_each_party(inferred: Inferred) -> None:
    assert (inferred.only_reasoned, inferred.only_derived) == ((), ())
    flows = {each.member: each.flows for each in inferred.memberships if "Recipient" in each.kind}
    assert flows[PFR + "name-brightcell"] == (PFR + "flow-record",)
    assert PFR + "vague-planted-partners" not in flows


def test_every_statement_about_a_party_names_the_flows_it_follows_from(
    examples: GraphStore,
) -> None:
    quads = expected_quads(examples, PLANTED)
    parties = {
        quad.subject
        for quad in quads
        if quad.predicate.value == RDF + "type" and str(quad.object).endswith("Recipient>")
    }
    reasons = {q.subject: q.object for q in quads if q.predicate.value == PF + "inferredOf"}
    assert parties == set(reasons.values())
    justified = {q.subject for q in quads if q.predicate.value == PF + "justifiedBy"}
    assert justified == reasons.keys()


def test_a_country_is_told_only_where_both_are_known_and_differ(examples: GraphStore) -> None:
    told = [t for t in told_triples(examples, PLANTED) if t.predicate.value == PF + "otherCountry"]
    assert [triple.subject for triple in told] == [NamedNode(PFR + "flow-abroad")]


@pytest.mark.parametrize(
    ("countries", "told"),
    [
        ({"home": "SE", "maker": "US"}, {"flow": "US"}),
        ({"home": "SE", "sdk": "FI", "maker": "US"}, {"flow": "FI"}),
        ({"home": "SE", "holding": "SE"}, {}),
        ({"home": "SE"}, {}),
        ({"maker": "US"}, {}),
    ],
)
def test_the_nearest_owner_stands_for_a_party_without_a_country(
    countries: dict[str, str], told: dict[str, str]
) -> None:
    hierarchy = Hierarchy(owned_by={"sdk": ("maker",), "maker": ("holding",), "holding": ("sdk",)})
    nodes = {party: {PF + "country": [code]} for party, code in countries.items()}
    nodes["flow"] = {
        RDF + "type": [PF + "AffirmedFlow"],
        PF + "company": ["home"],
        DPV + "hasRecipient": ["sdk"],
    }
    assert other_countries(nodes, hierarchy) == told


def test_no_example_clashes_with_the_ontology(examples: GraphStore, policies: list[str]) -> None:
    assert [explain(told_triples(examples, policy)) for policy in policies] == [()] * len(policies)


@pytest.fixture
def with_inferred(sample_document: SourceDocument, sample_store: GraphStore) -> GraphStore:
    """The invented policy with its inferred graph."""
    quads = expected_quads(sample_store, sample_document.id)
    sample_store.replace_inferred(sample_document.id, quads)
    return sample_store


def test_a_sound_inferred_graph_is_valid(with_inferred: GraphStore) -> None:
    assert len(list(with_inferred.quads((Part.INFERRED,)))) > 10
    assert validate(with_inferred).faults == ()


def test_it_can_be_dropped_and_changes_no_answer(
    sample_store: GraphStore, sample_document: SourceDocument
) -> None:
    def answers() -> tuple[object, ...]:
        parts = (Part.STATED, Part.DERIVED)
        queries = [*load_catalogue(), *load_checks()]
        asked = [sample_store.query(each.sparql, name=each.name) for each in queries]
        return read_statements(sample_store), sample_store.dump(parts=parts), asked

    before = answers()
    quads = expected_quads(sample_store, sample_document.id)
    sample_store.replace_inferred(sample_document.id, quads)
    graph = NamedNode(inferred_graph(sample_document.id))
    assert {quad.graph_name for quad in quads} == {graph}
    assert set(sample_store.quads((Part.INFERRED,), sample_document.id)) == quads
    assert answers() == before
    sample_store.replace_inferred(sample_document.id, ())
    assert list(sample_store.quads((Part.INFERRED,))) == []


def test_a_class_without_a_flow_behind_it_is_told(
    with_inferred: GraphStore, sample_document: SourceDocument
) -> None:
    graph = inferred_graph(sample_document.id)
    party = f"{PFR}service-google-maps"
    invented = Quad(
        NamedNode(party), NamedNode(RDF + "type"), NamedNode(PF + "AdvertisingRecipient"),
        NamedNode(graph),
    )  # fmt: skip
    quads = [*with_inferred.quads((Part.INFERRED,)), invented]
    replace_graphs(with_inferred._store, (graph,), quads)
    (fault,) = validate(with_inferred).faults
    assert (fault.node, fault.check) == (party, Check.INFERRED)
    assert fault.message.endswith("no flow is behind it")


def test_another_version_of_the_policy_takes_the_inferred_graph_away(
    with_inferred: GraphStore, sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]
) -> None:
    with_inferred.replace_policy(sample_document.id, flow_quads(sample_document, sample_flows))
    assert list(with_inferred.quads((Part.INFERRED,))) == []


def test_taking_the_policy_out_takes_the_inferred_graph_away(
    with_inferred: GraphStore, sample_document: SourceDocument
) -> None:
    with_inferred.remove_policy(sample_document.id)
    assert list(with_inferred.quads((Part.STATED, Part.DERIVED, Part.INFERRED))) == []
