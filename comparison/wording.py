"""The words of a policy as they are compared: without markup, case, plurals and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Final

_LINK: Final = re.compile(r"\]\([^)\s]*(?:\s[^)]*)?\)")
_TAG: Final = re.compile(r"<[^<>]{1,200}>")
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BREAK: Final = re.compile(r"\n+|\|+|(?<=[.!?;:])\s+")
_GOES_ON: Final = re.compile(r"(?:this|these|it|thi)(?: may| can)? include\b|for example\b")
_LEAST: Final = 4
_CELLS: Final = 1
_STEM: Final = 5
_MAKING: Final = re.compile(r"i[sz](?:e|ed|ing|ation)$")
_ECHO: Final = 0.8
_EMPTY: Final = frozenset(
    "a an and any as at by for from in of on or our such that the these this to us we with you your".split()
)
_SAME: Final = 88.0
"""Sentences this similar, of 100 by rapidfuzz, are one sentence with a word or two changed."""

_REACH: Final = 3
"""So many words may stand among those of a phrase that stand close together."""

_LIKE: Final = 70.0
_START: Final = 2

_FILLERS: Final = frozenset("a an the of your our their its and or in on to for".split())

_NEGATED: Final = frozenset(
    "not never no neither nor without don't doesn't won't cannot can't isn't aren't".split()
)
_NO_NEGATION: Final = re.compile(
    r"\b(?:not (?:be )?limited to|without limitation|not only|whether or not|no matter|no longer than)\b"
)

CONDITIONS: Final = frozenset(
    "if when whenever where unless until only consent permission permit allow choose opt enable "
    "agree require request ask depending may".split()
)
"""Words of which a sentence without any condition has none."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The whole text of one policy version, ready to be asked what stands in it."""

    text: str

    @cached_property
    def whole(self) -> str:
        """All its words in a row, between spaces."""
        return f" {fold(self.text)} "

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences, list items and cells, each once, in order."""
        return tuple(dict.fromkeys(filter(None, map(fold, _BREAK.split(self.text)))))

    def holds(self, words: str) -> bool:
        """Tell whether the words stand in it one after the other."""
        folded = fold(words)
        return bool(folded) and f" {folded} " in self.whole

    @cached_property
    def words(self) -> frozenset[str]:
        """All its words, each once."""
        return frozenset(self.whole.split())

    def known(self, phrases: Iterable[str]) -> frozenset[str]:
        """Return those of the folded `phrases` of which it has every word: no others stand in it."""
        return frozenset(phrase for phrase in phrases if self.words.issuperset(phrase.split()))

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """Its table rows: what one cell says of another is said in no sentence."""
        lines = (line for line in self.text.split("\n") if line.count("|") > _CELLS)
        return tuple(dict.fromkeys(filter(None, map(fold, lines))))

    @cached_property
    def continued(self) -> tuple[str, ...]:
        """Its sentences that go on with "This includes …", each with the one before it."""
        told = [*filter(None, map(fold, _BREAK.split(self.text)))]
        return tuple(f"{one} {other}" for one, other in pairwise(told) if _GOES_ON.match(other))

    def holding(self, phrases: Iterable[str]) -> Iterator[str]:
        """Yield the sentences in which one of the folded `phrases` stands."""
        wanted = [phrase for phrase in phrases if phrase]
        for sentence in self.sentences:
            if any(stands_in(phrase, sentence) for phrase in wanted):
                yield sentence

    def kept_in(self, other: Wording) -> float:
        """Return which part of its sentences, from 0 to 1, stands in another text; headings apart."""
        told = [sentence for sentence in self.sentences if sentence.count(" ") >= _LEAST]
        kept = sum(f" {sentence} " in other.whole for sentence in told)
        return kept / len(told) if told else 1.0

    def echoes(self, words: str) -> bool:
        """Tell whether one of its sentences has most words of a purpose, "ads" for "advertising" too."""
        wanted = _content(fold(words))
        return len(wanted) > 1 and any(
            len(wanted & _content(sentence)) >= _ECHO * len(wanted) for sentence in self.sentences
        )

    def nearest(self, words: str) -> tuple[str, float]:
        """Return the sentence most like these words, and how like it is, from 0 to 100."""
        from rapidfuzz import fuzz, process

        found = process.extractOne(fold(words), self.sentences, scorer=fuzz.ratio)
        return (found[0], found[1]) if found else ("", 0.0)

    def holds_nearly(self, words: str) -> str:
        """Return the sentence that is the same but for a word or two, "" where there is none."""
        sentence, likeness = self.nearest(words)
        return sentence if likeness >= _SAME else ""


@cache
def _content(folded: str) -> frozenset[str]:
    """Return the words of a folded passage that carry its meaning, by their stems."""
    return frozenset(_stem(word) for word in folded.split() if word not in _EMPTY)


def _stem(word: str) -> str:
    if word in ("ad", "ads", "advert") or word.startswith("advertis"):
        return "ad"
    made, found = _MAKING.subn("iz", word)
    return made if found else word[:_STEM]


@lru_cache(maxsize=8_192)
def fold(text: str) -> str:
    """Return the words of a text in the form in which they are compared."""
    bare = _TAG.sub(" ", _LINK.sub(" ", text)).casefold().replace("’", "'")
    return " ".join(map(_singular, _TOKEN.findall(bare)))


def likeness(words: str, others: str) -> float:
    """Return how like two passages are, from 0 to 100."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(fold(words), fold(others)))


def stands_in(phrase: str, sentence: str) -> bool:
    """Tell whether a folded phrase stands in a folded sentence as whole words.

    "work email address" also stands in "work or school email address".
    """
    if not phrase:
        return False
    if f" {phrase} " in f" {sentence} ":
        return True
    first, space, rest = phrase.partition(" ")
    joined = bool(space) and f" {first} or " in f" {sentence} "
    return joined and bool(_alternative(first, rest).search(sentence))


@cache
def _alternative(first: str, rest: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(first)} or \w+(?: (?!or\b)\w+)? {re.escape(rest)}\b")


def is_negated(sentence: str) -> bool:
    """Tell whether a folded sentence denies something; "including but not limited to" does not."""
    return not _NEGATED.isdisjoint(_NO_NEGATION.sub(" ", sentence).split())


def stands_nearly_in(phrase: str, sentence: str) -> bool:
    """Tell whether the words of a folded phrase, two at least, stand close together in a folded
    sentence, in any order: "copy of your ID" in "copy of your national ID card".
    """
    words = phrase.split()
    wanted = frozenset(words) - _FILLERS
    found = sentence.split()
    if len(wanted) < 2 or not wanted.issubset(found):
        return False
    size = len(words) + _REACH
    return any(
        wanted.issubset(found[start : start + size])
        for start in range(max(1, len(found) - size + 1))
    )


def resembles(phrase: str, sentence: str) -> bool:
    """Tell whether each word of a folded phrase, two at least, has one much like it in a folded
    sentence: "usage statistics" in "report use statistics".
    """
    from rapidfuzz import fuzz

    wanted = frozenset(phrase.split()) - _FILLERS
    found = sentence.split()
    return len(wanted) > 1 and all(
        any(word[:_START] == other[:_START] and fuzz.ratio(word, other) >= _LIKE for other in found)
        for word in wanted
    )


def _singular(word: str) -> str:
    """Fold the plural of a word: only sameness counts, so "address" may become what it likes."""
    if len(word) < _LEAST or word.endswith("ss"):
        return word
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("'s") if word.endswith("'s") else word.removesuffix("s")
