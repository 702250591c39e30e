"""`privacyflow coverage`: the sentences that gave no flow, and what was not read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .console import deliver, draw_table, on_terminal, say
from .coverage_output import (
    summarise,
    table_columns,
    table_rows,
    write_objects,
    write_records,
    write_sheet,
)
from .documents import read_documents
from .failures import FAILED, OK, Failure
from .formats import COVERAGE_FORMATS, choose_format
from .options import CompanyOption, OutputOption, SourcesArgument, StrictOption

if TYPE_CHECKING:
    from ..pipeline import Extraction


def coverage(
    sources: SourcesArgument,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="table, jsonl, json or csv. Default: a table on a terminal, else jsonl.",
        ),
    ] = None,
    output: OutputOption = None,
    company: CompanyOption = None,
    strict: StrictOption = False,
) -> int:
    """\b
    Examples:
      privacyflow coverage policy.html
      privacyflow coverage policies/ -o silent.csv
      cat policy.txt | privacyflow coverage - -f json

    Lists every sentence that names data and a practice and gave no flow, with its line, its offsets
    and the reason where it is known, and every part of the document that was skipped. Ends, on
    standard error, with the count of sentences and the coverage rate: of the sentences that gave a
    flow or could have, the share that gave one.
    """
    on_screen = output is None and on_terminal(sys.stdout)
    chosen = choose_format(format, output, COVERAGE_FORMATS, "table" if on_screen else "jsonl")
    if chosen == "table" and output is not None:
        raise Failure(str(output), "a table is for a terminal", "Use -f csv or -f jsonl.")
    extractions, failed = read_documents(sources, company)
    _deliver(extractions, chosen, output)
    if failed:
        say(f"{len(extractions)} of {len(extractions) + failed} documents read")
    say(summarise(extractions))
    return FAILED if failed and (strict or not extractions) else OK


def _deliver(extractions: list[Extraction], chosen: str, output: Path | None) -> None:
    match chosen:
        case "table":
            draw_table(table_columns(extractions), table_rows(extractions))
            return
        case "csv":
            text = write_sheet(extractions)
        case "json":
            text = write_objects(extractions)
        case _:
            text = write_records(extractions)
    deliver(text.encode("utf-8", errors="replace"), output)
