"""Table rows: what one row states of its data, by what the table's columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..ontology.records import Action, Mention, Modality, Party, Role, Span
from .cells import answer_of, is_told, lines_of, listed_parties, listed_purposes
from .columns import Column
from .entries import points
from .grids import Grid, Row
from .passages import Source
from .sentences import split_sentences
from .statements import FIRST_PARTY, Finding, Statement

_PERIOD = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?|minutes?|duration|periods?|until|as long as|contract\w*|session"
    r"|indefinite\w*|permanent\w*|immediate\w*|lifetime)\b",
    re.IGNORECASE,
)
_SHARING = re.compile(
    r"\b(?:shar|disclos|transfer|transmit|provid|entrust|pass)\w*\b|\bon our behalf\b|\brecipients of\b",
    re.IGNORECASE,
)
_NAMED_DATA = re.compile(
    r"\b(?P<data>(?:(?:personal(?:ly identifiable)?|user|customer) )?(?:data|information))\b"
    r"(?! (?:protection|process\w+|controllers?|subjects?|shar\w+))",
    re.IGNORECASE,
)
_READER = re.compile(
    r"^\W*(?:direct|automat|through|from you|you\b|yourself|cookies?\b)", re.IGNORECASE
)
_SOLD = re.compile(r"\b(?:sold|sell|sales?)\b", re.IGNORECASE)
_SHARED = re.compile(r"\b(?:shar|disclos)\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What a row tells beside its data."""

    data: tuple[Mention, ...]
    purposes: tuple[Mention, ...]
    sources: tuple[Party, ...] = ()
    condition: Span | None = None

    def statement(self, action: Action, *, manner: str = "", negated: bool = False) -> Statement:
        return Statement(
            action=action,
            manner=manner or action.value,
            negated=negated,
            modality=Modality.STATED,
            actor=FIRST_PARTY,
            data=self.data,
            sources=self.sources if action in {Action.COLLECT, Action.USE} else (),
            purposes=() if negated else self.purposes,
            condition=self.condition,
            rule="table-row",
        )


def read_row(row: Row, data: tuple[Mention, ...], grid: Grid, source: Source) -> Iterator[Finding]:
    """Yield what a row states of its data: who receives it, yes and no, how long, what for."""
    told = _Facts(
        data=data,
        sources=tuple(
            party
            for cell in grid.cells(row, Column.SOURCE)
            for party in listed_parties(cell, source)
            if party.role in {Role.NAMED, Role.CATEGORY} and not _is_reader(party)
        ),
        purposes=tuple(
            purpose
            for cell in grid.cells(row, Column.PURPOSE)
            for purpose in listed_purposes(cell, source)
        ),
        condition=next(
            (cell.span(source.document) for cell in grid.cells(row, Column.CONDITION)), None
        ),
    )
    if grid.denied:
        for action in sorted(grid.denied):
            yield _finding(told.statement(action, negated=True), row, source)
        return
    stated = [
        *_shared(row, told, grid, source),
        *_checked(row, told, grid, source),
        *_kept(row, told, grid, source),
    ]
    if _is_used(grid, row):
        stated.append(told.statement(Action.USE))
    if _is_collected(grid, row, stated):
        stated.append(told.statement(Action.COLLECT))
    for statement in stated:
        yield _finding(statement, row, source)


def _is_reader(party: Party) -> bool:
    """Whether a source is the reader, or no party at all ("Directly from you", "Automatically")."""
    words = party.mention.text if party.mention is not None else ""
    return _READER.match(words) is not None


def _finding(statement: Statement, row: Row, source: Source) -> Finding:
    first = min(row.values(), key=lambda cell: cell.block.start)
    evidence = source.quote(first.block.start, max(cell.block.end for cell in row.values()))
    lead_in = first.lead_in.span(source.document) if first.lead_in else None
    return Finding(statement=statement, evidence=evidence, section=first.section, lead_in=lead_in)


def _shared(row: Row, told: _Facts, grid: Grid, source: Source) -> Iterator[Statement]:
    for number in grid.columns(Column.RECIPIENT):
        parties = listed_parties(row[number], source) if number in row else ()
        if parties:
            manner = _manner(grid, number)
            yield replace(told.statement(Action.SHARE, manner=manner), recipients=parties)


def _manner(grid: Grid, number: int) -> str:
    header = grid.headings[number].text
    return "sell" if _SOLD.search(header) and not _SHARED.search(header) else ""


def _checked(row: Row, told: _Facts, grid: Grid, source: Source) -> Iterator[Statement]:
    """Yield what the row's yes and no say: a no is a denial, a yes to sharing needs a receiver to be a flow."""
    for number in grid.columns(Column.CHECK):
        answer = answer_of(row[number]) if number in row else None
        if answer is None:
            continue
        practices = grid.headings[number].practices
        receivers: tuple[Party, ...] = ()
        if not practices and number in grid.header:
            receivers = listed_parties(grid.header[number], source)
        for action in (Action.SHARE, Action.STORE, Action.COLLECT):
            if action in practices and not (answer and action is Action.SHARE):
                manner = _manner(grid, number) if action is Action.SHARE else ""
                yield told.statement(action, manner=manner, negated=not answer)
        if receivers:
            yield replace(told.statement(Action.SHARE, negated=not answer), recipients=receivers)


def _kept(row: Row, told: _Facts, grid: Grid, source: Source) -> Iterator[Statement]:
    """Yield how long the row's data is kept, and what a line of the cell says of data of its own."""
    period: Span | None = None
    for cell in grid.cells(row, Column.RETENTION):
        for line in lines_of(cell):
            if is_told(line.text) or not _PERIOD.search(line.text):
                continue
            passage = source.passage(line)
            label = line.text.rstrip(" :").find(": ")
            own = passage.data_items((0, label), weak=True) if label > 0 else []
            if own:
                data = tuple(passage.data(item) for item in own)
                kept = passage.span((label + 2, len(line.text)))
                yield replace(told.statement(Action.STORE), data=data, retention=kept)
            else:
                period = period or passage.whole()
    if period is not None:
        yield replace(told.statement(Action.STORE), retention=period)


def _is_used(grid: Grid, row: Row) -> bool:
    """Whether the row tells what its data is used for, not only what it is shared for."""
    purposes = grid.columns(Column.PURPOSE)
    told = any(number in row and not points(row[number].prose.text) for number in purposes)
    if not told or grid.has(Column.DETAIL):
        return False
    said = frozenset(
        practice for number in purposes for practice in grid.headings[number].practices
    )
    if said == {Action.SHARE}:
        return False
    if not grid.has(Column.RECIPIENT):
        return True
    return grid.leads(Column.PURPOSE) and not grid.leads(Column.RECIPIENT)


def _is_collected(grid: Grid, row: Row, stated: list[Statement]) -> bool:
    """Whether the row tells that its data is collected: by a header, by the words above, or by nothing else."""
    if grid.leads(Column.RECIPIENT):
        return False
    if grid.says(Action.COLLECT, Column.DATA, Column.DETAIL):
        return not grid.says(Action.COLLECT, Column.CHECK)
    if grid.leads(Column.PURPOSE):
        return False
    if grid.cells(row, Column.SOURCE):
        return not grid.says(Action.COLLECT, Column.CHECK)
    above = grid.practices
    if stated:
        return Action.COLLECT in above and (
            grid.has(Column.RECIPIENT) or not grid.has(Column.CHECK)
        )
    return not grid.has(Column.RECIPIENT, Column.CHECK) and (
        Action.SHARE not in above or Action.COLLECT in above
    )


def read_receivers(grid: Grid, source: Source) -> Iterator[Finding]:
    """Yield the sharing that a table of receivers states with the data of the sentence above it."""
    if not grid.rows or grid.columns(Column.RECIPIENT)[:1] != [0]:
        return
    data = _data_above(grid.rows[0], source)
    for row in grid.rows if data else ():
        purposes = tuple(
            purpose
            for cell in grid.cells(row, Column.PURPOSE, Column.DETAIL)
            for purpose in listed_purposes(cell, source)
        )
        told = _Facts(data=data, purposes=purposes)
        for statement in _shared(row, told, grid, source):
            yield _finding(statement, row, source)


def _data_above(row: Row, source: Source) -> tuple[Mention, ...]:
    """Return the data of the last sentence above a table that speaks of sharing."""
    lead_in = next(iter(row.values())).lead_in
    if lead_in is None:
        return ()
    for piece in reversed(list(split_sentences(lead_in.prose))):
        named = _NAMED_DATA.search(piece.text)
        if named is not None and _SHARING.search(piece.text):
            return (source.passage(piece).data(named.span("data")),)
    return ()
