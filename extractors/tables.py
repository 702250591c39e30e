"""Tables: which of them tell of data, and what of them is left to be read as prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..ontology.records import BlockKind, Mention
from .cells import is_told, split_lines, told_lines
from .columns import Column
from .entries import listed_data
from .grids import Grid, Row, is_upright, read_grid
from .passages import Source
from .segments import Segment
from .skipped import SkippedPart, SkipReason, skip
from .statements import Finding
from .table_rows import read_receivers, read_row


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesReading:
    """What the tables state, the segments that are left to be read as prose, and what is skipped.

    `left` is all that stands outside of tables, tables whose header tells nothing, and of the tables
    that are read the lines that are sentences.
    """

    findings: list[Finding]
    left: list[Segment]
    skipped: list[SkippedPart]


def read_tables(segments: list[Segment], source: Source) -> TablesReading:
    """Read the tables among a document's segments."""
    tables: dict[int, list[Segment]] = {}
    for each in segments:
        if each.kind is BlockKind.CELL and each.cell is not None:
            tables.setdefault(each.cell.table, []).append(each)
    findings: list[Finding] = []
    skipped: list[SkippedPart] = []
    left: dict[int, list[Segment]] = {}
    before: Grid | None = None
    for cells in tables.values():
        grid = read_grid(cells, before, source.lexicon)
        before = grid
        found = _read(grid, source) if grid is not None else None
        if grid is not None and found is not None:
            findings.extend(found)
            skipped.extend(_skipped_rows(grid, found, source))
            left.update((id(cell), _told(cell, grid)) for cell in cells)
        elif is_upright(cells):
            skipped.append(skip(cells, SkipReason.COOKIE_SHEET, source.document))
            left.update((id(cell), []) for cell in cells)
        else:
            skipped.append(skip(cells, SkipReason.TABLE, source.document))
            left.update(
                (id(cell), list(split_lines(cell))) for cell in cells if "•" in cell.prose.text
            )
    return TablesReading(
        findings=findings,
        left=[line for each in segments for line in left.get(id(each), [each])],
        skipped=skipped,
    )


def _skipped_rows(grid: Grid, found: list[Finding], source: Source) -> Iterator[SkippedPart]:
    """Yield the rows that state nothing."""
    stated = {finding.evidence for finding in found}
    for row in grid.rows:
        part = skip(row.values(), SkipReason.ROW, source.document)
        if part.span not in stated:
            yield part


def _told(cell: Segment, grid: Grid) -> list[Segment]:
    """Return the sentences of a cell in a table that was read."""
    column = cell.cell.column if cell.cell is not None else 0
    lists = column not in grid.columns(Column.DATA, Column.RECIPIENT)
    return list(told_lines(cell, lists=lists))


def _read(grid: Grid, source: Source) -> list[Finding] | None:
    """Return what the rows state; None where the table turns out to be none of data."""
    if not grid.has(Column.DATA):
        return list(read_receivers(grid, source)) or None
    rows = [(row, _data_of(grid, row, source)) for row in grid.rows]
    if not _is_of_data(grid, [data for _, data in rows], source):
        return None
    return [finding for row, data in rows if data for finding in read_row(row, data, grid, source)]


def _is_of_data(grid: Grid, rows: list[tuple[Mention, ...]], source: Source) -> bool:
    """Whether the rows of a table with a header as vague as "Category" name data after all."""
    if not all(grid.headings[number].plain for number in grid.columns(Column.DATA)):
        return True
    known = sum(
        any(source.lexicon.names_data(mention.text, weak=True) for mention in data) for data in rows
    )
    return known * 2 > len(rows)


def _data_of(grid: Grid, row: Row, source: Source) -> tuple[Mention, ...]:
    """Return the row's examples, else its categories where the examples are no sentences."""
    details = grid.cells(row, Column.DETAIL)
    found = [mention for cell in details for mention in listed_data(cell, source)]
    only_details = not grid.has(
        Column.RECIPIENT, Column.PURPOSE, Column.RETENTION, Column.CHECK, Column.SOURCE
    )
    if not found and not (only_details and any(is_told(cell.prose.text) for cell in details)):
        found = [
            mention
            for cell in grid.cells(row, Column.DATA)
            for mention in listed_data(cell, source)
        ]
    return tuple(found)
