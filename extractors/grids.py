"""Grids: a table's rows under what its columns hold, told by its header and the words above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..ontology.records import Action
from .cells import answer_of, is_told, lines_of
from .columns import (
    Column,
    Heading,
    is_foreign,
    is_particular,
    names_third_parties,
    practices_of,
    read_heading,
    receives,
)
from .lexicon import Lexicon
from .segments import Segment

Row = dict[int, Segment]

_SHEET_KEYS = frozenset(
    "name type purpose lifespan period lifetime domain expiry expiration provider duration category service cookie"
    " cookies host retention".split()
)
_COMES_FROM = re.compile(
    r"\b(?:receive|obtain|collect|get)s?\b.{0,200}\bfrom\b|\bsources\b", re.IGNORECASE
)
_GOES_TO = re.compile(
    r"\b(?:shar|disclos|provid|transfer)\w*\b.{0,200}\b(?:with|to)\b", re.IGNORECASE
)
_DENIES = re.compile(
    r"\b(?:(?:do|does|did|have|has|will)\s*(?:not|n't)|never)\b[^.]{0,80}\bfollowing\b",
    re.IGNORECASE,
)
_LONGEST_HEADER = 25
_LONGEST_UNMARKED = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table that can be read: its headings by column, the rows below them in order.

    `header` holds the cells of the header row, none where the table goes on with the columns of the one
    before it. `above` are the last heading and the lead-in over the table.
    """

    headings: dict[int, Heading]
    header: Row
    rows: tuple[Row, ...]
    above: str

    def columns(self, *kinds: Column) -> list[int]:
        """Return the columns that hold one of `kinds`, from left to right."""
        return sorted(number for number, each in self.headings.items() if each.kind in kinds)

    def cells(self, row: Row, *kinds: Column) -> list[Segment]:
        """Return the row's cells in those columns."""
        return [row[number] for number in self.columns(*kinds) if number in row]

    def has(self, *kinds: Column) -> bool:
        return bool(self.columns(*kinds))

    def leads(self, kind: Column) -> bool:
        """Whether a column of `kind` stands before all data and is what the rows are about."""
        first = self.columns(kind)[:1]
        return bool(first) and all(first[0] < number for number in self.columns(Column.DATA))

    def says(self, practice: Action, *kinds: Column) -> bool:
        """Whether a header of those kinds speaks of the practice."""
        return any(practice in self.headings[number].practices for number in self.columns(*kinds))

    @property
    def practices(self) -> frozenset[Action]:
        """The practices that the words above the table speak of."""
        return practices_of(self.above)

    @property
    def denied(self) -> frozenset[Action]:
        """The practices that the words above deny of its data ("We have not sold the following")."""
        denial = _DENIES.search(self.above)
        return practices_of(denial.group()) if denial is not None else frozenset()


def rows_of(cells: list[Segment]) -> list[Row]:
    """Return the rows of a table's cells, from the top."""
    rows: dict[int, Row] = {}
    for each in cells:
        if each.cell is not None:
            rows.setdefault(each.cell.row, {})[each.cell.column] = each
    return [rows[number] for number in sorted(rows)]


def is_upright(cells: list[Segment]) -> bool:
    """Whether a table's first column repeats keys ("Name", "Lifetime"): cookie sheets, which list no data."""
    keys = [row[0].prose.text.lower().rstrip(":") for row in rows_of(cells) if 0 in row]
    return len(keys) > 1 and sum(key in _SHEET_KEYS for key in keys) * 2 > len(keys)


def _is_sheet(headings: dict[int, Heading]) -> bool:
    """Whether the header is one of a list of cookies: their names, kinds and lifetimes, and no data."""
    words = [heading.text.lower() for heading in headings.values()]
    listed = sum(each in _SHEET_KEYS for each in words) * 3 > 2 * len(words)
    timed = any(heading.kind is Column.RETENTION for heading in headings.values())
    return listed and timed and not any(heading.names_data for heading in headings.values())


def _repeats(header: Row, rows: list[Row]) -> bool:
    """Whether the header's first cell stands below again: it is a key of rows, not the head of a column."""
    first = min(header)
    return any(first in row and row[first].prose.text == header[first].prose.text for row in rows)


def read_grid(cells: list[Segment], before: Grid | None, lexicon: Lexicon) -> Grid | None:
    """Return the table with what its columns hold; None where no header tells that.

    `before` is the table right before this one: a table without a header may go on with its columns.
    """
    rows = rows_of(cells)
    above = _words_above(cells[0])
    number = _header_row(rows)
    if number is None:
        if before is None or not _goes_on(rows, before, lexicon):
            return None
        return replace(before, header={}, rows=tuple(rows), above=above)
    header = {column: cell for column, cell in rows[number].items()}
    headings = {column: read_heading(cell.prose.text) for column, cell in header.items()}
    foreign = any(is_foreign(heading) for heading in headings.values())
    repeats = _repeats(header, rows[number + 1 :])
    if foreign or repeats or _is_sheet(headings):
        return None
    body = tuple(row for row in rows[number + 1 :] if not _is_title(row))
    headings = _settled(_with_checks(headings, body))
    sections = " ".join(heading.text for heading in cells[0].section)
    headings = _with_names(headings, f"{sections} {above}")
    grid = Grid(headings=headings, header=header, rows=body, above=above)
    return _with_sources(grid)


def _words_above(cell: Segment) -> str:
    return " ".join(
        [
            *(heading.text for heading in cell.section[-1:]),
            cell.lead_in.prose.text if cell.lead_in else "",
        ]
    )


def _header_row(rows: list[Row]) -> int | None:
    """Return which of the first rows is a header: several short cells, none of them a sentence."""
    for number, row in enumerate(rows[:2]):
        if number and not _is_title(rows[0]):
            return None
        marked = all(cell.cell is not None and cell.cell.header for cell in row.values())
        longest = _LONGEST_HEADER if marked or _is_bold(row) else _LONGEST_UNMARKED
        words = [cell.prose.text for cell in row.values()]
        listed = not marked and any(text.count("•") > 2 for text in words)
        if (
            not _is_title(row)
            and not (listed and not _is_bold(row))
            and not any(
                len(read_heading(text).text.split()) > longest
                or (is_told(text) and text.endswith("."))
                for text in words
            )
        ):
            known = [read_heading(text) for text in words]
            return number if any(each.kind is not Column.OTHER for each in known) else None
    return None


def _is_title(row: Row) -> bool:
    """Whether the row is one cell, perhaps spread over all columns: a title inside the table."""
    return len({cell.block.start for cell in row.values()}) < 2


def _is_bold(row: Row) -> bool:
    """Whether the cells' words stand inside marks of emphasis from end to end."""
    return all(
        cell.block.start < cell.prose.offsets[0] and cell.prose.offsets[-1] + 1 < cell.block.end
        for cell in row.values()
    )


def _goes_on(rows: list[Row], before: Grid, lexicon: Lexicon) -> bool:
    """Whether rows without a header fit the columns of the table before: as many, data where data stood."""
    width = max((max(row) for row in rows), default=0)
    if width != max(before.headings) or width < 2:
        return False
    if any(cell.cell is not None and cell.cell.header for row in rows for cell in row.values()):
        return False
    listed = [
        line.text
        for row in rows
        for cell in before.cells(row, Column.DATA)
        for line in lines_of(cell)
    ]
    known = sum(lexicon.names_data(words, weak=True) for words in listed)
    return bool(listed) and known * 2 >= len(listed)


def _with_checks(headings: dict[int, Heading], rows: tuple[Row, ...]) -> dict[int, Heading]:
    """Mark the columns whose cells say yes or no."""
    found = dict(headings)
    for number, heading in headings.items():
        answers = [answer_of(row[number]) for row in rows if number in row]
        said = sum(answer is not None for answer in answers)
        if number and said and said * 5 >= len(answers) * 3:
            found[number] = replace(heading, kind=Column.CHECK)
    return found


def _settled(headings: dict[int, Heading]) -> dict[int, Heading]:
    """Settle which column is the data: of several the first, of none the one whose header speaks of it."""
    found = dict(headings)
    told = sorted(number for number, each in headings.items() if each.kind is Column.DATA)
    for number in told[1:]:
        kind = Column.DETAIL if is_particular(headings[number]) else Column.OTHER
        found[number] = replace(headings[number], kind=kind)
    for number, heading in headings.items():
        if heading.kind is Column.DETAIL and not told and heading.names_data:
            found[number] = replace(heading, kind=Column.DATA)
        elif heading.kind is Column.DETAIL and told and number < told[0]:
            found[number] = replace(heading, kind=Column.PURPOSE)
    has_checks = any(heading.kind is Column.CHECK for heading in headings.values())
    if not told and has_checks and 0 not in headings:
        found[0] = Heading(text="", kind=Column.DATA, plain=True)
    return found


def _with_names(headings: dict[int, Heading], above: str) -> dict[int, Heading]:
    """Read a column of names under words about third parties as receivers, where no other column is."""
    if any(heading.kind is Column.RECIPIENT for heading in headings.values()):
        return headings
    found = dict(headings)
    for number, heading in sorted(headings.items()):
        if names_third_parties(heading, above):
            found[number] = replace(heading, kind=Column.RECIPIENT)
            break
    return found


def _with_sources(grid: Grid) -> Grid:
    """Read third parties as sources where the words above the table say that data comes from them."""
    if not _COMES_FROM.search(grid.above) or _GOES_TO.search(grid.above):
        return grid
    headings = {
        number: replace(each, kind=Column.SOURCE)
        if each.kind is Column.RECIPIENT and not receives(each)
        else each
        for number, each in grid.headings.items()
    }
    return replace(grid, headings=headings)
