"""What stands above what in the vocabulary of a graph, by skos:broader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from ..graphs.closures import closure
from ..graphs.statements import Concept
from ..ontology.terms import PF


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """The concepts by IRI, and for each of them itself with every broader one."""

    concepts: Mapping[str, Concept]
    above: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, concepts: Mapping[str, Concept]) -> Self:
        """Follow skos:broader from every concept upwards; a circle is walked once."""
        broader = {iri: concept.broader for iri, concept in concepts.items()}
        return cls(concepts=concepts, above={iri: closure((iri,), broader) for iri in concepts})

    def covers(self, broad: str, narrow: str) -> bool:
        """Tell whether `narrow` is `broad` or a narrower concept; both are IRIs."""
        return broad == narrow or broad in self.above.get(narrow, ())

    def is_under(self, iri: str | None, *names: str) -> bool:
        """Tell whether a concept is one of these, or below; names are local ("Advertising")."""
        above = self.above.get(iri, frozenset({iri})) if iri else frozenset()
        return any(PF + name in above for name in names)

    def label(self, iri: str) -> str:
        """Return the preferred label of a concept, its local name where there is none."""
        concept = self.concepts.get(iri)
        return concept.label if concept else iri.removeprefix(PF)

    def is_specific(self, iri: str) -> bool:
        """Tell whether a type of data says more than "information" or "sensitive data"."""
        broad = {"PersonalData", "OtherData", "NonPersonalData", "SensitiveData"}
        pseudo = {"PseudonymisedData", "AnonymisedData", "AggregatedData", "ChildrenData"}
        return iri.removeprefix(PF) not in broad | pseudo
