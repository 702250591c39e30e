"""The inferred graph of one policy: the classes of its flows and parties, each with its flows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ..ontology.axioms import concluded_classes, read_axioms
from ..ontology.reasoning import DERIVED, Reasoned, reason
from ..ontology.resources import (
    ORGANISATIONS_GRAPH,
    VOCABULARY_GRAPH,
    digest,
    inferred_graph,
)
from ..ontology.terms import DPV, OA, PF, PFR, PROV, RDF, SKOS
from .conclusions import Membership, conclude, other_countries, properties_of
from .store import GraphStore, Part

_TYPE: Final = RDF + "type"
_UP: Final = (SKOS + "broader", SKOS + "exactMatch", PF + "ownedBy", PF + "partyKind")
_KNOWN: Final = (*_UP, _TYPE, SKOS + "inScheme", PF + "country")
_EVIDENCE: Final = (OA, PROV)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """What a reasoner made of one policy, beside what we compute ourselves.

    `only_reasoned` and `only_derived` are the statements in which the two differ, as words.
    """

    policy_id: str
    memberships: frozenset[Membership]
    quads: tuple[Quad, ...]
    only_reasoned: tuple[str, ...]
    only_derived: tuple[str, ...]


def infer(store: GraphStore, policy_id: str) -> Inferred:
    """Run the reasoner over one policy of the store.

    Takes 2 to 10 s. Raises ReasonerError without Java, ClashError where the policy's graph
    contradicts the ontology.
    """
    told = told_triples(store, policy_id)
    reasoned = reason(told)
    found = frozenset(_memberships(reasoned, told))
    expected = expected_memberships(store, policy_id)
    edges = {
        (_iri(q.subject), q.predicate.value, _iri(q.object))
        for q in store.quads((Part.DERIVED,), policy_id)
        if q.predicate.value in DERIVED
    }
    return Inferred(
        policy_id=policy_id,
        memberships=found,
        quads=tuple(inferred_quads(policy_id, found, told)),
        only_reasoned=_words(found - expected, reasoned.edges - edges),
        only_derived=_words(expected - found, edges - reasoned.edges),
    )


def told_triples(store: GraphStore, policy_id: str) -> tuple[Triple, ...]:
    """Return what a reasoner is told of one policy.

    That is its stated graph, but for evidence and places, from which nothing follows; what is known of
    the concepts and parties in it and above them; and which recipients are abroad, which takes a
    closed world to see.
    """
    stated, _, facts = _evidence_of(store, policy_id)
    countries = other_countries(properties_of((*stated, *facts)), store.hierarchy)
    told = {quad.triple for quad in (*stated, *facts) if _tells(quad)}
    told |= {_country_triple(flow, country) for flow, country in countries.items()}
    return tuple(sorted(told, key=str))


def expected_memberships(store: GraphStore, policy_id: str) -> frozenset[Membership]:
    """Return what we compute ourselves of one policy, which the reasoner has to find as well."""
    return conclude(*_evidence_of(store, policy_id), store.hierarchy)


def expected_quads(store: GraphStore, policy_id: str) -> frozenset[Quad]:
    """Return what the inferred graph of a policy must hold, by what we compute ourselves."""
    found, told = expected_memberships(store, policy_id), told_triples(store, policy_id)
    return frozenset(inferred_quads(policy_id, found, told))


def inferred_quads(
    policy_id: str, memberships: Iterable[Membership], told: Iterable[Triple]
) -> Iterator[Quad]:
    """Yield the inferred graph: who is of which class, and by which flows a party is."""
    graph = NamedNode(inferred_graph(policy_id))
    for each in sorted(memberships):
        member, kind = NamedNode(each.member), NamedNode(each.kind)
        yield Quad(member, NamedNode(_TYPE), kind, graph)
        if each.flows == (each.member,):
            continue
        node = NamedNode(f"{PFR}inference-{digest(policy_id, each.member, each.kind)}")
        yield Quad(node, NamedNode(_TYPE), NamedNode(PF + "Inference"), graph)
        yield Quad(node, NamedNode(PF + "inferredOf"), member, graph)
        yield Quad(node, NamedNode(PF + "inferredClass"), kind, graph)
        for flow in each.flows:
            yield Quad(node, NamedNode(PF + "justifiedBy"), NamedNode(flow), graph)
    for triple in told:
        if triple.predicate.value == PF + "otherCountry":
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _evidence_of(
    store: GraphStore, policy_id: str
) -> tuple[tuple[Quad, ...], tuple[Quad, ...], tuple[Quad, ...]]:
    """Return the stated and the derived graph of a policy, and what is known beside them."""
    stated = tuple(store.quads((Part.STATED,), policy_id))
    derived = tuple(store.quads((Part.DERIVED,), policy_id))
    return stated, derived, tuple(_facts(store, stated))


def _facts(store: GraphStore, stated: Iterable[Quad]) -> Iterator[Quad]:
    """Yield what the vocabulary and the organisations say of what a policy names, and of all above."""
    ahead = [
        term.value
        for quad in stated
        if quad.predicate.value != OA + "hasSelector"
        for term in (quad.subject, quad.object)
        if isinstance(term, NamedNode)
    ]
    seen: set[str] = set()
    while ahead:
        iri = ahead.pop()
        if iri in seen or "#char=" in iri:
            continue
        seen.add(iri)
        for graph in (VOCABULARY_GRAPH, ORGANISATIONS_GRAPH):
            for quad in store.match(subject=iri, graph=graph):
                if quad.predicate.value in _KNOWN:
                    yield quad
                    if quad.predicate.value in _UP and isinstance(quad.object, NamedNode):
                        ahead.append(quad.object.value)


def _tells(quad: Quad) -> bool:
    name = quad.predicate.value
    if name.startswith(_EVIDENCE) or name.endswith("At") or name == PF + "leadIn":
        return False
    return not (name == _TYPE and _iri(quad.object).startswith(_EVIDENCE))


def _country_triple(flow: str, country: str) -> Triple:
    return Triple(NamedNode(flow), NamedNode(PF + "otherCountry"), Literal(country))


def _memberships(reasoned: Reasoned, told: Iterable[Triple]) -> Iterator[Membership]:
    """Yield the reasoner's memberships; a party's flows are those that its class asks for."""
    asked = {
        definition.name: condition.filler
        for definition in read_axioms().definitions
        for condition in definition.conditions
        if condition.property == PF + "recipientOf"
    }
    received: dict[str, set[str]] = defaultdict(set)
    for triple in told:
        if triple.predicate.value == DPV + "hasRecipient":
            received[_iri(triple.object)].add(_iri(triple.subject))
    for member, kind in reasoned.members:
        if kind in concluded_classes():
            flows = (
                {flow for flow in received[member] if (flow, asked[kind]) in reasoned.members}
                if kind in asked
                else {member}
            )
            yield Membership(member=member, kind=kind, flows=tuple(sorted(flows)))


def _words(
    memberships: Iterable[Membership], edges: Iterable[tuple[str, str, str]]
) -> tuple[str, ...]:
    classes = (f"{each.member} a {each.kind}" for each in memberships)
    return tuple(sorted([*classes, *(" ".join(edge) for edge in edges)]))


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
