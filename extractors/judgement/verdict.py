"""Verdicts: what can be stated of a phrase, and what a weight says for it."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import Final

from ...ontology.records import Action

# Weights are whole numbers, in thousandths of a logit.
SCALE: Final = 1000
# What is not weighed at all: far below what any threshold asks for.
UNWEIGHED: Final = -20 * SCALE


class Verdict(IntEnum):
    """What the network weighs of a phrase: the columns of its answer. Only a possible receiver receives."""

    COLLECT = 0
    USE = 1
    SHARE = 2
    STORE = 3
    DENIED = 4
    RECEIVES = 5


VERDICTS: Final = {
    Action.COLLECT: Verdict.COLLECT,
    Action.USE: Verdict.USE,
    Action.SHARE: Verdict.SHARE,
    Action.STORE: Verdict.STORE,
}


def probability(weight: int) -> float:
    """Return the probability that a weight stands for."""
    return 1.0 / (1.0 + math.exp(-max(-20.0, min(20.0, weight / SCALE))))
