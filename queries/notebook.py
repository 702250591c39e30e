"""Rows for notebooks: a short HTML table, and a data frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas

SHOWN: Final = 20
LONGEST: Final = 300
"""The most rows that a notebook shows of a table, and the most characters of a cell."""

_TABLE: Final = """\
<table>
<thead><tr>{% for name in columns %}<th>{{ name }}</th>{% endfor %}</tr></thead>
<tbody>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</tbody>
</table>
<p>{{ note }}</p>
"""


class MissingPackage(Exception):
    """A package that isn't installed: `where` it is needed, `what` that is, and the `remedy`."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy


class Tabular:
    """Something with `columns` and `rows` that a notebook shows as a table."""

    __slots__ = ()

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def _repr_html_(self) -> str:
        return draw(self.columns, self.rows)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a data frame of words. Raises MissingPackage without pandas."""
        try:
            import pandas
        except ModuleNotFoundError:
            remedy = 'Install it with pip install "privacyflow[tables]".'
            raise MissingPackage("to_pandas", "pandas isn't installed", remedy) from None
        return pandas.DataFrame(list(self.rows), columns=list(self.columns), dtype="object")


def draw(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the first rows as an HTML table in which every word of a policy is only a word."""
    from jinja2 import Environment

    number = len(rows)
    note = f"{number:,} row{'' if number == 1 else 's'}"
    if number > SHOWN:
        note += f", {SHOWN} of them shown"
    shown = [[_shorten(cell) for cell in row] for row in rows[:SHOWN]]
    template = Environment(autoescape=True).from_string(_TABLE)
    return template.render(columns=columns, rows=shown, note=note)


def _shorten(cell: str) -> str:
    from .results import make_inert

    words = make_inert(cell)
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
