"""Circumstance weights: how much each clue speaks for a purpose, condition or source.

They are learned by `benchmarks/circumstances.py`.

Weights are whole hundredths of a logit and are summed, so that every machine comes to the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from .circumstances import Circumstance

FILE: Final = "circumstance_weights.npz"
SCALE: Final = 100
# From this weight on a candidate counts: low, since most candidates are none and weights are held small
# (decision 0073).
LEAST: Final = {
    Circumstance.PURPOSE: -90,
    Circumstance.CONDITION: -90,
    Circumstance.SOURCE: -150,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CircumstanceWeights:
    """A linear model for each kind; `bias` is what a candidate without clues weighs."""

    clues: Mapping[str, int]
    bias: Mapping[Circumstance, int]

    def of(self, clues: Iterable[str]) -> int:
        """Return what clues weigh, in hundredths of a logit, without the bias; each counts once."""
        known = self.clues
        return sum([known[clue] for clue in set(clues) if clue in known])


@cache
def load_circumstance_weights() -> CircumstanceWeights:
    """Read the weights once."""
    import numpy as np

    with files(__package__).joinpath(FILE).open("rb") as file, np.load(file) as arrays:
        names = arrays["names"].tobytes().decode("utf-8").split("\n")
        return CircumstanceWeights(
            clues=dict(zip(names, arrays["weights"].tolist(), strict=True)),
            bias=dict(zip(Circumstance, arrays["bias"].tolist(), strict=True)),
        )
