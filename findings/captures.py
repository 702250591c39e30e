"""Flows that somebody observed, as a spreadsheet gives them: who sent what to which domain."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..ontology.labels import normalise

_NAMES: Final = {
    "company": ("company", "app", "application", "app name", "policy", "publisher", "package"),
    "data": ("data", "data type", "datatype", "type", "information", "category"),
    "domain": ("domain", "host", "hostname", "host name", "server", "url", "destination"),
    "organisation": (
        "organisation",
        "organization",
        "org",
        "recipient",
        "entity",
        "third party",
        "owner",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedFlow:
    """One row: `number` counts from 1 with the header; `domain` or `organisation` may be empty."""

    number: int
    company: str
    data: str
    domain: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that can't be judged: what is wrong with it, and what to do."""

    number: int
    what: str
    remedy: str


class CaptureError(Exception):
    """A file that holds no observed flows at all."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy


def read_capture(data: bytes, name: str) -> tuple[ObservedFlow | BadRow, ...]:
    """Return the rows of a CSV file in UTF-8, separated by commas, semicolons or tabs.

    Columns are found by their headings, which may be called differently and stand in any order.

    Raises:
        CaptureError: it is no such file; `name` is what it is called in the message.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CaptureError(name, "is not in UTF-8", "Save it as CSV in UTF-8.") from None
    heading = text.partition("\n")[0]
    separator = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        where = f"{name}, line {reader.line_num}"
        raise CaptureError(where, f"is no CSV ({error})", "Save it anew as CSV.") from None
    columns = _columns(rows[0] if rows else [], name)
    return tuple(_read_rows(rows, columns))


def _columns(headings: list[str], name: str) -> dict[str, int]:
    found: dict[str, int] = {}
    called = [normalise(heading.replace("_", " ")) for heading in headings]
    for column, names in _NAMES.items():
        for wanted in map(normalise, names):
            if wanted in called:
                found.setdefault(column, called.index(wanted))
    missing = [column for column in ("company", "data") if column not in found]
    if "domain" not in found and "organisation" not in found:
        missing.append("domain or organisation")
    if missing:
        remedy = "The first line names the columns: company, data, and domain or organisation."
        raise CaptureError(name, f"has no column for {' and '.join(missing)}", remedy)
    return found


def _read_rows(rows: list[list[str]], columns: dict[str, int]) -> Iterator[ObservedFlow | BadRow]:
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {
            column: row[place].strip() if place < len(row) else ""
            for column, place in columns.items()
        }
        company, data = cells["company"], cells["data"]
        domain, organisation = cells.get("domain", ""), cells.get("organisation", "")
        if not company or not data or not (domain or organisation):
            lacks = "company" if not company else "data" if not data else "domain and organisation"
            yield BadRow(number=number, what=f"has no {lacks}", remedy="Fill it in.")
        else:
            yield ObservedFlow(
                number=number, company=company, data=data, domain=domain, organisation=organisation
            )
