"""Prose of a PDF without tags: lines become paragraphs, items and headings by styles and positions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from ...ontology.records import BlockKind
from .markers import find_marker
from .passages import Passage, open_passage
from .pdf_columns import order_lines
from .pdf_glyphs import Glyph, Line, gather_rows
from .pdf_joining import Hyphens, write_lines
from .pdf_sheets import RuledTable, Sheet
from .pdf_tables import holds, join_tables, write_table
from .spotted_text import SpottedText
from .titles import may_be_title, reads_as_title

# Where running heads and feet stand, as a share of the page's height.
_MARGIN: Final = 0.12
# A heading is this much larger than the text.
_LARGER: Final = 1.08
# Lines further apart than this, in sizes of the font from foot to top, are no paragraph.
_FAR: Final = 0.95
_DIGITS: Final = re.compile(r"\d+")


def write_prose(sheets: Sequence[Sheet], text: SpottedText) -> list[Passage]:
    """Write the pages' text and return its passages."""
    parts = list(chain.from_iterable(map(_read_parts, join_tables(sheets))))
    columns = drop_running(
        [part for part in parts if isinstance(part, list)], {s.number: s.height for s in sheets}
    )
    styles = Styles.of(line for column in columns for line in column)
    hyphens = Hyphens.of(line.words for column in columns for line in column)
    kept = iter(columns)
    passages: list[Passage] = []
    tables = 0
    for part in parts:
        if isinstance(part, list):
            for lines in join_lines(next(kept), styles):
                passages.extend(open_lines(lines, styles, hyphens, text))
        else:
            sheet, table = part
            tables += not table.first_row
            passages.extend(write_table(sheet, table, tables - 1, text, hyphens))
    return passages


@dataclass(frozen=True, slots=True)
class Styles:
    """The size of most of the text, and the styles above it from the highest heading's down."""

    body: float
    ranks: tuple[tuple[float, bool], ...]
    tagged: int

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Styles:
        """Look through all lines."""
        sizes: Counter[float] = Counter()
        known = list(lines)
        for line in known:
            sizes[round(line.size * 2) / 2] += len(line.words)
        body = sizes.most_common(1)[0][0] if sizes else 0.0
        found = {
            _style_of(line)
            for line in known
            if line.heading is None and _looks_like_heading(line, body)
        }
        ranks = tuple(sorted(found, key=lambda style: (-style[0], not style[1])))
        tagged = max((line.heading for line in known if line.heading is not None), default=0)
        return cls(body, ranks, tagged)

    def level(self, line: Line) -> int | None:
        """Return the level of a heading in the style of this line, None if it is the text's.

        0 leaves the level to the layout, where all headings look alike. What only looks like a heading
        stands below those that tags name.
        """
        if line.heading is not None:
            return line.heading
        if line.size > _LARGER * self.body or line.bold:
            style = _style_of(line)
            if style in self.ranks:
                alike = len(self.ranks) == 1 and not self.tagged
                return 0 if alike else min(self.tagged + self.ranks.index(style) + 1, 6)
        return None


def _looks_like_heading(line: Line, body: float) -> bool:
    larger = line.size > _LARGER * body and reads_as_title(line.words, numbered=True)
    return larger or (line.bold and may_be_title(line.words))


def _style_of(line: Line) -> tuple[float, bool]:
    return round(line.size * 2) / 2, line.bold


def drop_running(columns: Sequence[list[Line]], heights: dict[int, float]) -> list[list[Line]]:
    """Leave out what stands at the top or foot of several pages, numbers aside: running heads and feet."""
    pages: dict[tuple[str, int], set[int]] = {}
    for line in chain.from_iterable(columns):
        if _is_in_margin(line, heights):
            pages.setdefault(_running_key(line), set()).add(line.page)
    least = 2 if len(heights) <= 4 else 3
    running = {key for key, found in pages.items() if len(found) >= least}
    return [
        [
            line
            for line in column
            if not (_is_in_margin(line, heights) and _running_key(line) in running)
        ]
        for column in columns
    ]


def _is_in_margin(line: Line, heights: dict[int, float]) -> bool:
    height = heights[line.page]
    outside = line.box.bottom < _MARGIN * height or line.box.top > (1 - _MARGIN) * height
    # A bullet by itself belongs to what follows on its row.
    return outside and any(character.isalnum() for character in line.words)


def _running_key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.words.lower()), round(line.box.top / 4)


def join_lines(lines: Sequence[Line], styles: Styles) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph, item and heading of one column."""
    right = max((line.box.right for line in lines), default=0.0)
    block: list[Line] = []
    for line in lines:
        if block and not _goes_on(block, line, right, styles):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _goes_on(block: Sequence[Line], line: Line, right: float, styles: Styles) -> bool:
    last = block[-1]
    if line.page != last.page or abs(line.size - last.size) > 0.6:
        return False
    if not -0.5 * line.size < line.box.top - last.box.bottom < _FAR * line.size:
        return False
    if styles.level(last) is not None:
        return line.bold == last.bold and find_marker(line.words) is None
    if find_marker(line.words) is not None and not _is_number_within(last, line):
        return False
    if line.bold and may_be_title(line.words):
        return False
    return line.words[:1].islower() or is_full(last, line, right)


def is_full(last: Line, line: Line, right: float) -> bool:
    """Whether the first word of `line` would not have fitted on the line above."""
    first = line.words.split(" ", 1)[0]
    width = (line.box.right - line.box.left) / max(len(line.words), 1)
    return last.box.right + (len(first) + 1) * width > right - 0.3 * line.size


def _is_number_within(last: Line, line: Line) -> bool:
    """Whether what looks like a marker is a number or a dash inside of a sentence."""
    marker = find_marker(line.words)
    if marker is None or not (marker.numbers or marker.words in "-–—"):
        return False
    unfinished = last.words[-1:] not in ".:;!?"
    return unfinished and abs(last.box.left - line.box.left) < 0.2 * line.size


def open_lines(
    lines: Sequence[Line], styles: Styles, hyphens: Hyphens, text: SpottedText
) -> Iterator[Passage]:
    """Write the lines of one paragraph, item or heading and yield it as a passage."""
    written = write_lines(lines, hyphens, text)
    if written is None:
        return
    start, words = written
    first = lines[0]
    level = styles.level(first)
    titled = reads_as_title(words, numbered=True) or may_be_title(words)
    if level is not None and titled and all(styles.level(line) is not None for line in lines):
        yield open_passage(start, words, kind=BlockKind.HEADING, level=level)
    else:
        indent = round(first.box.left / max(first.size * 0.5, 1.0))
        yield open_passage(start, words, indent=indent)


def _read_parts(sheet: Sheet) -> Iterator[list[Line] | tuple[Sheet, RuledTable]]:
    """Yield the columns and the tables of a page from top to bottom."""
    glyphs: list[Glyph] = list(sheet.glyphs)
    for table in sheet.tables:
        above = [glyph for glyph in glyphs if glyph.box.bottom <= table.box.top + glyph.size / 2]
        within = {id(glyph) for glyph in glyphs if holds(table.box, glyph)}
        known = {id(glyph) for glyph in above} | within
        yield from order_lines(sheet.number, gather_rows(above))
        yield sheet, table
        glyphs = [glyph for glyph in glyphs if id(glyph) not in known]
    yield from order_lines(sheet.number, gather_rows(glyphs))
