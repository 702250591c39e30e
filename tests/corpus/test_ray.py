"""Ray on this machine: workers that die cost nothing but time, and what goes wrong is one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from privacyflow.corpus import ray_cluster
from privacyflow.corpus.engines import Effort
from privacyflow.corpus.failures import BuildError
from privacyflow.corpus.listing import Listing, listing_jobs
from privacyflow.corpus.partition import make_partition
from privacyflow.corpus.ray_cluster import RayCluster
from privacyflow.corpus.ray_engine import RayEngine
from privacyflow.corpus.shard_files import ShardFormat
from privacyflow.corpus.shard_writing import ShardWriting
from privacyflow.corpus.tasks import Task
from privacyflow.tests.corpus.readers import KillOnce, SampleEngine, choose_sample_engine


@pytest.fixture(scope="module")
def cluster() -> Iterator[RayCluster]:
    pytest.importorskip("ray", reason="needs Ray")
    with RayCluster("local", 2) as running:
        yield running


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    found = [tmp_path / f"p{number}.md" for number in range(12)] + [tmp_path / "bad.md"]
    for path in found:
        path.write_text(path.name)
    return found


def test_killed_workers_change_no_byte(
    cluster: RayCluster, paths: list[Path], tmp_path: Path
) -> None:
    (listed,) = (Listing()(job) for job in listing_jobs(paths))
    shares = make_partition(listed, 5).shares
    files = []
    for name in ("here", "there"):
        work = ShardWriting(
            folder=tmp_path / name,
            form=ShardFormat.N_QUADS,
            effort=Effort(),
            choose=choose_sample_engine,
        )
        if name == "here":
            receipts = [work(share) for share in shares]
        else:
            killing = KillOnce(tmp_path / "marks", work)
            (tmp_path / "marks").mkdir()
            assert list(cluster.run(killing, shares)) == receipts
            assert len(list((tmp_path / "marks").iterdir())) == len(shares) == 3
        files.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert files[0] == files[1]


def test_documents_are_sent_and_come_back_in_order(cluster: RayCluster, paths: list[Path]) -> None:
    tasks = [Task(path=path) for path in paths]
    engine = RayEngine(RayCluster(), Effort(), choose_sample_engine)
    with closing(engine.read(tasks)) as results:
        found = [result.found for result in results]
    assert found == [result.found for result in SampleEngine().read(tasks)]


def fail(job: int) -> int:
    raise BuildError(where="there", what="no disk", remedy="Buy one.")


def test_an_error_on_a_worker_is_one_line_here(
    cluster: RayCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BuildError, match=r"there: no disk\. Buy one\."):
        list(cluster.run(fail, [1]))
    with pytest.raises(
        BuildError, match=r"worker of Ray \(local\): ValueError: .*same privacyflow"
    ):
        list(cluster.run(int, ["x"]))
    monkeypatch.setattr(ray_cluster, "__version__", "0.0.0")
    call = ray_cluster._Call(int, "9.9")
    monkeypatch.setattr(ray_cluster, "_Call", lambda work: call)
    with pytest.raises(BuildError, match=r"a worker: its privacyflow is .* and this one is 9\.9"):
        list(cluster.run(int, ["1"]))


def test_without_ray_a_line_tells_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(BuildError, match=r'pip install "privacyflow\[ray\]"'), RayCluster():
        pass


def test_nothing_is_started_where_nothing_is_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    assert list(RayEngine(RayCluster(), Effort()).read([])) == []
