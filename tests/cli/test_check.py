"""`privacyflow check`: what it prints, in which format, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from privacyflow.cli import run
from sarif_pydantic import Sarif

if TYPE_CHECKING:
    from privacyflow.tests.cli.conftest import Command

POLICY = """# Privacy policy of Tarnfield

Tarnfield Ltd ("Tarnfield", "we") makes a weather app.

We collect your phone number to send you alerts.
We do not collect phone numbers.
We share your precise location with Google Maps to draw the map.
We do not share your contacts with third parties.
We keep your personal data for as long as necessary for our purposes.
"""
PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "check-policies.md"
HOSTILE = "=HYPERLINK(1)\x1b[31m"


@pytest.fixture(scope="module")
def tarnfield(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one invented policy, with something to find."""
    folder = tmp_path_factory.mktemp("tarnfield")
    (folder / "tarnfield.md").write_text(POLICY, encoding="utf-8")
    graph = folder / "tarnfield.graph"
    assert run(["build", str(folder / "tarnfield.md"), "--graph", str(graph)]) == 0
    return graph


def test_text_shows_both_quotes_with_their_places(command: Command, tarnfield: Path) -> None:
    result = command("check", "--graph", tarnfield, "--select", "PF1")
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0].startswith("tarnfield.md:6: error PF101 ")
    assert "  “We do not collect phone numbers.”" in lines
    assert "  “We collect your phone number to send you alerts.”" in lines
    start = POLICY.index("We do not collect")
    assert any(f"characters {start} to " in line for line in lines)
    assert "1 policy checked: 1 error, 0 warnings, 0 notes" in result.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--fail-on", "error"), 1),
        (("--fail-on", "never"), 0),
        (("--fail-on", "error", "--ignore", "PF1"), 0),
        (("--fail-on", "warning", "--ignore", "PF1"), 1),
        (("--fail-on", "note", "--select", "PF8"), 0),
    ],
)
def test_the_exit_code_tells_the_severity(
    command: Command, tarnfield: Path, arguments: tuple[str, ...], code: int
) -> None:
    assert command("check", "--graph", tarnfield, *arguments).code == code


def test_the_format_comes_from_the_ending(
    command: Command, tarnfield: Path, tmp_path: Path
) -> None:
    path = tmp_path / "findings.sarif"
    assert command("check", "--graph", tarnfield, "-o", path).code == 0
    (checked,) = Sarif.model_validate_json(path.read_text(encoding="utf-8")).runs
    assert checked.results is not None
    for found in checked.results:
        assert found.locations is not None
        region = found.locations[0].physical_location.region
        assert region is not None
        assert region.snippet is not None
        assert region.snippet.text in POLICY
    records = json.loads(command("check", "--graph", tarnfield, "-f", "json").out)
    assert [each["rule"] for each in records["findings"]] == [r.rule_id for r in checked.results]
    github = command("check", "--graph", tarnfield, "-f", "github", "--select", "PF101").out
    assert github.startswith("::error file=tarnfield.md,line=6,title=PF101 ")


def test_an_unknown_rule_or_policy_is_one_line(command: Command, tarnfield: Path) -> None:
    for arguments in (("--select", "XX"), ("--policy", "nobody"), ("-f", "pdf")):
        result = command("check", "--graph", tarnfield, *arguments)
        assert result.code == 2
        assert len(result.errors) == 1


def capture(folder: Path, *rows: str, heading: str = "app,data,domain,organisation") -> Path:
    path = folder / "observed.csv"
    path.write_text("\n".join((heading, *rows)) + "\n", encoding="utf-8")
    return path


def test_observed_flows_are_judged_with_quotes(
    command: Command, tarnfield: Path, tmp_path: Path
) -> None:
    flows = capture(
        tmp_path,
        "Tarnfield,precise location,maps.google.com,",
        "Tarnfield,contacts,doubleclick.net,",
        "Tarnfield,email address,,Meta",
    )
    result = command("check", "--graph", tarnfield, "--observed", flows, "-f", "csv")
    assert result.code == 0
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert [row["outcome"] for row in rows] == ["clear", "incorrect", "omitted"]
    assert rows[0]["quote"] == "We share your precise location with Google Maps to draw the map."
    assert rows[1]["quote"] == "We do not share your contacts with third parties."
    assert "3 rows judged: 1 clear, 0 vague, 0 ambiguous, 1 incorrect, 1 omitted" in result.err
    failing = command("check", "--graph", tarnfield, "--observed", flows, "--fail-on", "error")
    assert failing.code == 1
    assert "row 3: incorrect Tarnfield: contacts to DoubleClick" in failing.out
    records = json.loads(
        command("check", "--graph", tarnfield, "--observed", flows, "-f", "json").out
    )
    for record in records:
        for quote in record["quotes"]:
            assert POLICY[quote["start"] : quote["end"]] == quote["text"]


def test_a_bad_row_is_one_line_and_the_others_are_judged(
    command: Command, tarnfield: Path, tmp_path: Path
) -> None:
    flows = capture(
        tmp_path,
        "Nobody,location,maps.google.com,",
        "Tarnfield,locaton of the moon,maps.google.com,",
        "Tarnfield,location,example.invalid,",
        "Tarnfield,,maps.google.com,",
        "Tarnfield,precise location,maps.google.com,",
    )
    result = command("check", "--graph", tarnfield, "--observed", flows, "-f", "csv")
    assert result.code == 0
    assert len(result.errors) == 4
    assert [error.split(":")[1].split(",")[1].strip() for error in result.errors] == [
        "row 2",
        "row 3",
        "row 4",
        "row 5",
    ]
    assert "1 row judged" in result.err
    assert "4 rows could not be" in result.err


def test_hostile_cells_become_no_formula_and_no_escape(
    command: Command, tarnfield: Path, tmp_path: Path
) -> None:
    flows = capture(tmp_path, f'Tarnfield,precise location,,"{HOSTILE}"')
    written = command("check", "--graph", tarnfield, "--observed", flows, "-f", "csv").out
    (row,) = csv.DictReader(io.StringIO(written))
    assert row["organisation"].startswith("'=")
    shown = command("check", "--graph", tarnfield, "--observed", flows)
    assert "\x1b" not in shown.out
    wrong = capture(tmp_path, f"{HOSTILE},precise location,,Google")
    assert "\x1b" not in command("check", "--graph", tarnfield, "--observed", wrong).err


def test_a_capture_without_columns_is_refused(
    command: Command, tarnfield: Path, tmp_path: Path
) -> None:
    flows = capture(tmp_path, "a,b", heading="x,y")
    result = command("check", "--graph", tarnfield, "--observed", flows)
    assert result.code == 2
    assert "has no column for company" in result.errors[0]


def test_the_page_shows_what_is_found(command: Command, graph: Path, tmp_path: Path) -> None:
    blocks = re.findall(r"```\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    (policy,) = (block for block in blocks if block.startswith("# Privacy policy"))
    (finding,) = (block for block in blocks if block.startswith("tarnfield.md:"))
    (rows,) = (block for block in blocks if block.startswith("app,data,"))
    (judged,) = (block for block in blocks if block.startswith("row "))
    (tmp_path / "tarnfield.md").write_text(policy, encoding="utf-8")
    (tmp_path / "observed.csv").write_text(rows, encoding="utf-8")
    assert command("build", tmp_path / "tarnfield.md", "--graph", tmp_path / "g").code == 0
    assert command("check", "--graph", tmp_path / "g").out.startswith(finding)
    observed = command("check", "--graph", graph, "--observed", tmp_path / "observed.csv")
    assert observed.out.endswith(judged)
