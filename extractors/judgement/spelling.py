"""Spelling: a text as the word pieces that the network knows, each with its place in the text.

A word is parted into the longest pieces that are known, from left to right (Schuster and Nakajima 2012, "wordpiece").
Case and accents are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ...ontology.records import BlockKind

OPENING: Final = "[CLS]"
PARTING: Final = "[SEP]"
UNKNOWN: Final = "[UNK]"
# What tells that a block is an item, a heading or a table's cell.
KINDS: Final = {BlockKind.ITEM: "•", BlockKind.HEADING: "#", BlockKind.CELL: "|"}
_WITHIN: Final = "##"
_WORD: Final = re.compile(r"[^\W_]+|[^\w\s]|_")
# Longer "words" are no words: hashes, tokens, encoded images.
_LONGEST: Final = 60

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text's word pieces as numbers, each with its half-open place in the text."""

    pieces: tuple[int, ...]
    places: tuple[_Place, ...]

    def cut(self, start: int | None, end: int | None) -> Spelling:
        """Return the pieces of a slice."""
        return Spelling(self.pieces[start:end], self.places[start:end])


@dataclass(frozen=True, slots=True)
class Speller:
    """Spells texts in the pieces of `numbers`; a word is parted once and `known` from then on."""

    numbers: Mapping[str, int]
    known: dict[str, tuple[tuple[int, _Place], ...]] = field(default_factory=dict)

    def mark(self, piece: str) -> int:
        """Return the number of a piece that stands for no text."""
        return self.numbers[piece]

    def spell(self, text: str) -> Spelling:
        """Return the word pieces of a text."""
        pieces: list[int] = []
        places: list[_Place] = []
        for match in _WORD.finditer(text):
            word, start = match.group(), match.start()
            if word not in self.known:
                self.known[word] = tuple(self._part(word))
            for piece, (first, last) in self.known[word]:
                pieces.append(piece)
                places.append((start + first, start + last))
        return Spelling(tuple(pieces), tuple(places))

    def _part(self, word: str) -> list[tuple[int, _Place]]:
        """Part a word into known pieces; one unknown piece where that cannot be done."""
        letters, origins = _plain(word)
        whole = [(self.numbers[UNKNOWN], (0, len(word)))]
        if not letters or len(letters) > _LONGEST:
            return whole
        parts: list[tuple[int, _Place]] = []
        start = 0
        while start < len(letters):
            prefix = _WITHIN if start else ""
            end = next(
                (
                    e
                    for e in range(len(letters), start, -1)
                    if prefix + letters[start:e] in self.numbers
                ),
                None,
            )
            if end is None:
                return whole
            place = (origins[start], origins[end - 1] + 1)
            parts.append((self.numbers[prefix + letters[start:end]], place))
            start = end
        return parts


def _plain(word: str) -> tuple[str, list[int]]:
    """Return a word without case and accents, and for each of its letters where it comes from."""
    letters: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(word):
        for plain in unicodedata.normalize("NFD", letter.lower()):
            if unicodedata.category(plain) != "Mn":
                letters.append(plain)
                origins.append(place)
    return "".join(letters), origins
