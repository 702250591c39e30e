"""Bounds of a process: how long it may take, how much memory it may have, and how it ends past them.

They are the kernel's own, so that they hold while native code runs and when there is no parent any
more. Where a platform lacks one, that bound is none.
"""

from __future__ import annotations

import signal
from typing import Final

OUT_OF_MEMORY: Final = 71
"""The exit code of a process whose memory did not suffice and that noticed it."""


def _ends(*names: str) -> frozenset[int]:
    """Return the exit codes of processes that these signals ended, as `multiprocessing` has them."""
    return frozenset(-number for name in names if (number := getattr(signal, name, None)))


# How native code ends that gets no memory: it aborts, or stumbles over what it did not get.
STARVED: Final = _ends("SIGABRT", "SIGSEGV", "SIGILL", "SIGBUS", "SIGTRAP") | {OUT_OF_MEMORY}
"""The exit codes of a process that met the bound of its memory."""

LATE: Final = _ends("SIGALRM", "SIGPROF")
"""The exit codes of a process that met a bound of its time."""

FROM_OUTSIDE: Final = _ends("SIGKILL", "SIGTERM")
"""The exit codes of a process that somebody else ended, and be it the kernel for want of memory."""


def bound_time(seconds: float) -> None:
    """Let the kernel end this process in so many seconds; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def bound_work(seconds: float) -> None:
    """Let the kernel end this process when it has computed for so many seconds; 0 takes that back.

    Unlike time on the clock, this is the same however busy the machine is.
    """
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def bound_memory(more: int | None) -> None:
    """Bound the address space to what is in use and `more` bytes; None leaves it as it is."""
    try:
        import resource
        from pathlib import Path

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return
    if more is not None:
        most = pages * resource.getpagesize() + more
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
