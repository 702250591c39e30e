"""What is counted: hits on both sides, which give precision, recall and F1, and parts of a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

# A figure has no value where nothing was there to be counted.
Figures = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Tally:
    """Of `found` things `found_right` were right; of `stated` ones `stated_met` were found.

    The two hits differ only where both sides are sorted apart, such as recipients by kind.
    """

    NAMES: ClassVar = ("found_right", "found", "stated_met", "stated")

    found_right: int = 0
    found: int = 0
    stated_met: int = 0
    stated: int = 0

    @property
    def counts(self) -> tuple[int, ...]:
        return (self.found_right, self.found, self.stated_met, self.stated)

    def of(self, counts: Sequence[int]) -> Tally:
        """Return a tally of these counts."""
        return Tally(*counts)

    def figures(self) -> Figures:
        precision = _share(self.found_right, self.found)
        recall = _share(self.stated_met, self.stated)
        return {"precision": precision, "recall": recall, "f1": _f1(precision, recall)}


@dataclass(frozen=True, slots=True)
class Ratio:
    """`part` for every `per` of `whole`: 1 gives a share, 100 a rate in a hundred."""

    NAMES: ClassVar = ("part", "whole")

    part: int = 0
    whole: int = 0
    per: int = 1

    @property
    def counts(self) -> tuple[int, ...]:
        return (self.part, self.whole)

    def of(self, counts: Sequence[int]) -> Ratio:
        """Return a ratio of these counts."""
        part, whole = counts
        return Ratio(part, whole, self.per)

    def figures(self) -> Figures:
        share = _share(self.part, self.whole)
        return {"value": None if share is None else self.per * share}


Count = Tally | Ratio
# What was counted in one document, or in all, by the name of the measure.
Counts = Mapping[str, Count]


def total(counts: Sequence[Count]) -> Count:
    """Return the sum of counts of one measure, at least one."""
    return counts[0].of(
        [sum(column) for column in zip(*(one.counts for one in counts), strict=True)]
    )


def totals(documents: Sequence[Counts]) -> dict[str, Count]:
    """Return the sum over documents, which have the same measures."""
    return {name: total([counts[name] for counts in documents]) for name in documents[0]}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _f1(precision: float | None, recall: float | None) -> float | None:
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
