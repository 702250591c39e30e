"""The graph in the terms of the Data Privacy Vocabulary alone, for tools that know no others.

Each of our terms becomes what the vocabulary says that it is in DPV, PROV-O or Dublin Core: a class or
a property the nearest one above it, a concept its exact match, else the match of the nearest broader
one. What has no such term is left out, and so is every denial: it is no process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Quad

from ...ontology.terms import DPV, OA, PF, PFR, RDF, RDFS, SKOS
from ..parts import Part
from ..store import GraphStore
from .selection import Selection, graph_quads

_TYPE: Final = RDF + "type"
_TARGET: Final = OA + "hasTarget"
_DENIED: Final = PF + "DeniedFlow"
_CONCEPTS: Final = frozenset({DPV + "hasPersonalData", DPV + "hasPurpose"})
_KIND: Final = PF + "partyKind"
# Who does it is what DPV means by implementing; the publisher is told by the policy version.
_SAME: Final = {PF + "actor": DPV + "isImplementedByEntity"}
_OURS: Final = (PF, PFR)
_ABOVE: Final = (RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "broader")
_MATCHES: Final = (SKOS + "exactMatch", SKOS + "broadMatch")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    """What stands above each term, and which terms of DPV it is matched with."""

    above: Mapping[str, tuple[str, ...]]
    matches: Mapping[str, tuple[str, ...]]

    def replace(self, term: str) -> tuple[str, ...]:
        """Return the nearest terms of others for one of ours, none where there is none."""
        level, seen = [term], {term}
        while level:
            foreign = {iri for iri in level if not iri.startswith(PF)}
            foreign.update(match for iri in level for match in self.matches.get(iri, ()))
            if foreign:
                return tuple(sorted(foreign))
            level = [up for iri in level for up in self.above.get(iri, ()) if up not in seen]
            seen.update(level)
        return ()


def dpv_quads(store: GraphStore, selection: Selection) -> Iterator[list[Quad]]:
    """Yield the stated graphs in the terms of DPV, one after the other, none of them empty.

    Every flow among them is a `dpv:Process` with its quote; no term of ours is left.
    """
    terms = _read_terms(store)
    stated = Selection(policies=selection.policies, parts=(Part.STATED,))
    for quads in graph_quads(store, stated):
        translated = list(_without_loose_ends(_translate(quads, terms)))
        if translated:
            yield translated


def _read_terms(store: GraphStore) -> _Terms:
    above: dict[str, list[str]] = {}
    matches: dict[str, list[str]] = {}
    for quad in store.quads((Part.VOCABULARY, Part.ORGANISATIONS)):
        if quad.predicate.value in _ABOVE:
            above.setdefault(_iri(quad.subject), []).append(_iri(quad.object))
        elif quad.predicate.value in _MATCHES:
            matches.setdefault(_iri(quad.subject), []).append(_iri(quad.object))
    return _Terms(
        above={iri: tuple(sorted(found)) for iri, found in above.items()},
        matches={iri: tuple(sorted(found)) for iri, found in matches.items()},
    )


def _translate(quads: Iterable[Quad], terms: _Terms) -> Iterator[Quad]:
    known = list(quads)
    denied = {q.subject for q in known if q.predicate.value == _TYPE and _iri(q.object) == _DENIED}
    for quad in known:
        if quad.subject in denied:
            continue
        predicate, value = quad.predicate.value, quad.object
        is_term = predicate in (_TYPE, _KIND) or predicate in _CONCEPTS
        values = terms.replace(_iri(value)) if is_term else ()
        if predicate == _KIND:
            predicate = _TYPE
        for name in (_SAME.get(predicate) or predicate,) if is_term else _names(predicate, terms):
            if is_term:
                for iri in values:
                    yield Quad(quad.subject, NamedNode(name), NamedNode(iri), quad.graph_name)
            elif not _iri(value).startswith(PF):
                yield Quad(quad.subject, NamedNode(name), value, quad.graph_name)


def _names(predicate: str, terms: _Terms) -> tuple[str, ...]:
    return (_SAME[predicate],) if predicate in _SAME else terms.replace(predicate)


def _without_loose_ends(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the statements that lead on from a process, by whatever way."""
    about: dict[str, list[Quad]] = {}
    for quad in quads:
        about.setdefault(_iri(quad.subject), []).append(quad)
    reached = {
        iri
        for iri, found in about.items()
        if any(_iri(q.object) == DPV + "Process" for q in found if q.predicate.value == _TYPE)
    }
    waiting = sorted(reached)
    while waiting:
        for quad in about.get(waiting.pop(), ()):
            iri = _iri(quad.object)
            yield quad
            if iri.startswith(PFR) and iri not in reached:
                reached.add(iri)
                waiting.append(iri)


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""
