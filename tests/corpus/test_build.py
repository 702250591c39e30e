"""A build reads what has changed, remembers what failed, and survives being killed."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Generator
from pathlib import Path

import pytest
from privacyflow.corpus import ledger as ledgers
from privacyflow.corpus.build import build_documents
from privacyflow.corpus.documents import find_documents
from privacyflow.corpus.failures import BuildError
from privacyflow.corpus.outcomes import BuildSummary, Built, Step
from privacyflow.corpus.plan import Plan, Wish
from privacyflow.graphs.errors import StoreError
from privacyflow.graphs.store import GraphStore
from privacyflow.tests.corpus.readers import SampleEngine

ADDED, UNCHANGED, FAILED, REMOVED = Step.ADDED, Step.UNCHANGED, Step.FAILED, Step.REMOVED


class Corpus:
    """A folder of documents and a graph of them."""

    def __init__(self, place: Path) -> None:
        self.folder = place / "policies"
        self.graph = place / "graph"
        self.folder.mkdir()
        self.plans: list[Plan] = []

    def write(self, **documents: str) -> None:
        for name, text in documents.items():
            (self.folder / f"{name}.md").write_text(text)

    def outcomes(self, **wish: bool) -> Generator[Built, None, None]:
        paths = find_documents([self.folder])
        return build_documents(
            paths,
            graph=self.graph,
            wish=Wish(**wish),
            engine=SampleEngine(),
            watch=self.plans.append,
        )

    def build(self, **wish: bool) -> dict[str, Step]:
        return {one.path.stem: one.step for one in self.outcomes(**wish)}

    def names(self) -> list[str]:
        with GraphStore.open(self.graph, read_only=True) as store:
            return sorted(policy.file_name for policy in store.policies())

    def dump(self) -> bytes:
        with GraphStore.open(self.graph, read_only=True) as store:
            return store.dump()


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    made = Corpus(tmp_path)
    made.write(a="one", b="two", bad="three")
    return made


def test_only_what_has_changed_is_read(corpus: Corpus) -> None:
    assert corpus.build() == {"a": ADDED, "b": ADDED, "bad": FAILED}
    corpus.write(b="two, changed", c="new")
    assert corpus.build() == {"a": UNCHANGED, "b": ADDED, "bad": FAILED, "c": ADDED}
    assert [[each.path.stem for each in plan.to_read] for plan in corpus.plans] == [
        ["a", "b", "bad"],
        ["b", "c"],
    ]
    assert corpus.names() == ["a.md", "b.md", "b.md", "c.md"]


def test_what_another_version_extracted_is_read_again(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.build()
    monkeypatch.setattr(ledgers, "__version__", "0.0.0")
    corpus.build()
    assert len(corpus.plans[-1].to_read) == 3


def test_what_failed_is_told_again_and_read_again_only_when_asked(corpus: Corpus) -> None:
    corpus.build()
    again = BuildSummary(built=tuple(corpus.outcomes()))
    assert str(again) == "0 added (0 flows), 2 unchanged, 1 failed"
    (failure,) = [one.failure for one in again.failed]
    assert failure is not None
    assert (failure.where, failure.what) == (str(corpus.folder / "bad.md"), "no text")
    assert failure.remedy == "Mend it. It was not read again: --retry-failed does."
    corpus.build(retry_failed=True)
    corpus.build(again=True)
    assert [len(plan.to_read) for plan in corpus.plans] == [3, 0, 1, 3]


def test_notes_of_failures_are_in_no_export(corpus: Corpus, tmp_path: Path) -> None:
    corpus.build()
    (tmp_path / "other").mkdir()
    other = Corpus(tmp_path / "other")
    other.write(a="one", b="two")
    other.build()
    assert corpus.dump() == other.dump()


def test_equal_files_of_one_name_are_read_once(corpus: Corpus) -> None:
    for name in ("a", "bad"):
        twin = corpus.folder / "twins" / f"{name}.md"
        twin.parent.mkdir(exist_ok=True)
        shutil.copy(corpus.folder / f"{name}.md", twin)
    steps = [one.step for one in corpus.outcomes()]
    assert steps == [ADDED, ADDED, FAILED, UNCHANGED, FAILED]
    assert len(corpus.plans[0].to_read) == 3


def test_pruning_takes_out_what_the_documents_no_longer_hold(corpus: Corpus) -> None:
    corpus.build()
    corpus.write(a="one, changed")
    (corpus.folder / "b.md").unlink()
    outcomes = list(corpus.outcomes(prune=True))
    steps = [(one.path.name, one.step) for one in outcomes if one.path.stem != "bad"]
    assert steps == [("a.md", ADDED), ("a.md", REMOVED), ("b.md", REMOVED)]
    assert corpus.names() == ["a.md"]
    assert corpus.build(prune=True) == {"a": UNCHANGED, "bad": FAILED}


def test_pruning_keeps_the_versions_of_a_file_that_cannot_be_read_now(corpus: Corpus) -> None:
    corpus.build()
    (corpus.folder / "a.md").unlink()
    (corpus.folder / "a.md").symlink_to("nowhere")
    assert corpus.build(prune=True) == {"a": FAILED, "b": UNCHANGED, "bad": FAILED}
    assert corpus.names() == ["a.md", "b.md"]


def test_pruning_keeps_what_an_archive_held_that_cannot_be_read_now(corpus: Corpus) -> None:
    archive = corpus.folder / "more.zip"
    with zipfile.ZipFile(archive, "w") as container:
        container.writestr("c.md", "three")
    corpus.build()
    assert corpus.names() == ["a.md", "b.md", "more.zip!c.md"]
    archive.write_bytes(archive.read_bytes()[:20])
    corpus.build(prune=True)
    assert corpus.names() == ["a.md", "b.md", "more.zip!c.md"]
    archive.unlink()
    corpus.build(prune=True)
    assert corpus.names() == ["a.md", "b.md"]


def test_nothing_is_pruned_while_a_source_is_out_of_reach(corpus: Corpus) -> None:
    corpus.build()
    for paths in ([], [corpus.folder / "b.md", corpus.folder / "misspelt"]):
        with pytest.raises(BuildError, match="nothing was pruned"):
            list(
                build_documents(
                    paths, graph=corpus.graph, wish=Wish(prune=True), engine=SampleEngine()
                )
            )
    assert corpus.names() == ["a.md", "b.md"]


def test_files_are_laid_out_after_many_new_policies_even_if_builds_were_cut_off(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    compacted = []
    monkeypatch.setattr(GraphStore, "compact", lambda _: compacted.append(1))
    corpus.write(**{f"p{number}": str(number) for number in range(8)})
    cut_off = corpus.outcomes()
    for _ in range(9):
        next(cut_off)
    cut_off.close()
    assert compacted == []
    corpus.build()
    assert compacted == [1]
    corpus.write(more="more")
    corpus.build()
    corpus.build()
    assert compacted == [1]


def test_two_builds_of_one_graph_at_once_are_refused(corpus: Corpus) -> None:
    first = corpus.outcomes()
    assert next(first).step is ADDED
    code = (
        "import sys; from privacyflow.graphs.store import GraphStore; GraphStore.open(sys.argv[1])"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, str(corpus.graph)], capture_output=True, text=True, check=False
    )
    assert "another process is writing this graph" in other.stderr
    assert [one.step for one in first] == [ADDED, FAILED]


def test_a_full_disk_ends_the_build_and_loses_nothing(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    from privacyflow.graphs import store as stores

    real = stores.replace_graphs
    written = []

    def fill_up(*arguments: object) -> int:
        written.append(1)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(stores, "replace_graphs", fill_up)
    with pytest.raises(StoreError, match=r"No space left on device\. Make room"):
        corpus.build()
    monkeypatch.setattr(stores, "replace_graphs", real)
    assert corpus.build() == {"a": UNCHANGED, "b": ADDED, "bad": FAILED}


BUILD = """
import sys
from pathlib import Path
from privacyflow.corpus.build import build_documents
from privacyflow.corpus.documents import find_documents
from privacyflow.tests.corpus.readers import SampleEngine

paths = find_documents([Path(sys.argv[1])])
for one in build_documents(paths, graph=sys.argv[2], engine=SampleEngine()):
    print(one.step, flush=True)
"""


def test_a_build_that_is_killed_and_run_again_is_the_undisturbed_one(corpus: Corpus) -> None:
    corpus.write(**{f"p{number}": str(number) for number in range(20)})
    corpus.build()
    whole = corpus.dump()
    killed = corpus.graph.with_name("killed")
    moments = random.Random(6)
    for last in (1, 6, 14):
        writer = subprocess.Popen(
            [sys.executable, "-c", BUILD, str(corpus.folder), str(killed)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        for _ in range(last):
            writer.stdout.readline()
        time.sleep(moments.uniform(0, 0.01))
        writer.kill()
        writer.communicate()
    corpus.graph = killed
    steps = list(corpus.build().values())
    assert steps.count(UNCHANGED) >= 14 - 1
    assert corpus.dump() == whole
