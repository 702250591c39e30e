"""The words of a policy as they are compared: without markup, case, plurals and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_LINK: Final = re.compile(r"\]\([^)\s]*(?:\s[^)]*)?\)")
_TAG: Final = re.compile(r"<[^<>]{1,200}>")
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BREAK: Final = re.compile(r"\n+|\|+|(?<=[.!?;:])\s+")
_LEAST: Final = 4
_SAME: Final = 88.0
"""Sentences this similar, of 100 by rapidfuzz, are one sentence with a word or two changed."""

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

    def holding(self, phrases: Iterable[str]) -> Iterator[str]:
        """Yield the sentences in which one of the folded `phrases` stands."""
        wanted = [f" {phrase} " for phrase in phrases if phrase]
        for sentence in self.sentences:
            if any(phrase in f" {sentence} " for phrase in wanted):
                yield sentence

    def nearest(self, words: str) -> tuple[str, float]:
        """Return the sentence most like these words, and how like it is, from 0 to 100."""
        from rapidfuzz import fuzz, process

        found = process.extractOne(fold(words), self.sentences, scorer=fuzz.ratio)
        return (found[0], found[1]) if found else ("", 0.0)

    def holds_nearly(self, words: str) -> str:
        """Return the sentence that is the same but for a word or two, "" where there is none."""
        sentence, likeness = self.nearest(words)
        return sentence if likeness >= _SAME else ""


def fold(text: str) -> str:
    """Return the words of a text in the form in which they are compared."""
    bare = _TAG.sub(" ", _LINK.sub(" ", text)).casefold().replace("’", "'")
    return " ".join(map(_singular, _TOKEN.findall(bare)))


def likeness(words: str, others: str) -> float:
    """Return how like two passages are, from 0 to 100."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(fold(words), fold(others)))


def stands_in(phrase: str, sentence: str) -> bool:
    """Tell whether a folded phrase stands in a folded sentence as whole words."""
    return bool(phrase) and f" {phrase} " in f" {sentence} "


def _singular(word: str) -> str:
    """Fold the plural of a word: only sameness counts, so "address" may become what it likes."""
    if len(word) < _LEAST or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("'s") if word.endswith("'s") else word.removesuffix("s")
