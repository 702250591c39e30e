"""`build` on many documents: reports, bounds, processes, and what a person is told."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from privacyflow.cli import pace
from privacyflow.cli.pace import Pace, show_time
from privacyflow.graphs.store import GraphStore

if TYPE_CHECKING:
    from privacyflow.tests.cli.conftest import Command

POLICY = 'Acme Ltd ("Acme", "we") collects your email address and shares it with Mapbox.\n'
NAME = "=evil\nerror: none\x1b[31m.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy, a pipe, and a binary file of a hostile name."""
    place = tmp_path / "policies"
    place.mkdir()
    (place / "acme.md").write_text(POLICY, encoding="utf-8")
    (place / NAME).write_bytes(b"\x00\x01\x02\xff" * 300)
    os.mkfifo(place / "pipe.txt")
    return place


def test_every_document_gets_its_line_and_its_row(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    graph, report = tmp_path / "g", tmp_path / "run.json"
    said = command("build", folder, "-g", graph, "--report", report)
    assert said.code == 0
    assert [line.partition(str(folder))[2].partition(": ")[0] for line in said.errors] == [
        r"/=evil\nerror: none\x1b[31m.txt".partition(": ")[0],
        "/pipe.txt",
    ]
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["added"], told["unchanged"], told["failed"], told["removed"]) == (1, 0, 2, 0)
    assert told["complete"] is True
    rows = {Path(row["document"]).name: row for row in told["documents"]}
    assert rows["acme.md"]["flows"] == told["flows"] == 2
    assert rows["pipe.txt"]["reason"] == "unreadable"
    assert rows["pipe.txt"]["error"] == "a pipe, not a file"

    again = command("build", folder, "-g", graph, "--report", "-", "--strict")
    assert again.code == 2
    assert "--retry-failed" in again.err
    assert "unchanged" in again.out
    assert "\x1b" not in again.out + again.err

    sheet = tmp_path / "run.csv"
    command("build", folder / "acme.md", folder / "pipe.txt", "-g", graph, "--report", sheet)
    written = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8"))))
    assert [row["step"] for row in written] == ["unchanged", "failed"]


def test_a_report_that_cannot_be_written_is_refused_before_the_build(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    for target, what in (("no/such/run.json", "no such folder"), ("run.xml", "this format")):
        said = command("build", folder, "-g", tmp_path / "g", "--report", tmp_path / target)
        assert (said.code, len(said.errors)) == (2, 1)
        assert what in said.errors[0]
    assert not (tmp_path / "g").exists()


def test_a_build_that_breaks_off_reports_what_it_did(
    command: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pace.PaceLine, "count", interrupt)
    report = tmp_path / "run.json"
    said = command("build", folder / "acme.md", "-g", tmp_path / "g", "--report", report)
    assert (said.code, said.err.splitlines()[-1]) == (130, "interrupted")
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["complete"], told["added"]) == (False, 1)


def test_pruning_is_told(command: Command, folder: Path, tmp_path: Path) -> None:
    graph = tmp_path / "g"
    command("build", folder / "acme.md", "-g", graph)
    (folder / "acme.md").write_text(POLICY.replace("email", "postal"), encoding="utf-8")
    said = command("build", folder / "acme.md", "-g", graph, "--prune")
    assert said.err.endswith("g: 1 added (2 flows), 0 unchanged, 1 removed\n")
    said = command("build", folder / "misspelt", "-g", graph, "--prune")
    assert said.code == 2
    assert "nothing was pruned" in said.errors[-1]
    assert "1 unchanged" in command("build", folder / "acme.md", "-g", graph).err


def test_two_processes_make_the_graph_that_one_makes(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    (folder / "beta.md").write_text(POLICY.replace("Acme", "Beta"), encoding="utf-8")
    dumps = []
    for jobs in ("1", "2"):
        said = command("build", folder, "-g", tmp_path / jobs, "-j", jobs)
        assert "2 added (4 flows), 0 unchanged, 2 failed" in said.err
        with GraphStore.open(tmp_path / jobs, read_only=True) as store:
            dumps.append(store.dump())
    assert dumps[0] == dumps[1]


def test_the_time_left_goes_by_size() -> None:
    now = iter([100.0, 110.0, 120.0])
    progress = Pace({Path("a"): 1_000, Path("b"): 3_000, Path("c"): 0}, clock=lambda: next(now))
    assert progress.count(Path("a"))
    assert not progress.count(Path("unchanged"))
    assert str(progress) == "1 of 3, 0.1 a second, 30 s left"
    assert progress.share == 0.25
    assert [show_time(each) for each in (0.4, 200, 7_500)] == ["0 s", "3 min 20 s", "2 h 5 min"]
