"""What stands in a question: its words cut into known phrases, names, and words nobody knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ..ontology.labels import normalise
from .names import NAMED, SCHEMES, UNNAMED, Names
from .questions import ParameterType
from .wording import Tag, load_wording, spell

if TYPE_CHECKING:
    from ..ontology.concepts import Vocabulary

LONGEST_QUESTION: Final = 500  # characters; nobody asks more in one sentence
LONGEST_PHRASE: Final = 8  # words

_WORD: Final = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*")
_QUOTED: Final = re.compile(r"[\"“„«]([^\"“”„«»]{1,200})[\"”“»]")
_CONTRACTIONS: Final = (
    (re.compile(r"\bwon['’]?t\b", re.I), "will not"),
    (re.compile(r"\bcan['’]?t\b|\bcannot\b", re.I), "can not"),
    (re.compile(r"n['’]t\b", re.I), " not"),
    (re.compile(r"\b(do|does|did|is|are|has|have|would|should)nt\b", re.I), r"\1 not"),
    (re.compile(r"\b(who|what|where|why|how|that|there|it)['’]s\b", re.I), r"\1 is"),
    (re.compile(r"\b(whos|whats|wheres)\b", re.I), lambda match: match[0][:-1] + " is"),
    (re.compile(r"['’](?:ll|d|ve|re|m)\b", re.I), ""),
)


class Kind(StrEnum):
    """What a stretch of a question is."""

    WORDING = "wording"
    PARTY = "party"
    DATA = "data"
    RECIPIENT_KIND = "kind of recipient"
    PURPOSE = "purpose"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Consecutive words of a question that belong together.

    `words` are as the user wrote them. `value` is what to look up (a label, or the words), `tag` is set
    for wording only. `publishes` and `receives` say what a party does in this graph. `mended` is true
    where the spelling had to be mended.
    """

    kind: Kind
    words: str
    value: str
    tag: Tag | None = None
    publishes: bool = False
    receives: bool = False
    mended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The names that a question may hold, by their normalised form."""

    wording: Mapping[str, Tag]
    names: Mapping[str, Spot]
    purposes: Mapping[str, Spot]

    def find(self, words: Sequence[str], *, after_for: bool = False) -> Spot | None:
        """Return what these words are as a whole, None if they are no known phrase.

        After a "for" they may name a purpose, nowhere else: "advertising" may be data, too.
        """
        phrase = " ".join(words)
        key = normalise(phrase)
        if after_for and key in self.purposes:
            return replace(self.purposes[key], words=phrase)
        name = self.names.get(key)
        tag = self.wording.get(spell(phrase))
        if name and (name.kind is Kind.PARTY or tag is None):
            return replace(name, words=phrase)
        return _wording(phrase, tag) if tag else None


def read_lexicon(names: Names) -> Lexicon:
    """Gather all names of `names`; where two things share one, what a policy here names comes first."""
    found: dict[str, Spot] = {}
    for key, spot in _all_names(names):
        if key:
            found.setdefault(key, spot)
    purposes = {
        normalise(label): Spot(kind=Kind.PURPOSE, words=label, value=concept.label)
        for concept in names.vocabulary.concepts.values()
        if concept.scheme == SCHEMES[ParameterType.PURPOSE]
        for label in (concept.label, *concept.alternatives)
    }
    return Lexicon(wording=load_wording(), names=found, purposes=purposes)


def find_quoted(question: str) -> str | None:
    """Return what stands in quotation marks, None if nothing does."""
    match = _QUOTED.search(question)
    return match[1].strip() or None if match else None


def spot(question: str, lexicon: Lexicon) -> tuple[Spot, ...]:
    """Cut `question` into spots, longest phrases first; words that nobody knows become UNKNOWN."""
    words = split_words(question)
    spots: list[Spot] = []
    place = 0
    while place < len(words):
        length, found = _longest(words, place, lexicon, after_for=_after_for(spots))
        spots.append(found or _unknown(words[place]))
        place += length
    return tuple(spots)


def split_words(question: str) -> list[str]:
    """Return the words of a question, contractions written out ("doesn't" → "does", "not")."""
    text = unicodedata.normalize("NFKC", question[:LONGEST_QUESTION])
    for pattern, written_out in _CONTRACTIONS:
        text = pattern.sub(written_out, text)
    return _WORD.findall(text)


def _after_for(spots: Sequence[Spot]) -> bool:
    before = next((spot for spot in reversed(spots) if spot.tag is not Tag.FILLER), None)
    return before is not None and before.tag is Tag.FOR


def _longest(
    words: Sequence[str], place: int, lexicon: Lexicon, *, after_for: bool
) -> tuple[int, Spot | None]:
    for length in range(min(LONGEST_PHRASE, len(words) - place), 0, -1):
        found = lexicon.find(words[place : place + length], after_for=after_for)
        if found:
            return length, found
    return 1, None


def _all_names(names: Names) -> Iterator[tuple[str, Spot]]:
    companies = {party.iri for party in names.companies}
    receivers = {party.iri for party in names.recipients if party.role == NAMED}
    for party in (*names.companies, *names.recipients):
        if party.role in UNNAMED:
            continue
        publishes = party.iri in companies
        spotted = _party(party.label, publishes, party.iri in receivers)
        yield from ((name, spotted) for name in sorted(party.names))
    yield from _owners(names, receivers)
    yield from _concepts(names.vocabulary)
    for party in names.recipients:
        if party.role in UNNAMED:
            spotted = Spot(kind=Kind.RECIPIENT_KIND, words=party.label, value=party.label)
            yield from ((name, spotted) for name in sorted(party.names))
    for party in (*names.companies, *names.recipients):
        first, *rest = normalise(party.label).split() or [""]
        if (
            rest
            and len(first) > 3
            and party.role not in UNNAMED
            and spell(first) not in load_wording()
        ):
            yield first, _party(first, party.iri in companies, party.iri in receivers)
    for known in names.vocabulary.parties.values():
        spotted = _party(known.label, known.iri in companies, True)
        for name in (known.label, *known.alternatives):
            if spell(name) not in load_wording():
                yield normalise(name), spotted


def _owners(names: Names, receivers: set[str]) -> Iterator[tuple[str, Spot]]:
    vocabulary = names.vocabulary
    owners = {owner for iri in receivers for owner in vocabulary.owners(iri)}
    for iri in sorted(owners):
        if known := vocabulary.parties.get(iri):
            for name in (known.label, *known.alternatives):
                yield normalise(name), _party(known.label, False, True)


def _concepts(vocabulary: Vocabulary) -> Iterator[tuple[str, Spot]]:
    for label, iri in vocabulary.data_labels().items():
        value = vocabulary.concepts[iri].label
        yield label, Spot(kind=Kind.DATA, words=label, value=value)
    for label, iri in vocabulary.kind_labels().items():
        value = vocabulary.concepts[iri].label
        yield label, Spot(kind=Kind.RECIPIENT_KIND, words=label, value=value)


def _party(label: str, publishes: bool, receives: bool) -> Spot:
    return Spot(kind=Kind.PARTY, words=label, value=label, publishes=publishes, receives=receives)


def _wording(phrase: str, tag: Tag) -> Spot:
    return Spot(kind=Kind.WORDING, words=phrase, value=phrase, tag=tag)


def _unknown(word: str) -> Spot:
    return Spot(kind=Kind.UNKNOWN, words=word, value=word)
