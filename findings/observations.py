"""Rows of observed flows, each judged by what its company's policy states."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..graphs.export.cells import neutralise
from ..graphs.page_data import JsonObject, JsonValue
from ..graphs.statement_reader import read_background, read_statements
from ..ontology.concepts import UnknownName, load_vocabulary
from ..ontology.entries import Scheme
from ..queries.policies import PolicyError, find_policy
from .captures import BadRow, ObservedFlow
from .destinations import receiver_of
from .observed import Judgement, Outcome, judge
from .reading import PolicyReading, read_policies
from .taxonomy import Taxonomy

if TYPE_CHECKING:
    from ..graphs.store import GraphStore

COLUMNS: Final = (
    "row",
    "company",
    "data",
    "domain",
    "organisation",
    "outcome",
    "receiver",
    "policy",
    "quote",
    "quote 2",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedRow:
    """An observed flow with its judgement; `policy` is the file's name, `receiver` who it went to."""

    row: ObservedFlow
    judgement: Judgement
    policy: str


def judge_rows(
    store: GraphStore, rows: Sequence[ObservedFlow | BadRow]
) -> Iterator[JudgedRow | BadRow]:
    """Yield each row judged, or what is wrong with it, in the order of the rows."""
    readings = _Readings(store)
    for row in rows:
        yield row if isinstance(row, BadRow) else _judge_row(readings, row)


class _Readings:
    """The policies that rows speak of; the last one is kept, since rows of one app stand together."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._background = read_background(store)
        self._taxonomy = Taxonomy.of(self._background.concepts)
        self._found: dict[str, str | PolicyError] = {}
        self._last: tuple[str, PolicyReading] | None = None

    def of(self, company: str) -> PolicyReading:
        """Return the policy of a company; raises PolicyError for none, or for more than one."""
        if company not in self._found:
            try:
                self._found[company] = find_policy(self._store, company, load_vocabulary())
            except PolicyError as error:
                self._found[company] = error
        iri = self._found[company]
        if isinstance(iri, PolicyError):
            raise iri
        if self._last is None or self._last[0] != iri:
            statements = read_statements(self._store, policy=iri, background=self._background)
            self._last = iri, next(read_policies(statements, self._taxonomy))
        return self._last[1]


def _judge_row(readings: _Readings, row: ObservedFlow) -> JudgedRow | BadRow:
    try:
        reading = readings.of(row.company)
        data = load_vocabulary().resolve(row.data, Scheme.DATA)
    except PolicyError as error:
        return BadRow(number=row.number, what=f"{error.where}: {error.what}", remedy=error.remedy)
    except UnknownName as error:
        near = " or ".join(f'"{each}"' for each in error.suggestions)
        remedy = f"Did you mean {near}?" if near else "Use a type that the vocabulary has."
        return BadRow(
            number=row.number, what=f"{row.data}: no type of data is called so", remedy=remedy
        )
    receiver = receiver_of(row.domain, row.organisation, reading.parties)
    if receiver is None:
        what = f"{row.domain}: whose domain it is, is not known"
        remedy = "Name its owner in a column called organisation."
        return BadRow(number=row.number, what=what, remedy=remedy)
    judgement = judge(reading, data.iri, receiver)
    return JudgedRow(row=row, judgement=judgement, policy=reading.policy.file_name)


def to_sheet(rows: Sequence[JudgedRow]) -> str:
    """Return the judged rows as CSV (RFC 4180); no cell becomes a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for each in rows:
        quotes = [quote.text for quote in each.judgement.quotes]
        cells = (
            str(each.row.number),
            each.row.company,
            each.row.data,
            each.row.domain,
            each.row.organisation,
            each.judgement.outcome.value,
            each.judgement.receiver.label,
            each.policy,
            *([*quotes, "", ""])[:2],
        )
        writer.writerow([neutralise(cell) for cell in cells])
    return text.getvalue()


def to_objects(rows: Sequence[JudgedRow]) -> list[JsonValue]:
    """Return the judged rows with every quote and its place."""
    return [_object(each) for each in rows]


def _object(each: JudgedRow) -> JsonObject:
    judgement = each.judgement
    quotes: list[JsonValue] = [
        {"text": q.text, "start": q.start, "end": q.end, "section": q.section, "flow": q.flow}
        for q in judgement.quotes
    ]
    return {
        "row": each.row.number,
        "company": each.row.company,
        "data": judgement.data,
        "receiver": judgement.receiver.label,
        "outcome": judgement.outcome.value,
        "policy": judgement.policy,
        "file": each.policy,
        "quotes": quotes,
    }


def summarise(rows: Sequence[JudgedRow]) -> str:
    """Return how many rows came out how."""
    counts = Counter(each.judgement.outcome for each in rows)
    return ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in Outcome)
