"""One process that reads documents: it loads what reading needs once, and never outlives its use."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Final

from ..bounds import OUT_OF_MEMORY, bound_memory, bound_time, bound_work
from .failures import DocumentFailure, explain
from .tasks import Result, Task, read_task

TIME: Final = 120.0
"""How long a document may be computed on, in seconds, unless a person says otherwise: the longest
policies known, of 300,000 letters, take 13."""

MEMORY: Final = 768 << 20
"""How many bytes of address space a document may take, likewise: the longest take 470 MiB."""

PATIENCE: Final = 10
"""How many times as long as computing a document may take on the clock: it may hang on a disk, and
other processes may be at work."""

_FIRST: Final = b"# Policy\n\nWe collect your email address and share it with our partners.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one document may take: seconds of computing, and bytes above what reading needs at all."""

    seconds: float = TIME
    memory: int = MEMORY


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A worker's first word: it can read documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unable:
    """A worker's first and last word: why it can't read any document."""

    failure: DocumentFailure


def load_reading() -> DocumentFailure | None:
    """Read a sentence of ours, so that all that is loaded once is; return why it can't be."""
    from pathlib import Path

    from .extraction import extract_text, quads_of

    try:
        for _ in quads_of(extract_text(_FIRST, file_name="first.md")):
            pass
    except Exception as error:  # noqa: BLE001  whatever it is, the parent has to tell it
        return explain(error, Path("reading"))
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """How a worker reads: what it loads first, and what it does with a task."""

    load: Callable[[], DocumentFailure | None] = load_reading
    read: Callable[[Task], Result] = read_task


def work(connection: Connection, bounds: Bounds, skill: Skill) -> None:
    """Read the documents that come through `connection` until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError, EOFError):
        if (failure := skill.load()) is not None:
            connection.send(Unable(failure=failure))
            return
        bound_memory(bounds.memory)
        connection.send(Ready())
        while True:
            _work_once(connection, bounds, skill)


def _work_once(connection: Connection, bounds: Bounds, skill: Skill) -> None:
    task: Task = connection.recv()
    bound_work(bounds.seconds)
    bound_time(bounds.seconds * PATIENCE)
    try:
        result = skill.read(task)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    # Whoever takes the result may be busy for long, which is not the document's fault.
    bound_work(0)
    bound_time(0)
    connection.send(result)
