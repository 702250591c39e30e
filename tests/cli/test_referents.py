"""What `explain` shows of a flow whose words only point back."""

from __future__ import annotations

from pathlib import Path

from privacyflow.tests.cli.conftest import Command

POLICY = (
    "# Lampwerk Privacy Policy\n\nAt Lampwerk we sell lamps.\n\n"
    "## Sharing\n\nWe collect your email address. We share this information with Mossmaps.\n"
)


def test_explain_shows_what_is_meant_and_where_it_is_named(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "lampwerk.md").write_text(POLICY, encoding="utf-8")
    graph = tmp_path / "lampwerk.graph"
    command("build", tmp_path / "lampwerk.md", "--graph", graph)
    asked = ("query", "who-receives", "-p", "data=personal data", "--graph", graph, "-f", "csv")
    (row,) = command(*asked).out.splitlines()[1:]
    result = command("explain", row.rpartition(",")[2], "--graph", graph)
    assert "data stands for" in result.out and "“email address”, named before" in result.out
    assert "“We collect your email address.”" in result.out
    assert command("validate", "--graph", graph).code == 0
