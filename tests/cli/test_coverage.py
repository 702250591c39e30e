"""`privacyflow coverage`: what gave no flow is listed in every format, and hostile words are words."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from privacyflow.cli.coverage_output import SHEET_COLUMNS
from privacyflow.cli.formats import COVERAGE_FORMATS

if TYPE_CHECKING:
    from privacyflow.tests.cli.conftest import Command

POLICY = """---
layout: page
summary: =what we do\u202e with data
---

# Privacy policy

Acme Ltd ("Acme", "we") collects your email address when you register.

You can delete your phone number in the app.

=Do we collect your location or \x1b[31mphone number?
"""
SILENT = "You can delete your phone number in the app."


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "acme.md"
    path.write_text(POLICY, encoding="utf-8")
    return path


def test_records_tell_line_place_words_and_reason(command: Command, policy: Path) -> None:
    result = command("coverage", policy)
    records = [json.loads(line) for line in result.out.splitlines()]
    assert [(each["kind"], each["line"]) for each in records] == [
        ("skipped", 1),
        ("silent", 10),
        ("silent", 12),
    ]
    assert records[1]["text"] == SILENT
    assert records[1]["heaviest"]["text"] == "phone number"
    assert records[2]["reason"] == "asks a question"
    for record in records:
        assert POLICY[record["start"] : record["end"]] == record["text"]


def test_it_ends_with_one_line_that_counts(command: Command, policy: Path) -> None:
    result = command("coverage", policy, "-f", "csv")
    assert (result.code, result.err.count("\n")) == (0, 1)
    assert result.err == (
        "3 sentences, 1 with a flow, 2 silent with data and practice: coverage rate 33.3%\n"
    )


def test_json_holds_the_counts_too(command: Command, policy: Path) -> None:
    (told,) = json.loads(command("coverage", policy, "-f", "json").out)
    assert (told["sentences"], told["sentences_with_a_flow"], told["silent_sentences"]) == (3, 1, 2)
    assert told["coverage_rate"] == 0.3333
    assert [each["line"] for each in told["silent"]] == [10, 12]
    assert [each["line"] for each in told["skipped"]] == [1]


@pytest.mark.parametrize("form", COVERAGE_FORMATS)
def test_every_format_lists_it_and_tells_a_terminal_nothing(
    command: Command, policy: Path, form: str
) -> None:
    result = command("coverage", policy, "-f", form)
    assert result.code == 0
    assert SILENT in " ".join(result.out.split())
    if form != "csv":
        assert not set("\x1b\u202e") & set(result.out)


def test_a_spreadsheet_runs_no_cell(command: Command, policy: Path, tmp_path: Path) -> None:
    output = tmp_path / "silent.csv"
    assert command("coverage", policy, "-o", output).code == 0
    rows = list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8"))))
    assert tuple(rows[0]) == SHEET_COLUMNS
    assert rows[2]["quote"].startswith("'=Do we")


def test_several_documents_are_counted_together(
    command: Command, policy: Path, tmp_path: Path
) -> None:
    (tmp_path / "beta.md").write_text(POLICY.replace("Acme", "Beta"), encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02\xff" * 300)
    result = command("coverage", tmp_path, "-f", "table")
    assert result.code == 0
    assert {"acme.md", "beta.md"} <= set(result.out.split())
    assert len(result.errors) == 1
    assert "2 of 3 documents read" in result.err
    assert result.err.splitlines()[-1].startswith("6 sentences, 2 with a flow")
    assert command("coverage", tmp_path, "--strict").code == 2


def test_a_table_is_not_written_to_a_file(command: Command, policy: Path, tmp_path: Path) -> None:
    result = command("coverage", policy, "-o", tmp_path / "x.txt")
    assert (result.code, len(result.errors)) == (2, 1)


def test_info_tells_the_rate_of_a_graph(command: Command, policy: Path, tmp_path: Path) -> None:
    graph = tmp_path / "my.graph"
    command("build", policy, "--graph", graph)
    told = json.loads(command("info", "--graph", graph, "-f", "json").out)
    assert (told["sentences"], told["sentences with a flow"], told["silent sentences"]) == (3, 1, 2)
    assert told["coverage rate"] == 0.3333
    assert told["versions"][0]["silent sentences"] == 2
    shown = command("info", "--graph", graph).out
    assert shown.count("33.3%") == 2
    assert command("validate", "--graph", graph).code == 0
