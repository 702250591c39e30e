"""Weights: how much the clues of a phrase say for each verdict, learned by `benchmarks/train.py`.

A small network: the clues' rows are summed, what is negative is cut off, and the rest is summed once more for
each verdict. All numbers are whole, so that every machine comes to the same verdict.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "weights.npz"
# Weights of verdicts are in thousandths of a logit.
SCALE = 1000


class Verdict(IntEnum):
    """What clues can speak for: the last layer's columns."""

    COLLECT = 0
    USE = 1
    SHARE = 2
    STORE = 3
    DENIED = 4
    RECEIVES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The network. `rows[clue]` is the clue's row of `clues`; `unit` is how much of the last layer's sums is
    one thousandth of a logit.
    """

    rows: Mapping[str, int]
    clues: NDArray[np.int8]
    bias: NDArray[np.int32]
    last: NDArray[np.int64]
    last_bias: NDArray[np.int64]
    unit: int

    def add(self, clues: Iterable[str]) -> NDArray[np.int32]:
        """Return the sum of the clues' rows; sums of parts can be added."""
        rows = self.rows
        known = [rows[clue] for clue in clues if clue in rows]
        total: NDArray[np.int32] = self.clues[known].sum(axis=0, dtype=self.bias.dtype)
        return total

    def weigh(self, sums: Sequence[NDArray[np.int32]]) -> list[list[int]]:
        """Return for each sum of clues its weight for each verdict, in thousandths of a logit."""
        import numpy as np

        if not sums:
            return []
        hidden = np.maximum(np.stack(sums) + self.bias, 0).astype(np.int64)
        weights: list[list[int]] = ((hidden @ self.last + self.last_bias) // self.unit).tolist()
        return weights


def probability(weight: int) -> float:
    """Return the probability that a weight stands for."""
    return 1.0 / (1.0 + math.exp(-max(-20.0, min(20.0, weight / SCALE))))


@cache
def load_weights() -> Weights:
    """Read the weights once."""
    import numpy as np

    with files(__package__).joinpath(FILE).open("rb") as file, np.load(file) as arrays:
        names = arrays["names"].tobytes().decode("utf-8").split("\n")
        return Weights(
            rows={clue: row for row, clue in enumerate(names)},
            clues=arrays["clues"],
            bias=arrays["bias"],
            last=arrays["last"],
            last_bias=arrays["last_bias"],
            unit=int(arrays["unit"]),
        )
