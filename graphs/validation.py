"""Validation: the shapes hold, every quote is found, and nothing is derived without a flow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from ..ontology.resources import ORGANISATIONS_GRAPH, VOCABULARY_GRAPH, derived_graph
from ..ontology.terms import DPV, OA, PF, RDF, RDFS, SKOS
from .derived import derive
from .faults import Check, Fault, Report, short
from .inferences import expected_quads
from .meanings import check_meanings
from .quotes import check_quotes, flows_of, gather
from .shapes import check_shapes
from .store import GraphStore, Part

__all__ = ["Check", "Fault", "Report", "validate"]

_SOURCE: Final = OA + "hasSource"
_CONCEPTS: Final = {
    DPV + "hasPersonalData",
    DPV + "hasPurpose",
    PF + "partyKind",
    PF + "listedType",
}


def validate(store: GraphStore) -> Report:
    """Check every policy of the store, one at a time, and report in the order of the policies."""
    faults: list[Fault] = []
    flows = quotes = 0
    classes = tuple(store.match(predicate=RDFS + "subClassOf", graph=VOCABULARY_GRAPH))
    policies = store.policies()
    for policy in policies:
        stated = tuple(store.quads((Part.STATED,), policy.id))
        derived = tuple(store.quads((Part.DERIVED,), policy.id))
        nodes = gather(stated)
        flows += len(flows_of(nodes))
        quotes += sum(policy.iri in found.get(_SOURCE, ()) for found in nodes.values())
        known = _known_concepts(store, stated)
        faults += sorted(
            {
                *check_quotes(policy.id, nodes, store.text(policy.id)),
                *check_meanings(policy.id, nodes, store.text(policy.id)),
                *check_shapes(policy.id, (*stated, *derived, *classes, *known)),
                *_check_derived(store, policy.id, stated, derived),
                *_check_inferred(store, policy.id),
            }
        )
    return Report(policies=len(policies), flows=flows, quotes=quotes, faults=tuple(faults))


def _known_concepts(store: GraphStore, stated: tuple[Quad, ...]) -> Iterator[Quad]:
    """Yield the types and schemes of the concepts that the policy's flows and parties use."""
    used = {quad.object for quad in stated if quad.predicate.value in _CONCEPTS}
    for concept in used:
        if isinstance(concept, NamedNode):
            for predicate in (RDF + "type", SKOS + "inScheme"):
                for graph in (VOCABULARY_GRAPH, ORGANISATIONS_GRAPH):
                    yield from store.match(subject=concept.value, predicate=predicate, graph=graph)


def _check_derived(
    store: GraphStore, policy_id: str, stated: tuple[Quad, ...], derived: tuple[Quad, ...]
) -> Iterator[Fault]:
    """Derive again and compare: an edge too many has no flow behind it, one missing is a loss."""
    expected = set(derive(stated, store.hierarchy, derived_graph(policy_id)))
    yield from _faults(
        policy_id, Check.DERIVED, set(derived) - expected, "no affirmed flow is behind it"
    )
    yield from _faults(
        policy_id, Check.DERIVED, expected - set(derived), "it is missing from the derived graph"
    )


def _check_inferred(store: GraphStore, policy_id: str) -> Iterator[Fault]:
    """Compare the inferred graph, if there is one, with what its flows make true."""
    inferred = set(store.quads((Part.INFERRED,), policy_id))
    if not inferred:
        return
    expected = expected_quads(store, policy_id)
    yield from _faults(policy_id, Check.INFERRED, inferred - expected, "no flow is behind it")
    yield from _faults(
        policy_id, Check.INFERRED, expected - inferred, "it is missing from the inferred graph"
    )


def _faults(policy_id: str, check: Check, quads: Iterable[Quad], what: str) -> Iterator[Fault]:
    for quad in quads:
        subject, value = (str(term).strip("<>") for term in (quad.subject, quad.object))
        edge = f"{short(quad.predicate.value)} {short(value)}"
        yield Fault(policy=policy_id, node=subject, check=check, message=f"{edge}: {what}")
