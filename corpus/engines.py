"""Which engine reads: this process for a few documents, several processes for many."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from .tasks import Engine, OwnProcess
from .worker import MEMORY, TIME, Bounds

MANY: Final = 8
"""From how many documents on processes are started for them: below, loading the model in each takes
longer than what they save."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How documents are read: in `jobs` processes, each document within `seconds` and `memory` (bytes).

    None leaves the choice: of the processes by the number of documents and of cores, of the bounds to
    what is usual. One process is this one, and it bounds nothing unless a bound is given.
    """

    jobs: int | None = None
    seconds: float | None = None
    memory: int | None = None


Choose = Callable[[int, Effort], Engine]
"""Gives the engine that is to read so many documents."""


def choose_engine(documents: int, effort: Effort) -> Engine:
    """Return the engine that is to read so many documents."""
    from .workers import Workers

    bounded = effort.seconds is not None or effort.memory is not None
    few = documents < MANY if effort.jobs is None else effort.jobs == 1
    if not documents or (few and not bounded):
        return OwnProcess()
    bounds = Bounds(
        seconds=TIME if effort.seconds is None else effort.seconds,
        memory=MEMORY if effort.memory is None else effort.memory,
    )
    return Workers(max(1, min(effort.jobs or count_cores(), documents)), bounds)


def count_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
