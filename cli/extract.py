"""`privacyflow extract`: documents to flow records, without a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .console import count, deliver, draw_table, on_terminal, say, track
from .failures import FAILED, OK, describe
from .flow_output import TABLE_COLUMNS, table_rows, write_rdf, write_records, write_sheet
from .formats import FLOW_FORMATS, GRAPH_FORMATS, choose_format
from .inputs import is_stream, read_stream
from .options import CompanyOption, OutputOption, StrictOption

if TYPE_CHECKING:
    from ..pipeline import Extraction


def extract(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE|FOLDER", help='Policies, or folders of them; "-" is standard input.'
        ),
    ],
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
    extractions, failed = _extract_all(sources, company)
    _deliver(extractions, chosen, output)
    if failed:
        say(f"{len(extractions)} of {len(extractions) + failed} documents read")
    return FAILED if failed and (strict or not extractions) else OK


def _extract_all(sources: list[Path], company: str | None) -> tuple[list[Extraction], int]:
    """Read every source; a bad one is reported and skipped, or raised where it is the only one."""
    from ..pipeline import extract as extract_file
    from ..pipeline import extract_text, find_documents

    streams = [source for source in sources if is_stream(source)]
    paths = [*streams, *find_documents([each for each in sources if not is_stream(each)])]
    extractions: list[Extraction] = []
    for path in track(paths, "reading"):
        try:
            if is_stream(path):
                found = extract_text(read_stream(), file_name="stdin", company=company)
            else:
                found = extract_file(path, company=company)
        except Exception as error:
            if len(paths) == 1:
                raise
            say(f"error: {describe(error)}")
        else:
            extractions.append(found)
    return extractions, len(paths) - len(extractions)


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
