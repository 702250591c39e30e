"""Confidence: how far a flow is to be trusted, by how often flows like it were right on annotated policies."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from ..ontology.records import Action

_Steps = tuple[tuple[int, int], ...]

# Rule → (right flows, wrong flows) of what is read by its form alone, on the work part of the gold and the one
# kept here, counted with `benchmarks/accuracy.py --rules`; a pair is replaced when that count is run again.
_COUNTS: Final = {
    "table-row": (5892, 2041),
    "line-group": (31, 0),
    "retention-entry": (7, 3),
}
# Before anything is counted, a rule is held to be as good as all rules together: 4 of 5, worth five flows.
_PRIOR_RIGHT, _PRIOR = 4, 5
# What weighed flows claim → the share of them that is right, in hundredths; between two steps it rises evenly.
# A sharing is surer of its data than of whom it pairs with it. The steps are those that
# `benchmarks/accuracy.py --part held --calibration` prints where these are empty (decision 0071).
_SHARED: Final[_Steps] = ((70, 43), (88, 59), (96, 74), (99, 79), (100, 82))
_OTHER: Final[_Steps] = (
    (63, 50), (76, 55), (87, 65), (94, 69), (96, 75), (97, 79), (98, 82), (99, 87), (100, 96),
)  # fmt: skip


def confidence_of(rule: str) -> float:
    """Return the share of right flows to expect of the rule, from 0 to 1, to two digits."""
    right, wrong = _COUNTS.get(rule, (0, 0))
    return round((right + _PRIOR_RIGHT) / (right + wrong + _PRIOR), 2)


def confidence_at(probability: float, action: Action) -> float:
    """Return the share of right flows to expect where the weights claim `probability`, from 0 to 1, to two digits."""
    steps = _SHARED if action is Action.SHARE else _OTHER
    return _risen(steps, 100 * probability) / 100


def _risen(steps: _Steps, claimed: float) -> int:
    """Return the measured hundredths for claimed ones; beyond the first and last step nothing rises."""
    if not steps:
        return round(claimed)
    if claimed <= steps[0][0]:
        return steps[0][1]
    for (left, below), (right, above) in pairwise(steps):
        if claimed <= right:
            return round(below + (above - below) * (claimed - left) / (right - left))
    return steps[-1][1]
