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
BY_DEFINITION: Final = "by definition"
_LIMITS: Final = {
    AS_ASKED: ".",
    BY_DEFINITION: "; all of it by the policy's definition of its own words.",
    "wider": "; all of it of data in broader words.",
}


def conclude(rows: Rows) -> str:
    """Return a sentence that answers a yes-or-no question from the rows of its named question.

    Rows with a column `state` are weighed (does, only if, says it does not). Rows that reach what was
    asked only by definition count if none says it directly, wider ones if there are no others. Without
    states, any row is a yes.
    """
    if not rows.rows:
        return "Not mentioned: no statement says so, and none denies it."
    if "state" not in rows.columns:
        return f"Yes: {_statements(len(rows.rows))} so."
    states, scope = _states(rows)
    does, only_if, denies = states[DOES], states[ONLY_IF], states[DENIES]
    if does and denies:
        answer = f"Yes and no: {_statements(does)} it, {_deny(denies)}"
    elif only_if and denies:
        answer = (
            f"Not in general, but perhaps or on a condition: {_allow(only_if)}, {_deny(denies)}"
        )
    elif denies:
        answer = f"No: {_deny(denies)}"
    elif does:
        answer = f"Yes: {_statements(does)} it" + (f", {_allow(only_if)}" if only_if else "")
    else:
        answer = f"Perhaps, or on a condition: {_allow(only_if)}"
    return answer + _LIMITS[scope]


def _states(rows: Rows) -> tuple[Counter[str], str]:
    state = rows.columns.index("state")
    if "scope" not in rows.columns:
        return Counter(show(row[state]) for row in rows.rows), AS_ASKED
    scope = rows.columns.index("scope")
    for kind in _LIMITS:
        found = Counter(show(row[state]) for row in rows.rows if show(row[scope]) == kind)
        if found:
            return found, kind
    return Counter(), AS_ASKED


def _statements(count: int) -> str:
    return "1 statement says" if count == 1 else f"{count} statements say"


def _allow(count: int) -> str:
    return "1 statement allows it" if count == 1 else f"{count} statements allow it"


def _deny(count: int) -> str:
    return "1 statement denies it" if count == 1 else f"{count} statements deny it"
