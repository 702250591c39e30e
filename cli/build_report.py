"""The report of a build as a file: JSON, CSV, or a table for reading."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..graphs.export.cells import neutralise
from ..queries.results import make_inert
from .console import PIPED_WIDTH, STREAM, deliver
from .failures import Failure
from .formats import choose_format

if TYPE_CHECKING:
    from ..corpus.report import BuildReport

FORMATS: Final = ("table", "json", "csv")


def check_target(target: Path) -> str:
    """Return the format that the file's ending tells, "table" where it tells none.

    Raises Failure for another ending, or where there is no such folder: not at the end of a long build.
    """
    if str(target) != STREAM and not target.parent.is_dir():
        raise Failure(str(target), "no such folder", "Make it, or write the report elsewhere.")
    return choose_format(None, target, FORMATS, "table")


def write_report(report: BuildReport, target: Path, form: str) -> None:
    """Write the report to a file, or to stdout for "-"."""
    match form:
        case "json":
            text = json.dumps(report.to_json(), indent=2) + "\n"
        case "csv":
            text = _sheet(report)
        case _:
            text = _table(report)
    deliver(text.encode(), target)


def _sheet(report: BuildReport) -> str:
    from ..corpus.report import COLUMNS

    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([neutralise(cell) for cell in row] for row in report.rows())
    return text.getvalue()


def _table(report: BuildReport) -> str:
    from ..corpus.report import COLUMNS
    from .tables import lay_out

    rows = [[make_inert(cell) for cell in row] for row in report.rows()]
    width = shutil.get_terminal_size((PIPED_WIDTH, 24)).columns
    return "".join(line.plain + "\n" for line in lay_out(COLUMNS, rows, width))
