"""`privacyflow build`: files and folders into a graph, or into shards of one."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .build_options import (
    AddressOption,
    AgainOption,
    EngineName,
    EngineOption,
    JobsOption,
    MemoryOption,
    PoliciesArgument,
    PruneOption,
    ReportOption,
    RetryOption,
    ShardEnding,
    ShardFormatOption,
    ShardSizeOption,
    ShardsOption,
    TimeoutOption,
)
from .build_run import BuildRun
from .console import count, say
from .failures import FAILED, OK, Failure
from .options import DEFAULT_GRAPH, CompanyOption, GraphOption, StrictOption

if TYPE_CHECKING:
    from ..corpus.engines import Effort
    from ..corpus.outcomes import Built
    from ..corpus.plan import Wish
    from ..corpus.shard_build import ShardLayout
    from .build_run import Start, Watch

MIB: Final = 1 << 20
SHARD_SIZE: Final = 500


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
    engine: EngineOption = EngineName.PROCESSES,
    address: AddressOption = None,
    shards: ShardsOption = None,
    shard_format: ShardFormatOption = ShardEnding.N_QUADS,
    shard_size: ShardSizeOption = SHARD_SIZE,
) -> int:
    """\b
    Examples:
      privacyflow build policies/
      privacyflow build acme.html beta.txt --graph my.graph
      privacyflow build unnamed.txt --company "Acme"
      privacyflow build corpus/ -g corpus.graph --prune --report run.json
      privacyflow build corpus/ --shards shards/

    Reads policies (.txt, .text, .md, .markdown, .html, .htm, .pdf, .docx, and those in .zip, .warc
    and .warc.gz) into the graph, which is made where there is none. What is in it and unchanged is
    not read again, so it may be interrupted and run again. A changed policy is a version beside the
    earlier one. A file that can't be read is reported and skipped, and not tried again until it
    changes. A document in an archive is called archive.zip!document. With --shards it writes files
    for `load` instead of a graph; these may be written by many machines.
    """
    from ..corpus.engines import Effort
    from ..corpus.plan import Wish

    task = _Build(
        wish=Wish(company=company, again=again, retry_failed=retry_failed, prune=prune),
        effort=Effort(jobs=jobs, seconds=timeout, memory=memory and memory * MIB),
        engine=engine,
        address=address,
    )
    run = BuildRun(place=shards or graph, report=report)
    if shards is None:
        run.carry_out(task.into_graph(sources, graph))
    else:
        run.carry_out(task.into_shards(sources, shards, shard_format, shard_size))
    return FAILED if strict and run.failed else OK


@dataclass(frozen=True, slots=True, kw_only=True)
class _Build:
    """What a build is asked for, whatever it makes."""

    wish: Wish
    effort: Effort
    engine: EngineName
    address: str | None

    def __post_init__(self) -> None:
        if self.address is not None and self.engine is not EngineName.RAY:
            raise Failure("--address", "is of a Ray cluster", "Give --engine ray, too.")

    def into_graph(self, sources: list[Path], graph: Path) -> Start:
        from ..corpus.build import build_documents
        from ..corpus.ray_cluster import RayCluster
        from ..corpus.ray_engine import RayEngine

        paths = self._find(sources)
        reader = None
        if self.engine is EngineName.RAY:
            reader = RayEngine(RayCluster(self.address, self.effort.jobs), self.effort)
        return lambda watch: build_documents(
            paths, graph=graph, wish=self.wish, effort=self.effort, engine=reader, watch=watch
        )

    def into_shards(self, sources: list[Path], folder: Path, form: ShardEnding, size: int) -> Start:
        from ..corpus.documents import DOCUMENT_ENDINGS
        from ..corpus.shard_build import ShardLayout
        from ..corpus.shard_files import ShardFormat
        from ..corpus.tables import ENDING

        found = self._find(sources, (*DOCUMENT_ENDINGS, ENDING))
        within = folder.absolute()
        paths = tuple(path for path in found if within not in path.absolute().parents)
        layout = ShardLayout(folder=folder, form=ShardFormat(form), size=size)
        return lambda watch: self._write_shards(paths, layout, watch)

    def _find(self, sources: list[Path], endings: tuple[str, ...] = ()) -> tuple[Path, ...]:
        from ..pipeline import find_documents

        paths = find_documents(sources, endings=endings) if endings else find_documents(sources)
        if self.wish.company is not None and len(paths) > 1:
            what = "names the company of one policy"
            raise Failure("--company", what, "Build one file at a time.")
        if not paths:
            say(
                "no policies found: build reads .txt, .md, .html, .pdf, .docx, .zip and .warc.gz files"
            )
        return paths

    def _write_shards(
        self, paths: tuple[Path, ...], layout: ShardLayout, watch: Watch
    ) -> Generator[Built, None, None]:
        from ..corpus.machines import Machines, ThisMachine
        from ..corpus.ray_cluster import RayCluster
        from ..corpus.ray_engine import bound_effort
        from ..corpus.shard_build import build_shards, other_shards

        machines: Machines = ThisMachine()
        effort = self.effort
        with ExitStack() as stack:
            if self.engine is EngineName.RAY:
                machines = stack.enter_context(RayCluster(self.address, effort.jobs))
                effort = bound_effort(effort)
            outcomes = build_shards(
                paths, layout=layout, machines=machines, wish=self.wish, effort=effort, watch=watch
            )
            yield from stack.enter_context(closing(outcomes))
        if others := len(other_shards(layout.folder)):
            say(
                f"{layout.folder}: also {count(others, 'shard')} of other builds; --prune removes them"
            )
