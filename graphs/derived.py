"""The derived graph of one policy: what follows from its stated graph and the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import NamedNode, Quad

from ..ontology.terms import DPV, PF, RDF, SKOS
from .hierarchy import Hierarchy

_AFFIRMED: Final = PF + "AffirmedFlow"
_DENIED: Final = PF + "DeniedFlow"
_COLLECT: Final = DPV + "Collect"
_SHARE: Final = DPV + "Share"

_PARTS: Final = {
    RDF + "type": "type",
    DPV + "hasPersonalData": "data",
    DPV + "hasProcessing": "processing",
    DPV + "hasRecipient": "recipient",
    PF + "company": "company",
    PF + "listedType": "listed",
    PF + "dataTerm": "term",
    SKOS + "broader": "below",
}


def derive(stated: Iterable[Quad], hierarchy: Hierarchy, graph: str) -> Iterator[Quad]:
    """Yield the quads of `graph` that follow from the quads of one stated graph.

    Affirmed flows cover their data with everything broader and reach their recipient with every
    owner above it; they also yield the plain edges `collects`, `sharesWith` and `receives`. The
    first two start from the company whose policy it is, whoever acts: a third party that collects
    in its app is what it shares with, and what a third party then uses or stores is no edge of it.
    A denied flow yields only what data it denies. What a definition lists yields every broader type of
    it; what of that a flow that speaks of the term doesn't cover or deny itself is an edge of another
    name, so that no reader takes it for said.
    The property chains of ontology/flows.ttl say the same.
    """
    name = NamedNode(graph)
    for subject, predicate, value in sorted(set(_edges(stated, hierarchy))):
        yield Quad(NamedNode(subject), NamedNode(PF + predicate), NamedNode(value), name)


def _edges(stated: Iterable[Quad], hierarchy: Hierarchy) -> Iterator[tuple[str, str, str]]:
    flows = _flows(stated)
    listed = _listed_by_term(flows, hierarchy)
    covered: dict[str, frozenset[str]] = {}
    for flow, parts in flows.items():
        types = parts.get("type", ())
        for concept in parts.get("listed", ()):
            yield from ((flow, "includesData", above) for above in hierarchy.covered_by(concept))
        if _DENIED in types:
            direct, defined = "deniesData", "deniesByDefinition"
        elif _AFFIRMED in types:
            direct, defined = "coversData", "coversByDefinition"
            yield from _party_edges(flow, parts, hierarchy)
        else:
            continue
        said: set[str] = set()
        for data in parts.get("data", ()):
            if data not in covered:
                covered[data] = hierarchy.covered_by(data)
            said |= covered[data]
        yield from ((flow, direct, concept) for concept in said)
        for term in parts.get("term", ()):
            yield from ((flow, defined, concept) for concept in listed.get(term, set()) - said)


def _listed_by_term(
    nodes: Mapping[str, Mapping[str, list[str]]], hierarchy: Hierarchy
) -> dict[str, set[str]]:
    """Return for each defined term what its definitions list, with everything broader."""
    found: dict[str, set[str]] = {}
    for parts in nodes.values():
        for concept in parts.get("listed", ()):
            for term in parts.get("below", ()):
                found.setdefault(term, set()).update(hierarchy.covered_by(concept))
    return found


def _party_edges(
    flow: str, parts: Mapping[str, list[str]], hierarchy: Hierarchy
) -> Iterator[tuple[str, str, str]]:
    processing = parts.get("processing", ())
    for company in parts.get("company", ()):
        if _COLLECT in processing:
            yield from ((company, "collects", data) for data in parts.get("data", ()))
        if _SHARE in processing:
            yield from ((company, "sharesWith", party) for party in parts.get("recipient", ()))
    for party in parts.get("recipient", ()):
        yield from ((flow, "reaches", reached) for reached in hierarchy.reached_through(party))
        yield from ((party, "receives", data) for data in parts.get("data", ()))


def _flows(stated: Iterable[Quad]) -> dict[str, dict[str, list[str]]]:
    """Gather the parts of each flow and of each piece of listed data that deriving needs."""
    flows: dict[str, dict[str, list[str]]] = {}
    for quad in stated:
        part = _PARTS.get(quad.predicate.value)
        if part and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            flows.setdefault(quad.subject.value, {}).setdefault(part, []).append(quad.object.value)
    return flows
