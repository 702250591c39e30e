"""A policy full of hostile text is text: it builds, validates, and obeys nobody."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from privacyflow.tests.cli.conftest import Command

HOSTILE = """# Privacy \u2028 policy </script><script>alert(1)</script>

Acme Ltd ("Acme", "we") collects your email address when you register.

We share your phone number with [Mapbox](javascript:alert(1)).

We disclose your name to Bobby'); DROP TABLE users;-- Inc. and } DROP ALL # partners.

We collect your address, {{7*7}} and "><img src=x onerror=alert(1)>.

We sell your \x1b[31mdevice identifier\x07 to \u202eadvertisers\u202c.

"""


@pytest.fixture(scope="module")
def hostile_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from privacyflow.cli import run

    folder = tmp_path_factory.mktemp("hostile")
    policy = folder / "-o rm <b>.md"
    policy.write_text(HOSTILE + "We collect " + "x" * 1_000_000 + " data.\n", encoding="utf-8")
    (folder / "page.html").write_text(f"<html><body><p>{HOSTILE}</p></body></html>", "utf-8")
    graph = folder / "hostile.graph"
    assert run(["build", str(folder), "--graph", str(graph), "--strict"]) == 0
    return graph


def test_it_builds_and_validates(command: Command, hostile_graph: Path) -> None:
    result = command("validate", "--graph", hostile_graph)
    assert (result.code, result.out) == (0, "")
    assert "nothing wrong" in result.err


@pytest.mark.parametrize("form", ["table", "md", "json", "ndjson"])
def test_a_terminal_is_told_nothing(command: Command, hostile_graph: Path, form: str) -> None:
    sparql = "SELECT ?s ?o WHERE { GRAPH ?g { ?s pf:recipientText|oa:exact|dct:title ?o } }"
    result = command("query", sparql, "--graph", hostile_graph, "-f", form)
    assert result.code == 0
    assert "device identifier" in result.out
    for character in "\x1b\x07\u202e\u2028":
        assert character not in result.out


def test_extract_shows_no_escape_either(command: Command, tmp_path: Path) -> None:
    policy = tmp_path / "evil.md"
    policy.write_text(HOSTILE, encoding="utf-8")
    result = command("extract", policy, "-f", "table")
    assert "phone number" in result.out
    assert "\x1b" not in result.out + result.err


def test_no_cell_is_a_formula(command: Command, hostile_graph: Path) -> None:
    sparql = "SELECT ?o WHERE { GRAPH ?g { ?s pf:statedIn ?p ; ?q ?o } FILTER(isLiteral(?o)) }"
    out = command("query", sparql, "--graph", hostile_graph, "-f", "csv").out
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_page_holds_it_as_words(command: Command, hostile_graph: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert command("render", "--graph", hostile_graph, "-o", page).code == 0
    text = page.read_text(encoding="utf-8")
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text
    assert "phone number" in text
