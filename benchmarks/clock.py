"""The time and the memory that this process takes."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter, process_time


@dataclass(slots=True)
class Clock:
    """CPU and wall time, in seconds, of what runs inside of `on`."""

    cpu: float = 0.0
    wall: float = 0.0
    runs: list[float] = field(default_factory=list)

    @contextmanager
    def on(self) -> Iterator[None]:
        wall, cpu = perf_counter(), process_time()
        yield
        self.runs.append(process_time() - cpu)
        self.cpu += self.runs[-1]
        self.wall += perf_counter() - wall


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
