"""`privacyflow build`: files and folders into a graph."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from .build_options import (
    AgainOption,
    JobsOption,
    MemoryOption,
    PoliciesArgument,
    PruneOption,
    ReportOption,
    RetryOption,
    TimeoutOption,
)
from .build_report import check_target, write_report
from .console import say
from .failures import DEBUG_VARIABLE, FAILED, OK, Failure, describe
from .options import DEFAULT_GRAPH, CompanyOption, GraphOption, StrictOption
from .pace import PaceLine

if TYPE_CHECKING:
    from ..corpus.engines import Effort
    from ..corpus.outcomes import Built
    from ..corpus.plan import Plan, Wish

MIB: Final = 1 << 20


def build(
    sources: PoliciesArgument,
    graph: GraphOption = DEFAULT_GRAPH,
    company: CompanyOption = None,
    again: AgainOption = False,
    retry_failed: RetryOption = False,
    prune: PruneOption = False,
    jobs: JobsOption = None,
    timeout: TimeoutOption = None,
    memory: MemoryOption = None,
    report: ReportOption = None,
    strict: StrictOption = False,
) -> int:
    """\b
    Examples:
      privacyflow build policies/
      privacyflow build acme.html beta.txt --graph my.graph
      privacyflow build unnamed.txt --company "Acme"
      privacyflow build corpus/ -g corpus.graph --prune --report run.json

    Reads policies (.txt, .text, .md, .markdown, .html, .htm, .pdf, .docx, and those in .zip, .warc
    and .warc.gz) into the graph, which is made where there is none. What is in it and unchanged is
    not read again, so it may be interrupted and run again. A changed policy is a version beside the
    earlier one. A file that can't be read is reported and skipped, and not tried again until it
    changes. A document in an archive is called archive.zip!document.
    """
    from ..corpus.engines import Effort
    from ..corpus.plan import Wish
    from ..pipeline import find_documents

    run = _Run(graph=graph, report=report)
    paths = find_documents(sources)
    if company is not None and len(paths) > 1:
        raise Failure("--company", "names the company of one policy", "Build one file at a time.")
    if not paths:
        say("no policies found: build reads .txt, .md, .html, .pdf, .docx, .zip and .warc.gz files")
    wish = Wish(company=company, again=again, retry_failed=retry_failed, prune=prune)
    run.build(paths, wish, Effort(jobs=jobs, seconds=timeout, memory=memory and memory * MIB))
    return FAILED if strict and run.failed else OK


@dataclass(slots=True, kw_only=True)
class _Run:
    """One build: what became of its documents, for whom it is reported."""

    graph: Path
    report: Path | None
    built: list[Built] = field(default_factory=list)
    failed: bool = False

    def build(self, paths: tuple[Path, ...], wish: Wish, effort: Effort) -> None:
        form = check_target(self.report) if self.report is not None else ""
        started = monotonic()
        complete = False
        try:
            self._read(paths, wish, effort)
            complete = True
        finally:
            if self.report is not None:
                self._write(self.report, form, monotonic() - started, complete=complete)

    def _read(self, paths: tuple[Path, ...], wish: Wish, effort: Effort) -> None:
        from ..corpus.build import build_documents
        from ..corpus.outcomes import Tally

        tally = Tally()
        with PaceLine() as line:

            def begin(plan: Plan) -> None:
                line.begin({each.path: each.size for each in plan.to_read})

            outcomes = build_documents(
                paths, graph=self.graph, wish=wish, effort=effort, watch=begin
            )
            with closing(outcomes):
                for one in outcomes:
                    tally.count(one)
                    self._tell(one)
                    line.count(one.path)
        say(f"{self.graph}: {tally}")

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
            graph=self.graph,
            version=__version__,
            built=self.built,
            seconds=seconds,
            complete=complete,
        )
        write_report(report, target, form)
