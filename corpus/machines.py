"""Where the work of a build is done: on this machine, or on those of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Protocol, TypeVar

Job = TypeVar("Job")
Answer = TypeVar("Answer")


class Machines(Protocol):
    """Do jobs. A job may be begun several times, where a machine dies; each is answered once."""

    def run(
        self, work: Callable[[Job], Answer], jobs: Iterable[Job]
    ) -> Generator[Answer, None, None]:
        """Yield `work(job)` for each job, in the order of the jobs, drawing jobs as it needs them.

        Work, jobs and answers can be pickled, and work done twice gives the same. Closing the
        generator ends what still runs. Raises BuildError if the work can't be done.
        """
        ...


class ThisMachine:
    """The machine that this process runs on: one job after the other, in this process."""

    def run(
        self, work: Callable[[Job], Answer], jobs: Iterable[Job]
    ) -> Generator[Answer, None, None]:
        """Yield `work(job)` for each job, in their order."""
        for job in jobs:
            yield work(job)
