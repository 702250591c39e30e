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
      (?<=[.!?])["')\]]{0,2}\s+(?=•?\s*["'(\[]?(?:[A-Z0-9]|[①-⑳]))
    | (?<=[a-z0-9)]{2}[.!?])(?=[A-Z][a-z'])
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|eg|ie|Inc|Ltd|Co|Corp|LLC|No|Nos|Mr|Mrs|Ms|Dr|St|vs|approx|Art|Sec|cf|al"
    r"|[A-Z])|\b[A-Z]\.[A-Z])\.$"
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
        left, right = len(words) - len(words.lstrip(" •")), len(words.rstrip(" •"))
        if right > left:
            yield prose[start + left : start + right]
        start = stop


def read_sentence(prose: Prose) -> Sentence:
    """Leave out of the parser's reading what stands in round brackets after a word."""
    text = prose.text
    kept = array("I")
    place = 0
    for opening, closing in _brackets(text):
        kept.extend(range(place, opening))
        place = closing + 1
    kept.extend(range(place, len(text)))
    return Sentence(prose, "".join(text[place] for place in kept), kept)


def _brackets(text: str) -> list[tuple[int, int]]:
    """Return the places of the outermost bracket pairs that follow a word and hold more than a mark."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for place, character in enumerate(text):
        if character == "(":
            opened.append(place)
        elif character == ")" and opened:
            start = opened.pop()
            if not opened and start > 2 and place - start > 4:
                pairs.append((start - (text[start - 1] == " "), place))
    return pairs
