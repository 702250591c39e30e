"""Purposes: what several purposes in one breath are, each by itself ("to ship orders, send news and for research")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..lists import Range
from ..parses import Parse, Word
from .circumstances import Candidate

_JOINTS: Final = frozenset({"and", "or", "and/or", ",", ";", "as", "well", "also", "then", "/"})
# Around the mark of an item: "(a)".
_BRACKETS: Final = frozenset("()")
_VERBS: Final = frozenset({"VB", "VBP", "VBG"})
_NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})


def purposes_apart(doc: Parse, candidate: Candidate) -> list[Range]:
    """Return the half-open token ranges of the purposes that are coordinated in a candidate, in order.

    Verbs that share one object ("operate and improve our services") are one purpose.
    """
    first = _first(doc[candidate.head])
    heads = [
        first,
        *(word for word in _joined(first, first.tag_ in _VERBS) if word.i < candidate.end),
    ]
    starts = [candidate.start, *(_start(doc, word) for word in heads[1:])]
    ends = [*starts[1:], candidate.end]
    parts: list[Range] = []
    begins: int | None = None
    for head, start, end in zip(heads, starts, ends, strict=True):
        begins = start if begins is None else begins
        while end - 1 > head.i and doc[end - 1].lower_ in _JOINTS:
            end -= 1
        if end - 1 > head.i or first.tag_ in _NOUNS:
            parts.append((begins, end))
            begins = None
    return parts if begins is None else [*parts, (begins, candidate.end)]


def stand_joined(doc: Parse, start: int, end: int) -> bool:
    """Whether the half-open token range between two purposes is a joint: "and", or ";" with the mark of an item."""
    between = [word for word in doc[start:end] if word.text not in _BRACKETS]
    return start < end and all(
        word.lower_ in _JOINTS or (len(word) == 1 and word.text.isalnum()) for word in between
    )


def _first(carrier: Word) -> Word:
    """Return the verb or noun that a purpose's carrier stands before; a verb carries itself."""
    behind = (word for word in carrier.rights if word.dep_ in {"pcomp", "pobj"})
    return carrier if carrier.tag_ in _VERBS else next(behind, carrier)


def _joined(word: Word, verbs: bool) -> Iterator[Word]:
    """Yield what is coordinated with a verb or noun, in order; parsers hang some "-ing" as a clause instead."""
    for child in word.rights:
        listed = child.tag_ == word.tag_ == "VBG" and child.nbor(-1).text == ","
        if (child.dep_ == "conj" and (verbs or child.tag_ in _NOUNS)) or listed:
            yield child
            yield from _joined(child, verbs)


def _start(doc: Parse, word: Word) -> int:
    """Return where the words of a coordinated verb or noun begin, behind its joint."""
    start = word.left_edge.i
    while start < word.i and doc[start].lower_ in _JOINTS:
        start += 1
    return start
