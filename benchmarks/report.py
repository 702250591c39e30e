"""The report of a part: its figures as lines for a person, or as one JSON object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counting import Count, Counts, totals
from intervals import COVERAGE, ROUNDS, SEED, Interval, Intervals, intervals

_SHORT = {"precision": "P", "recall": "R", "f1": "F1", "value": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was measured on a part.

    `units` are what was measured one by one, and what the intervals are over: policies, or runs of
    sentences. `by_unit` holds each unit's own main count by name.
    """

    part: str
    units: str
    measures: Counts
    intervals: Intervals
    by_unit: Mapping[str, Count]


def report_of(part: str, units: str, named: Mapping[str, Counts], main: str) -> Report:
    """Return the report of what was measured on units by name; `main` is each unit's own measure."""
    documents = list(named.values())
    return Report(
        part=part,
        units=units,
        measures=totals(documents),
        intervals=intervals(documents),
        by_unit={name: counts[main] for name, counts in named.items()},
    )


def lines(report: Report, *, units: bool) -> Sequence[str]:
    """Return the report as lines for a person; each unit's own too where `units`."""
    width = max(map(len, [*report.measures, *(report.by_unit if units else ())]))
    own = [_line(name, count, {}, width) for name, count in report.by_unit.items() if units]
    head = (
        f"{report.part}: {len(report.by_unit)} {report.units}, {COVERAGE:.0%} intervals over them"
    )
    return [
        *own,
        head,
        *(
            _line(name, count, report.intervals[name], width)
            for name, count in report.measures.items()
        ),
    ]


def json_object(report: Report) -> dict[str, object]:
    """Return the report as an object that `json.dumps` takes, in a fixed order."""
    return {
        "part": report.part,
        "units": report.units,
        "count": len(report.by_unit),
        "bootstrap": {"rounds": ROUNDS, "seed": SEED, "coverage": COVERAGE},
        "measures": {
            name.strip(): _json_count(count, report.intervals[name])
            for name, count in report.measures.items()
        },
        "by_unit": {name: _json_count(count, {}) for name, count in report.by_unit.items()},
    }


def _json_count(count: Count, bounds: Mapping[str, Interval]) -> dict[str, object]:
    figures = {
        figure: {
            "value": None if value is None else round(value, 4),
            **(
                {"low": round(bounds[figure].low, 4), "high": round(bounds[figure].high, 4)}
                if figure in bounds
                else {}
            ),
        }
        for figure, value in count.figures().items()
    }
    return {**figures, "counts": dict(zip(count.NAMES, count.counts, strict=True))}


def _line(name: str, count: Count, bounds: Mapping[str, Interval], width: int) -> str:
    figures = "  ".join(
        f"{_SHORT[figure]:2} {_number(value)}{_bounds(bounds.get(figure))}"
        for figure, value in count.figures().items()
    )
    part, whole, *stated = count.counts
    numbers = f"{part}/{whole}" + (f" found, {stated[0]}/{stated[1]} stated" if stated else "")
    return f"{name:{width}}  {figures}  {numbers}"


def _number(value: float | None) -> str:
    return "  –  " if value is None else f"{value:5.3f}"


def _bounds(interval: Interval | None) -> str:
    return "" if interval is None else f" [{interval.low:.3f} {interval.high:.3f}]"
