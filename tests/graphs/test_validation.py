"""Validation finds what is wrong, says where, and passes what is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from privacyflow.extractors.triples import flow_iri, flow_quads
from privacyflow.graphs.database import replace_graphs
from privacyflow.graphs.store import GraphStore, Part
from privacyflow.graphs.validation import Check, Fault, validate
from privacyflow.ontology.records import DataFlow, SentenceCounts, SourceDocument
from privacyflow.ontology.resources import derived_graph, policy_iri
from privacyflow.ontology.terms import DPV, OA, PF, PFR, RDF, RDFS
from privacyflow.tests import samples
from pyoxigraph import Literal, NamedNode, Quad

DOCUMENT = samples.sample_document()
SOLD = flow_iri(DOCUMENT, next(flow for flow in samples.sample_flows() if flow.negated))
POLICY = policy_iri(DOCUMENT.id)

Change = Callable[[Quad], Quad | None]


def faults_after(store: GraphStore, change: Change) -> list[Fault]:
    """Put the sample policy in again with some of its quads changed or left out; validate."""
    changed = (change(quad) for quad in store.quads((Part.STATED, Part.TEXT)))
    store.replace_policy(DOCUMENT.id, [quad for quad in changed if quad is not None])
    return list(validate(store).faults)


def without(subject: str, predicate: str) -> Change:
    """Leave a property out."""
    return lambda quad: (
        None
        if (quad.subject, quad.predicate) == (NamedNode(subject), NamedNode(predicate))
        else quad
    )


def with_value(subject: str, predicate: str, value: NamedNode | Literal) -> Change:
    """Give a property another value."""

    def change(quad: Quad) -> Quad:
        if (quad.subject, quad.predicate) == (NamedNode(subject), NamedNode(predicate)):
            return Quad(quad.subject, quad.predicate, value, quad.graph_name)
        return quad

    return change


def test_a_right_graph_conforms(sample_store: GraphStore) -> None:
    report = validate(sample_store)
    assert report.conforms
    assert (report.policies, report.flows, report.quotes) == (1, 11, 9)
    assert report.faults == ()


def test_an_empty_graph_conforms() -> None:
    with GraphStore.in_memory() as store:
        assert validate(store).conforms


@pytest.mark.parametrize(
    ("predicate", "told"),
    [
        (PF + "company", "belongs to exactly one company"),
        (PF + "actor", "exactly one actor"),
        (PF + "manner", "exactly one verb"),
        (PF + "modality", "stated or possible"),
        (PF + "rule", "the rule that found it"),
        (PF + "confidence", "one confidence from 0 to 1"),
        (PF + "statedIn", "exactly one policy version"),
        (DPV + "hasProcessing", "collect, use, share or store"),
        (DPV + "hasPersonalData", "exactly one known type of data"),
        (OA + "hasTarget", "exactly one piece of evidence"),
    ],
)
def test_what_a_flow_lacks_is_told(sample_store: GraphStore, predicate: str, told: str) -> None:
    faults = faults_after(sample_store, without(SOLD, predicate))
    assert any(f.node == SOLD and f.check is Check.SHAPE and told in f.message for f in faults)
    assert not validate(sample_store).conforms


@pytest.mark.parametrize(
    ("predicate", "value", "told"),
    [
        (DPV + "hasProcessing", NamedNode(DPV + "Erase"), "collect, use, share or store"),
        (DPV + "hasPersonalData", NamedNode(PF + "Nonsense"), "known type of data"),
        (DPV + "hasPersonalData", NamedNode(PF + "Advertising"), "scheme of data types"),
        (DPV + "hasRecipient", NamedNode(PFR + "org-skyloom-ltd"), "never the recipient of its"),
        (DPV + "hasRecipient", NamedNode(PFR + "nobody"), "a party of this graph"),
        (PF + "confidence", Literal(2), "from 0 to 1"),
        (PF + "dataAt", NamedNode(PFR + "somewhere"), "the place of the words for its data"),
        (PF + "manner", Literal(""), "exactly one verb"),
    ],
)
def test_wrong_values_are_told(
    sample_store: GraphStore, predicate: str, value: NamedNode | Literal, told: str
) -> None:
    faults = faults_after(sample_store, with_value(SOLD, predicate, value))
    assert any(f.node == SOLD and told in f.message for f in faults)


def test_an_unknown_property_is_told(
    sample_store: GraphStore, sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]
) -> None:
    quads = list(flow_quads(sample_document, sample_flows))
    graph = next(quad.graph_name for quad in quads if quad.subject == NamedNode(SOLD))
    stray = Quad(NamedNode(SOLD), NamedNode(PF + "shareWith"), NamedNode(PFR + "x"), graph)
    sample_store.replace_policy(sample_document.id, [*quads, stray])
    (fault,) = validate(sample_store).faults
    assert "pf:shareWith" in str(fault)


def test_a_flow_can_not_be_affirmed_and_denied(
    sample_store: GraphStore, sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]
) -> None:
    quads = list(flow_quads(sample_document, sample_flows))
    graph = next(quad.graph_name for quad in quads if quad.subject == NamedNode(SOLD))
    both = Quad(NamedNode(SOLD), NamedNode(RDF + "type"), NamedNode(PF + "AffirmedFlow"), graph)
    sample_store.replace_policy(sample_document.id, [*quads, both])
    assert any("never both" in f.message for f in validate(sample_store).faults)


@pytest.mark.parametrize("part", ["exact", "prefix", "suffix"])
def test_a_quote_that_does_not_stand_there_is_told(sample_store: GraphStore, part: str) -> None:
    (target,) = sample_store.match(
        subject=SOLD, predicate=OA + "hasTarget", graph=_stated(sample_store)
    )
    evidence = target.object.value  # type: ignore[union-attr]
    quote = evidence.replace("/evidence-", "/quote-")
    faults = faults_after(
        sample_store, with_value(quote, OA + part, Literal("We do sell it.\n\u202e"))
    )
    (fault,) = faults
    assert (fault.node, fault.check) == (evidence, Check.QUOTE)
    assert f"oa:{part} says 'We do sell it.\\n\\u202e'" in fault.message
    assert "\n" not in str(fault)


@pytest.mark.parametrize(
    ("start", "end"), [("9999", "10010"), ("-3", "4"), ("x", "9"), ("556", "600")]
)
def test_a_position_that_is_not_the_quotes_is_told(
    sample_store: GraphStore, start: str, end: str
) -> None:
    (target,) = sample_store.match(
        subject=SOLD, predicate=OA + "hasTarget", graph=_stated(sample_store)
    )
    position = target.object.value.replace("/evidence-", "/position-")  # type: ignore[union-attr]

    def change(quad: Quad) -> Quad | None:
        found = with_value(position, OA + "start", Literal(start))(quad)
        return with_value(position, OA + "end", Literal(end))(found) if found else None

    faults = faults_after(sample_store, change)
    assert any(f.check is Check.QUOTE for f in faults)


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (PF + "dataText", Literal("phone number")),
        (PF + "dataAt", NamedNode(POLICY + "#char=1,5")),
        (PF + "dataAt", NamedNode(POLICY + "#char=1,99999")),
        (PF + "dataAt", NamedNode(PFR + "policy-another#char=1,5")),
        (PF + "recipientText", Literal("Brightcell")),
        (PF + "actorAt", NamedNode(POLICY + "#char=5,1")),
    ],
)
def test_words_that_do_not_stand_at_their_place_are_told(
    sample_store: GraphStore, predicate: str, value: NamedNode | Literal
) -> None:
    faults = faults_after(sample_store, with_value(SOLD, predicate, value))
    assert {(f.node, f.check) for f in faults} == {(SOLD, Check.PLACE)}


def test_a_place_without_words_is_told(sample_store: GraphStore) -> None:
    faults = faults_after(sample_store, without(SOLD, PF + "recipientText"))
    (fault,) = faults
    assert fault.message == (
        "at pf:recipientAt stands 'third parties', pf:recipientText says nothing"
    )


def test_a_missing_text_is_told(sample_store: GraphStore) -> None:
    (fault,) = faults_after(sample_store, without(POLICY, PF + "text"))
    assert (fault.node, fault.check) == (POLICY, Check.TEXT)


def test_a_changed_text_is_told(sample_store: GraphStore) -> None:
    other = Literal(DOCUMENT.text.replace("do not sell", "gladly sell"))
    faults = faults_after(sample_store, with_value(POLICY, PF + "text", other))
    assert {f.check for f in faults} == {Check.QUOTE}


def test_a_text_of_another_length_is_told(sample_store: GraphStore) -> None:
    faults = faults_after(
        sample_store, with_value(POLICY, PF + "text", Literal(DOCUMENT.text + "!"))
    )
    assert any("its length says" in f.message for f in faults)


def test_a_party_needs_its_label_and_a_known_role(sample_store: GraphStore) -> None:
    party = PFR + "name-brightcell-radar"
    faults = faults_after(sample_store, without(party, RDFS + "label"))
    assert any(f.node == party and "exactly one label" in f.message for f in faults)
    faults = faults_after(sample_store, with_value(party, PF + "role", Literal("friend")))
    assert any(f.node == party and "one role" in f.message for f in faults)


def test_a_vague_party_is_never_an_organisation_of_its_own(sample_store: GraphStore) -> None:
    party = f"{PFR}vague-{DOCUMENT.id}-partners"
    faults = faults_after(sample_store, without(party, PF + "partyKind"))
    assert any(f.node == party and "has one kind" in f.message for f in faults)


def test_a_recipient_of_something_else_than_sharing_is_a_warning(
    sample_store: GraphStore, sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]
) -> None:
    shared = next(flow for flow in sample_flows if flow.recipient)
    used = replace(shared, action=sample_flows[1].action)
    sample_store.replace_policy(sample_document.id, flow_quads(sample_document, [used]))
    report = validate(sample_store)
    (fault,) = report.faults
    assert fault.warning
    assert report.conforms
    assert str(fault).startswith("warning: ")


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        (SOLD, "coversData", PF + "EmailAddress"),
        (SOLD, "reaches", f"{PFR}vague-{DOCUMENT.id}-third-parties"),
        (PFR + "org-skyloom-ltd", "sharesWith", f"{PFR}vague-{DOCUMENT.id}-third-parties"),
        (PFR + "service-facebook", "receives", PF + "GPSLocation"),
    ],
)
def test_an_edge_without_a_flow_behind_it_is_told(
    sample_store: GraphStore, subject: str, predicate: str, value: str
) -> None:
    graph = derived_graph(DOCUMENT.id)
    derived = list(sample_store.quads((Part.DERIVED,)))
    invented = Quad(
        NamedNode(subject), NamedNode(PF + predicate), NamedNode(value), NamedNode(graph)
    )
    replace_graphs(sample_store._store, (graph,), [*derived, invented])
    faults = validate(sample_store).faults
    told = [f for f in faults if f.check is Check.DERIVED]
    assert [(f.node, "no affirmed flow is behind it" in f.message) for f in told] == [
        (subject, True)
    ]


def test_a_lost_edge_is_told(sample_store: GraphStore) -> None:
    graph = derived_graph(DOCUMENT.id)
    derived = sorted(sample_store.quads((Part.DERIVED,)), key=str)
    replace_graphs(sample_store._store, (graph,), derived[1:])
    (fault,) = validate(sample_store).faults
    assert "missing from the derived graph" in fault.message


def _stated(store: GraphStore) -> str:
    (graph,) = {quad.graph_name.value for quad in store.quads((Part.STATED,))}  # type: ignore[union-attr]
    return graph


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        (SentenceCounts(sentences=3, stating=4, silent=0), "no more than it has sentences"),
        (SentenceCounts(sentences=3, stating=0, silent=4), "no more than it has sentences"),
        (SentenceCounts(sentences=-1, stating=-2, silent=-2), "count of its sentences"),
    ],
)
def test_counts_of_sentences_that_can_not_be_are_told(
    sample_store: GraphStore, sample_document: SourceDocument, counts: SentenceCounts, told: str
) -> None:
    sample_store.replace_policy(sample_document.id, flow_quads(sample_document, [], counts=counts))
    assert any(told in fault.message for fault in validate(sample_store).faults)


def test_possible_counts_are_well_and_told_with_the_policy(
    sample_store: GraphStore, sample_document: SourceDocument
) -> None:
    counts = SentenceCounts(sentences=9, stating=5, silent=2)
    assert [policy.counts for policy in sample_store.policies()] == [None]
    sample_store.replace_policy(sample_document.id, flow_quads(sample_document, [], counts=counts))
    assert validate(sample_store).conforms
    assert [policy.counts for policy in sample_store.policies()] == [counts]
