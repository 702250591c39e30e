"""A build into shards: each policy once, the same files whoever dies, and nothing read twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from pathlib import Path

import pytest
from privacyflow.corpus.build import build_documents
from privacyflow.corpus.documents import find_documents
from privacyflow.corpus.engines import Effort
from privacyflow.corpus.failures import BuildError
from privacyflow.corpus.listing import Listed
from privacyflow.corpus.machines import Answer, Job, ThisMachine
from privacyflow.corpus.outcomes import Built, Step
from privacyflow.corpus.partition import make_partition
from privacyflow.corpus.plan import Wish
from privacyflow.corpus.shard_build import ShardLayout, build_shards
from privacyflow.corpus.shard_files import ShardFormat
from privacyflow.corpus.tasks import Result, Task
from privacyflow.graphs.loading import load_each
from privacyflow.graphs.shards import find_shards
from privacyflow.graphs.store import GraphStore
from privacyflow.tests.corpus.readers import SampleEngine

ADDED, UNCHANGED, FAILED = Step.ADDED, Step.UNCHANGED, Step.FAILED


class Corpus:
    """Twenty documents, one of them bad and one twice, and a folder of shards of them."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.folder = place / "policies"
        self.shards = place / "shards"
        (self.folder / "more").mkdir(parents=True)
        for number in range(18):
            (self.folder / f"p{number}.md").write_text(f"policy {number}")
        (self.folder / "bad.md").write_text("bad")
        (self.folder / "more" / "p3.md").write_text("policy 3")
        self.engine = SampleEngine()

    def build(
        self,
        machines: ThisMachine | None = None,
        *,
        into: str = "shards",
        form: ShardFormat = ShardFormat.N_QUADS,
        **wish: bool,
    ) -> list[Built]:
        outcomes = build_shards(
            find_documents([self.folder]),
            layout=ShardLayout(folder=self.place / into, form=form, size=5),
            machines=machines or ThisMachine(),
            wish=Wish(**wish),
            choose=self.choose,
        )
        return list(outcomes)

    def choose(self, documents: int, effort: Effort) -> SampleEngine:
        return self.engine

    def count(self, **wish: bool) -> Counter[Step]:
        return Counter(one.step for one in self.build(**wish))

    def contents(self, into: str = "shards") -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.place / into).iterdir()}

    def graph_of_shards(self, into: str = "shards") -> bytes:
        with GraphStore.in_memory() as store:
            loaded = list(load_each(find_shards([self.place / into]), store))
            assert [one.error for one in loaded] == [None] * len(loaded)
            return store.dump()


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path)


def test_shards_hold_each_policy_once_and_load_as_the_graph_of_a_build(corpus: Corpus) -> None:
    steps = {one.path.relative_to(corpus.folder).as_posix(): one.step for one in corpus.build()}
    assert Counter(steps.values()) == {ADDED: 18, UNCHANGED: 1, FAILED: 1}
    assert {steps["p3.md"], steps["more/p3.md"]} == {ADDED, UNCHANGED}
    told = json.loads((corpus.shards / "manifest.json").read_text())
    assert (told["policies"], told["failed"], len(told["shards"])) == (18, 1, 4)
    graph = corpus.place / "graph"
    list(build_documents(find_documents([corpus.folder]), graph=graph, engine=SampleEngine()))
    with GraphStore.open(graph, read_only=True) as store:
        assert corpus.graph_of_shards() == store.dump()


def test_what_is_there_and_whole_is_not_read_again(corpus: Corpus) -> None:
    corpus.build()
    before = corpus.contents()
    corpus.engine.read_names.clear()
    assert corpus.count() == {UNCHANGED: 19, FAILED: 1}
    assert corpus.engine.read_names == []
    shards = sorted(corpus.shards.glob("*.nq.gz"))
    shards[0].write_bytes(shards[0].read_bytes()[:-9])
    (corpus.shards / f"{shards[1].name}.json").write_text("[]")
    corpus.build()
    assert 0 < len(corpus.engine.read_names) < 19
    assert corpus.contents() == before


def test_what_failed_is_read_again_only_when_asked(corpus: Corpus) -> None:
    corpus.build()
    corpus.engine.read_names.clear()
    (failed,) = [one.failure for one in corpus.build() if one.failure is not None]
    assert failed.where.endswith("bad.md") and "--retry-failed" in failed.remedy
    assert corpus.engine.read_names == []
    corpus.build(retry_failed=True)
    assert 0 < len(corpus.engine.read_names) < 19
    corpus.engine.read_names.clear()
    corpus.build(again=True)
    assert len(corpus.engine.read_names) == 19


class Killed(BaseException):
    """The end of a process, as far as a test can have it in its own."""


class DyingEngine(SampleEngine):
    """Dies after the second document of each shard, the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: set[str] = set()

    def read(self, tasks: Iterable[Task]) -> Generator[Result, None, None]:
        for number, result in enumerate(super().read(tasks)):
            yield result
            if number == 1 and self.read_names[-1] not in self.begun:
                self.begun.add(self.read_names[-1])
                raise Killed


class Beginning(ThisMachine):
    """Machines that begin a job again when it died, and do each that is done once more."""

    def run(
        self, work: Callable[[Job], Answer], jobs: Iterable[Job]
    ) -> Generator[Answer, None, None]:
        for job in jobs:
            try:
                work(job)
            except Killed:
                work(job)
            yield work(job)


def test_shards_are_the_same_to_the_byte_whoever_dies(corpus: Corpus) -> None:
    corpus.build(into="undisturbed")
    corpus.engine = DyingEngine()
    corpus.build(Beginning())
    assert len(corpus.engine.begun) >= 3
    assert corpus.contents() == corpus.contents("undisturbed")


def test_what_a_killed_worker_leaves_is_no_shard(corpus: Corpus) -> None:
    corpus.build()
    shard = next(corpus.shards.glob("*.nq.gz"))
    shard.with_name(f".{shard.name}.abc.part").write_bytes(b"half")
    assert len(find_shards([corpus.shards])) == 4


def test_a_build_that_was_cut_off_goes_on(corpus: Corpus) -> None:
    corpus.build(into="undisturbed")
    outcomes = build_shards(
        find_documents([corpus.folder]),
        layout=ShardLayout(folder=corpus.shards, size=5),
        machines=ThisMachine(),
        choose=corpus.choose,
    )
    next(outcomes)
    outcomes.close()
    assert not (corpus.shards / "manifest.json").exists()
    assert corpus.count()[UNCHANGED] > 1
    assert corpus.contents() == corpus.contents("undisturbed")


def test_only_pruning_removes_the_shards_of_other_builds(corpus: Corpus) -> None:
    corpus.build()
    (corpus.folder / "p0.md").unlink()
    corpus.build()
    assert len(find_shards([corpus.shards])) == 5
    corpus.build(prune=True)
    kept = corpus.contents()
    assert corpus.build(into="fresh") and kept == corpus.contents("fresh")
    (corpus.folder / "gone.md").symlink_to("nowhere")
    (corpus.folder / "p1.md").unlink()
    with pytest.raises(BuildError, match="nothing was pruned: a document is out of reach"):
        corpus.build(prune=True)


def test_parquet_shards_hold_the_same(corpus: Corpus) -> None:
    corpus.build()
    corpus.build(into="tables", form=ShardFormat.PARQUET)
    assert corpus.graph_of_shards("tables") == corpus.graph_of_shards()
    corpus.build(into="again", form=ShardFormat.PARQUET)
    assert corpus.contents("tables") == corpus.contents("again")


def listed(count: int, table: str | None = None) -> list[Listed]:
    return [
        Listed(
            path=Path(f"{table}{number}"),
            policy=f"{table}-{number}",
            mark=f"{table}-{number}",
            table=Path(table) if table else None,
            row=number,
        )
        for number in range(count)
    ]


def test_a_new_file_changes_one_shard_and_a_new_table_none() -> None:
    before = {share.key for share in make_partition(listed(990), 100).shares}
    after = {share.key for share in make_partition(listed(991), 100).shares}
    assert (len(before), len(after), len(before & after)) == (10, 10, 9)
    more = make_partition([*listed(250, "new"), *listed(990)], 100).shares
    assert before < {share.key for share in more}
    assert sorted(len(share.documents) for share in more if share.key not in before) == [
        50,
        100,
        100,
    ]


def test_the_order_in_which_documents_are_found_tells_no_shard() -> None:
    ordered = make_partition(listed(50), 7)
    assert make_partition(reversed(listed(50)), 7) == ordered
    keys = [share.key for share in ordered.shares]
    assert keys == sorted(keys)


def test_a_folder_that_is_not_shared_is_told(corpus: Corpus) -> None:
    class Elsewhere(ThisMachine):
        def run(
            self, work: Callable[[Job], Answer], jobs: Iterable[Job]
        ) -> Generator[Answer, None, None]:
            for answer in super().run(work, jobs):
                for path in corpus.shards.glob("*"):
                    path.unlink()
                yield answer

    with pytest.raises(BuildError, match="Name a folder that all machines share"):
        corpus.build(Elsewhere())
