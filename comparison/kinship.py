"""What is a kind of what, and who belongs to whom, among the data types and parties of statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..graphs.closures import closure
from ..graphs.statements import Concept, Counterparty, Statements
from ..ontology.terms import PF

GENERIC: Final = frozenset({PF + "PersonalData", PF + "OtherData", PF + "NonPersonalData"})
"""Types that say nothing of what the data is: no statement about them covers a type by name."""

SENSITIVE: Final = PF + "SensitiveData"
ANYBODY: Final = PF + "ThirdParty"
NOT_PLACED: Final = frozenset({PF + "OtherData", PF + "OtherPurpose"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """The concepts and parties of some statements, each with everything above it by IRI."""

    concepts: Mapping[str, Concept]
    parties: Mapping[str, Counterparty]
    wider: Mapping[str, frozenset[str]]

    def above(self, iri: str) -> frozenset[str]:
        """Return a concept or party with all that is broader than it: kinds, owners, kinds of both."""
        return self.wider.get(iri, frozenset({iri}))

    def is_within(self, iri: str, other: str) -> bool:
        """Tell whether `iri` is `other`, a kind of it, or belongs to it."""
        return iri == other or other in self.above(iri)

    def related(self, iri: str, other: str) -> bool:
        """Tell whether one of the two is the other or a kind of it."""
        return self.is_within(iri, other) or self.is_within(other, iri)

    def parents(self, data: str) -> frozenset[str]:
        """Return the types of data just above one, those apart that say nothing."""
        concept = self.concepts.get(data)
        return frozenset(concept.broader if concept else ()) - GENERIC

    def is_generic(self, data: str) -> bool:
        """Tell whether a type of data says nothing of what the data is."""
        return data in GENERIC

    def is_sensitive(self, data: str) -> bool:
        """Tell whether a type of data is one that the law protects most."""
        return self.is_within(data, SENSITIVE)

    def label(self, iri: str) -> str:
        """Return what people call a concept or a party."""
        named = self.concepts.get(iri) or self.parties.get(iri)
        return named.label if named else iri.rpartition("#")[2].rpartition("/")[2]

    def owners(self, party: str) -> tuple[str, ...]:
        """Return the parties behind a party, nearest first, without itself."""
        found: list[str] = []
        known = self.parties.get(party)
        while known and known.owner and known.owner not in (party, *found):
            found.append(known.owner)
            known = self.parties.get(known.owner)
        return tuple(found)


def kinship_of(each: Iterable[Statements]) -> Kinship:
    """Put together what several statements know of concepts and parties."""
    concepts: dict[str, Concept] = {}
    parties: dict[str, Counterparty] = {}
    for statements in each:
        concepts.update(statements.concepts)
        for iri, party in statements.parties.items():
            if iri not in parties or parties[iri].role == "first party":
                parties[iri] = party
    links = {iri: concept.broader for iri, concept in concepts.items()}
    for iri, party in parties.items():
        above = (party.owner, party.kind, ANYBODY if party.role != "first party" else None)
        links[iri] = tuple(filter(None, above))
    wider = {iri: closure((iri,), links) for iri in links}
    return Kinship(concepts=concepts, parties=parties, wider=wider)
