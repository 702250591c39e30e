"""The short answer above the rows of a yes-or-no question. It never says more than the rows do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from .results import show

if TYPE_CHECKING:
    from ..graphs.store import Rows

DOES: Final = "does"
ONLY_IF: Final = "only if"
DENIES: Final = "says it does not"
AS_ASKED: Final = "as asked"


def conclude(rows: Rows) -> str:
    """Return a sentence that answers a yes-or-no question from the rows of its named question.

    Rows with a column `state` are weighed (does, only if, says it does not); rows whose `scope` is
    wider than what was asked count only if there are no others. Without states, any row is a yes.
    """
    if not rows.rows:
        return "Not mentioned: no statement says so, and none denies it."
    if "state" not in rows.columns:
        return f"Yes: {_statements(len(rows.rows))}."
    states, scope = _states(rows)
    wider = "" if scope == AS_ASKED else ", but only of data in broader words"
    does, only_if, denies = states[DOES], states[ONLY_IF], states[DENIES]
    if does and denies:
        return (
            f"Yes and no: {_statements(does)} it, {_statements(denies)} that it is not so{wider}."
        )
    if only_if and denies:
        return (
            f"Not in general, but possibly or under conditions: {_statements(only_if)} it, "
            f"{_statements(denies)} that it is not so{wider}."
        )
    if denies:
        return f"No: {_statements(denies)} that it is not so{wider}."
    if does:
        more = f"; {_statements(only_if)} it as possible or under a condition" if only_if else ""
        return f"Yes: {_statements(does)} it{more}{wider}."
    return f"Possibly, or only under a condition: {_statements(only_if)} it{wider}."


def _states(rows: Rows) -> tuple[Counter[str], str]:
    state = rows.columns.index("state")
    if "scope" not in rows.columns:
        return Counter(show(row[state]) for row in rows.rows), AS_ASKED
    scope = rows.columns.index("scope")
    asked = Counter(show(row[state]) for row in rows.rows if show(row[scope]) == AS_ASKED)
    return (asked, AS_ASKED) if asked else (Counter(show(row[state]) for row in rows.rows), "wider")


def _statements(count: int) -> str:
    return "1 statement says" if count == 1 else f"{count} statements say"
