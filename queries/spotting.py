"""What stands in a question: its words cut into known phrases, names, and words nobody knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ..ontology.entries import Scheme
from ..ontology.labels import normalise
from .names import SCHEMES, UNNAMED, Names
from .parties import FIRST_PARTY, StoredParty
from .questions import ParameterType
from .wording import EVERYDAY_DATA, VERBS, Tag, load_wording, spell

if TYPE_CHECKING:
    from ..ontology.concepts import KnownParty, Vocabulary

LONGEST_QUESTION: Final = 500  # characters; nobody asks more in one sentence
LONGEST_PHRASE: Final = 8  # words
IMPERATIVES: Final = frozenset({"show", "give", "tell", "name", "list", "find", "explain"})
POSSESSIVES: Final = frozenset({"my", "your", "our", "their", "his", "her"})
PERSONAL_DATA: Final = "personal data"  # the label at the top of the tree of data

_WORD: Final = re.compile(r"[^\W_]+(?:['.&/-][^\W_]+)*")
_STRAIGHT: Final = str.maketrans("\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb", '\'\'"""""')
_QUOTED: Final = re.compile(r'"([^"]{1,200})"')
_CONTRACTIONS: Final = (
    (re.compile(r"\bwon'?t\b", re.I), "will not"),
    (re.compile(r"\bcan'?t\b|\bcannot\b", re.I), "can not"),
    (re.compile(r"n't\b", re.I), " not"),
    (re.compile(r"\b(do|does|did|is|are|has|have|would|should)nt\b", re.I), r"\1 not"),
    (re.compile(r"\b(who|what|where|why|how|that|there|it)'s\b", re.I), r"\1 is"),
    (re.compile(r"\b(who|what|where)s\b", re.I), r"\1 is"),
    (re.compile(r"'(?:ll|d|ve|re|m)\b", re.I), ""),
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

    `words` are as the user wrote them. `value` is what to look up (a label, or the words), `tag` is
    set for wording only. `publishes` and `receives` say what a party does in this graph. `mended`
    is true where the spelling had to be mended.
    """

    kind: Kind
    words: str
    value: str
    tag: Tag | None = None
    publishes: bool = False
    receives: bool = False
    mended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """The words and names that a question may hold; names by their normalised form.

    `names` are those of this graph and of the vocabulary's concepts; only to them is spelling
    mended. `strangers` are known parties that no policy here speaks of, `purposes` count after a
    "for" only, `everyday` are ways to speak of data without naming it, `topics` ("face") count
    after a "my" only.
    """

    wording: Mapping[str, Tag]
    names: Mapping[str, Spot]
    strangers: Mapping[str, Spot]
    purposes: Mapping[str, Spot]
    everyday: Mapping[str, Spot]
    topics: Mapping[str, Spot]

    def find(self, words: Sequence[str], before: Sequence[Spot]) -> Spot | None:
        """Return what these words are as a whole, None if they are no known phrase.

        `before` is what stands before them: after a "for" they may name a purpose ("advertising"
        may be data elsewhere), and "access data" is data only where there is a verb already.
        """
        phrase = " ".join(words)
        if not before and spell(phrase) in IMPERATIVES:
            return _wording(phrase, Tag.LIST)
        if everyday := self.everyday.get(spell(phrase)):
            return replace(everyday, words=phrase)
        tag = self.wording.get(spell(phrase)) or self.wording.get(spell(phrase.removesuffix("'s")))
        if not (normalise(words[0]) and normalise(words[-1])):
            return _wording(phrase, tag) if tag else None
        key = normalise(phrase)
        if _after_for(before) and key in self.purposes:
            return replace(self.purposes[key], words=phrase)
        name = self.names.get(key)
        if name is None and tag is None:
            name = (self.topics if _after_my(before) else self.strangers).get(key)
        if tag is Tag.FILLER and name and _after_my(before):
            tag = None  # "my name" is data, "name the recipients" is not
        if name and name.kind is not Kind.PARTY and (tag or self._is_verb(words, before)):
            name = None
        if name:
            return replace(name, words=phrase)
        return _wording(phrase, tag) if tag else None

    def _is_verb(self, words: Sequence[str], before: Sequence[Spot]) -> bool:
        """Tell whether the first of several words is a verb and the rest is what it does it to."""
        if len(words) != 2 or self.wording.get(spell(words[0])) not in VERBS:
            return False
        rest = self.names.get(normalise(words[1]))
        generic = rest is not None and rest.value == PERSONAL_DATA
        return generic and not any(spot.tag in VERBS for spot in before)


@lru_cache(maxsize=2)
def read_lexicon(names: Names) -> Lexicon:
    """Gather all names; where two things share one, what a policy here names comes first."""
    purposes = {
        normalise(label): Spot(kind=Kind.PURPOSE, words=label, value=concept.label)
        for concept in names.vocabulary.concepts.values()
        if concept.scheme == SCHEMES[ParameterType.PURPOSE]
        for label in (concept.label, *concept.alternatives)
    }
    return Lexicon(
        wording=load_wording(),
        names=_first_of_each(_names_here(names)),
        strangers=_first_of_each(_strangers(names)),
        purposes=purposes,
        topics={
            topic: Spot(kind=Kind.DATA, words=topic, value=names.vocabulary.concepts[iri].label)
            for topic, iri in names.vocabulary.lexicons[Scheme.DATA].topics.items()
            if names.vocabulary.concepts[iri].label != PERSONAL_DATA
        },
        everyday={
            phrase: Spot(kind=Kind.DATA, words=phrase, value=concept.label)
            for phrase, label in EVERYDAY_DATA.items()
            if (concept := names.vocabulary.find_data(label))
        },
    )


def _first_of_each(named: Iterable[tuple[str, Spot]]) -> Mapping[str, Spot]:
    found: dict[str, Spot] = {}
    for name, spotted in named:
        if name:
            found.setdefault(name, spotted)
    return found


def find_quoted(question: str) -> str | None:
    """Return what stands in quotation marks, None if nothing does."""
    match = _QUOTED.search(question[:LONGEST_QUESTION].translate(_STRAIGHT))
    return match[1].strip() or None if match else None


def spot(question: str, lexicon: Lexicon) -> tuple[Spot, ...]:
    """Cut `question` into spots, longest phrases first; words that nobody knows become UNKNOWN."""
    words = split_words(question)
    spots: list[Spot] = []
    place = 0
    while place < len(words):
        longest = min(LONGEST_PHRASE, len(words) - place)
        windows = ((size, words[place : place + size]) for size in range(longest, 0, -1))
        found = ((size, lexicon.find(window, spots)) for size, window in windows)
        length, best = next(((s, f) for s, f in found if f), (1, None))
        spots.append(best or _unknown(words[place]))
        place += length
    return tuple(spots)


def split_words(question: str) -> list[str]:
    """Return the words of a question, contractions written out ("doesn't" → "does", "not")."""
    text = unicodedata.normalize("NFKC", question[:LONGEST_QUESTION]).translate(_STRAIGHT)
    text = text.replace("&", " and ")
    for pattern, written_out in _CONTRACTIONS:
        text = pattern.sub(written_out, text)
    return _WORD.findall(text)


def _after_for(spots: Sequence[Spot]) -> bool:
    before = next((spot for spot in reversed(spots) if spot.tag is not Tag.FILLER), None)
    return before is not None and before.tag is Tag.FOR


def _after_my(spots: Sequence[Spot]) -> bool:
    return bool(spots) and spots[-1].words.casefold() in POSSESSIVES


def _names_here(names: Names) -> Iterator[tuple[str, Spot]]:
    companies = {party.iri for party in names.companies}
    receivers = {party.iri for party in names.recipients if party.role != FIRST_PARTY}
    named = [party for party in (*names.companies, *names.recipients) if party.role not in UNNAMED]
    for party in named:
        spotted = _party(party.label, party.iri in companies, party.iri in receivers)
        yield from ((name, spotted) for name in sorted(party.names))
    for owner in sorted({up for iri in receivers for up in names.vocabulary.owners(iri)}):
        yield from _known_party(names.vocabulary.parties[owner], owner in companies)
    yield from _concepts(names.vocabulary)
    for party in names.recipients:
        if party.role in UNNAMED:
            spotted = Spot(kind=Kind.RECIPIENT_KIND, words=party.label, value=party.label)
            yield from ((name, spotted) for name in sorted(party.names))
    yield from _first_words(named, companies, receivers)


def _first_words(
    parties: Sequence[StoredParty], companies: Container[str], receivers: Container[str]
) -> Iterator[tuple[str, Spot]]:
    """Yield the first word of longer names: who means "Oakhurst Games" may say "Oakhurst"."""
    found: dict[str, list[StoredParty]] = {}
    for party in parties:
        first, *rest = normalise(party.label).split() or [""]
        if rest and len(first) > 3 and spell(first) not in load_wording():
            found.setdefault(first, []).append(party)
    for first, sharing in found.items():
        alone = len({party.iri for party in sharing}) == 1
        yield (
            first,
            _party(
                sharing[0].label if alone else first,
                any(party.iri in companies for party in sharing),
                any(party.iri in receivers for party in sharing),
            ),
        )


def _strangers(names: Names) -> Iterator[tuple[str, Spot]]:
    companies = {party.iri for party in names.companies}
    for known in names.vocabulary.parties.values():
        for name, spotted in _known_party(known, known.iri in companies):
            # What normalising cuts to another word ("Face++") is left out.
            if " " in name or name in {
                known.label.casefold(),
                *map(str.casefold, known.alternatives),
            }:
                yield name, spotted


def _known_party(known: KnownParty, publishes: bool) -> Iterator[tuple[str, Spot]]:
    spotted = _party(known.label, publishes, receives=True)
    yield from ((normalise(name), spotted) for name in (known.label, *known.alternatives))


def _concepts(vocabulary: Vocabulary) -> Iterator[tuple[str, Spot]]:
    for label, iri in vocabulary.data_labels().items():
        value = vocabulary.concepts[iri].label
        yield label, Spot(kind=Kind.DATA, words=label, value=value)
    for label, iri in vocabulary.kind_labels().items():
        kind = vocabulary.concepts[iri]
        if not kind.broader:
            yield label, _wording(label, Tag.ANYONE)
        yield label, Spot(kind=Kind.RECIPIENT_KIND, words=label, value=kind.label)


def _party(label: str, publishes: bool, receives: bool) -> Spot:
    return Spot(kind=Kind.PARTY, words=label, value=label, publishes=publishes, receives=receives)


def _wording(phrase: str, tag: Tag) -> Spot:
    return Spot(kind=Kind.WORDING, words=phrase, value=phrase, tag=tag)


def _unknown(word: str) -> Spot:
    return Spot(kind=Kind.UNKNOWN, words=word, value=word)
