"""The vocabulary: from a policy's words to concepts and known parties, and to their kin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from .entries import Concept, KnownParty, PartyType, Scheme
from .labels import normalise, words
from .likely_types import likely_type
from .placing import Lexicon, find_label, place_noun_phrase
from .stems import key_phrases, purpose_key
from .terms import PF, PFR
from .turtle import read_entries

__all__ = [
    "Concept",
    "KnownParty",
    "PartyType",
    "Scheme",
    "UnknownName",
    "Vocabulary",
    "load_vocabulary",
]

_OTHER: Final = {
    Scheme.DATA: PF + "OtherData",
    Scheme.PURPOSES: PF + "OtherPurpose",
    Scheme.KINDS: PF + "ThirdParty",
}
# What may follow a party's name without changing whose name it is.
_COMPANY_ENDINGS: Final = words(
    "inc incorporated llc ltd limited co corp corporation company gmbh ag sa srl bv plc pty pte "
    "oy ab as sdk api service platform plugin website app"
)


class UnknownName(LookupError):
    """A name that stands for no concept or party; `suggestions` are names near to it."""

    def __init__(self, name: str, suggestions: tuple[str, ...]) -> None:
        self.name = name
        self.suggestions = suggestions
        hint = f" Did you mean {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"unknown name: {name}.{hint}")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """Everything the Turtle files say, indexed; made by `load_vocabulary`."""

    concepts: Mapping[str, Concept]
    parties: Mapping[str, KnownParty]
    lexicons: Mapping[Scheme, Lexicon]
    party_names: Mapping[str, str]
    closures: Mapping[str, tuple[str, ...]]
    descendants: Mapping[str, frozenset[str]]

    def ancestors(self, iri: str) -> tuple[str, ...]:
        """Return every broader concept, nearest first, without the concept itself."""
        return self.closures.get(iri, ())

    def narrower(self, iri: str) -> frozenset[str]:
        """Return the concept and everything below it."""
        return self.descendants.get(iri, frozenset({iri}))

    def owners(self, iri: str) -> tuple[str, ...]:
        """Return the parties behind a known party, nearest first, without itself."""
        owners: list[str] = []
        party = self.parties.get(iri)
        while party is not None and party.owner is not None and party.owner not in owners:
            owners.append(party.owner)
            party = self.parties.get(party.owner)
        return tuple(owners)

    def find_data(self, phrase: str) -> Concept | None:
        """Return the type of data that is called exactly so ("your e-mail addresses"), or None."""
        return self._find(phrase, Scheme.DATA)

    def find_purpose(self, phrase: str) -> Concept | None:
        """Return the purpose that is called exactly so ("processing payments"), or None."""
        iri = self.lexicons[Scheme.PURPOSES].labels.get(purpose_key(phrase))
        return None if iri is None else self.concepts[iri]

    def find_kind(self, phrase: str) -> Concept | None:
        """Return the kind of party that is called exactly so ("our affiliates"), or None."""
        return self._find(phrase, Scheme.KINDS)

    def find_party(self, name: str) -> KnownParty | None:
        """Return the organisation, service or SDK of that name or domain, or None.

        Names that are also ordinary words count only with a capital ("Segment", not "segment").
        """
        tokens = normalise(name).split()
        while tokens:
            iri = self.party_names.get(" ".join(tokens))
            if iri is not None:
                party = self.parties[iri]
                return None if party.plain_word and name == name.lower() else party
            if tokens[-1] not in _COMPANY_ENDINGS:
                return None
            tokens.pop()
        return None

    def place_data(self, phrase: str) -> Concept:
        """Return the narrowest type of data surely right for a phrase, else `pf:OtherData`."""
        return self._place(phrase, Scheme.DATA)

    def type_data(self, phrase: str) -> Concept:
        """Return the likeliest type of words that are known to name data.

        Where `place_data` is sure, it is the same; else it is the type that a part of the words tells.
        """
        return self.concepts[likely_type(phrase, self.lexicons[Scheme.DATA])]

    def place_kind(self, phrase: str) -> Concept:
        """Return the kind of party that a phrase names, else `pf:ThirdParty`."""
        return self._place(phrase, Scheme.KINDS)

    def place_purpose(self, phrase: str) -> Concept:
        """Return the purpose with the longest key phrase in a phrase, else `pf:OtherPurpose`."""
        labels = self.lexicons[Scheme.PURPOSES].labels
        found = (labels.get(key) for key in key_phrases(phrase))
        other = _OTHER[Scheme.PURPOSES]
        return self.concepts[next((iri for iri in found if iri and iri != other), other)]

    def data_labels(self) -> Mapping[str, str]:
        """Return every label of a type of data in normal form (`labels.normalise`), to its IRI."""
        return self.lexicons[Scheme.DATA].labels

    def false_friends(self, scheme: Scheme) -> frozenset[str]:
        """Return phrases in normal form that end like a label and mean none ("court order")."""
        return self.lexicons[scheme].false_friends

    def kind_labels(self) -> Mapping[str, str]:
        """Return every label of a kind of party in normal form (`labels.normalise`), to its IRI."""
        return self.lexicons[Scheme.KINDS].labels

    def resolve(self, name: str, scheme: Scheme) -> Concept:
        """Return the concept a user means by a label, a local name, `pf:Name` or a whole IRI.

        Raises:
            UnknownName: nothing in the scheme is called so.
        """
        local = name.removeprefix("pf:")
        for iri in (name, PF + local):
            concept = self.concepts.get(iri)
            if concept is not None and concept.scheme == scheme:
                return concept
        members = [concept for concept in self.concepts.values() if concept.scheme == scheme]
        for concept in members:
            if concept.iri.removeprefix(PF).casefold() == local.replace(" ", "").casefold():
                return concept
        found = self.find_purpose(name) if scheme == Scheme.PURPOSES else self._find(name, scheme)
        if found is not None:
            return found
        labels = (text for concept in members for text in (concept.label, *concept.alternatives))
        raise UnknownName(name, _near(name, labels))

    def resolve_party(self, name: str) -> KnownParty:
        """Return the known party a user means by a name, a domain, `pfr:name` or a whole IRI.

        Raises:
            UnknownName: no known party is called so.
        """
        for iri in (name, PFR + name.removeprefix("pfr:")):
            if iri in self.parties:
                return self.parties[iri]
        found = self.find_party(name) or self.find_party(name.title())
        if found is not None:
            return found
        labels = (
            text for party in self.parties.values() for text in (party.label, *party.alternatives)
        )
        raise UnknownName(name, _near(name, labels))

    def _find(self, phrase: str, scheme: Scheme) -> Concept | None:
        iri = find_label(phrase, self.lexicons[scheme])
        return None if iri is None else self.concepts[iri]

    def _place(self, phrase: str, scheme: Scheme) -> Concept:
        iri = place_noun_phrase(phrase, self.lexicons[scheme])
        return self.concepts[iri or _OTHER[scheme]]


@cache
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary of the Turtle files in this folder; read once."""
    entries = read_entries()
    concepts = {concept.iri: concept for concept in entries.concepts}
    closures = {iri: _closure(iri, concepts) for iri in concepts}
    descendants: dict[str, set[str]] = {iri: {iri} for iri in concepts}
    for iri, above in closures.items():
        for broader in above:
            descendants[broader].add(iri)
    names: dict[str, str] = {}
    for party in entries.parties:
        for text in (party.label, *party.alternatives, *party.domains):
            names.setdefault(normalise(text), party.iri)
    lexicons = {
        scheme: _lexicon(
            [concept for concept in entries.concepts if concept.scheme == scheme],
            key=purpose_key if scheme == Scheme.PURPOSES else normalise,
            false_friends=entries.false_friends[scheme],
            names=frozenset(name for name in names if " " not in name),
            closures=closures,
        )
        for scheme in Scheme
    }
    return Vocabulary(
        concepts=MappingProxyType(concepts),
        parties=MappingProxyType({party.iri: party for party in entries.parties}),
        lexicons=MappingProxyType(lexicons),
        party_names=MappingProxyType(names),
        closures=MappingProxyType(closures),
        descendants=MappingProxyType({iri: frozenset(below) for iri, below in descendants.items()}),
    )


def _lexicon(
    members: Iterable[Concept],
    *,
    key: Callable[[str], str],
    false_friends: Iterable[str],
    names: frozenset[str],
    closures: Mapping[str, tuple[str, ...]],
) -> Lexicon:
    return Lexicon(
        labels=MappingProxyType(
            {key(text): c.iri for c in members for text in (c.label, *c.alternatives)}
        ),
        topics=MappingProxyType({key(text): c.iri for c in members for text in c.topics}),
        generic=frozenset(c.iri for c in members if c.generic or c.vague),
        false_friends=frozenset(key(text) for text in false_friends),
        names=names,
        ancestors=lambda iri: closures.get(iri, ()),
    )


def _closure(iri: str, concepts: Mapping[str, Concept]) -> tuple[str, ...]:
    reached: dict[str, None] = {}
    level = list(concepts[iri].broader)
    while level:
        reached.update(dict.fromkeys(level))
        level = [up for near in level for up in concepts[near].broader if up not in reached]
    return tuple(reached)


def _near(name: str, labels: Iterable[str]) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    matches = process.extract(name, list(labels), scorer=fuzz.WRatio, limit=3, score_cutoff=70)
    return tuple(dict.fromkeys(match[0] for match in matches))
