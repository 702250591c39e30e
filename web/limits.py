"""Limits of a pool's jobs, and what whoever exceeds one is told."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from ..bounds import STARVED
from .refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the jobs of a pool may take.

    `seconds` is for one job, `memory` in bytes for one process above what it needs to start (None:
    no limit), `waiting` is the number of requests that may wait for a worker. `advice` is what to
    tell a person whose job was too much.
    """

    seconds: float
    memory: int | None
    workers: int
    advice: str
    waiting: int = 256


def time_is_up(limits: Limits) -> Refusal:
    """Return the refusal of a job that took too long."""
    return Refusal(
        status=HTTPStatus.GATEWAY_TIMEOUT,
        title="Time limit reached",
        where="the request",
        what=f"it took longer than {limits.seconds:g} s and was ended",
        remedy=limits.advice,
    )


def too_many_wait(limits: Limits) -> Refusal:
    """Return the refusal of a request for which there is no worker in time."""
    return Refusal(
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        title="Too many requests are waiting",
        where="the server",
        what="all workers are busy",
        remedy="Try again in a moment.",
        retry_after=max(1, round(limits.seconds)),
    )


def worker_died(limits: Limits, code: int | None) -> Refusal:
    """Return the refusal of a job whose worker ended with this exit code."""
    if limits.memory is not None and code in STARVED:
        return Refusal(
            status=HTTPStatus.INSUFFICIENT_STORAGE,
            title="Memory limit reached",
            where="the request",
            what=f"it needed more than {limits.memory / (1 << 20):,.0f} MiB of memory and was ended",
            remedy=limits.advice,
        )
    return Refusal(
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        title="The request was cut off",
        where="the request",
        what="the process that worked on it ended unexpectedly",
        remedy=limits.advice,
        trace=f"a worker ended with exit code {code}\n",
    )
