"""Documents in: `extract` and `build`, one bad file among many, standard input, re-runs."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from privacyflow.cli.flow_output import SHEET_COLUMNS
from privacyflow.cli.formats import FLOW_FORMATS, GRAPH_FORMATS

if TYPE_CHECKING:
    from privacyflow.tests.cli.conftest import Command

POLICY = """# Privacy policy

Acme Ltd ("Acme", "we") collects your email address when you register.

We share your precise location with Mapbox to draw the map.

We do not sell your phone number.
"""
BINARY = b"\x00\x01\x02\xff" * 300


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two policies, one file that is none, one that is not looked at."""
    place = tmp_path / "policies"
    (place / "deeper").mkdir(parents=True)
    (place / "acme.md").write_text(POLICY, encoding="utf-8")
    (place / "deeper" / "beta.TXT").write_text(POLICY.replace("Acme", "Beta"), encoding="utf-8")
    (place / "broken.txt").write_bytes(BINARY)
    (place / "notes.json").write_text("{}")
    (place / ".hidden.md").write_text(POLICY)
    return place


def test_records_come_one_a_line_with_their_keys_in_order(command: Command, folder: Path) -> None:
    result = command("extract", folder / "acme.md", "-f", "jsonl")
    assert (result.code, result.err) == (0, "")
    records = [json.loads(line) for line in result.out.splitlines()]
    assert {record["data"]["text"] for record in records} >= {"email address", "precise location"}
    assert list(records[0])[:4] == ["id", "policy", "company", "action"]
    for record in records:
        for part in ("data", "evidence"):
            span = record[part]
            assert POLICY[span["start"] : span["end"]] == span["text"]


def test_a_denial_is_a_record_of_its_own(command: Command, folder: Path) -> None:
    result = command("extract", folder / "acme.md", "-f", "jsonl")
    denied = [record for line in result.out.splitlines() if (record := json.loads(line))["negated"]]
    assert [(record["manner"], record["data"]["text"]) for record in denied] == [
        ("sell", "phone number")
    ]


@pytest.mark.parametrize("form", FLOW_FORMATS)
def test_every_format_is_written(command: Command, folder: Path, form: str) -> None:
    result = command("extract", folder / "acme.md", "-f", form)
    assert result.code == 0
    assert "email address" in result.out


@pytest.mark.parametrize("form", [*GRAPH_FORMATS, "csv", "jsonl"])
def test_the_ending_of_the_output_tells_the_format(
    command: Command, folder: Path, tmp_path: Path, form: str
) -> None:
    output = tmp_path / f"flows.{form}"
    assert command("extract", folder / "acme.md", "-o", output).code == 0
    written = output.read_text(encoding="utf-8")
    assert written == command("extract", folder / "acme.md", "-f", form).out
    assert not list(tmp_path.glob("*.part"))


def test_rdf_leaves_the_text_of_the_policy_out(command: Command, folder: Path) -> None:
    assert "/text-" not in command("extract", folder / "acme.md", "-f", "nq").out


def test_a_spreadsheet_runs_no_cell(command: Command, tmp_path: Path) -> None:
    policy = tmp_path / "evil.md"
    policy.write_text("# =cmd()\n\n" + POLICY.partition("\n\n")[2], encoding="utf-8")
    result = command("extract", policy, "-f", "csv", "--company", "=1+1")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert tuple(rows[0]) == SHEET_COLUMNS
    assert {row["company"] for row in rows} == {"'=1+1"}


def test_one_bad_file_stops_nothing(command: Command, folder: Path) -> None:
    result = command("extract", folder, "-f", "jsonl")
    assert result.code == 0
    assert len(result.errors) == 1
    assert "broken.txt" in result.errors[0]
    assert "2 of 3 documents read" in result.err
    assert {json.loads(line)["company"] for line in result.out.splitlines()} == {"Acme", "Beta"}
    assert command("extract", folder, "-f", "jsonl", "--strict").code == 2


def test_a_single_bad_file_is_an_error(command: Command, folder: Path) -> None:
    result = command("extract", folder / "broken.txt")
    assert (result.code, result.out) == (2, "")
    assert len(result.errors) == 1


def test_standard_input_is_read(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "privacyflow", "extract", "-", "--company", "Acme", "-f", "jsonl"],
        input=POLICY,
        capture_output=True,
        text=True,
        check=True,
        env={key: value for key, value in os.environ.items() if "PRIVACYFLOW" not in key},
    )
    assert "Mapbox" in ran.stdout


def test_build_reports_what_it_did_and_does_it_once(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "my.graph"
    first = command("build", folder, "--graph", graph)
    assert (first.code, first.out) == (0, "")
    assert "2 added" in first.err
    assert "1 failed" in first.err
    before = command("query", "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }", "--graph", graph).out
    second = command("build", folder, "--graph", graph)
    assert "0 added (0 flows), 2 unchanged, 1 failed" in second.err
    after = command("query", "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }", "--graph", graph).out
    assert sorted(before.splitlines()) == sorted(after.splitlines())
    assert command("build", folder, "--graph", graph, "--strict").code == 2


def test_build_reads_again_when_asked(command: Command, folder: Path, tmp_path: Path) -> None:
    graph = tmp_path / "my.graph"
    command("build", folder / "acme.md", "--graph", graph)
    assert "1 added" in command("build", folder / "acme.md", "--graph", graph, "--again").err
    assert "1 unchanged" in command("build", folder / "acme.md", "--graph", graph).err


def test_the_company_may_be_given_for_one_policy(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "my.graph"
    assert command("build", folder, "--graph", graph, "--company", "Gamma").code == 2
    assert command("build", folder / "acme.md", "--graph", graph, "--company", "Gamma").code == 0
    assert "Gamma" in command("info", "--graph", graph).out
    assert "Acme" not in command("info", "--graph", graph).out


def test_the_second_build_does_not_load_the_parser(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from privacyflow.cli import run;"
        f"run(['build', {str(folder / 'acme.md')!r}, '--graph', {str(tmp_path / 'g')!r}]);"
        "print('spacy' in sys.modules)"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert [each.stdout for each in said] == ["True\n", "False\n"]


def test_a_folder_with_other_files_is_no_graph(command: Command, folder: Path) -> None:
    result = command("build", folder / "acme.md", "--graph", folder)
    assert result.code == 2
    assert len(result.errors) == 1
    assert (folder / "acme.md").read_text(encoding="utf-8") == POLICY


def test_an_empty_folder_is_said_to_be_empty(command: Command, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    result = command("build", tmp_path / "none", "--graph", tmp_path / "my.graph")
    assert result.code == 0
    assert "no policies found" in result.err
