"""Tables for reading: short columns side by side, the quote of a row below it over the width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.text import Text

QUOTE: Final = "quote"
GAP: Final = 2
NARROWEST: Final = 5
INDENT: Final = 4


def lay_out(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[Text]:
    """Yield the lines of a table at most `width` terminal cells wide.

    A quote stands below its row, and only once below rows in a row that share it. Cells are taken
    as they are: the caller has made them inert.
    """
    from rich.text import Text

    below = columns.index(QUOTE) if QUOTE in columns and len(columns) > 1 else None
    beside = [i for i in range(len(columns)) if i != below]
    cells = [[row[i] for row in (columns, *rows)] for i in beside]
    widths = _fit(cells, width - GAP * (len(beside) - 1))
    yield from _line([columns[i] for i in beside], widths, "bold")
    yield Text("─" * min(width, sum(widths) + GAP * (len(widths) - 1)), style="dim")
    for number, row in enumerate(rows):
        yield from _line([row[i] for i in beside], widths, "")
        following = rows[number + 1][below] if below is not None and number + 1 < len(rows) else ""
        if below is not None and row[below] != following:
            for line in _wrap(f"“{row[below]}”", width - INDENT) if row[below] else ():
                yield Text(" " * INDENT).append(line, style="italic dim")


def _line(cells: Sequence[str], widths: Sequence[int], style: str) -> Iterator[Text]:
    """Yield one row of cells, each wrapped to its column's width."""
    from rich.text import Text

    wrapped = [_wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, wrapped), default=0)):
        line = Text()
        for words, width in zip(wrapped, widths, strict=True):
            text = words[number] if number < len(words) else ""
            line.append(text + " " * (width - _width(text) + GAP), style=style)
        line.rstrip()
        yield line


def _fit(columns: Sequence[Sequence[str]], available: int) -> list[int]:
    """Return the columns' widths: as wide as their cells, the widest narrowed until all fit.

    Words are broken only where narrowing to the longest word of each column is not enough.
    """
    widths = [max(map(_width, cells)) for cells in columns]
    words = [
        max(_width(word) for cell in cells for word in (cell.split() or [""])) for cells in columns
    ]
    for least in (words, [NARROWEST] * len(widths)):
        while sum(widths) > available:
            spare = [width - floor for width, floor in zip(widths, least, strict=True)]
            if max(spare, default=0) <= 0:
                break
            widest = max((i for i, more in enumerate(spare) if more > 0), key=widths.__getitem__)
            widths[widest] -= 1
    return widths


def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _wrap(text: str, width: int) -> list[str]:
    """Break `text` between words where it can, inside a word that is wider than the column."""
    from rich.console import Console
    from rich.text import Text

    lines = Text(text).wrap(Console(width=width), width, overflow="fold")
    return [line.plain.rstrip() for line in lines] or [""]
