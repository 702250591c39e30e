"""Network: the small network of `extractors/judgement/weights.py`, learned from examples and written in whole numbers.

Three networks of one hidden layer, learned apart from one seed each, are written as one: the mean of several
is surer than each. Half of the clues are left out at each step, so that no verdict comes to hang on one alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from privacyflow.extractors.judgement.weights import SCALE

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

SEEDS: Final = (0, 1, 2)
HIDDEN: Final = 32
ROUNDS: Final = 8
STEP: Final = 1024
RATE: Final = 0.004
LEFT_OUT: Final = 0.5
# How finely weights are written: a clue's in steps of 1/64, the last layer's of 1/256.
CLUE_STEPS: Final = 64
LAST_STEPS: Final = 256

Arrays = dict[str, "NDArray[np.float32]"]


@dataclass(frozen=True, slots=True)
class Example:
    """A phrase: its clues as numbers, and for each verdict yes, no, or None where the gold does not tell."""

    clues: list[int]
    answers: tuple[bool | None, ...]


def learn(examples: Sequence[Example], clues: int) -> list[Arrays]:
    """Return the networks learned from the examples; `clues` is how many clues there are."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(len(example.clues) for example in examples)])
    columns = np.fromiter((clue for e in examples for clue in e.clues), dtype=np.int32)
    matrix = csr_matrix(
        (np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(examples), clues)
    )
    matrix.sum_duplicates()
    answers = np.array(
        [[-1 if answer is None else answer for answer in e.answers] for e in examples],
        dtype=np.float32,
    )
    return [_learn(matrix, answers, seed) for seed in SEEDS]


def _learn(matrix: csr_matrix, answers: NDArray[np.float32], seed: int) -> Arrays:
    chance = np.random.default_rng(seed)
    verdicts = answers.shape[1]
    arrays: Arrays = {
        "clues": chance.normal(0, 0.05, (matrix.shape[1], HIDDEN)).astype(np.float32),
        "bias": np.zeros(HIDDEN, np.float32),
        "last": chance.normal(0, 0.3, (HIDDEN, verdicts)).astype(np.float32),
        "last_bias": np.full(verdicts, -3, np.float32),
    }
    adam = _Adam(arrays)
    for number in range(ROUNDS):
        rate = RATE * (1 - number / ROUNDS) + RATE / 40
        for rows in _steps(matrix.shape[0], chance):
            batch = matrix[rows]
            kept = chance.random(len(batch.data)) > LEFT_OUT
            batch.data = (batch.data * kept / (1 - LEFT_OUT)).astype(np.float32)
            adam.move(_slopes(arrays, batch, answers[rows]), rate)
        sys.stderr.write(f"network {seed}: round {number + 1} of {ROUNDS}\n")
    return arrays


def _steps(examples: int, chance: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    order = chance.permutation(examples)
    for start in range(0, examples, STEP):
        yield order[start : start + STEP]


def _slopes(arrays: Arrays, batch: csr_matrix, answers: NDArray[np.float32]) -> Arrays:
    """Return how the loss (cross entropy over the answers that are told) changes with each weight."""
    before = batch @ arrays["clues"] + arrays["bias"]
    hidden = np.maximum(before, 0)
    said = 1 / (1 + np.exp(-(hidden @ arrays["last"] + arrays["last_bias"])))
    error = (said - answers) * (answers >= 0) / batch.shape[0]
    back = (error @ arrays["last"].T) * (before > 0)
    return {
        "clues": batch.T @ back,
        "bias": back.sum(axis=0),
        "last": hidden.T @ error,
        "last_bias": error.sum(axis=0),
    }


class _Adam:
    """Kingma and Ba's method (2015), with the authors' settings."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self.mean = {name: np.zeros_like(array) for name, array in arrays.items()}
        self.square = {name: np.zeros_like(array) for name, array in arrays.items()}
        self.steps = 0

    def move(self, slopes: Arrays, rate: float) -> None:
        self.steps += 1
        for name, array in self.arrays.items():
            slope = np.asarray(slopes[name], np.float32)
            self.mean[name] += 0.1 * (slope - self.mean[name])
            self.square[name] += 0.001 * (slope * slope - self.square[name])
            mean = self.mean[name] / (1 - 0.9**self.steps)
            square = self.square[name] / (1 - 0.999**self.steps)
            array -= (rate * mean / (np.sqrt(square) + 1e-8)).astype(np.float32)


def write(path: Path, clues: Sequence[str], networks: Sequence[Arrays]) -> None:
    """Write the mean of the networks in whole numbers."""

    def whole(name: str, steps: int, kind: type, axis: int) -> NDArray[np.integer]:
        joined = np.concatenate([arrays[name] for arrays in networks], axis=axis)
        limits = np.iinfo(kind)
        whole_numbers: NDArray[np.integer] = np.clip(
            np.rint(joined * steps), limits.min, limits.max
        ).astype(kind)
        return whole_numbers

    last_bias = np.sum([arrays["last_bias"] for arrays in networks], axis=0)
    np.savez_compressed(
        path,
        names=np.frombuffer("\n".join(clues).encode("utf-8"), dtype=np.uint8),
        clues=whole("clues", CLUE_STEPS, np.int8, 1),
        bias=whole("bias", CLUE_STEPS, np.int32, 0),
        last=whole("last", LAST_STEPS, np.int64, 0),
        last_bias=np.rint(last_bias * CLUE_STEPS * LAST_STEPS).astype(np.int64),
        unit=np.int64(CLUE_STEPS * LAST_STEPS * len(networks) // SCALE),
    )


__all__ = ["Example", "learn", "write"]
