"""A term that a policy defines: what of it is checked, and what no flow gets from it."""

from __future__ import annotations

import pytest
from privacyflow.graphs.store import GraphStore, Part
from privacyflow.graphs.validation import validate
from privacyflow.ontology.resources import fragment_iri
from privacyflow.ontology.terms import PF, PFR
from privacyflow.tests.graphs.altered import altered, faults_in
from privacyflow.tests.samples import document_of
from privacyflow.tests.terms_sample import TERMED, termed_quads
from pyoxigraph import Literal, NamedNode, Quad

USED = TERMED.rindex("Usage Data")
ELSEWHERE = NamedNode(fragment_iri(document_of(TERMED).id, USED, USED + len("Usage Data")))


def test_a_defined_term_conforms() -> None:
    assert faults_in(document_of(TERMED).id, termed_quads()) == ()


@pytest.mark.parametrize(
    ("predicate", "value", "told"),
    [
        (PF + "listedText", Literal("email"), "at pf:listedAt doesn't stand 'email'"),
        (PF + "termText", Literal("Log Data"), "its label is 'Usage Data'"),
        (PF + "termAt", ELSEWHERE, "lies outside its quote"),
        (PF + "dataText", Literal("Log Data"), "its term 'Usage Data'"),
        (PF + "listedType", NamedNode(PF + "Nonsense"), "of one known type"),
        (PF + "definedIn", NamedNode(PFR + "policy-other"), "defined in exactly one policy"),
    ],
)
def test_a_term_that_does_not_hold_is_told(
    predicate: str, value: NamedNode | Literal, told: str
) -> None:
    quads = altered(termed_quads(), predicate, value)
    assert any(told in message for message in faults_in(document_of(TERMED).id, quads))


def test_what_a_term_lists_is_reached_by_definition_alone() -> None:
    flows: dict[str, set[str]] = {}
    with GraphStore.in_memory() as store:
        store.replace_policy(document_of(TERMED).id, termed_quads())
        for quad in store.quads((Part.DERIVED,)):
            flows.setdefault(quad.predicate.value, set()).add(str(quad.object).strip("<>"))
    location = {PF + "IPAddress", PF + "Location"}
    assert location <= flows[PF + "coversByDefinition"]
    assert not location & flows[PF + "coversData"]
    assert not flows[PF + "coversByDefinition"] & flows[PF + "coversData"]
    assert flows[PF + "receives"] == {PF + "UsageData"}


def test_a_denial_by_definition_is_no_cover() -> None:
    affirmed, denied = (NamedNode(PF + name) for name in ("AffirmedFlow", "DeniedFlow"))
    quads = [
        Quad(q.subject, q.predicate, denied if q.object == affirmed else q.object, q.graph_name)
        for q in termed_quads()
    ]
    with GraphStore.in_memory() as store:
        store.replace_policy(document_of(TERMED).id, quads)
        names = {quad.predicate.value for quad in store.quads((Part.DERIVED,))}
        assert validate(store).faults == ()
    assert names == {PF + "deniesData", PF + "deniesByDefinition", PF + "includesData"}
