"""Ruled tables of a PDF without tags: those that go on over a page's end, and the words in their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ...ontology.records import BlockKind, Cell
from ...ontology.spots import Box
from .passages import Passage
from .pdf_glyphs import Glyph, form_line, gather_rows
from .pdf_joining import Hyphens, write_lines
from .pdf_sheets import RuledTable, Sheet
from .spotted_text import SpottedText

# Columns are the same ones if their left edges differ by no more than this, in points.
_SAME_EDGE: Final = 2.0
# Where running heads and feet stand, as a share of the page's height.
_MARGIN: Final = 0.12


def join_tables(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets with each table told that goes on one of the page before.

    A single row that stands alone is no table and left to the prose.
    """
    first_rows: dict[int, int] = {}
    continued: set[int] = set()
    for place, (sheet, following) in enumerate(pairwise(sheets)):
        if _goes_on(sheet, following):
            last = sheet.tables[-1]
            begun = first_rows.get(place, 0) if len(sheet.tables) == 1 else 0
            first_rows[place + 1] = begun + len(last.rows)
            continued.add(place)
    joined = []
    for place, sheet in enumerate(sheets):
        tables = [
            replace(table, first_row=first_rows.get(place, 0) if not number else 0)
            for number, table in enumerate(sheet.tables)
            if len(table.rows) > 1
            or (not number and place in first_rows)
            or (number == len(sheet.tables) - 1 and place in continued)
        ]
        joined.append(replace(sheet, tables=tuple(tables)))
    return joined


def _goes_on(sheet: Sheet, following: Sheet) -> bool:
    if not sheet.tables or not following.tables:
        return False
    last, first = sheet.tables[-1], following.tables[0]
    edges, others = _edges(last), _edges(first)
    alike = len(edges) == len(others) and all(
        abs(edge - other) < _SAME_EDGE for edge, other in zip(edges, others, strict=True)
    )
    below = (1 - _MARGIN) * sheet.height
    above = _MARGIN * following.height
    return (
        alike
        and not any(last.box.bottom < glyph.box.top < below for glyph in _shown(sheet))
        and not any(above < glyph.box.bottom < first.box.top for glyph in _shown(following))
    )


def _edges(table: RuledTable) -> list[float]:
    widest = max(table.rows, key=lambda row: sum(cell is not None for cell in row))
    return [cell.left for cell in widest if cell is not None]


def _shown(sheet: Sheet) -> Iterator[Glyph]:
    return (glyph for glyph in sheet.glyphs if not glyph.text.isspace())


def holds(box: Box, glyph: Glyph) -> bool:
    """Whether the middle of a glyph lies in a box."""
    across = (glyph.box.left + glyph.box.right) / 2
    down = (glyph.box.top + glyph.box.bottom) / 2
    return box.left <= across <= box.right and box.top <= down <= box.bottom


def write_table(
    sheet: Sheet, table: RuledTable, number: int, text: SpottedText, hyphens: Hyphens
) -> Iterator[Passage]:
    """Write the cells of a table, the `number`th from 0, and yield them as passages."""
    within = [glyph for glyph in sheet.glyphs if holds(table.box, glyph)]
    for row, cells in enumerate(table.rows, table.first_row):
        for column, box in enumerate(cells):
            if box is None:
                continue
            inside = [glyph for glyph in within if holds(box, glyph)]
            formed = (form_line(sheet.number, line) for line in gather_rows(inside))
            lines = [line for line in formed if line is not None]
            written = write_lines(lines, hyphens, text)
            if written is not None:
                start, words = written
                header = not row and all(line.bold for line in lines)
                yield Passage(
                    start=start,
                    end=start + len(words),
                    words=words,
                    kind=BlockKind.CELL,
                    cell=Cell(table=number, row=row, column=column, header=header),
                )
