"""What stands above what in the vocabulary: broader concepts, same concepts elsewhere, owners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from pyoxigraph import NamedNode, Quad

from ..ontology.terms import PF, SKOS
from .closures import closure

_BROADER: Final = SKOS + "broader"
_EXACT: Final = SKOS + "exactMatch"
_OWNED_BY: Final = PF + "ownedBy"
LINKS: Final = (_BROADER, _EXACT, _OWNED_BY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hierarchy:
    """The links between concepts and between parties that deriving follows, by IRI."""

    broader: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exact: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owned_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Self:
        """Read the links out of the quads of the vocabulary and the organisations.

        Quads whose predicate is none of `LINKS` are passed over.
        """
        links: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in LINKS}
        for quad in quads:
            found = links.get(quad.predicate.value)
            if (
                found is not None
                and isinstance(quad.subject, NamedNode)
                and isinstance(quad.object, NamedNode)
            ):
                found[quad.subject.value].append(quad.object.value)
        broader, exact, owned_by = (
            {iri: tuple(sorted(above)) for iri, above in found.items()} for found in links.values()
        )
        return cls(broader=broader, exact=exact, owned_by=owned_by)

    def covered_by(self, concept: str) -> frozenset[str]:
        """Return the concept, every broader one, and what each of them is the same as elsewhere."""
        own = closure((concept,), self.broader)
        return own.union(*(self.exact.get(iri, ()) for iri in own))

    def reached_through(self, party: str) -> frozenset[str]:
        """Return the party and every owner above it."""
        return closure((party,), self.owned_by)
