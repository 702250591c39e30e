"""Several processes that read documents: one that meets its bounds costs its document and no more."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Final

from ..bounds import FROM_OUTSIDE, LATE, STARVED
from .failures import BuildError, DocumentFailure, Reason, show_path
from .tasks import Result, Task
from .worker import Bounds, Ready, Skill, Unable, work

WINDOW: Final = 16
"""How many documents a worker may be ahead of the first that isn't read yet: results wait for it."""

RETIREMENT: Final = 1_000
"""How many documents a worker reads before a new one takes its place: the parser keeps every word."""

READING: Final = Skill()

_ATTEMPTS: Final = 2


@dataclass(slots=True, kw_only=True, eq=False)
class _Job:
    """A task with its place in the order; `kills` counts the workers killed while they read it."""

    number: int
    task: Task
    kills: int = 0


@dataclass(slots=True, kw_only=True, eq=False)
class _Worker:
    """A process, our end of the pipe to it, its job, and how many are `left` until it retires."""

    process: SpawnProcess
    connection: Connection
    ready: bool = False
    left: int = RETIREMENT
    job: _Job | None = None

    def end(self) -> int | None:
        """Kill the process if it still runs, and return its exit code."""
        self.connection.close()
        self.process.kill()
        self.process.join()
        return self.process.exitcode

    def bury(self) -> int | None:
        """Wait for a process that hung up to end, and return its exit code."""
        self.process.join(5)
        return self.end()


class Workers:
    """The engine that reads documents in `count` processes on this machine, within bounds."""

    def __init__(self, count: int, bounds: Bounds, skill: Skill = READING) -> None:
        """Take how many processes there are to be, what a document may take, and how it is read."""
        self._count = count
        self._bounds = bounds
        self._skill = skill

    def read(self, tasks: Iterable[Task]) -> Generator[Result, None, None]:
        """Yield one result a task, in their order.

        Raises BuildError where no worker can start.
        """
        with _broken_pipes_told():
            crew = _Crew(self._count, self._bounds, self._skill, tasks)
            try:
                yield from crew.results()
            finally:
                crew.end()


class _Crew:
    """The processes of one run, and what is under way."""

    def __init__(self, count: int, bounds: Bounds, skill: Skill, tasks: Iterable[Task]) -> None:
        self._bounds = bounds
        self._skill = skill
        self._coming = (_Job(number=number, task=task) for number, task in enumerate(tasks))
        self._again: deque[_Job] = deque()
        self._done: dict[int, Result] = {}
        self._next = 0
        self._reach = WINDOW * count
        self._false_starts = 0
        self._count = count
        self._workers: list[_Worker] = []

    def results(self) -> Iterator[Result]:
        for _ in range(self._count):
            self._start()
        while True:
            self._hand_out()
            while (result := self._done.pop(self._next, None)) is not None:
                self._next += 1
                yield result
                self._listen(0)
                self._hand_out()
            if not any(worker.job for worker in self._workers):
                return
            self._listen(None)

    def end(self) -> None:
        for worker in self._workers:
            worker.end()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=work, args=(theirs, self._bounds, self._skill), daemon=True
        )
        with _interrupts_blocked():
            process.start()
        theirs.close()
        self._workers.append(_Worker(process=process, connection=ours))

    def _hand_out(self) -> None:
        """Give every worker something to do."""
        for worker in self._workers:
            if worker.job is None:
                worker.job = self._draw()
                if worker.job is None:
                    return
                worker.left -= 1
                # One that has just died tells so when it is listened to.
                with contextlib.suppress(OSError):
                    worker.connection.send(worker.job.task)

    def _draw(self) -> _Job | None:
        if self._again:
            return self._again.popleft()
        under_way = sum(worker.job is not None for worker in self._workers)
        if under_way + len(self._done) >= self._reach:
            return None
        return next(self._coming, None)

    def _listen(self, seconds: float | None) -> None:
        """Take what the workers say, waiting so long for the first word."""
        said = wait([worker.connection for worker in self._workers], seconds)
        for worker in [each for each in self._workers if each.connection in said]:
            try:
                word = worker.connection.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            match word:
                case Ready():
                    worker.ready = True
                case Unable():
                    raise _cannot_start(word.failure.what, word.failure.trace)
                case Result() if worker.job is not None:
                    self._done[worker.job.number] = word
                    worker.job = None
                    if not worker.left:
                        self._retire(worker)

    def _retire(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.end()
        self._start()

    def _replace(self, worker: _Worker) -> None:
        """Start another worker for one that ended, and tell what that means for its document."""
        self._workers.remove(worker)
        code = worker.bury()
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts > self._count + _ATTEMPTS:
                raise _cannot_start(f"it ended at once, with exit code {code}")
        if (job := worker.job) is not None:
            job.kills += worker.ready
            if not worker.ready or (code in FROM_OUTSIDE and job.kills < _ATTEMPTS):
                self._again.append(job)
            else:
                failure = _explain_end(job.task, code, self._bounds)
                self._done[job.number] = Result(found=failure)
        self._start()


def _explain_end(task: Task, code: int | None, bounds: Bounds) -> DocumentFailure:
    where = show_path(task.path)
    if code in LATE:
        return DocumentFailure(
            reason=Reason.TIME,
            where=where,
            what=f"reading it took longer than {bounds.seconds:g} s and was ended",
            remedy="Give it more with --timeout, or split the file.",
        )
    if code in STARVED:
        return DocumentFailure(
            reason=Reason.MEMORY,
            where=where,
            what=f"reading it took more than {bounds.memory >> 20:,} MiB of memory and was ended",
            remedy="Give it more with --memory, or split the file.",
        )
    return DocumentFailure(
        reason=Reason.CRASH,
        where=where,
        what=f"the process that read it ended unexpectedly (exit code {code})",
        remedy="Read it with fewer processes (-j), or report it.",
    )


def _cannot_start(what: str, trace: str = "") -> BuildError:
    error = BuildError(
        where="reading",
        what=f"no process that reads can be started: {what}",
        remedy="Mend the installation, or read in one process with -j 1.",
    )
    if trace:
        error.add_note(trace)
    return error


@contextlib.contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Keep Ctrl-C, which a terminal sends to all processes, for the parent: children inherit this."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _broken_pipes_told() -> Iterator[None]:
    """Let a worker that is gone be an error and not our end, as it is for `privacyflow … | head`."""
    try:
        before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    except (AttributeError, ValueError):  # no such signal, or not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, before)
