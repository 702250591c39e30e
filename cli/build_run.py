"""How a build runs for a person: its pace, its errors, its last line and its report."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from .build_report import check_target, write_report
from .console import say
from .failures import DEBUG_VARIABLE, describe
from .pace import PaceLine

if TYPE_CHECKING:
    from ..corpus.outcomes import Built
    from ..corpus.plan import Plan

    Watch = Callable[[Plan], None]
    Start = Callable[[Watch], Generator[Built, None, None]]


@dataclass(slots=True, kw_only=True)
class BuildRun:
    """One build into `place`: what became of its documents, for whom it is reported."""

    place: Path
    report: Path | None
    built: list[Built] = field(default_factory=list)
    failed: bool = False

    def carry_out(self, start: Start) -> None:
        """Go through the outcomes that `start` gives, and write the report, also of a part of them."""
        form = check_target(self.report) if self.report is not None else ""
        started = monotonic()
        complete = False
        try:
            self._read(start)
            complete = True
        finally:
            if self.report is not None:
                self._write(self.report, form, monotonic() - started, complete=complete)

    def _read(self, start: Start) -> None:
        from ..corpus.outcomes import Tally

        tally = Tally()
        with PaceLine() as line:

            def begin(plan: Plan) -> None:
                line.begin({each.path: each.size for each in plan.to_read})

            with closing(start(begin)) as outcomes:
                for one in outcomes:
                    tally.count(one)
                    self._tell(one)
                    line.count(one.path)
        say(f"{self.place}: {tally}")

    def _tell(self, one: Built) -> None:
        if self.report is not None:
            self.built.append(one)
        if one.failure is not None:
            self.failed = True
            if os.environ.get(DEBUG_VARIABLE) and one.failure.trace:
                say(one.failure.trace.rstrip())
            say(f"error: {describe(one.failure)}")

    def _write(self, target: Path, form: str, seconds: float, *, complete: bool) -> None:
        from .. import __version__
        from ..corpus.report import BuildReport

        report = BuildReport(
            graph=self.place,
            version=__version__,
            built=self.built,
            seconds=seconds,
            complete=complete,
        )
        write_report(report, target, form)
