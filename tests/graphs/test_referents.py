"""What words stand for that only point back: what of it is checked, and that nothing is derived from it."""

from __future__ import annotations

import pytest
from privacyflow.extractors.flows import extract_flows
from privacyflow.extractors.reading import read_text
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.store import GraphStore, Part
from privacyflow.ontology.resources import fragment_iri
from privacyflow.ontology.terms import PF
from privacyflow.tests.graphs.altered import altered, faults_in
from pyoxigraph import Literal, NamedNode

TEXT = b"At Fernlight we sell lamps.\n\nWe collect your IP address. We share this information with Mossmaps."
DOCUMENT = read_text(TEXT, file_name="policy.txt", company="Fernlight")
QUADS = tuple(flow_quads(DOCUMENT, extract_flows(DOCUMENT)))


def test_a_referent_conforms() -> None:
    assert any(quad.predicate == NamedNode(PF + "dataStandsFor") for quad in QUADS)
    assert faults_in(DOCUMENT.id, QUADS) == ()


@pytest.mark.parametrize(
    ("predicate", "value", "told"),
    [
        (PF + "referentText", Literal("email"), "at pf:referentAt doesn't stand 'email'"),
        (
            PF + "referentAt",
            NamedNode(fragment_iri(DOCUMENT.id, len(TEXT) - 9, len(TEXT) - 1)),
            "stands for words behind it",
        ),
    ],
)
def test_a_referent_that_does_not_hold_is_told(
    predicate: str, value: NamedNode | Literal, told: str
) -> None:
    quads = altered(QUADS, predicate, value)
    assert any(told in message for message in faults_in(DOCUMENT.id, quads))


def test_nothing_is_derived_from_a_referent() -> None:
    with GraphStore.in_memory() as store:
        store.replace_policy(DOCUMENT.id, list(QUADS))
        reached = {str(q.object) for q in store.quads((Part.DERIVED,)) if "receives" in str(q)}
    assert reached == {f"<{PF}PersonalData>"}
