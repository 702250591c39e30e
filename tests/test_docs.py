"""The documentation says what the program does."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s#]+)[^)]*\)")


def load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", REFERENCE / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["command-line.md", "findings.md", "ontology.md", "questions.md"])
def test_the_reference_is_current(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRIVACYFLOW_GRAPH", raising=False)
    written = load_generator().pages()[name]
    assert (REFERENCE / name).read_text(encoding="utf-8") == written, "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_link_leads_nowhere(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    broken = [
        link
        for link in links
        if not re.match(r"[a-z]+:", link) and not (page.parent / link).exists()
    ]
    assert broken == []


def test_every_decision_has_its_own_number_and_title() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    numbers = [decision.name[:4] for decision in decisions]
    assert len(numbers) == len(set(numbers)) > 0
    for decision in decisions:
        opening = decision.read_text(encoding="utf-8").splitlines()[0]
        assert re.match(rf"# (ADR |Decision )?{decision.name[:4]}\b", opening), decision.name


def test_the_changelog_tells_of_every_verb() -> None:
    from privacyflow.cli.application import VERBS

    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [verb.__name__ for verb in VERBS if f"`{verb.__name__}`" not in text] == []


def test_the_python_of_the_how_to_on_reasoning_prints_what_it_shows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = (ROOT / "docs" / "how-to" / "reason.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", text, flags=re.DOTALL)
    assert len(blocks) == text.count("```python") == 2
    for code, shown in blocks:
        exec(compile(code, "reason.md", "exec"), {})
        assert capsys.readouterr().out == shown


def tutorial_commands() -> list[str]:
    """The commands of the tutorial in its order, but those that a reader has to fill in."""
    text = (ROOT / "docs" / "tutorial" / "first-graph.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```\n(.*?)```", text, flags=re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("privacyflow") and "…" not in line]


def test_the_tutorial_can_be_followed(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    prelude = 'set -e; privacyflow() { "$PYTHON" -m privacyflow "$@"; }'
    ran = subprocess.run(
        ["bash", "-c", "\n".join([prelude, *tutorial_commands()])],
        cwd=tmp_path,
        env={key: value for key, value in os.environ.items() if "PRIVACYFLOW" not in key}
        | {"PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    assert "error" not in ran.stderr.replace("1 policy checked: 0 errors", "")
    assert ran.stdout.count("Mapbox") > 1
    text = (ROOT / "docs" / "tutorial" / "first-graph.md").read_text(encoding="utf-8")
    shown = re.findall(r"^kettle-and-crow\.html:.*$", text, flags=re.MULTILINE)
    assert len({line.split()[2] for line in shown}) >= 3
    assert [line for line in ran.stdout.splitlines() if "kettle-and-crow.html:" in line] == shown
