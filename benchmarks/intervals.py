"""Intervals: how far a figure would move with other documents of the same kind, by the bootstrap."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from counting import Count, Counts

ROUNDS: Final = 1000
SEED: Final = 20260101
COVERAGE: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The middle 95 % of a figure's values over samples of the documents, drawn with replacement."""

    low: float
    high: float


# Intervals of the figures of each measure; one that 1 sample in 20 lacks has none.
Intervals = Mapping[str, Mapping[str, Interval]]


def intervals(documents: Sequence[Counts], *, rounds: int = ROUNDS, seed: int = SEED) -> Intervals:
    """Return percentile intervals of every measure's figures over `documents`, at least one.

    The same documents and seed give the same intervals.
    """
    dice = random.Random(seed)
    places = range(len(documents))
    draws = [dice.choices(places, k=len(documents)) for _ in range(rounds)]
    return {
        name: _of_measure([counts[name] for counts in documents], draws) for name in documents[0]
    }


def _of_measure(counts: Sequence[Count], draws: Sequence[Sequence[int]]) -> dict[str, Interval]:
    columns = list(zip(*(count.counts for count in counts), strict=True))
    values: dict[str, list[float]] = {}
    for draw in draws:
        sums = [sum(map(column.__getitem__, draw)) for column in columns]
        for figure, value in counts[0].of(sums).figures().items():
            if value is not None:
                values.setdefault(figure, []).append(value)
    return {
        figure: _middle(sorted(found))
        for figure, found in values.items()
        if len(found) >= COVERAGE * len(draws)
    }


def _middle(values: Sequence[float]) -> Interval:
    """Return the bounds of the middle of sorted values, by nearest rank."""
    outside = (1 - COVERAGE) / 2
    last = len(values) - 1
    return Interval(low=values[round(outside * last)], high=values[round((1 - outside) * last)])
