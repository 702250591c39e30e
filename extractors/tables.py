"""Tables: rows read cell by cell, by what their header says the columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..ontology.records import Action, BlockKind, Mention, Modality, Party, Role, Span
from .line_groups import list_data, name_party
from .segments import Segment
from .sentences import read_sentence
from .statements import FIRST_PARTY, Reader, Statement


class Column(StrEnum):
    """What the cells of a column hold."""

    DATA = "data"
    DETAIL = "detail"
    PURPOSE = "purpose"
    RECIPIENT = "recipient"
    SOURCE = "source"
    RETENTION = "retention"
    CONDITION = "condition"
    OTHER = "other"


# In this order: "Third parties to whom information is disclosed" tells recipients, not data.
_HEADERS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.OTHER, re.compile(r"\b(?:legal (?:bas[ie]s|ground)|lawful|link|url|privacy policy|location of|country|collected\?|yes/no|opt[- ]out|rights?|cookie name|examples? of cookies)\b", re.IGNORECASE)),
    (Column.RETENTION, re.compile(r"\b(?:retention|how long|storage period|period|duration|expir\w+|lifespan|kept)\b", re.IGNORECASE)),
    (Column.SOURCE, re.compile(r"\b(?:sources?|where (?:do )?we get|collected from|obtained from)\b", re.IGNORECASE)),
    (Column.RECIPIENT, re.compile(r"\b(?:third[- ]part(?:y|ies)|recipients?|shared? with|disclosed? to|disclos\w+ .*\bto\b|partners?|vendors?|sdks?|service providers?|sold (?:to|or shared)|with whom|who we share|sub-?processors?)\b", re.IGNORECASE)),
    (Column.DETAIL, re.compile(r"\b(?:examples?|descriptions?|details|includes?|types of personal|what it (?:is|includes)|elements)\b", re.IGNORECASE)),
    (Column.PURPOSE, re.compile(r"\b(?:purposes?|why|uses?|activit(?:y|ies)|reasons?|how we use|function)\b", re.IGNORECASE)),
    (Column.CONDITION, re.compile(r"\b(?:scenarios?|when|situations?|circumstances)\b", re.IGNORECASE)),
    (Column.DATA, re.compile(r"\b(?:data|information|categor(?:y|ies)|details)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStatement:
    """What one row states, with the row as its evidence."""

    statement: Statement
    evidence: Span
    section: tuple[Span, ...]
    lead_in: Span | None


Row = dict[int, Segment]


def read_tables(segments: list[Segment], reader: Reader) -> tuple[list[TableStatement], list[Segment]]:
    """Return what the document's tables state, and the segments that belong to none that could be read."""
    tables: dict[int, list[Segment]] = {}
    for each in segments:
        if each.kind is BlockKind.CELL and each.cell is not None:
            tables.setdefault(each.cell.table, []).append(each)
    statements: list[TableStatement] = []
    used: set[int] = set()
    for cells in tables.values():
        rows = _rows(cells)
        header = _header(rows)
        if header is None:
            continue
        number, columns = header
        used.update(id(cell) for cell in cells)
        for row_number in sorted(rows):
            if row_number > number:
                statements.extend(_read_row(rows[row_number], columns, reader))
    return statements, [each for each in segments if id(each) not in used]


def _rows(cells: list[Segment]) -> dict[int, Row]:
    rows: dict[int, Row] = {}
    for each in cells:
        if each.cell is not None:
            rows.setdefault(each.cell.row, {})[each.cell.column] = each
    return rows


def _header(rows: dict[int, Row]) -> tuple[int, dict[int, Column]] | None:
    """Return the header row's number and what its columns hold; None where no column holds data."""
    for number in sorted(rows)[:2]:
        row = rows[number]
        if any(len(cell.prose.text.split()) > 16 for cell in row.values()):
            continue
        columns = {column: column_of(cell.prose.text) for column, cell in row.items()}
        if len(row) > 1 and (Column.DATA in columns.values() or Column.DETAIL in columns.values()):
            if Column.DATA not in columns.values() and not ({Column.PURPOSE, Column.RECIPIENT, Column.CONDITION} & set(columns.values())):
                return None
            return number, columns
    return None


def column_of(header: str) -> Column:
    """Return what a column holds by the words of its header."""
    for column, pattern in _HEADERS:
        if pattern.search(header):
            return column
    return Column.OTHER


def _read_row(row: Row, columns: dict[int, Column], reader: Reader) -> Iterator[TableStatement]:
    def cells(kind: Column) -> list[Segment]:
        return [cell for number, cell in sorted(row.items()) if columns.get(number) is kind]

    details = [mention for cell in cells(Column.DETAIL) for mention in _data(cell, reader)]
    data = details or [mention for cell in cells(Column.DATA) for mention in _data(cell, reader)]
    if details:
        data = details
    if not data:
        return
    recipients = tuple(party for cell in cells(Column.RECIPIENT) for party in _parties(cell, reader))
    purposes = tuple(_words(cell, reader) for cell in cells(Column.PURPOSE))
    retention = next((_span(cell, reader) for cell in cells(Column.RETENTION)), None)
    condition = next((_span(cell, reader) for cell in cells(Column.CONDITION)), None)
    sources = tuple(p for cell in cells(Column.SOURCE) for p in _parties(cell, reader) if p.role in {Role.NAMED, Role.CATEGORY})
    first, last = min(row.values(), key=lambda c: c.block.start), max(row.values(), key=lambda c: c.block.end)
    start, end = first.block.start, last.block.end
    lead_in = first.lead_in.span(reader.document) if first.lead_in else None
    actions = _actions(columns, bool(recipients), bool(retention), first)
    for action in actions:
        statement = Statement(
            action=action,
            manner=action.value,
            negated=False,
            modality=Modality.STATED,
            actor=FIRST_PARTY,
            data=tuple(data),
            recipients=recipients if action is Action.SHARE else (),
            sources=sources if action is Action.COLLECT else (),
            purposes=purposes,
            condition=condition,
            retention=retention if action is Action.STORE else None,
            rule="table-row",
            place=0,
        )
        evidence = Span(start=start, end=end, text=reader.document.text[start:end])
        yield TableStatement(statement=statement, evidence=evidence, section=first.section, lead_in=lead_in)


def _actions(columns: dict[int, Column], shared: bool, kept: bool, cell: Segment) -> list[Action]:
    """Return what the table tells of its data: by its columns, else by its lead-in and headings."""
    kinds = set(columns.values())
    if Column.RECIPIENT in kinds:
        return [Action.SHARE] if shared else []
    actions: list[Action] = []
    if Column.PURPOSE in kinds and Column.DETAIL not in kinds:
        actions.append(Action.USE)
    if kept:
        actions.append(Action.STORE)
    if actions:
        return actions
    return [Action.COLLECT]


def _data(cell: Segment, reader: Reader) -> tuple[Mention, ...]:
    return list_data(read_sentence(cell.prose), (0, len(cell.prose.text)), reader)


def _parties(cell: Segment, reader: Reader) -> tuple[Party, ...]:
    parties = reader.parties(read_sentence(cell.prose), (0, len(cell.prose.text)))
    found = tuple(p for p in parties if p.role is not Role.FIRST_PARTY)
    if not found and len(cell.prose.text.split()) <= 4:
        named = name_party(cell, (0, len(cell.prose.text)), reader)
        return (named,) if named else ()
    return found


def _words(cell: Segment, reader: Reader) -> Mention:
    span = _span(cell, reader)
    concept = reader.lexicon.vocabulary.place_purpose(cell.prose.text).iri
    return Mention(start=span.start, end=span.end, text=span.text, concept=concept)


def _span(cell: Segment, reader: Reader) -> Span:
    return cell.span(reader.document)
