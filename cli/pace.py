"""How a build gets on: documents read, rate, and time left, drawn on a terminal and told elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from .console import on_terminal, open_console, say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

EVERY: Final = 30.0
"""How often a line tells of it where nobody watches a terminal, in seconds."""


class Pace:
    """Counts documents by their size in bytes, because time goes with size.

    `clock` gives seconds.
    """

    def __init__(self, sizes: Mapping[Path, int], clock: Callable[[], float] = monotonic) -> None:
        """Take the documents that are to be read, and start the clock."""
        self._sizes = sizes
        self._clock = clock
        self._started = clock()
        self._bytes = sum(sizes.values())
        self._bytes_done = 0
        self.done = 0

    @property
    def share(self) -> float:
        """The share of the work that is done, from 0 to 1."""
        return self._bytes_done / self._bytes if self._bytes else 1.0

    def count(self, path: Path) -> bool:
        """Count a document as done; False if it was not to be read."""
        size = self._sizes.get(path)
        if size is None:
            return False
        self.done += 1
        self._bytes_done += size
        return True

    def __str__(self) -> str:
        passed = self._clock() - self._started
        told = f"{self.done:,} of {len(self._sizes):,}"
        if not self.done or passed <= 0 or not self._bytes_done:
            return told
        left = passed * (self._bytes - self._bytes_done) / self._bytes_done
        return f"{told}, {self.done / passed:.1f} a second, {show_time(left)} left"


def show_time(seconds: float) -> str:
    """Return "40 s", "3 min 20 s" or "2 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


class PaceLine:
    """Shows a pace while a build runs; where it is read later, as a line now and then."""

    def __init__(self) -> None:
        self._pace = Pace({})
        self._told = monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begin(self, sizes: Mapping[Path, int]) -> None:
        """Take the documents that are to be read, with their sizes in bytes."""
        self._pace = Pace(sizes)
        if len(sizes) < 2 or not on_terminal(sys.stderr):
            return
        from rich.progress import BarColumn, Progress, TextColumn

        columns = TextColumn("reading"), BarColumn(), TextColumn("{task.fields[pace]}")
        self._bar = Progress(*columns, console=open_console(sys.stderr), transient=True)
        self._task = self._bar.add_task("reading", total=1.0, pace=str(self._pace))
        self._bar.start()

    def count(self, path: Path) -> None:
        """Count a document, if it was one to be read, and show how far it is."""
        if not self._pace.count(path):
            return
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._pace.share, pace=str(self._pace))
        elif self._bar is None and monotonic() - self._told >= EVERY:
            self._told = monotonic()
            say(f"reading: {self._pace}")
