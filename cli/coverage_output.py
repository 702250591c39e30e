"""How coverage is written: silent sentences and skipped parts as a table, as records, as a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ..extractors.coverage import Weighing
    from ..ontology.records import SourceDocument, Span
    from ..pipeline import Extraction

SHEET_COLUMNS: Final = (
    "policy",
    "file",
    "kind",
    "line",
    "start",
    "end",
    "reason",
    "verdict",
    "words",
    "probability",
    "section",
    "quote",
)
_LONGEST_QUOTE: Final = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A silent sentence or a skipped part, as it is written; `told` is the reason with its weight."""

    document: SourceDocument
    kind: str
    span: Span
    reason: str
    told: str
    heaviest: Weighing | None = None
    section: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        return self.document.line_of(self.span.start)


def show_rate(rate: float | None) -> str:
    """Return a share as a percentage for a reader; a dash where there is none."""
    return "–" if rate is None else f"{rate:.1%}"


def summarise(extractions: Iterable[Extraction]) -> str:
    """Return the one line that tells how far the documents were understood."""
    from ..ontology.records import total_counts
    from .console import count

    counts = total_counts(each.coverage.counts for each in extractions)
    return (
        f"{count(counts.sentences, 'sentence')}, {counts.stating:,} with a flow, "
        f"{counts.silent:,} silent with data and practice: coverage rate {show_rate(counts.rate)}"
    )


def table_columns(extractions: Sequence[Extraction]) -> tuple[str, ...]:
    """Return the table's columns; the file is one where there are several."""
    columns = ("line", "place", "why no flow", "quote")
    return ("file", *columns) if len(extractions) > 1 else columns


def table_rows(extractions: Sequence[Extraction]) -> list[tuple[str, ...]]:
    """Return one row a sentence or part, for reading: what a terminal would obey is taken out."""
    from ..queries.results import make_inert

    rows: list[tuple[str, ...]] = []
    for entry in _entries(extractions):
        words = make_inert(entry.span.text)
        quote = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()} …"
        place = f"{entry.span.start}–{entry.span.end}"
        row = (str(entry.line), place, make_inert(entry.told), quote)
        rows.append((make_inert(entry.document.file_name), *row) if len(extractions) > 1 else row)
    return rows


def write_records(extractions: Iterable[Extraction]) -> str:
    """Return one JSON object a line for each silent sentence and skipped part."""
    from ..queries.results import dump_json

    return "".join(
        dump_json({"policy": entry.document.id, "file": entry.document.file_name, **_record(entry)})
        + "\n"
        for entry in _entries(extractions)
    )


def write_objects(extractions: Iterable[Extraction]) -> str:
    """Return one JSON array with an object a document: its counts, silent sentences and skipped parts."""
    from ..queries.results import dump_json

    return dump_json([_object(each) for each in extractions]) + "\n"


def write_sheet(extractions: Iterable[Extraction]) -> str:
    """Return CSV with a header line; cells that a spreadsheet would run are made inert."""
    from ..graphs.export.cells import neutralise

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(SHEET_COLUMNS)
    for entry in _entries(extractions):
        writer.writerow([neutralise(cell) for cell in _sheet_row(entry)])
    return buffer.getvalue()


def _entries(extractions: Iterable[Extraction]) -> Iterator[_Entry]:
    """Yield silent sentences and skipped parts, document by document, in the order of their places."""
    for each in extractions:
        silent = [
            _Entry(
                document=each.document,
                kind="silent",
                span=found.span,
                reason=found.reason.value,
                told=found.explanation,
                heaviest=found.heaviest,
                section=found.section,
            )
            for found in each.coverage.silent
        ]
        skipped = [
            _Entry(
                document=each.document,
                kind="skipped",
                span=part.span,
                reason=part.reason.value,
                told=f"skipped: {part.reason.value}",
            )
            for part in each.coverage.skipped
        ]
        yield from sorted(silent + skipped, key=lambda entry: (entry.span.start, entry.span.end))


def _record(entry: _Entry) -> dict[str, object]:
    heaviest = entry.heaviest
    return {
        "kind": entry.kind,
        "line": entry.line,
        "start": entry.span.start,
        "end": entry.span.end,
        "reason": entry.reason,
        "heaviest": None
        if heaviest is None
        else {
            "verdict": heaviest.verdict,
            "text": heaviest.words.text,
            "start": heaviest.words.start,
            "end": heaviest.words.end,
            "probability": heaviest.probability,
        },
        "section": list(entry.section),
        "text": entry.span.text,
    }


def _object(extraction: Extraction) -> dict[str, object]:
    counts = extraction.coverage.counts
    entries = list(_entries([extraction]))
    return {
        "policy": extraction.document.id,
        "file": extraction.document.file_name,
        "company": extraction.document.company,
        "sentences": counts.sentences,
        "sentences_with_a_flow": counts.stating,
        "silent_sentences": counts.silent,
        "coverage_rate": None if counts.rate is None else round(counts.rate, 4),
        "silent": [_record(entry) for entry in entries if entry.kind == "silent"],
        "skipped": [_record(entry) for entry in entries if entry.kind == "skipped"],
    }


def _sheet_row(entry: _Entry) -> tuple[str, ...]:
    heaviest = entry.heaviest
    weighed = (
        (heaviest.verdict, heaviest.words.text, f"{heaviest.probability:.2f}")
        if heaviest
        else ("", "", "")
    )
    return (
        entry.document.id,
        entry.document.file_name,
        entry.kind,
        str(entry.line),
        str(entry.span.start),
        str(entry.span.end),
        entry.reason,
        *weighed,
        " > ".join(entry.section),
        entry.span.text,
    )
