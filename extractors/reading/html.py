"""HTML pages: the text without what is wrapped around it, with the way back to the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from itertools import groupby

from ...ontology.records import BlockKind, Cell
from .canonical import CanonicalText
from .chrome import find_text
from .layout import lay_out
from .lines import join_broken_passages
from .page import Page
from .page_looks import rank_looks
from .page_pieces import Piece
from .page_tables import CellPlace
from .page_walk import walk_page
from .passages import Passage, open_passage
from .titles import may_be_title


def read_html(source: str) -> Page:
    """Return the text of an HTML page, boilerplate left out."""
    walk = walk_page(source)
    canonical = CanonicalText(source)
    written: list[tuple[Piece, tuple[int, int]]] = []
    for piece in find_text(walk.pieces, walk.regions):
        span = canonical.write_piece(piece.runs)
        if span is not None:
            written.append((piece, span))
    text, origins = canonical.finish()
    return Page(
        text=text,
        blocks=lay_out(join_broken_passages(list(_open_passages(text, written)))),
        origins=origins,
        title=" ".join(unescape(walk.title).split()),
        site_name=walk.site_name,
        url=walk.url,
    )


def _open_passages(
    text: str, written: Sequence[tuple[Piece, tuple[int, int]]]
) -> Iterable[Passage]:
    levels = rank_looks(
        piece.look if _looks_like_heading(text, piece, *span) else None
        for piece, span in written
        if piece.heading is not None or _looks_like_heading(text, piece, *span)
    )
    for table, pieces in groupby(written, key=lambda pair: _table_of(pair[0])):
        if table is None:
            yield from (_open_piece(text, piece, *span, levels) for piece, span in pieces)
        else:
            yield from _open_table(text, table, list(pieces))


def _table_of(piece: Piece) -> int | None:
    cell = piece.cell
    return cell.grid.number if cell is not None and cell.grid.is_data else None


def _looks_like_heading(text: str, piece: Piece, start: int, end: int) -> bool:
    plain = piece.heading is None and piece.item_depth is None and not piece.inside
    return plain and piece.bold >= piece.size and may_be_title(text[start:end])


def _open_piece(
    text: str, piece: Piece, start: int, end: int, levels: Mapping[str, int]
) -> Passage:
    words = text[start:end]
    if piece.heading is not None:
        return open_passage(start, words, kind=BlockKind.HEADING, level=piece.heading)
    if piece.item_depth is not None:
        kind, depth = BlockKind.ITEM, piece.item_depth
        sign = f"{piece.number}." if piece.number is not None else ""
        return open_passage(start, words, kind=kind, level=depth, inside=depth, sign=sign)
    if _looks_like_heading(text, piece, start, end):
        level = levels.get(piece.look, 0)
        return open_passage(start, words, kind=BlockKind.HEADING, level=level)
    return open_passage(start, words, inside=piece.inside, indent=piece.indent)


def _open_table(
    text: str, table: int, written: Sequence[tuple[Piece, tuple[int, int]]]
) -> list[Passage]:
    """Return the cells of a data table row by row, a cell that spans several places at each of them."""
    cells: dict[CellPlace, tuple[int, int]] = {}
    for piece, (start, end) in written:
        if piece.cell is not None:
            cells[piece.cell] = (cells.get(piece.cell, (start, end))[0], end)
    placed = [
        (row, column, start, end, cell.header)
        for cell, (start, end) in cells.items()
        for row, column in cell.spread()
    ]
    return [
        Passage(
            start=start,
            end=end,
            words=text[start:end],
            kind=BlockKind.CELL,
            cell=Cell(table=table, row=row, column=column, header=header),
        )
        for row, column, start, end, header in sorted(placed)
    ]
