"""What `explain` shows of a flow whose data is a term of its policy."""

from __future__ import annotations

from pathlib import Path

from privacyflow.tests.cli.conftest import Command

POLICY = (
    "# Lampwerk Privacy Policy\n\nAt Lampwerk we sell lamps.\n\n"
    '"Usage Data" means your IP address and your location.\n\n'
    "## Sharing\n\nWe share Usage Data with Mossmaps.\n"
)


def test_explain_shows_the_definition_beside_the_quote(command: Command, tmp_path: Path) -> None:
    (tmp_path / "lampwerk.md").write_text(POLICY, encoding="utf-8")
    graph = tmp_path / "lampwerk.graph"
    command("build", tmp_path / "lampwerk.md", "--graph", graph)
    asked = ("query", "who-receives", "-p", "data=IP address", "--graph", graph, "-f", "csv")
    (row,) = command(*asked).out.splitlines()[1:]
    result = command("explain", row.rpartition(",")[2], "--graph", graph)
    assert "“IP address”; “location”" in result.out
    assert '“"Usage Data" means your IP address and your location.”' in result.out
    assert "share" in result.out and "Mossmaps" in result.out
    assert command("validate", "--graph", graph).code == 0
