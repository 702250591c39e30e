"""A matrix as CSV, Markdown and JSON, and as what its page shows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from ..graphs.export.cells import neutralise
from ..graphs.page_data import JsonObject, JsonValue
from ..queries.results import make_inert
from .change_report import locate
from .matrix import By, Cell, Matrix, Said, State
from .pages import render, show_quote

SIGNS: Final = {State.DOES: "●", State.ONLY_IF: "◐", State.DENIES: "○", State.SILENT: "–"}
_MARKUP: Final = re.compile(r"([\\|`*_<>\[\]#!&~])")
_QUOTE_COLUMNS: Final = (
    "row", "company", "state", "action", "data", "recipient", "quote", "section", "start", "end",
    "policy", "flow",
)  # fmt: skip


def show_cell(cell: Cell) -> str:
    """Return "does (3), says it does not (1)", or "not mentioned"."""
    said = [f"{state.value} ({size})" for state, size in cell.states.items()]
    return ", ".join(said) or State.SILENT.value


def table_of(matrix: Matrix) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the head and the rows of a matrix as words."""
    head = (matrix.by.value, *matrix.columns)
    rows = [(row, *(show_cell(matrix.cell(row, c)) for c in matrix.columns)) for row in matrix.rows]
    return head, rows


def quote_table(matrix: Matrix) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the statements behind all cells as rows of words, each with its quote."""
    rows = [
        (row, company, *_facts(said)) for row, company, cell in _cells(matrix) for said in cell.said
    ]
    return _QUOTE_COLUMNS, rows


def to_csv(matrix: Matrix, *, quotes: bool = False) -> str:
    """Return a matrix, or the statements behind it, as CSV that no spreadsheet runs."""
    head, rows = quote_table(matrix) if quotes else table_of(matrix)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerows([neutralise(cell) for cell in row] for row in (head, *rows))
    return buffer.getvalue()


def to_markdown(matrix: Matrix, *, quotes: bool = False) -> str:
    """Return a matrix as a Markdown table, with the quotes of each cell below it on demand."""
    head, rows = table_of(matrix)
    lines = [_line(head), _line(["---"] * len(head), bare=False), *map(_line, rows)]
    if quotes:
        for row, company, cell in _cells(matrix):
            lines += ["", f"## {_bare(row)}, {_bare(company)}: {show_cell(cell)}", ""]
            for said in cell.said:
                where = f"{said.file_name}, {locate(said.quote)}"
                lines += [f"- {said.state.value}: “{_bare(said.quote.text)}” ({_bare(where)})"]
    return "\n".join(lines) + "\n"


def to_json(matrix: Matrix) -> JsonObject:
    """Return a matrix as JSON, every cell with the statements behind it."""
    columns: list[JsonValue] = list(matrix.columns)
    cells: list[JsonValue] = [
        {
            "row": row,
            "company": company,
            "state": cell.state.value,
            "states": {state.value: size for state, size in cell.states.items()},
            "statements": [_said(said) for said in cell.said],
        }
        for row in matrix.rows
        for company in matrix.columns
        for cell in (matrix.cell(row, company),)
    ]
    rows: list[JsonValue] = list(matrix.rows)
    return {"by": matrix.by.value, "rows": rows, "companies": columns, "cells": cells}


def render_matrix(matrix: Matrix) -> str:
    """Return a matrix as an HTML page, each cell a link to its quotes further down."""
    numbers = {(row, company): n for n, (row, company, _) in enumerate(_cells(matrix), start=1)}
    return render(
        "matrix",
        title="What companies say of data" if matrix.by is By.DATA else "Who receives what",
        by=matrix.by.value,
        companies=matrix.columns,
        rows=[
            {"name": row, "cells": [_shown(matrix, row, c, numbers) for c in matrix.columns]}
            for row in matrix.rows
        ],
        details=[
            {
                "number": numbers[row, company],
                "headline": f"{row}, {company}: {show_cell(cell)}",
                "said": [{**show_quote(s.quote), "state": s.state.value} for s in cell.said],
            }
            for row, company, cell in _cells(matrix)
        ],
        key=[(SIGNS[state], state.value) for state in State],
    )


def _shown(
    matrix: Matrix, row: str, company: str, numbers: dict[tuple[str, str], int]
) -> dict[str, object]:
    cell = matrix.cell(row, company)
    signs = [f"{SIGNS[state]} {size}" for state, size in cell.states.items()]
    return {
        "number": numbers.get((row, company), 0),
        "signs": "  ".join(signs) or SIGNS[State.SILENT],
        "words": show_cell(cell),
    }


def _cells(matrix: Matrix) -> Iterator[tuple[str, str, Cell]]:
    for row in matrix.rows:
        for company in matrix.columns:
            cell = matrix.cell(row, company)
            if cell.said:
                yield row, company, cell


def _facts(said: Said) -> tuple[str, ...]:
    quote = said.quote
    place = (quote.section, str(quote.start), str(quote.end), said.policy, quote.flow)
    return (said.state.value, said.action, said.data, said.recipient, quote.text, *place)


def _said(said: Said) -> JsonObject:
    facts = dict(zip(_QUOTE_COLUMNS[2:], _facts(said), strict=True))
    return {**facts, "start": said.quote.start, "end": said.quote.end, "file": said.file_name}


def _line(cells: Iterable[str], *, bare: bool = True) -> str:
    return f"| {' | '.join(_bare(cell) if bare else cell for cell in cells)} |"


def _bare(words: str) -> str:
    return _MARKUP.sub(r"\\\1", make_inert(" ".join(words.split())))
