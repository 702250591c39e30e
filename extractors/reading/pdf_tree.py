"""A tagged PDF's text: headings, items and cells as its tags name them, the rest by styles and positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from ...ontology.records import BlockKind, Cell
from .chrome import Region, find_text
from .page_tables import CellPlace
from .passages import Passage, open_passage
from .pdf_glyphs import Glyph, Line, follow_lines, follows_on_row
from .pdf_groups import Group, gather_groups
from .pdf_joining import Hyphens, write_lines
from .pdf_prose import Styles, drop_running, join_lines, open_lines
from .pdf_sheets import Sheet
from .pdf_tags import Tag, read_tags
from .spotted_text import SpottedText

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

# Tags that hold less than this of the text are not worth following.
_MOST_TAGGED: Final = 0.6


def read_tree(pdf: PDF) -> tuple[Tag, ...] | None:
    """Return a PDF's tags in reading order, None where it has none."""
    return tuple(read_tags(pdf)) or None


def write_tree(
    tags: Sequence[Tag], sheets: Sequence[Sheet], text: SpottedText
) -> list[Passage] | None:
    """Write what the tags hold and return its passages, None where they hold too little of the text."""
    marked = _marked_glyphs(sheets)
    groups = [
        piece for group in gather_groups(tags) if (piece := _Piece.of(group, marked)) is not None
    ]
    tagged = sum(len(glyphs) for piece in groups for glyphs in piece.runs)
    if tagged < _MOST_TAGGED * sum(len(sheet.glyphs) for sheet in sheets):
        return None
    pieces = find_text(groups, [Region(parent=-1, kind="page")])
    heights = {sheet.number: sheet.height for sheet in sheets}
    loose = drop_running([piece.lines if piece.group.is_loose else [] for piece in pieces], heights)
    for piece, lines in zip(pieces, loose, strict=True):
        if piece.group.is_loose:
            piece.lines = lines
    return list(_write(pieces, text))


def name_headings(tags: Sequence[Tag], sheets: Iterable[Sheet]) -> list[Sheet]:
    """Return the sheets with the level of its heading told to each glyph that tags call one."""
    levels = {
        (content.page, content.mark): group.heading
        for group in gather_groups(tags)
        for content in group.contents
    }
    return [
        replace(
            sheet,
            glyphs=tuple(
                replace(glyph, heading=level)
                if glyph.mark is not None and (level := levels.get((sheet.number, glyph.mark)))
                else glyph
                for glyph in sheet.glyphs
            ),
        )
        for sheet in sheets
    ]


def _marked_glyphs(sheets: Iterable[Sheet]) -> dict[tuple[int, int], list[Glyph]]:
    marked: dict[tuple[int, int], list[Glyph]] = {}
    for sheet in sheets:
        for glyph in sheet.glyphs:
            if glyph.mark is not None:
                marked.setdefault((sheet.number, glyph.mark), []).append(glyph)
    return marked


@dataclass(slots=True)
class _Piece:
    """A group with its lines, as the rules for menus and lists of links want to see it."""

    group: Group
    runs: list[list[Glyph]]
    lines: list[Line]
    region: int = 0
    anchored: int = 0
    size: int = 0
    linked: int = 0

    @classmethod
    def of(cls, group: Group, marked: Mapping[tuple[int, int], Sequence[Glyph]]) -> _Piece | None:
        lines: list[Line] = []
        runs: list[list[Glyph]] = []
        contents = [(mark.page, mark.mark) for mark in group.contents]
        for page, keys in groupby(contents, key=lambda key: key[0]):
            glyphs = [glyph for key in keys for glyph in marked.get(key, ())]
            runs.append(glyphs)
            lines.extend(follow_lines(page, glyphs))
        if not lines:
            return None
        linked = sum(
            len(marked.get((mark.page, mark.mark), ()))
            for mark in group.contents
            if mark in group.links
        )
        size = sum(map(len, runs))
        return cls(group, runs, lines, size=size, linked=linked)

    @property
    def heading(self) -> int | None:
        return self.group.heading

    @property
    def announces(self) -> bool:
        return self.lines[-1].words.endswith(":") and not self.labels_contents

    @property
    def labels_contents(self) -> bool:
        return self.lines[0].words.lower().rstrip(":") in ("contents", "table of contents")


def _write(pieces: Sequence[_Piece], text: SpottedText) -> Iterator[Passage]:
    lines = [line for piece in pieces for line in piece.lines]
    hyphens = Hyphens.of(line.words for line in lines)
    styles = Styles.of(lines)
    edges = _right_edges(lines)
    for table, run in groupby(pieces, key=_table_of):
        if table is not None:
            yield from _write_table(table, list(run), hyphens, text)
            continue
        for loose, each in groupby(run, key=lambda piece: piece.group.is_loose):
            if loose:
                for block in join_lines(join_rows(each), styles):
                    yield from open_lines(block, styles, hyphens, text)
            else:
                for piece in each:
                    yield from _write_piece(piece, hyphens, edges, text)


def join_rows(pieces: Iterable[_Piece]) -> list[Line]:
    """Return the lines of loose pieces; what follows on the same row is one line."""
    lines: list[Line] = []
    for line in (line for piece in pieces for line in piece.lines):
        last = lines[-1] if lines else None
        if last is None or not follows_on_row(last, line):
            lines.append(line)
        else:
            longer = last if len(last.words) > len(line.words) else line
            bold = last.bold and line.bold
            words = f"{last.words} {line.words}"
            box = last.box.around(line.box)
            lines[-1] = Line(line.page, words, box, longer.size, bold)
    return lines


def _right_edges(lines: Iterable[Line]) -> dict[int, float]:
    """Return how far to the right lines reach that begin at a left edge, in points."""
    edges: dict[int, float] = {}
    for line in lines:
        left = round(line.box.left / 4)
        edges[left] = max(edges.get(left, 0.0), line.box.right)
    return edges


def _write_piece(
    piece: _Piece, hyphens: Hyphens, edges: Mapping[int, float], text: SpottedText
) -> Iterator[Passage]:
    group = piece.group
    if group.heading is not None:
        written = write_lines(piece.lines, hyphens, text)
        if written is not None:
            yield open_passage(*written, kind=BlockKind.HEADING, level=group.heading)
        return
    for number, lines in enumerate(_part_at_breaks(piece.lines, edges)):
        written = write_lines(lines, hyphens, text)
        if written is None:
            continue
        if group.item_depth is not None and not number:
            depth = group.item_depth
            yield open_passage(
                *written,
                kind=BlockKind.ITEM,
                level=depth,
                inside=depth,
                sign=group.sign(piece.lines),
            )
        else:
            yield open_passage(*written, inside=group.inside)


def _part_at_breaks(lines: Sequence[Line], edges: Mapping[int, float]) -> Iterator[list[Line]]:
    """Part the lines of a tag where an empty line stands between them, or the next word would have fitted."""
    block: list[Line] = []
    for line in lines:
        if block and _breaks(block, line, edges):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _breaks(block: Sequence[Line], line: Line, edges: Mapping[int, float]) -> bool:
    last = block[-1]
    if line.page != last.page:
        return False
    if line.box.top - last.box.bottom > line.size:
        return True
    edge = max(edges.get(round(each.box.left / 4), 0.0) for each in (*block, line))
    width = (line.box.right - line.box.left) / max(len(line.words), 1)
    first = line.words.split(" ", 1)[0]
    fits = last.box.right + (len(first) + 2) * width < edge
    return fits and not line.words[:1].islower() and last.words[-1:] in ".:;!?"


def _table_of(piece: _Piece) -> int | None:
    cell = piece.group.cell
    return cell.grid.number if cell is not None and cell.grid.is_data else None


def _write_table(
    table: int, pieces: Sequence[_Piece], hyphens: Hyphens, text: SpottedText
) -> Iterator[Passage]:
    cells: dict[CellPlace, tuple[int, int]] = {}
    for piece in pieces:
        written = write_lines(piece.lines, hyphens, text)
        if written is not None and piece.group.cell is not None:
            start, words = written
            first = cells.get(piece.group.cell, (start, 0))[0]
            cells[piece.group.cell] = (first, start + len(words))
    placed = [
        (row, column, start, end, cell.header)
        for cell, (start, end) in cells.items()
        for row, column in cell.spread()
    ]
    for row, column, start, end, header in sorted(placed):
        place = Cell(table=table, row=row, column=column, header=header)
        yield Passage(start=start, end=end, words="cell", kind=BlockKind.CELL, cell=place)
