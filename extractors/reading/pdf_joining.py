"""The lines of a PDF's paragraph as one text: words that were broken at a line's end are made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...ontology.spots import Spot
from .pdf_glyphs import Line
from .spotted_text import Run, SpottedText

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN: Final = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
_GOES_ON: Final = re.compile(r"[^\W\d_]+")
# First halves of words that keep their hyphen: "third-party", "opt-out".
_KEPT: Final = frozenset(
    "third first non opt self co re pre post cross multi anti in on log sign add follow real long short "
    "high low well end user service data device so e".split()
)


@dataclass(frozen=True, slots=True)
class Hyphens:
    """The words of a document, by which a broken one is told from one with a hyphen."""

    words: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Hyphens:
        """Collect the words that stand whole on a line."""
        return cls(frozenset(word.lower() for line in lines for word in _WORD.findall(line)))

    def keeps(self, first: str, second: str) -> bool:
        """Whether two halves of a word have a hyphen between them when they stand on one line."""
        first, second = first.lower(), second.lower()
        if first + second in self.words:
            return False
        return f"{first}-{second}" in self.words or first in _KEPT


def write_lines(
    lines: Sequence[Line], hyphens: Hyphens, text: SpottedText
) -> tuple[int, str] | None:
    """Write the lines as one block; return where it starts and its words, None if it is blank."""
    runs = list(_join(lines, hyphens))
    span = text.write(runs)
    if span is None:
        return None
    return span[0], " ".join("".join(run.words for run in runs).split())


def _join(lines: Sequence[Line], hyphens: Hyphens) -> Iterator[Run]:
    for place, line in enumerate(lines):
        words = line.words
        following = lines[place + 1].words if place + 1 < len(lines) else ""
        broken, second = _BROKEN.search(words), _GOES_ON.match(following)
        if broken and second and following[:1].islower():
            kept = broken[2] != "\u00ad" and hyphens.keeps(broken[1], second.group())
            words = words if kept else words[:-1]
        elif following:
            words += " "
        yield Run(words.replace("\u00ad", ""), Spot(start=0, end=0, page=line.page, box=line.box))
