"""The engine that reads documents on a Ray cluster; the graph is written by whoever takes the results."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from .engines import Choose, Effort, choose_engine
from .ray_cluster import RayCluster
from .tasks import Result, Task
from .worker import MEMORY, TIME

BATCH: Final = 100
"""How many documents one job holds at most: each job starts a process that loads the model, 2 s."""

BATCH_BYTES: Final = 16 << 20
"""How many bytes of documents a job holds, if it holds more than one."""


def bound_effort(effort: Effort) -> Effort:
    """Return how one core of a cluster reads: in one process beside Ray's own, within bounds."""
    return Effort(
        jobs=1,
        seconds=TIME if effort.seconds is None else effort.seconds,
        memory=MEMORY if effort.memory is None else effort.memory,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchReading:
    """Reads a few documents on a worker."""

    effort: Effort
    choose: Choose = choose_engine

    def __call__(self, tasks: tuple[Task, ...]) -> tuple[Result, ...]:
        with closing(self.choose(len(tasks), self.effort).read(tasks)) as results:
            return tuple(results)


class RayEngine:
    """Reads documents on a cluster. They are sent, so that no other machine need have the files."""

    def __init__(self, cluster: RayCluster, effort: Effort, choose: Choose = choose_engine) -> None:
        """Take the cluster, what a document may take, and what gives the engine for a worker."""
        self._cluster = cluster
        self._work = BatchReading(effort=bound_effort(effort), choose=choose)

    def read(self, tasks: Iterable[Task]) -> Generator[Result, None, None]:
        """Yield one result a task, in their order. Nothing is started where there are no tasks.

        Raises BuildError where the cluster can't be used or is lost.
        """
        coming = iter(tasks)
        first = next(coming, None)
        if first is None:
            return
        with (
            self._cluster as cluster,
            closing(cluster.run(self._work, _batches(chain([first], coming)))) as batches,
        ):
            for results in batches:
                yield from results


def _batches(tasks: Iterable[Task]) -> Iterator[tuple[Task, ...]]:
    batch: list[Task] = []
    size = 0
    for task in map(_carry, tasks):
        more = len(task.source.data) if task.source else 0
        if batch and (len(batch) == BATCH or size + more > BATCH_BYTES):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(task)
        size += more
    if batch:
        yield tuple(batch)


def _carry(task: Task) -> Task:
    """Put the document's bytes into its task; a file that is gone by now is told of where it is read."""
    from ..extractors.reading import ReadingError, open_source

    if task.source is not None:
        return task
    try:
        return replace(task, source=open_source(task.path))
    except ReadingError:
        return task
