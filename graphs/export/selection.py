"""What of a graph is exported: which policy versions, and which kinds of graph."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from pyoxigraph import Quad

from ...ontology.terms import PFR
from ..parts import Part
from ..statement_reader import read_background, read_statements
from ..statements import Statements
from ..store import GraphStore

USUAL_PARTS: Final = tuple(part for part in Part if part is not Part.TEXT)
"""Everything but the policies' whole texts, which are their authors' and take the most room."""

_POLICY: Final = PFR + "policy-"
_SHARED: Final = (Part.VOCABULARY, Part.ORGANISATIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The IRIs of the policy versions to export, sorted, and the kinds of graph."""

    policies: tuple[str, ...]
    parts: Collection[Part] = USUAL_PARTS

    @classmethod
    def whole(cls, store: GraphStore, parts: Collection[Part] = USUAL_PARTS) -> Selection:
        """Return the selection of every policy version in `store`."""
        return cls(policies=tuple(sorted(p.iri for p in store.policies())), parts=parts)


def graph_quads(store: GraphStore, selection: Selection) -> Iterator[list[Quad]]:
    """Yield the quads of one graph after the other, those of a policy together, shared ones last.

    One graph is held in memory at a time; empty ones are passed over.
    """
    of_policies = [part for part in Part if part in selection.parts and part not in _SHARED]
    own = (
        store.quads((part,), policy.removeprefix(_POLICY))
        for policy in selection.policies
        for part in of_policies
    )
    shared = (store.quads((part,)) for part in _SHARED if part in selection.parts)
    yield from filter(None, map(list, chain(own, shared)))


def statements_by_policy(store: GraphStore, selection: Selection) -> Iterator[Statements]:
    """Yield the statements of one policy version after the other."""
    background = read_background(store)
    for policy in selection.policies:
        yield read_statements(store, policy=policy, background=background)


def count_flows(store: GraphStore, selection: Selection) -> int:
    """Return how many flows the selected policy versions state."""
    chosen = set(selection.policies)
    return sum(p.affirmed + p.denied for p in store.policies() if p.iri in chosen)


def label_of(iri: str | None, statements: Statements) -> str:
    """Return what a party or a concept is called, the end of its IRI where nobody says it."""
    if not iri:
        return ""
    known = statements.parties.get(iri) or statements.concepts.get(iri)
    return known.label if known else local_name(iri)


def local_name(iri: str | None) -> str:
    """Return the end of an IRI: "Location", "flow-3f9c…"."""
    return (iri or "").rpartition("/")[2].rpartition("#")[2]
