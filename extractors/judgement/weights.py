"""Weights: how much the clues of a phrase say for each verdict, learned by `benchmarks/train.py`.

A small network: the clues' rows are summed, what is negative is cut off, and the rest is summed once more for
each verdict. All numbers are whole, so that every machine comes to the same verdict.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
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
    """The network. `rows[clue]` is the clue's row of `clues`, whose last row is zero; `unit` is how much of the
    last layer's sums is one thousandth of a logit. Sums stay far below 2**53: as floats too, they are exact.
    """

    rows: Mapping[str, int]
    clues: NDArray[np.int8]
    bias: NDArray[np.int32]
    last: NDArray[np.float64]
    last_bias: NDArray[np.float64]
    unit: int

    def add(self, parts: Iterable[Iterable[str]]) -> NDArray[np.int32]:
        """Return for each part the sum of its clues' rows; clues that are not known add nothing.

        What is the sum of two parts' clues is the sum of their rows.
        """
        import numpy as np

        rows, none = self.rows, len(self.rows)
        known = [[rows[clue] for clue in part if clue in rows] for part in parts]
        longest = max(map(len, known), default=0)
        padded = [part + [none] * (longest - len(part)) for part in known]
        places = np.array(padded, dtype=np.intp).reshape(len(known), longest)
        sums: NDArray[np.int32] = self.clues.take(places, axis=0).sum(axis=1, dtype=self.bias.dtype)
        return sums

    def weigh(self, sums: NDArray[np.int32]) -> list[list[int]]:
        """Return for each sum of clues its weight for each verdict, in thousandths of a logit."""
        import numpy as np

        hidden = np.maximum(sums + self.bias, 0).astype(np.float64)
        weights: list[list[int]] = (
            (hidden @ self.last + self.last_bias).astype(np.int64) // self.unit
        ).tolist()
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
            clues=np.vstack([arrays["clues"], np.zeros_like(arrays["clues"][:1])]),
            bias=arrays["bias"],
            last=arrays["last"].astype(np.float64),
            last_bias=arrays["last_bias"].astype(np.float64),
            unit=int(arrays["unit"]),
        )
