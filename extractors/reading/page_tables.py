"""Tables of HTML pages: where each cell stands once spans are spread out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# No table of a policy is wider, and none grows larger by its spans.
_MOST_COLUMNS = 64
_MOST_ROWS = 500
_MOST_SPREAD = 5_000


@dataclass(eq=False, slots=True)
class CellPlace:
    """One cell as written: its first place and how far it reaches."""

    grid: Grid
    row: int
    column: int
    rows: int
    columns: int
    header: bool

    def spread(self) -> list[tuple[int, int]]:
        """Return every place the cell takes, as (row, column)."""
        last = min(self.row + self.rows, self.grid.rows)
        return [
            (row, column)
            for row in range(self.row, max(last, self.row + 1))
            for column in range(self.column, self.column + self.columns)
        ]


@dataclass(eq=False, slots=True)
class Grid:
    """A table while its rows are read. `is_layout` says that it only arranges a page."""

    number: int
    is_layout: bool = False
    rows: int = 0
    width: int = 0
    _column: int = 0
    _taken: dict[int, int] = field(default_factory=dict)
    _spread: int = 0

    @property
    def is_data(self) -> bool:
        """Whether the cells are worth keeping as such: there are rows of several."""
        return not self.is_layout and self.width > 1 and self.rows > 1

    def begin_row(self) -> None:
        """Go to the next row; cells that reach into it take their columns."""
        if self.rows:
            self._taken = {column: rows - 1 for column, rows in self._taken.items() if rows > 1}
        self.rows += 1
        self._column = 0

    def place_cell(self, attributes: Mapping[str, str], *, header: bool) -> CellPlace:
        """Put the next cell of the row at the first free column."""
        if not self.rows:
            self.begin_row()
        while self._taken.get(self._column, 0) > 0:
            self._column += 1
        columns = _read_span(attributes.get("colspan"), _MOST_COLUMNS)
        rows = _read_span(attributes.get("rowspan"), _MOST_ROWS)
        if self._spread + rows * columns > _MOST_SPREAD:
            rows = columns = 1
        self._spread += rows * columns if rows * columns > 1 else 0
        place = CellPlace(self, self.rows - 1, self._column, rows, columns, header)
        for column in range(self._column, self._column + columns):
            self._taken[column] = rows
        self._column += columns
        self.width = max(self.width, self._column)
        return place


def _read_span(value: str | None, most: int) -> int:
    return min(max(read_number(value, 1), 1), most)


def read_number(value: str | None, otherwise: int) -> int:
    """Return the number that an attribute gives, `otherwise` if it gives none worth the name."""
    text = (value or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
