"""The derived graph of one policy: what follows from its stated graph and the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ..ontology.terms import DPV, OA, PF, RDF, SKOS
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
    OA + "hasTarget": "evidence",
    OA + "hasSelector": "selector",
}
_EXACT: Final = OA + "exact"
_QUOTE: Final = NamedNode(PF + "quote")


def derive(stated: Iterable[Quad], hierarchy: Hierarchy, graph: str) -> Iterator[Quad]:
    """Yield the quads of `graph` that follow from the quads of one stated graph.

    Affirmed flows cover their data with everything broader and reach their recipient with every
    owner above it; they also yield the plain edges `collects`, `sharesWith` and `receives`. The
    first two start from the company whose policy it is, whoever acts: a third party that collects
    in its app is what it shares with, and what a third party then uses or stores is no edge of it.
    A denied flow yields only what data it denies. What a definition lists yields every broader type of
    it; what of that a flow that speaks of the term doesn't cover or deny itself is an edge of another
    name, so that no reader takes it for said.
    What affirmed sharing flows cover stands under names of its own, with their quotes beside it: "who
    receives" is asked most, and so begins at its own rows and finds their quotes in one step, not four.
    The property chains of ontology/flows.ttl say the same.
    """
    name = NamedNode(graph)
    quads = list(stated)
    flows = _flows(quads)
    for subject, predicate, value in sorted(set(_edges(flows, hierarchy))):
        yield Quad(NamedNode(subject), NamedNode(PF + predicate), NamedNode(value), name)
    for flow, quote in sorted(set(_quotes(flows, quads))):
        yield Quad(NamedNode(flow), _QUOTE, Literal(quote), name)


def _quotes(
    flows: Mapping[str, Mapping[str, list[str]]], stated: Iterable[Quad]
) -> Iterator[tuple[str, str]]:
    """Yield each affirmed sharing flow with the words of its evidence."""
    words = {
        quad.subject.value: quad.object.value
        for quad in stated
        if quad.predicate.value == _EXACT
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
    }
    for flow, parts in flows.items():
        if _shares(parts):
            for evidence in parts.get("evidence", ()):
                for selector in flows.get(evidence, {}).get("selector", ()):
                    if selector in words:
                        yield flow, words[selector]


def _shares(parts: Mapping[str, list[str]]) -> bool:
    types = parts.get("type", ())
    return _AFFIRMED in types and _DENIED not in types and _SHARE in parts.get("processing", ())


def _edges(
    flows: Mapping[str, Mapping[str, list[str]]], hierarchy: Hierarchy
) -> Iterator[tuple[str, str, str]]:
    listed = _listed_by_term(flows, hierarchy)
    covered: dict[str, frozenset[str]] = {}
    for flow, parts in flows.items():
        types = parts.get("type", ())
        for concept in parts.get("listed", ()):
            yield from ((flow, "includesData", above) for above in hierarchy.covered_by(concept))
        if _DENIED in types:
            names = [("deniesData", "deniesByDefinition")]
        elif _AFFIRMED in types:
            names = [("coversData", "coversByDefinition")]
            names += [("sharesData", "sharesByDefinition")] if _shares(parts) else []
            yield from _party_edges(flow, parts, hierarchy)
        else:
            continue
        said: set[str] = set()
        for data in parts.get("data", ()):
            if data not in covered:
                covered[data] = hierarchy.covered_by(data)
            said |= covered[data]
        terms = parts.get("term", ())
        by_definition = set().union(*(listed.get(term, ()) for term in terms)) - said
        for direct, defined in names:
            yield from ((flow, direct, concept) for concept in said)
            yield from ((flow, defined, concept) for concept in by_definition)


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
