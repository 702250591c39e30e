"""Sheets: the pages of a PDF with their glyphs and ruled tables, ready to be read without the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ...ontology.spots import Box
from .pdf_glyphs import Glyph, read_dots

if TYPE_CHECKING:
    from pdfplumber.page import Page as PdfPage

# Fewer rules than this make no table; more of them are a drawing.
_FEWEST_RULES: Final = 4
_MOST_RULES: Final = 3_000


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table drawn with rules: its rows of cells, None where a cell is part of another.

    `first_row` is above 0 where it goes on a table of the page before.
    """

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]
    first_row: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its number from 1, its size in points, what is written on it and its tables."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    tables: tuple[RuledTable, ...]


def read_sheet(page: PdfPage, glyphs: Sequence[Glyph], *, with_shapes: bool) -> Sheet:
    """Return what is on a page; tables and drawn bullets only where they are asked for: they take long."""
    tables = _find_tables(page) if with_shapes else ()
    dots = _find_bullets(page, glyphs) if with_shapes else ()
    return Sheet(
        page.page_number, float(page.width), float(page.height), (*glyphs, *dots), tuple(tables)
    )


def _find_bullets(page: PdfPage, glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Return the dots that stand before the words of a line, and behind nothing."""
    return tuple(
        replace(dot, size=size)
        for dot in read_dots(page)
        if (size := _size_behind(dot, glyphs))
        and not any(
            _beside(glyph, dot) and 0 < dot.box.left - glyph.box.left < 4 * size for glyph in glyphs
        )
    )


def _size_behind(dot: Glyph, glyphs: Sequence[Glyph]) -> float:
    """Return the size of the letter that a dot stands before, 0 where it stands before none."""
    near = (
        glyph.size
        for glyph in glyphs
        if _beside(glyph, dot) and 0 < glyph.box.left - dot.box.right < 3 * glyph.size
    )
    return next(near, 0.0)


def _beside(glyph: Glyph, dot: Glyph) -> bool:
    middle = (dot.box.top + dot.box.bottom) / 2
    return glyph.box.top < middle < glyph.box.bottom and not glyph.text.isspace()


def _find_tables(page: PdfPage) -> tuple[RuledTable, ...]:
    if not _FEWEST_RULES <= len(page.edges) <= _MOST_RULES:
        return ()
    found = []
    for table in page.find_tables():
        rows = tuple(
            tuple(None if cell is None else _box(cell) for cell in row.cells) for row in table.rows
        )
        if rows and max(map(len, rows)) > 1:
            found.append(RuledTable(_box(table.bbox), rows))
    return tuple(sorted(found, key=lambda table: table.box.top))


def _box(bounds: tuple[float, float, float, float]) -> Box:
    left, top, right, bottom = map(float, bounds)
    return Box(left=left, top=top, right=right, bottom=bottom)
