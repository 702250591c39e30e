"""Sentences: where a segment's prose splits, and what of it the parser is to see."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from .prose import Prose

# A stop, closing marks, then a new sentence; or no blank at all ("requirements.You have").
_BOUNDARY = re.compile(
    r"""
      (?<=[.!?])["')\]]{0,2}\s+(?=["'(\[]?(?:[A-Z0-9]|[①-⑳]))
    | (?<=[a-z0-9)]{2}[.!?])(?=[A-Z][a-z'])
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|eg|ie|Inc|Ltd|Co|Corp|LLC|No|Nos|Mr|Mrs|Ms|Dr|St|vs|approx|Art|Sec|cf|al|[A-Z])|\b[A-Z]\.[A-Z])\.$"
)
_URL_TAIL = re.compile(r"(?:://|www\.|@)\S*$")
_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in two readings: `prose` with everything, `plain` without what stands in brackets.

    `inner[i]` is the index in `prose.text` of the character `plain[i]`. Lists in brackets break the
    parse of the sentence around them, so the parser sees `plain` only.
    """

    prose: Prose
    plain: str
    inner: array[int]

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of `prose.text` for a range of `plain`."""
        return self.inner[start], self.inner[end - 1] + 1


def split_sentences(prose: Prose) -> Iterator[Prose]:
    """Yield the sentences of `prose` in order; none is empty."""
    text, start = prose.text, 0
    for match in _BOUNDARY.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if match.end() == match.start():
            if _URL_TAIL.search(before):
                continue
        elif _ABBREVIATION.search(before):
            continue
        yield from _bounded(prose, start, match.end())
        start = match.end()
    yield from _bounded(prose, start, len(text))


def _bounded(prose: Prose, start: int, end: int) -> Iterator[Prose]:
    """Yield the range in pieces of at most `_LONGEST` characters, so that no line stalls the parser."""
    while start < end:
        stop = end
        if end - start > _LONGEST:
            cut = max(prose.text.rfind(mark, start, start + _LONGEST) for mark in (";", ",", " "))
            stop = cut + 1 if cut > start else start + _LONGEST
        words = prose.text[start:stop]
        left, right = len(words) - len(words.lstrip()), len(words.rstrip())
        if right > left:
            yield prose[start + left : start + right]
        start = stop


def read_sentence(prose: Prose) -> Sentence:
    """Leave out of the parser's reading what stands in round brackets after a word."""
    kept = array("I")
    depth = 0
    text = prose.text
    brackets = _brackets(text)
    for place, character in enumerate(text):
        if place in brackets:
            depth += 1
        if depth == 0 and not (character == " " and kept and text[kept[-1]] == " "):
            kept.append(place)
        if depth and place in brackets.values():
            depth -= 1
    plain = "".join(text[place] for place in kept)
    return Sentence(prose, plain, kept)


def _brackets(text: str) -> dict[int, int]:
    """Return opening → closing places of the outermost bracket pairs that follow a word."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for place, character in enumerate(text):
        if character == "(":
            opened.append(place)
        elif character == ")" and opened:
            start = opened.pop()
            if not opened and start > 2 and place - start > 4 and text[:start].strip():
                pairs[start] = place
    return pairs
