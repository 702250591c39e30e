"""`diff`, `compare` and `chain` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Command

HEAD = '# Privacy policy\n\nAcme Ltd ("Acme", "we") collects your email address.\n'
OLD = HEAD + "We do not sell your phone number.\n"
NEW = HEAD + "We sell your phone number to data brokers.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("versions")
    for name, text in (("2020-10-20.md", OLD), ("2024-03-29.md", NEW)):
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def versions(folder: Path) -> Path:
    from privacyflow.cli import run

    graph = folder / "versions.graph"
    assert run(["build", str(folder), "--graph", str(graph)]) == 0
    return graph


def test_two_files_are_compared_without_a_graph(command: Command, folder: Path) -> None:
    result = command("diff", folder / "2020-10-20.md", folder / "2024-03-29.md")
    assert result.code == 0
    assert "[denial reversed] no longer says that it does not sell phone number" in result.out
    assert "- “We do not sell your phone number.”" in result.out
    assert "+ “We sell your phone number to data brokers.”" in result.out


def test_the_exit_code_tells_of_a_change_where_it_is_asked_for(
    command: Command, folder: Path
) -> None:
    old, new = folder / "2020-10-20.md", folder / "2024-03-29.md"
    assert command("diff", old, new, "--exit-code").code == 1
    same = command("diff", old, old, "--exit-code")
    assert same.code == 0
    assert "no change of meaning found" in same.err


@pytest.mark.parametrize(
    "arguments",
    [("Acme",), ("Acme", "--from", "2020", "--to", "2024"), ("2020-10-20.md", "2024-03-29.md")],
    ids=["the last two", "by dates", "by file"],
)
def test_versions_of_a_graph_are_compared(
    arguments: tuple[str, ...], command: Command, versions: Path
) -> None:
    result = command("diff", *arguments, "--graph", versions, "-f", "json")
    assert result.code == 0, result.err
    found = json.loads(result.out)
    assert (found["old"]["file"], found["new"]["file"]) == ("2020-10-20.md", "2024-03-29.md")
    assert [change["severity"] for change in found["changes"]] == ["denial reversed"]


def test_the_file_tells_the_format(command: Command, versions: Path, tmp_path: Path) -> None:
    for name, start in (("a.html", "<!doctype html>"), ("a.md", "# Acme"), ("a.json", "{")):
        assert command("diff", "Acme", "--graph", versions, "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_text("utf-8").startswith(start)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Acme", "--from", "2024", "--to", "2020"), "these dates are not of two versions"),
        (("Acme", "--from", "soon"), "soon: is no date"),
        (("Zorblax",), "Zorblax: no policy here is of this company"),
        (("a.md", "b.md", "--from", "2020"), "are for the versions of one company"),
        (("Acme", "-f", "pdf"), "can't be written in this format"),
    ],
)
def test_what_can_not_be_compared_is_told_in_a_line(
    arguments: tuple[str, ...], message: str, command: Command, versions: Path
) -> None:
    result = command("diff", *arguments, "--graph", versions)
    assert result.code == 2
    assert len(result.errors) == 1
    assert message in result.errors[0]


def test_since_when_lists_the_versions_in_their_order(command: Command, versions: Path) -> None:
    asked = ("query", "since-when", "-p", "company=Acme", "-p", "data=Phone number")
    result = command(*asked, "--graph", versions, "-f", "ndjson")
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [(row["date"], row["state"]) for row in rows] == [
        ("2020-10-20", "says it does not"),
        ("2024-03-29", "does"),
    ]
    silent = command(*asked[:-1], "data=Religion", "--graph", versions, "-f", "ndjson")
    states = [json.loads(line)["state"] for line in silent.out.splitlines()]
    assert states == ["not mentioned", "not mentioned"]


def test_companies_are_crossed_with_what_they_speak_of(command: Command, graph: Path) -> None:
    result = command("compare", "-g", graph, "-d", "Location", "-c", "Fernway", "-f", "json")
    assert result.code == 0, result.err
    (cell,) = json.loads(result.out)["cells"]
    assert (cell["row"], cell["company"]) == ("location", "Fernway")
    assert sum(cell["states"].values()) == len(cell["statements"]) > 0


def test_a_row_that_nobody_can_ask_for_is_refused(command: Command, graph: Path) -> None:
    result = command("compare", "-g", graph, "--by", "colour")
    assert result.code == 2
    assert "is neither data nor recipient" in result.errors[0]


def test_a_chain_that_leads_nowhere_says_so(command: Command, versions: Path) -> None:
    result = command("chain", "Acme", "-g", versions)
    assert (result.code, result.out) == (0, "")
    assert "has a policy of its own in this graph" in result.err
