"""One worker process: it holds a resource, runs one job at a time on it, and never outlives its use."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar

from ..bounds import OUT_OF_MEMORY, bound_memory, bound_time
from .limits import Limits
from .refusals import Refusal, describe_error

Resource = TypeVar("Resource")

GRACE: Final = 2.0
"""How much longer than its limit a job may run before the kernel ends it, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A worker's first word: it has opened its resource."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a job returned."""

    value: Any


def work(connection: Connection, open_resource: Callable[[], object], limits: Limits) -> None:
    """Open the resource and run the jobs that come through `connection` until it is closed.

    A job arrives as a function and its arguments, and is called with the resource before them.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        resource = open_resource()
    except Exception as error:  # noqa: BLE001  whatever it is, the parent has to tell it
        _send(connection, describe_error(error))
        return
    bound_memory(limits.memory)
    if not _send(connection, Ready()):
        return
    try:
        while _work_once(connection, resource, limits):
            pass
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _work_once(connection: Connection, resource: object, limits: Limits) -> bool:
    """Run the next job; False if there is nobody any more to give one or to take its result."""
    try:
        job, arguments, named = connection.recv()
    except (EOFError, OSError):
        return False
    # The parent ends a job at its limit; this is for when there is no parent any more.
    bound_time(limits.seconds + GRACE)
    answered = _send(connection, _run(job, resource, arguments, named))
    bound_time(0)
    return answered


def _run(
    job: Callable[..., object],
    resource: object,
    arguments: tuple[object, ...],
    named: Mapping[str, object],
) -> Done | Refusal:
    try:
        return Done(value=job(resource, *arguments, **named))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001  each error of a job becomes its answer
        return describe_error(error)


def _send(connection: Connection, message: object) -> bool:
    """Send a message; False if nobody is there any more to receive it."""
    with contextlib.suppress(OSError):
        connection.send(message)
        return True
    return False
