"""Tables as rows that are read once, and their plainest form: CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from .cells import neutralise

Value = str | int | float | bool | tuple[str, ...] | None


class Kind(StrEnum):
    """What the cells of a column hold; a list is a tuple of words."""

    WORDS = "words"
    WHOLE = "whole number"
    NUMBER = "number"
    TRUTH = "truth"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows that can be read once; `columns` are the names of the cells and what they hold."""

    name: str
    columns: Sequence[tuple[str, Kind]]
    rows: Iterable[Sequence[Value]]


def write_csv(table: Table, file: BinaryIO) -> None:
    """Write CSV (RFC 4180, UTF-8) whose cells no spreadsheet takes for a formula.

    The words of a list have "; " between them.
    """
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
    writer = csv.writer(text)
    writer.writerow([name for name, _ in table.columns])
    for row in table.rows:
        writer.writerow([neutralise(show(value)) for value in row])
    text.detach()


def show(value: Value) -> str:
    """Return a value as the words of a cell."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case tuple():
            return "; ".join(value)
        case _:
            return str(value)
