"""Passages: the lines, paragraphs and items of a document before it is known what each of them is."""

from __future__ import annotations

from dataclasses import dataclass

from ...ontology.records import BlockKind, Cell
from .markers import Marker, find_marker


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of words that stands by itself, with what the format says of it.

    `start` and `end` are offsets into the stored text, markers of the format ("## ", "* ") left out.
    `kind` and `level` are set where the format names them ("##", "<li>"), `kind` is None where only the
    layout can tell. `level` 0 of a heading leaves its level to the layout too. `inside` counts the list
    items around it. `indent` is in columns. `sign` keeps the format's own marker.
    """

    start: int
    end: int
    words: str
    kind: BlockKind | None = None
    level: int = 0
    inside: int = 0
    indent: int = 0
    gap_above: bool = True
    sign: str = ""
    cell: Cell | None = None
    marker: Marker | None = None
    inner: Marker | None = None

    @property
    def number(self) -> Marker | None:
        """The marker that may count sections."""
        marker = self.inner or self.marker
        return marker if marker is not None and marker.counts_sections else None

    @property
    def marker_words(self) -> str:
        """All markers as they are written, the format's first."""
        found = (self.sign, self.marker and self.marker.words, self.inner and self.inner.words)
        return " ".join(words for words in found if words)


def open_passage(
    start: int,
    words: str,
    *,
    kind: BlockKind | None = None,
    level: int = 0,
    inside: int = 0,
    indent: int = 0,
    gap_above: bool = True,
    sign: str = "",
) -> Passage:
    """Take the markers off `words`, which start at offset `start`: a bullet, a number, or both."""
    end = start + len(words)
    marker = find_marker(words)
    if kind is BlockKind.HEADING and marker is not None and not marker.numbers:
        marker = None
    inner = None
    if marker is not None:
        words, start = words[marker.length :], start + marker.length
        inner = None if marker.numbers else find_marker(words)
        if inner is not None and inner.numbers:
            words, start = words[inner.length :], start + inner.length
        else:
            inner = None
    if sign and marker is None:
        marker = find_marker(f"{sign} x")
        sign = sign if marker is None else ""
    return Passage(
        start=start,
        end=end,
        words=words,
        kind=kind,
        level=level,
        inside=inside,
        indent=indent,
        gap_above=gap_above,
        sign=sign,
        marker=marker,
        inner=inner,
    )
