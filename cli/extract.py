"""`privacyflow extract`: documents to flow records, without a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .console import count, deliver, draw_table, on_terminal, say
from .documents import read_documents
from .failures import FAILED, OK
from .flow_output import TABLE_COLUMNS, table_rows, write_rdf, write_records, write_sheet
from .formats import FLOW_FORMATS, GRAPH_FORMATS, choose_format
from .options import CompanyOption, OutputOption, SourcesArgument, StrictOption

if TYPE_CHECKING:
    from ..pipeline import Extraction


def extract(
    sources: SourcesArgument,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="table, jsonl, csv, ttl, nt, nq, trig or jsonld. "
            "Default: a table on a terminal, else jsonl.",
        ),
    ] = None,
    output: OutputOption = None,
    company: CompanyOption = None,
    strict: StrictOption = False,
) -> int:
    """\b
    Examples:
      privacyflow extract policy.html
      privacyflow extract policy.md -f jsonl > flows.jsonl
      privacyflow extract policies/ -o flows.csv
      cat policy.txt | privacyflow extract - --company "Acme" -f trig

    Shows the data flows that documents state: one row a flow, with the quote it rests on.
    """
    on_screen = output is None and on_terminal(sys.stdout)
    chosen = choose_format(format, output, FLOW_FORMATS, "table" if on_screen else "jsonl")
    extractions, failed = read_documents(sources, company)
    _deliver(extractions, chosen, output)
    if failed:
        say(f"{len(extractions)} of {len(extractions) + failed} documents read")
    return FAILED if failed and (strict or not extractions) else OK


def _deliver(extractions: list[Extraction], chosen: str, output: Path | None) -> None:
    if chosen == "table":
        rows = [row for each in extractions for row in table_rows(each)]
        draw_table(TABLE_COLUMNS, rows)
        say(f"{count(len(rows), 'flow')} in {count(len(extractions), 'document')}")
    elif chosen in GRAPH_FORMATS:
        deliver(write_rdf(extractions, chosen), output)
    else:
        text = write_sheet(extractions) if chosen == "csv" else write_records(extractions)
        deliver(text.encode("utf-8", errors="replace"), output)
