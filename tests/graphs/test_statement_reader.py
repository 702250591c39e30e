"""What was written as triples comes back as typed records."""

from __future__ import annotations

import pytest
from privacyflow.extractors.triples import flow_iri, flow_quads
from privacyflow.graphs.statement_reader import read_statements
from privacyflow.graphs.store import GraphStore
from privacyflow.ontology.records import DataFlow, SourceDocument
from privacyflow.ontology.resources import policy_iri
from privacyflow.ontology.terms import PF
from privacyflow.tests import samples


def test_every_flow_comes_back_as_it_was_written(
    sample_store: GraphStore, sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]
) -> None:
    read = {flow.iri: flow for flow in read_statements(sample_store).flows}
    assert len(read) == len(sample_flows)
    for written in sample_flows:
        flow = read[flow_iri(sample_document, written)]
        assert flow.policy == policy_iri(sample_document.id)
        assert (flow.denied, flow.action, flow.manner) == (
            written.negated,
            written.action,
            written.manner,
        )
        assert flow.possible == (written.modality == "possible")
        assert (flow.data, flow.data_words.text) == (written.data.concept, written.data.text)
        assert flow.confidence == pytest.approx(written.confidence)
        assert (flow.recipient is None) == (written.recipient is None)
        assert (flow.source is None) == (written.source is None)
        for words, span in (
            (flow.condition, written.condition),
            (flow.retention, written.retention),
        ):
            assert (words.text if words else None) == (span.text if span else None)


def test_every_word_and_quote_stands_at_its_place(sample_store: GraphStore) -> None:
    statements = read_statements(sample_store)
    for flow in statements.flows:
        text = statements.policies[flow.policy].text
        parts = (flow.data_words, flow.recipient_words, flow.source_words, flow.condition)
        for words in (*parts, flow.retention, *flow.purpose_words):
            if words is not None:
                assert words.place is not None
                assert text[words.place.start : words.place.end] == words.text
        quote = statements.evidence[flow.evidence].place
        assert flow.data_words.text in text[quote.start : quote.end]


def test_parties_keep_their_role_kind_and_owner(sample_store: GraphStore) -> None:
    parties = {party.label: party for party in read_statements(sample_store).parties.values()}
    assert parties["Google Maps"].role == "named"
    assert parties["Google Maps"].owner == parties["Google"].iri
    assert parties["our partners"].role == "vague"
    assert parties["payment processors"].kind == PF + "PaymentProvider"
    assert parties["Skyloom Ltd"].role == "first party"


def test_one_policy_can_be_read_alone(
    sample_store: GraphStore, sample_document: SourceDocument
) -> None:
    other = samples.document_of("Nothing is said here.", company="Plumemark", title="Other")
    sample_store.replace_policy(other.id, flow_quads(other, ()))
    assert len(read_statements(sample_store).policies) == 2
    alone = read_statements(sample_store, policy=policy_iri(other.id))
    assert list(alone.policies) == [policy_iri(other.id)]
    assert alone.flows == ()
    first = read_statements(sample_store, policy=policy_iri(sample_document.id))
    assert len(first.flows) == len(samples.sample_flows())
