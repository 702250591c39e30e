"""Glyphs of a PDF's page: each character with its box, size and mark, and the lines they stand in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ...ontology.spots import Box

if TYPE_CHECKING:
    from pdfplumber.page import Page as PdfPage

_BOLD: Final = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_UNMAPPED: Final = re.compile(r"\(cid:\d+\)")
_LIGATURES: Final = re.compile("[\ufb00-\ufb06]")
_HIDDEN: Final = re.compile("[\u200b-\u200d\u2060\ufeff]")
# A gap of more than this, in sizes of the font, parts two words.
_WORD_GAP: Final = 0.22
_REPLACED: Final = "\ufffd"
# The width of a bullet that is drawn, in points, and how many shapes are looked at.
_LEAST_DOT: Final = 1.5
_LARGEST_DOT: Final = 7.0
_MOST_SHAPES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character where it is drawn; `mark` is the number of the marked content it belongs to.

    `heading` is the level of the heading that tags say it is in.
    """

    text: str
    box: Box
    size: float
    bold: bool
    mark: int | None
    heading: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line of a page (from 1); `size` and `bold` are those of most of its characters.

    `heading` is the level of the heading that tags say it is.
    """

    page: int
    words: str
    box: Box
    size: float
    bold: bool
    heading: int | None = None


def read_glyphs(page: PdfPage) -> tuple[Glyph, ...]:
    """Return the upright characters of a page in the order they are drawn; one drawn twice counts once."""
    found: list[Glyph] = []
    seen: set[tuple[str, int, int]] = set()
    chars: list[dict[str, Any]] = page.chars
    for char in chars:
        text = _clean(str(char["text"]))
        if not text or not char["upright"]:
            continue
        # Bold letters are sometimes made by drawing them twice, a hair apart.
        key = (text, round(char["x0"]), round(char["top"]))
        if key in seen and not text.isspace():
            continue
        seen.add(key)
        bold = bool(_BOLD.search(str(char["fontname"])))
        size = float(char["size"])
        found.append(Glyph(text, _box_of(char), size, bold, char.get("mcid")))
    return tuple(found)


def read_dots(page: PdfPage) -> tuple[Glyph, ...]:
    """Return the small round or square shapes of a page as bullets: browsers draw them so."""
    shapes: list[dict[str, Any]] = [*page.curves, *page.rects][:_MOST_SHAPES]
    return tuple(
        Glyph("•", _box_of(shape), float(shape["width"]) * 3, False, None)
        for shape in shapes
        if _LEAST_DOT < shape["width"] < _LARGEST_DOT
        and abs(shape["width"] - shape["height"]) < 0.2 * shape["width"]
    )


def _box_of(item: Mapping[str, Any]) -> Box:
    return Box(
        left=float(item["x0"]),
        top=float(item["top"]),
        right=float(item["x1"]),
        bottom=float(item["bottom"]),
    )


def count_unmapped(glyphs: Iterable[Glyph]) -> int:
    """Return how many of the glyphs stand for no known character."""
    return sum(glyph.text == _REPLACED for glyph in glyphs)


def _clean(text: str) -> str:
    if _UNMAPPED.fullmatch(text):
        return _REPLACED
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    return _HIDDEN.sub("", text.replace("\x00", ""))


def form_line(page: int, glyphs: Sequence[Glyph]) -> Line | None:
    """Return the line that glyphs make as they follow each other, None if it is blank."""
    parts: list[str] = []
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not shown:
        return None
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            parts.append(" ")
            continue
        if last is not None and glyph.box.left - last.box.right > _WORD_GAP * glyph.size:
            parts.append(" ")
        parts.append(glyph.text)
        last = glyph
    box = shown[0].box
    for glyph in shown[1:]:
        box = box.around(glyph.box)
    bold = sum(glyph.bold for glyph in shown) > 0.9 * len(shown)
    sizes = sorted(glyph.size for glyph in shown)
    words = " ".join("".join(parts).split())
    return Line(page, words, box, sizes[len(sizes) // 2], bold, shown[0].heading)


def follow_lines(page: int, glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines of glyphs that are drawn in reading order, as those of one tag are."""
    rows: list[list[Glyph]] = []
    for glyph in glyphs:
        last = rows[-1][-1] if rows else None
        if last is None or _starts_line(last, glyph):
            rows.append([])
        rows[-1].append(glyph)
    return [line for row in rows if (line := form_line(page, row)) is not None]


def _starts_line(last: Glyph, glyph: Glyph) -> bool:
    overlap = min(last.box.bottom, glyph.box.bottom) - max(last.box.top, glyph.box.top)
    lower = overlap < 0.3 * min(last.size, glyph.size)
    back = glyph.box.left < last.box.left - 2 * glyph.size
    return lower or back


def follows_on_row(last: Line, line: Line) -> bool:
    """Whether a line goes on the one before, on the same row and to its right."""
    overlap = min(last.box.bottom, line.box.bottom) - max(last.box.top, line.box.top)
    same = line.page == last.page and overlap > 0.5 * min(last.size, line.size)
    gap = line.box.left - last.box.right
    return same and -0.5 * line.size < gap < 2 * line.size


def gather_rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the rows of a page from top to bottom, each from left to right."""
    rows: list[tuple[float, float, list[Glyph]]] = []
    shown = (glyph for glyph in glyphs if not glyph.text.isspace())
    for glyph in sorted(shown, key=lambda glyph: (glyph.box.bottom, glyph.box.left)):
        middle = (glyph.box.top + glyph.box.bottom) / 2
        for place in range(len(rows) - 1, max(len(rows) - 4, -1), -1):
            top, bottom, row = rows[place]
            if top < middle < bottom:
                row.append(glyph)
                break
        else:
            rows.append((glyph.box.top, glyph.box.bottom, [glyph]))
    rows.sort(key=lambda row: row[0])
    return [sorted(row, key=lambda glyph: glyph.box.left) for _, _, row in rows]
