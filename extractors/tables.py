"""Tables: rows read cell by cell, by what their header says the columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from ..ontology.records import Action, BlockKind, Mention, Modality, Party, Role, Span
from .line_groups import list_data, name_party
from .lists import find_triggers
from .passages import Source
from .segments import Segment
from .sentences import split_sentences
from .statements import FIRST_PARTY, Finding, Statement


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
    (Column.PURPOSE, re.compile(r"^\W*(?:purposes?|why)\b", re.IGNORECASE)),
    (
        Column.OTHER,
        re.compile(
            r"\b(?:legal (?:bas[ie]s|ground)|lawful|link|url|privacy policy|location of|country"
            r"|collected\?|yes/no|opt[- ]out|rights?|cookie name|examples? of cookies)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Column.RETENTION,
        re.compile(
            r"\b(?:retention|how long|storage period|period|duration|expir\w+|lifespan|kept)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Column.SOURCE,
        re.compile(
            r"\b(?:sources?|where (?:do )?we get|collected from|obtained from)\b", re.IGNORECASE
        ),
    ),
    (
        Column.RECIPIENT,
        re.compile(
            r"\b(?:third[- ]part(?:y|ies)|recipients?|shared? with|disclosed? to"
            r"|disclos\w+ .*\bto\b|compan(?:y|ies)|organi[sz]ations?|partners?|vendors?|sdks?"
            r"|service providers?|sold (?:to"
            r"|or shared)|with whom|who we share|sub-?processors?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Column.DETAIL,
        re.compile(
            r"\b(?:examples?|descriptions?|details|includes?|types of personal|what it (?:is|includes)|elements)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Column.DATA,
        re.compile(
            r"^\W*(?:categor(?:y|ies)|types?|kinds?|personal|what)\b.*\b(?:data|information)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Column.PURPOSE,
        re.compile(
            r"\b(?:purposes?|why|uses?|activit(?:y|ies)|reasons?|how we use|function)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Column.CONDITION,
        re.compile(r"\b(?:scenarios?|when|situations?|circumstances)\b", re.IGNORECASE),
    ),
    (Column.DATA, re.compile(r"\b(?:data|information|categor(?:y|ies)|details)\b", re.IGNORECASE)),
)


_SHEET_KEYS = frozenset(
    "name type purpose lifetime domain expiry expiration provider duration category service cookie"
    " cookies host retention".split()
)
_COMES_FROM = re.compile(
    r"\b(?:receive|obtain|collect|get)s?\b.*\bfrom\b|\bsources\b", re.IGNORECASE
)
_GOES_TO = re.compile(r"\b(?:shar|disclos|provid|transfer)\w*\b.*\b(?:with|to)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"^\W*(?:we|you|these|this|it|when|if|they|our)\b", re.IGNORECASE)

Row = dict[int, Segment]


def read_tables(segments: list[Segment], source: Source) -> tuple[list[Finding], list[Segment]]:
    """Return what the document's tables state, and the segments that belong to none that could be read."""
    tables: dict[int, list[Segment]] = {}
    for each in segments:
        if each.kind is BlockKind.CELL and each.cell is not None:
            tables.setdefault(each.cell.table, []).append(each)
    findings: list[Finding] = []
    used: set[int] = set()
    for cells in tables.values():
        rows = _rows(cells)
        header = _header(rows)
        if header is None:
            if _is_upright(rows):
                used.update(id(cell) for cell in cells)
            continue
        number, columns = header
        columns = _turned(columns, cells[0])
        used.update(id(cell) for cell in cells)
        for row_number in sorted(rows):
            if row_number > number:
                findings.extend(_read_row(rows[row_number], columns, source))
    return findings, [each for each in segments if id(each) not in used]


def _is_upright(rows: dict[int, Row]) -> bool:
    """Whether a table's first column repeats keys ("Name", "Lifetime"): cookie sheets, which list no data."""
    keys = [
        cell.prose.text.lower().rstrip(":")
        for row in rows.values()
        for column, cell in row.items()
        if column == 0
    ]
    return len(keys) > 1 and sum(key in _SHEET_KEYS for key in keys) * 2 > len(keys)


def _turned(columns: dict[int, Column], cell: Segment) -> dict[int, Column]:
    """Read third parties as sources where the words above the table say that data comes from them."""
    above = " ".join(
        [
            *(heading.text for heading in cell.section[-1:]),
            cell.lead_in.prose.text if cell.lead_in else "",
        ]
    )
    if not _COMES_FROM.search(above) or _GOES_TO.search(above):
        return columns
    return {
        number: Column.SOURCE if kind is Column.RECIPIENT else kind
        for number, kind in columns.items()
    }


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
            if Column.DATA not in columns.values() and not (
                {Column.PURPOSE, Column.RECIPIENT, Column.CONDITION} & set(columns.values())
            ):
                return None
            return number, columns
    return None


def column_of(header: str) -> Column:
    """Return what a column holds by the words of its header."""
    for column, pattern in _HEADERS:
        if pattern.search(header):
            return column
    return Column.OTHER


def _read_row(row: Row, columns: dict[int, Column], source: Source) -> Iterator[Finding]:
    cells = {
        kind: [cell for number, cell in sorted(row.items()) if columns.get(number) is kind]
        for kind in Column
    }
    data = _listed(cells[Column.DETAIL], source) or _listed(cells[Column.DATA], source)
    if not data:
        return
    recipients = _parties(cells[Column.RECIPIENT], source)
    sources = tuple(
        p for p in _parties(cells[Column.SOURCE], source) if p.role in {Role.NAMED, Role.CATEGORY}
    )
    retention, condition = (
        _first(cells[Column.RETENTION], source),
        _first(cells[Column.CONDITION], source),
    )
    first = min(row.values(), key=lambda cell: cell.block.start)
    evidence = source.quote(first.block.start, max(cell.block.end for cell in row.values()))
    for action in _actions(
        set(columns.values()), shared=bool(recipients), kept=retention is not None
    ):
        statement = Statement(
            action=action,
            manner=action.value,
            negated=False,
            modality=Modality.STATED,
            actor=FIRST_PARTY,
            data=data,
            recipients=recipients if action is Action.SHARE else (),
            sources=sources if action is Action.COLLECT else (),
            purposes=tuple(_purposes(cells[Column.PURPOSE], source)),
            condition=condition,
            retention=retention if action is Action.STORE else None,
            rule="table-row",
        )
        lead_in = first.lead_in.span(source.document) if first.lead_in else None
        yield Finding(
            statement=statement, evidence=evidence, section=first.section, lead_in=lead_in
        )


def _actions(kinds: set[Column], *, shared: bool, kept: bool) -> list[Action]:
    """Return what a row tells of its data, by the table's columns."""
    if Column.RECIPIENT in kinds:
        return [Action.SHARE] if shared else []
    actions: list[Action] = []
    if Column.PURPOSE in kinds and Column.DETAIL not in kinds:
        actions.append(Action.USE)
    if kept:
        actions.append(Action.STORE)
    return actions or [Action.COLLECT]


def _listed(cells: list[Segment], source: Source) -> tuple[Mention, ...]:
    return tuple(mention for cell in cells for mention in _cell_data(cell, source))


def _cell_data(cell: Segment, source: Source) -> tuple[Mention, ...]:
    """Return the data a cell lists; of a whole sentence only what stands behind "such as" or "including"."""
    found: list[Mention] = []
    for prose in split_sentences(cell.prose):
        passage = source.passage(prose)
        start = 0
        if _SENTENCE.match(prose.text):
            trigger = next(find_triggers(prose.text, 0, len(prose.text)), None)
            if trigger is None:
                continue
            start = trigger[1]
        found.extend(list_data(passage, start))
    return tuple(found)


def _parties(cells: list[Segment], source: Source) -> tuple[Party, ...]:
    found: list[Party] = []
    for cell in cells:
        passage = source.passage(cell.prose)
        parties = [
            p for p in passage.parties((0, len(passage.text))) if p.role is not Role.FIRST_PARTY
        ]
        if not parties and len(passage.text.split()) <= 4:
            named = name_party(passage)
            parties = [named] if named else []
        found.extend(parties)
    return tuple(found)


def _purposes(cells: list[Segment], source: Source) -> Iterator[Mention]:
    for cell in cells:
        purpose = source.passage(cell.prose).purpose((0, len(cell.prose.text)))
        if purpose is not None:
            yield purpose


def _first(cells: list[Segment], source: Source) -> Span | None:
    return cells[0].span(source.document) if cells else None
