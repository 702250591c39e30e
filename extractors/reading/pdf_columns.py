"""Columns of a PDF's page: the order in which its lines are to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from .pdf_glyphs import Glyph, Line, form_line

# A gutter is this wide, in sizes of the font, and goes down at least so many rows on both sides.
_GUTTER: Final = 0.9
_FEWEST_ROWS: Final = 5
# Prose fills its column; the cells of a table don't.
_FULL: Final = 0.7
_FEWEST_LETTERS: Final = 22
# A gap this wide, in sizes of the font, parts what stands on one row by itself.
_APART: Final = 2.5


@dataclass(slots=True)
class _Band:
    """Rows that lie under each other and share the empty stretches `gaps` between their words."""

    rows: list[list[Glyph]] = field(default_factory=list)
    gaps: list[tuple[float, float]] = field(default_factory=list)


def order_lines(page: int, rows: Sequence[list[Glyph]]) -> list[list[Line]]:
    """Return the lines in reading order, one list a column."""
    columns: list[list[Line]] = []
    single: list[Line] = []
    for band in _find_bands(rows):
        gutter = _find_gutter(page, band)
        if gutter is None:
            single.extend(line for row in band.rows for line in _part(page, row))
            continue
        if single:
            columns.append(single)
            single = []
        left, right = _split(band, gutter)
        columns += [*order_lines(page, left), *order_lines(page, right)]
    if single:
        columns.append(single)
    return columns


def _find_bands(rows: Sequence[list[Glyph]]) -> list[_Band]:
    """Group rows as long as an empty stretch goes down through all of them."""
    if not rows:
        return []
    left = min(glyph.box.left for row in rows for glyph in row)
    right = max(glyph.box.right for row in rows for glyph in row)
    bands: list[_Band] = []
    for row in rows:
        size = sorted(glyph.size for glyph in row)[len(row) // 2]
        gaps = _gaps_of(row, left, right)
        shared = _cut(bands[-1].gaps, gaps, _GUTTER * size) if bands else []
        if shared:
            bands[-1].rows.append(row)
            bands[-1].gaps = shared
        else:
            bands.append(_Band([row], gaps))
    return bands


def _gaps_of(row: Sequence[Glyph], left: float, right: float) -> list[tuple[float, float]]:
    """Return the empty stretches of a row, those at its ends included but not the page's margins."""
    gaps = []
    place = left
    for glyph in row:
        if glyph.box.left - place > 0.5 * glyph.size:
            gaps.append((place, glyph.box.left))
        place = max(place, glyph.box.right)
    if right - place > 0:
        gaps.append((place, right))
    return gaps


def _cut(
    first: Sequence[tuple[float, float]], second: Sequence[tuple[float, float]], least: float
) -> list[tuple[float, float]]:
    found = []
    for start, end in first:
        for other_start, other_end in second:
            low, high = max(start, other_start), min(end, other_end)
            if high - low >= least:
                found.append((low, high))
    return found


def _find_gutter(page: int, band: _Band) -> float | None:
    """Return where a band falls into two columns of prose, None where it doesn't."""
    for low, high in sorted(band.gaps, key=lambda gap: gap[0] - gap[1]):
        middle = (low + high) / 2
        sides = _split(band, middle)
        if all(len(side) >= _FEWEST_ROWS and _is_prose(page, side) for side in sides):
            return middle
    return None


def _split(band: _Band, middle: float) -> tuple[list[list[Glyph]], list[list[Glyph]]]:
    left = [[glyph for glyph in row if glyph.box.right <= middle] for row in band.rows]
    right = [[glyph for glyph in row if glyph.box.left >= middle] for row in band.rows]
    return [row for row in left if row], [row for row in right if row]


def _is_prose(page: int, rows: Sequence[Sequence[Glyph]]) -> bool:
    lines = [line for row in rows if (line := form_line(page, row)) is not None]
    left = min(line.box.left for line in lines)
    right = max(line.box.right for line in lines)
    full = [line for line in lines if line.box.right - line.box.left > _FULL * (right - left)]
    letters = sorted(len(line.words) for line in lines)
    return len(full) * 2 >= len(lines) and letters[len(letters) // 2] >= _FEWEST_LETTERS


def _part(page: int, row: Sequence[Glyph]) -> list[Line]:
    """Return a row as a line, or as several where what stands on it is far apart."""
    parts: list[list[Glyph]] = []
    for glyph in row:
        far = bool(parts) and glyph.box.left - parts[-1][-1].box.right > _APART * glyph.size
        marker = far and len(parts) == 1 and len(parts[0]) <= 4
        if not parts or (far and not marker):
            parts.append([])
        parts[-1].append(glyph)
    return [line for part in parts if (line := form_line(page, part)) is not None]
