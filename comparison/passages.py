"""Passages of a text: sentences with what leads into them, asked whether they speak of some data and party."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from .wording import fold, is_negated

Stems = tuple[str, ...]

_ITEM: Final = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)]|\([a-z\d]{1,3}\))\s+")
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|<br ?/?>")
_ENDING: Final = re.compile(r"(?:ings?|ed|ion|ment|er|e|s)$")
_LONGEST: Final = 7
_SHORTEST: Final = 4
_LEAD: Final = 80
"""So many words of a lead-in are read with its items, those nearest to them."""

_SLACK: Final = 3
"""So many words may stand among those of a name."""

_TWO: Final = 2
_FAR: Final = 10
"""Among three words or more so many others may stand: "from your device, such as the game you play"."""

_REACH: Final = 30
"""Of two names further apart, in words, a long passage says nothing together."""

_RARE: Final = 3
"""In so few passages a word stands that is no everyday one."""

_READER_NOT: Final = re.compile(
    r"\b(?:(?:even )?(?:if|when|though|unless|where)|whether or not) (?:you|they|users?|members?)"
    r"(?: \w+){0,2}? (?:do not|don't|does not|have not|haven't|are not|aren't|cannot|can't|not)\b"
)
"""What the reader does not do is no denial of the company's."""

_UNSAYING: Final = frozenset(
    "a about all an and any as at by certain content data detail etc for from how in information it "
    "its kind my of on or other our record related relevant such that the their them this to type "
    "us user we what when where whether which who with you your".split()
)
_PLAIN_NAMES: Final = frozenset({"content", "record"})
_PASSING: Final = re.compile(
    r"\b(?:shar|disclos|provid|receiv|send|sent|transfer|giv|pass|see|visibl|view|show|availabl|access|sell"
    r"|sold|transmit|display|collect|obtain|get|learn|know|use|place|store|host|process|through|via|with)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence after the one before it and what leads into both: folded words, and their stems.

    `own` says at which word the sentence itself starts, `lead` where a lead-in that ends with a colon
    does: what that says it says of the whole item.
    """

    words: tuple[str, ...]
    stems: Stems
    own: int
    lead: int = 0


@dataclass(frozen=True, kw_only=True)
class Passages:
    """All that a text affirms, by passages."""

    text: str

    @cached_property
    def told(self) -> tuple[Passage, ...]:
        """Every sentence, item and table row that denies nothing."""
        return tuple(_passages(self.text))

    @cached_property
    def _places(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for number, passage in enumerate(self.told):
            for stem in passage.stems:
                found.setdefault(stem, set()).add(number)
        return {stem: frozenset(numbers) for stem, numbers in found.items()}

    def _holding(self, stems: Iterable[str]) -> Iterator[Passage]:
        """Yield the passages that have all of these stems."""
        wanted = [self._places.get(stem, frozenset()) for stem in stems]
        for number in sorted(frozenset.intersection(*wanted)) if wanted else ():
            yield self.told[number]

    def name(self, names: Iterable[Stems]) -> bool:
        """Tell whether a sentence of its own names data by one of these names."""
        return any(
            _spots(name, passage.stems, passage.own)
            for name in names
            for passage in self._holding(name)
        )

    def name_once(self, names: Iterable[str]) -> bool:
        """Tell whether it has one of these folded words, and so rarely that they mean the same in it."""
        return any(
            0 < len(found) <= _RARE and any(word in self.told[n].words for n in found)
            for word in names
            if (found := self._places.get(_stem(word), frozenset()))
        )

    def name_together(
        self, data: Iterable[Stems], exact: Iterable[str], parties: Iterable[str]
    ) -> bool:
        """Tell whether a passage names data and a party near each other, as what may be passed to it.

        The data is named by stems, or by one of the folded names of `exact`; `parties` are such names.
        """
        told = [tuple(party.split()) for party in parties if party]
        known = [tuple(name.split()) for name in exact if " " in name]
        return any(
            _are_near(_spots(name, passage.stems), told, passage)
            for name in data
            for passage in self._holding(name)
        ) or any(
            _are_near(_sequences([name], passage.words), told, passage)
            for name in known
            for passage in self._holding(map(_stem, name))
        )


def stems_of(words: str) -> Stems:
    """Return the stems of the words of a name that say something; those of its qualities alone if none does."""
    folded = fold(words).split()
    found = tuple(dict.fromkeys(_stem(word) for word in folded if word not in _UNSAYING))
    return found or tuple(_stem(word) for word in folded if word in _PLAIN_NAMES)


def denies(sentence: str) -> bool:
    """Tell whether a folded sentence denies something; what the reader doesn't do is no denial."""
    return is_negated(_READER_NOT.sub(" ", sentence))


def all_stems(words: str) -> frozenset[str]:
    """Return the stems of all words of a name."""
    return frozenset(map(_stem, fold(words).split()))


def _passages(text: str) -> Iterator[Passage]:
    lead: tuple[str, ...] = ()
    opened = False
    for line in filter(str.strip, text.split("\n")):
        item = _ITEM.match(line) is not None
        whole = line.count("|") > 1
        before: tuple[str, ...] = ()
        for told in filter(None, map(fold, [line] if whole else _SENTENCE.split(line))):
            here = tuple(told.split())
            denied = not whole and denies(told)
            if not denied:
                ahead = (*(lead if item else ()), *before)
                words = (*ahead, *here)
                yield Passage(
                    words=words,
                    stems=tuple(map(_stem, words)),
                    own=len(ahead),
                    lead=len(lead) if item and opened else 0,
                )
            before = () if denied else here
        if not item and not whole:
            lead = tuple(fold(line).split()[-_LEAD:])
            opened = line.rstrip(" *_").endswith(":")


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    while len(word) > _SHORTEST and (found := _ENDING.search(word)):
        if found.start() < _SHORTEST:
            break
        word = word[: found.start()]
    return word[:_LONGEST]


def _spots(name: Stems, stems: Stems, start: int = 0) -> list[int]:
    """Return where the stems of a name stand close together, whatever their order."""
    wanted = frozenset(name)
    size = len(name) + (_FAR if len(name) > _TWO else _SLACK if len(name) == _TWO else 0)
    places = [place for place in range(start, len(stems)) if stems[place] in wanted]
    return [place for place in places if wanted.issubset(stems[place : place + size])]


def _sequences(names: Iterable[tuple[str, ...]], words: tuple[str, ...]) -> list[int]:
    """Return where one of some names stands word for word."""
    return [
        place
        for name in names
        for place, word in enumerate(words)
        if word == name[0] and words[place : place + len(name)] == name
    ]


def _are_near(data: list[int], parties: list[tuple[str, ...]], passage: Passage) -> bool:
    if not data or not any(map(_PASSING.match, passage.words)):
        return False
    others = _sequences(parties, passage.words)
    return any(
        abs(place - other) <= _REACH or other < passage.lead for place in data for other in others
    )
