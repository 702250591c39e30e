"""`render --policy`: one policy's report beside its text, chosen by a name a person would use."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from privacyflow.tests.cli.conftest import Command


def data_of(page: Path) -> dict:
    found = re.search(
        r'<script type="application/json" id="data">(.*?)</script>',
        page.read_text("utf-8"),
        re.DOTALL,
    )
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("name", ["fernway.md", "Fernway", "examples/policies/fernway.md"])
def test_the_page_holds_that_policy_and_opens_with_its_report(
    command: Command, graph: Path, tmp_path: Path, name: str
) -> None:
    page = tmp_path / "fernway.html"
    result = command("render", "--graph", graph, "--policy", name, "-o", page)
    assert (result.code, result.out, result.errors) == (0, "", [])
    data = data_of(page)
    assert [policy["file"] for policy in data["policies"]] == ["fernway.md"]
    assert data["view"] == "tab=policy"
    assert data["flows"]["rows"]
    # The report shows on what the policy is silent, so the page knows more than it states.
    assert len(data["categories"]) > 30


def test_the_id_that_info_and_answers_give_is_taken(
    command: Command, graph: Path, tmp_path: Path
) -> None:
    listed = command("query", "policies", "--graph", graph, "-f", "ndjson").out.splitlines()
    policy = json.loads(listed[0])["policy"]
    result = command("render", "--graph", graph, "--policy", policy, "-o", tmp_path / "one.html")
    assert result.code == 0
    assert len(data_of(tmp_path / "one.html")["policies"]) == 1


def test_without_it_the_page_opens_with_answers(
    command: Command, graph: Path, tmp_path: Path
) -> None:
    assert command("render", "--graph", graph, "-o", tmp_path / "all.html").code == 0
    data = data_of(tmp_path / "all.html")
    assert len(data["policies"]) == 6
    assert data["view"] == ""


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Fernwai", 'Did you mean "Fernway"'),
        ("nobody at all", "There are policies of Fernway"),
        ("", "There are policies of"),
        ("\x1b[31mred", "There are policies of"),
    ],
)
def test_an_unknown_name_is_one_line_that_helps(
    command: Command, graph: Path, tmp_path: Path, name: str, says: str
) -> None:
    page = tmp_path / "none.html"
    result = command("render", "--graph", graph, "--policy", name, "-o", page)
    assert result.code == 2
    assert result.out == ""
    assert len(result.errors) == 1
    assert says in result.errors[0]
    assert "\x1b" not in result.err
    assert not page.exists()


def test_several_versions_are_told_apart_by_their_id(command: Command, tmp_path: Path) -> None:
    graph = tmp_path / "two.graph"
    for year in (2024, 2025):
        policy = tmp_path / f"acme-{year}.txt"
        policy.write_text(f"Acme Ltd collects your email address in {year}.\n", "utf-8")
        built = command("build", policy, "--graph", graph, "--company", "Acme Ltd")
        assert built.code == 0
    page = tmp_path / "acme.html"
    result = command("render", "--graph", graph, "--policy", "Acme Ltd", "-o", page)
    assert result.code == 2
    assert "2 policy versions are called so" in result.errors[0]
    names = re.findall(r"policy-acme-202[45]-[0-9a-f]{12}", result.errors[0])
    assert len(names) == 2
    assert command("render", "--graph", graph, "--policy", names[0], "-o", page).code == 0
    assert len(data_of(page)["policies"]) == 1
