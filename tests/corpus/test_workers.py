"""Several processes that read: in order, within bounds, and one that ends costs one document."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from privacyflow.corpus.engines import MANY, Effort, choose_engine
from privacyflow.corpus.failures import BuildError, DocumentFailure, Reason
from privacyflow.corpus.tasks import OwnProcess, Result, Task
from privacyflow.corpus.worker import Bounds, Skill
from privacyflow.corpus.workers import Workers
from privacyflow.tests.corpus import readers

BOUNDS = Bounds(seconds=0.5, memory=256 << 20)
SKILL = Skill(load=readers.load_nothing, read=readers.read_by_name)


def tasks(folder: Path, names: Iterable[str]) -> list[Task]:
    paths = [folder / f"{name}.md" for name in names]
    for path in paths:
        path.write_text(path.name)
    return [Task(path=path) for path in paths]


def outcome(result: Result) -> str:
    """The kind of failure, or the policy's id."""
    if isinstance(result.found, DocumentFailure):
        return result.found.reason
    return result.found.policy


def test_what_happens_to_a_reader_costs_its_document_and_no_other(tmp_path: Path) -> None:
    names = ["late-1", "good-2", "slow-3", "good-4", "greedy-5", "crash-6", "killed-7", "once-8"]
    engine = Workers(2, BOUNDS, SKILL)
    with closing(engine.read(tasks(tmp_path, [*names, "good-9"]))) as results:
        outcomes = [outcome(result) for result in results]
    assert outcomes == [
        "late-1",
        "good-2",
        Reason.TIME,
        "good-4",
        Reason.MEMORY,
        Reason.CRASH,
        Reason.CRASH,
        "once-8",
        "good-9",
    ]
    assert multiprocessing.active_children() == []


def test_no_more_is_read_ahead_than_its_window(tmp_path: Path) -> None:
    drawn = []

    def draw() -> Iterable[Task]:
        for task in tasks(tmp_path, ["late-1", *(f"good-{n}" for n in range(60))]):
            drawn.append(task)
            yield task

    with closing(Workers(2, BOUNDS, SKILL).read(draw())) as results:
        next(results)
        assert len(drawn) <= 33
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("load", [readers.fail_to_load, readers.end_at_once])
def test_workers_that_cannot_start_end_the_build(load: object, tmp_path: Path) -> None:
    skill = Skill(load=load, read=readers.read_by_name)  # type: ignore[arg-type]
    with pytest.raises(BuildError, match=r"can be started: (no model|it ended at once)"):
        list(Workers(1, BOUNDS, skill).read(tasks(tmp_path, ["good"])))


def test_processes_are_started_for_many_documents_or_where_bounds_are_asked_for() -> None:
    assert isinstance(choose_engine(MANY - 1, Effort()), OwnProcess)
    assert isinstance(choose_engine(MANY, Effort()), Workers)
    assert isinstance(choose_engine(1_000, Effort(jobs=1)), OwnProcess)
    assert isinstance(choose_engine(1, Effort(jobs=1, seconds=5)), Workers)
    assert isinstance(choose_engine(0, Effort(jobs=4, seconds=5)), OwnProcess)
