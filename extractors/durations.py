"""Durations: the ISO 8601 duration of a retention period, where its words tell one ("up to two years": P2Y)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from ..ontology.records import Bound, Duration

_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        "zero one|a|an two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split()
    )
    for word in words.split("|")
} | {"thirty": 30, "forty": 40, "sixty": 60, "ninety": 90}
_UNITS: Final = {
    "hour": ("H", 1), "day": ("H", 24), "week": ("H", 24 * 7), "month": ("M", 1), "year": ("M", 12),
}  # fmt: skip
_AMOUNT: Final = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,4}}|{'|'.join(_NUMBERS)})(?:\s*\((?:\d+|[a-z-]+)\))?[\s-]+"
    r"(?:(?:calendar|consecutive|full)\s+)?(?P<unit>hour|day|week|month|year)s?\b(?!\s+(?:of\s+age|old)\b)",
    re.IGNORECASE,
)
# What stands between two amounts that are one period, or its ends.
_SUM: Final = re.compile(r"\s*(?:,|and|,\s*and)?\s*", re.IGNORECASE)
_ENDS: Final = re.compile(
    r"\d\s*(?:-|–|to|and)\s*\d|\b(?:between|from)\s+\w+\s+(?:and|to)\b", re.IGNORECASE
)
_AT_MOST: Final = re.compile(
    r"\b(?:up to|at most|maximum|max|not exceed(?:ing)?|within|shorter than|(?<!no )(?<!not )less than"
    r"|(?:no|not|never)\b[\w\s]{0,40}\b(?:more|longer|later) than)\b[\w\s]{0,30}$",
    re.IGNORECASE,
)
_AT_LEAST: Final = re.compile(
    r"\b(?:at least|minimum|min|(?:no|not) less than|more than|longer than|over)\b[\w\s]{0,30}$",
    re.IGNORECASE,
)
_OR_MORE: Final = re.compile(r"\s*(?:\(?or\s+(?:more|longer)\b)", re.IGNORECASE)
_OR_LESS: Final = re.compile(r"\s*(?:\(?or\s+(?:less|sooner|earlier)\b)", re.IGNORECASE)
# With these the period is no number of units: it hangs on something else, or is told roughly.
_UNTOLD: Final = re.compile(
    r"\b(?:as long as|until|duration of|lifetime|life of|about|around|approximately|roughly|additional|further"
    r"|every|each|age of)\b",
    re.IGNORECASE,
)


def duration_of(words: str, *, before: str = "", denied: bool = False) -> Duration | None:
    """Return the duration that the words of a period tell, in its canonical form (P1Y, not P12M).

    `before` are the words in front of it, which may bound it ("no longer than"). What is denied for longer
    than a time is kept for that time at most. None where the words tell no duration, only a rough one or
    several: "business days", "about a month", "a week or a month".
    """
    found = list(_AMOUNT.finditer(words))
    if not found or _ENDS.search(words):
        return None
    first, last = found[0], found[-1]
    joints = [words[a.end() : b.start()] for a, b in pairwise(found)]
    if not all(_SUM.fullmatch(joint) for joint in joints):
        return None
    ahead = f"{before[-60:]} {words[: first.start()]}"
    if _UNTOLD.search(words[: first.start()]) or _UNTOLD.search(before[-20:]):
        return None
    bound = _bound(ahead, words[last.end() :])
    if denied:
        if bound is not Bound.MIN:
            return None
        bound = Bound.MAX
    iso = _iso(found)
    return Duration(iso=iso, bound=bound) if iso else None


def _bound(ahead: str, behind: str) -> Bound:
    if _OR_MORE.match(behind):
        return Bound.MIN
    if _OR_LESS.match(behind) or _AT_MOST.search(ahead):
        return Bound.MAX
    return Bound.MIN if _AT_LEAST.search(ahead) else Bound.EXACT


def _iso(amounts: list[re.Match[str]]) -> str | None:
    """Return the sum of the amounts; None where it is nothing."""
    total = {"M": 0, "H": 0}
    for amount in amounts:
        kind, factor = _UNITS[amount["unit"].lower()]
        number = amount["number"].lower()
        total[kind] += factor * (int(number) if number.isdigit() else _NUMBERS[number])
    (years, months), (days, hours) = divmod(total["M"], 12), divmod(total["H"], 24)
    parts = ((years, "Y"), (months, "M"), (days, "D"))
    date = "".join(f"{number}{unit}" for number, unit in parts if number)
    time = f"T{hours}H" if hours else ""
    return f"P{date}{time}" if date or time else None
