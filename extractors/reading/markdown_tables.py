"""Rows of Markdown tables: the words between the bars, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...ontology.records import BlockKind, Cell
from .passages import Passage

_BAR = re.compile(r"\\.|(\|)", re.DOTALL)


def read_row(
    text: str, start: int, end: int, *, table: int, row: int, width: int, header: bool
) -> Iterator[Passage]:
    """Yield the cells of the row that is `text[start:end]`, at most `width` of them, empty ones left out.

    A row of fewer cells, but several, stands beside cells that reach down from above it: converters from HTML
    write it so. Its cells belong to the last columns.
    """
    cells = _split_at_bars(text, start, end)[:width]
    first_column = width - len(cells) if len(cells) > 1 else 0
    for column, (first, last) in enumerate(cells, first_column):
        words = text[first:last]
        stripped = words.strip()
        if stripped:
            first += len(words) - len(words.lstrip())
            yield Passage(
                start=first,
                end=first + len(stripped),
                words=stripped,
                kind=BlockKind.CELL,
                cell=Cell(table=table, row=row, column=column, header=header),
            )


def _split_at_bars(text: str, start: int, end: int) -> list[tuple[int, int]]:
    line = text[start:end]
    start += len(line) - len(line.lstrip(" \t>"))
    end = start + len(text[start:end].rstrip())
    bars = [match.start() for match in _BAR.finditer(text, start, end) if match[1]]
    if bars and bars[0] == start:
        start, bars = start + 1, bars[1:]
    if bars and bars[-1] == end - 1:
        end, bars = end - 1, bars[:-1]
    edges = [start, *(bar + 1 for bar in bars)]
    return list(zip(edges, [*bars, end], strict=True))
