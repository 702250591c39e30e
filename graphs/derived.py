"""The derived graph of one policy: what follows from its stated graph and the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Protocol

from pyoxigraph import NamedNode, Quad

from ..ontology.terms import DPV, PF, RDF

_TYPE: Final = RDF + "type"
_AFFIRMED: Final = PF + "AffirmedFlow"
_DENIED: Final = PF + "DeniedFlow"
_COLLECT: Final = DPV + "Collect"

_PARTS: Final = {
    _TYPE: "type",
    DPV + "hasPersonalData": "data",
    DPV + "hasProcessing": "processing",
    DPV + "hasRecipient": "recipient",
    PF + "actor": "actor",
}


class Placed(Protocol):
    """A concept as far as deriving needs it: what it is the same as elsewhere."""

    @property
    def matches(self) -> tuple[str, ...]: ...


class Hierarchy(Protocol):
    """The vocabulary as far as deriving needs it."""

    @property
    def concepts(self) -> Mapping[str, Placed]: ...

    def ancestors(self, iri: str) -> tuple[str, ...]: ...

    def owners(self, iri: str) -> tuple[str, ...]: ...


def derive(stated: Iterable[Quad], hierarchy: Hierarchy, graph: str) -> Iterator[Quad]:
    """Yield the quads of `graph` that follow from the quads of one stated graph.

    Affirmed flows cover their data with everything broader and reach their recipient with every
    owner above it; they also yield the plain edges `collects`, `sharesWith` and `receives`. A
    denied flow yields only what data it denies. The property chains of ontology/flows.ttl say the
    same.
    """
    name = NamedNode(graph)
    for subject, predicate, value in sorted(set(_edges(stated, hierarchy))):
        yield Quad(NamedNode(subject), NamedNode(PF + predicate), NamedNode(value), name)


def data_closure(concept: str, hierarchy: Hierarchy) -> frozenset[str]:
    """Return the concept, every broader one and what each of them exactly matches elsewhere."""
    own = (concept, *hierarchy.ancestors(concept))
    known = (hierarchy.concepts.get(iri) for iri in own)
    return frozenset(own).union(*(found.matches for found in known if found))


def _edges(stated: Iterable[Quad], hierarchy: Hierarchy) -> Iterator[tuple[str, str, str]]:
    closures: dict[str, frozenset[str]] = {}
    for flow, parts in _flows(stated).items():
        types = parts.get("type", ())
        for data in parts.get("data", ()):
            if data not in closures:
                closures[data] = data_closure(data, hierarchy)
        if _DENIED in types:
            for data in parts.get("data", ()):
                yield from ((flow, "deniesData", broader) for broader in closures[data])
        elif _AFFIRMED in types:
            for data in parts.get("data", ()):
                yield from ((flow, "coversData", broader) for broader in closures[data])
            yield from _party_edges(flow, parts, hierarchy)


def _party_edges(
    flow: str, parts: Mapping[str, list[str]], hierarchy: Hierarchy
) -> Iterator[tuple[str, str, str]]:
    for actor in parts.get("actor", ()):
        if _COLLECT in parts.get("processing", ()):
            yield from ((actor, "collects", data) for data in parts.get("data", ()))
        yield from ((actor, "sharesWith", party) for party in parts.get("recipient", ()))
    for party in parts.get("recipient", ()):
        yield from ((flow, "reaches", above) for above in (party, *hierarchy.owners(party)))
        yield from ((party, "receives", data) for data in parts.get("data", ()))


def _flows(stated: Iterable[Quad]) -> dict[str, dict[str, list[str]]]:
    """Gather the parts of each subject that deriving needs; subjects that aren't flows fall out."""
    flows: dict[str, dict[str, list[str]]] = {}
    for quad in stated:
        part = _PARTS.get(quad.predicate.value)
        if part and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            flows.setdefault(quad.subject.value, {}).setdefault(part, []).append(quad.object.value)
    return flows
