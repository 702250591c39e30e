"""A pool of worker processes: a job ends at its limit, whatever it does, and others go on meanwhile."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain, repeat
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Concatenate, Final, Generic, ParamSpec, TypeVar

from ..bounds import FROM_OUTSIDE
from .limits import Limits, time_is_up, too_many_wait, worker_died
from .refusals import Refusal, Refused
from .worker import Done, Ready, Resource, work

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

PAUSES: Final = (0.0, 0.5, 2.0, 10.0)
"""How long to wait before a worker that could not start is tried again, in seconds."""

PATIENCE: Final = 2.0
"""How long a request waits for a worker, in time limits of a job."""

_ATTEMPTS: Final = 2


class Lane(Enum):
    """Jobs that take long: those of one lane never occupy the last of several workers."""

    BROAD = auto()
    """A question of ours about all policies: it takes ten times as long as one about a company."""
    FREE = auto()
    """A query of anybody's: nobody knows how long it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Worker:
    """A process that is ready for a job, and our end of the pipe to it."""

    process: SpawnProcess
    connection: Connection

    def end(self) -> int | None:
        """Kill the process if it still runs, and return its exit code."""
        self.process.kill()
        self.process.join()
        self.connection.close()
        return self.process.exitcode


class WorkerPool(Generic[Resource]):
    """Runs `job(resource, *arguments)` in processes of which each has opened the resource.

    Jobs, what they take and what they return must be picklable.
    """

    def __init__(self, open_resource: Callable[[], Resource], limits: Limits) -> None:
        """Take what opens the resource in each process, and what its jobs may take."""
        self._open_resource = open_resource
        self._limits = limits
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._processes: set[SpawnProcess] = set()
        self._background: set[asyncio.Task[object]] = set()
        self._change = asyncio.Condition()
        self._ready = 0
        self._inside: Counter[Lane] = Counter()
        self._waiting = 0
        self._closed = False
        self._threads = ThreadPoolExecutor(2 * limits.workers + 1, initializer=_block_interrupts)

    @property
    def ready(self) -> int:
        """The number of processes that are at work or ready for it."""
        return self._ready

    async def start(self) -> None:
        """Start all workers, and return when the first is ready. Raises Refused if it can't be."""
        await self._add()
        for _ in range(self._limits.workers - 1):
            self._do_in_background(self._add_patiently())

    async def run(
        self,
        job: Callable[Concatenate[Resource, Parameters], Result],
        *arguments: Parameters.args,
        **named: Parameters.kwargs,
    ) -> Result:
        """Run a job and return its result.

        Raises Refused: as the job did, or because it took too long or too much memory, or because
        too many others are waiting.
        """
        return await self._run(None, job, arguments, named)

    async def run_in(
        self,
        lane: Lane,
        job: Callable[Concatenate[Resource, Parameters], Result],
        *arguments: Parameters.args,
        **named: Parameters.kwargs,
    ) -> Result:
        """Run a job that may take long; see `run`."""
        return await self._run(lane, job, arguments, named)

    async def close(self) -> None:
        """Kill all workers. Jobs that are still running are refused."""
        self._closed = True
        for task in self._background:
            task.cancel()
        for process in list(self._processes):
            process.kill()
        await asyncio.to_thread(self._threads.shutdown)
        for process in list(self._processes):
            process.join()

    async def _run(
        self,
        lane: Lane | None,
        job: Callable[..., Result],
        arguments: tuple[object, ...],
        named: dict[str, Any],
    ) -> Result:
        for _ in range(_ATTEMPTS):
            async with self._worker(lane) as worker:
                reply = await self._ask(worker, (job, arguments, named))
            match reply:
                case Done():
                    value: Result = reply.value
                    return value
                case Refusal():
                    raise Refused(reply)
        raise Refused(worker_died(self._limits, None))

    @asynccontextmanager
    async def _worker(self, lane: Lane | None) -> AsyncIterator[_Worker]:
        """Wait for a worker that is free, in a lane or past all of them."""
        if self._waiting >= self._limits.waiting or self._closed:
            raise Refused(too_many_wait(self._limits))
        self._waiting += 1
        entered = False
        try:
            try:
                async with asyncio.timeout(PATIENCE * self._limits.seconds):
                    if lane is not None:
                        await self._enter(lane)
                        entered = True
                    worker = await self._take()
            except TimeoutError:
                raise Refused(too_many_wait(self._limits)) from None
            finally:
                self._waiting -= 1
            yield worker
        finally:
            if lane is not None and entered:
                await self._leave(lane)

    async def _enter(self, lane: Lane) -> None:
        """Wait until the jobs of a lane leave another worker to the others."""
        async with self._change:
            most = 1 if self._limits.workers == 1 else 0
            await self._change.wait_for(lambda: self._inside[lane] < max(most, self._ready - 1))
            self._inside[lane] += 1

    async def _leave(self, lane: Lane) -> None:
        async with self._change:
            self._inside[lane] -= 1
            self._change.notify_all()

    async def _count(self, ready: int) -> None:
        """Count so many workers more."""
        async with self._change:
            self._ready += ready
            self._change.notify_all()

    async def _take(self) -> _Worker:
        while True:
            worker = await self._idle.get()
            if worker.process.is_alive():
                return worker
            await self._bury(worker)

    async def _ask(self, worker: _Worker, message: object) -> Done | Refusal | None:
        """Give a worker a job and return what it says; None if somebody else killed it."""
        loop = asyncio.get_running_loop()
        answer = loop.run_in_executor(self._threads, _exchange, worker.connection, message)
        try:
            async with asyncio.timeout(self._limits.seconds):
                reply = await asyncio.shield(answer)
        except TimeoutError:
            await self._bury(worker)
            return time_is_up(self._limits)
        except asyncio.CancelledError:
            self._do_in_background(self._bury(worker))
            raise
        if reply is not None:
            self._idle.put_nowait(worker)
            return reply
        code = await self._bury(worker)
        return None if code in FROM_OUTSIDE else worker_died(self._limits, code)

    async def _bury(self, worker: _Worker) -> int | None:
        """End a worker, start another in its place, and return its exit code."""
        await self._count(-1)
        if not self._closed:
            self._do_in_background(self._add_patiently())
        loop = asyncio.get_running_loop()
        code = await loop.run_in_executor(self._threads, worker.end)
        self._processes.discard(worker.process)
        return code

    def _do_in_background(self, work: Coroutine[None, None, object]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _add_patiently(self) -> None:
        for pause in chain(PAUSES, repeat(PAUSES[-1])):
            await asyncio.sleep(pause)
            try:
                return await self._add()
            except Refused:
                continue

    async def _add(self) -> None:
        loop = asyncio.get_running_loop()
        self._idle.put_nowait(await loop.run_in_executor(self._threads, self._spawn))
        await self._count(1)

    def _spawn(self) -> _Worker:
        """Start a process and wait until it is ready; runs in a thread. Raises Refused."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=work, args=(theirs, self._open_resource, self._limits), daemon=True
        )
        process.start()
        theirs.close()
        self._processes.add(process)
        if self._closed:
            process.kill()
        worker = _Worker(process=process, connection=ours)
        said = _receive(ours)
        if isinstance(said, Ready) and not self._closed:
            return worker
        code = worker.end()
        self._processes.discard(process)
        raise Refused(said if isinstance(said, Refusal) else worker_died(self._limits, code))


def _block_interrupts() -> None:
    """Keep Ctrl-C, which a terminal sends to all processes, for the parent: children inherit this."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _exchange(connection: Connection, message: object) -> Done | Refusal | None:
    """Send a job and wait for the reply, in a thread; None if the worker is gone."""
    try:
        connection.send(message)
    except OSError:
        return None
    reply = _receive(connection)
    return reply if isinstance(reply, Done | Refusal) else None


def _receive(connection: Connection) -> object:
    try:
        received: object = connection.recv()
        return received
    except (EOFError, OSError):
        return None
