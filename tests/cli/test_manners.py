"""The manners of the command line: streams, exit codes, one-line errors, quick help."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from privacyflow import __version__
from privacyflow.cli import failures
from privacyflow.cli.application import VERBS

if TYPE_CHECKING:
    from privacyflow.tests.cli.conftest import Command

HELP_SECONDS = 0.3


def privacyflow(
    *arguments: str, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "privacyflow", *arguments],
        input=stdin,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_help_takes_less_than_the_blink_of_an_eye() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert privacyflow("--help").returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
    assert spent < HELP_SECONDS


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from privacyflow.cli import run; run(['query', '--help']);"
        "print({'rich', 'spacy', 'pyoxigraph', 'rdflib', 'networkx', 'jinja2'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.endswith("set()\n")


@pytest.mark.parametrize("verb", [verb.__name__ for verb in VERBS])
def test_every_verb_has_help_that_opens_with_examples(command: Command, verb: str) -> None:
    result = command(verb, "--help")
    assert result.code == 0
    assert result.out.index("Examples:") < result.out.index("Options:")


def test_without_a_verb_the_help_is_shown(command: Command) -> None:
    result = command()
    assert (result.code, result.err) == (0, "")
    assert "Examples:" in result.out


def test_version(command: Command) -> None:
    assert command("--version").out == f"privacyflow {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["buidl"], "Did you mean 'build'?"),
        (["build"], "Missing argument"),
        (["render", "--titel", "x"], "--title"),
        (["query"], "privacyflow query --list"),
        (["query", "who-receives", "-p", "Location"], "is not NAME=VALUE"),
        (["query", "no-such-file.rq"], "no such file"),
        (["extract", "no-such-file.txt"], "no such file"),
        (["extract", "x.txt", "-f", "csb"], 'did you mean "csv"'),
        (["extract", "x.txt", "-o", "x.xyz"], "can't be written in this format"),
        (["ask", "who receives location data?", "--graph", "nowhere.graph"], "nowhere.graph"),
        (["info", "--graph", "nowhere.graph"], "privacyflow build"),
        (["render", "--graph", "nowhere.graph"], "nowhere.graph"),
        (["validate", "--graph", "nowhere.graph"], "nowhere.graph"),
        (["explain", "3f9c0a51", "--graph", "nowhere.graph"], "nowhere.graph"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_error_is_one_line_that_helps(
    command: Command,
    arguments: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = command(*arguments)
    assert result.code == failures.FAILED
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert result.err.startswith("error: ")
    assert says in result.err


def test_an_unforeseen_error_is_one_line_too(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def explode(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a\nb\x1b[31m")

    monkeypatch.setattr("privacyflow.graphs.store.GraphStore.open", explode)
    result = command("info", "--graph", tmp_path)
    assert result.code == failures.FAILED
    assert result.err == (
        "error: internal error: ZeroDivisionError: a b. "
        "Set PRIVACYFLOW_DEBUG=1 to see where, and please report it.\n"
    )


def test_the_traceback_is_there_for_who_asks(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIVACYFLOW_DEBUG", "1")
    result = command("info", "--graph", "nowhere.graph")
    assert "Traceback (most recent call last)" in result.err
    assert result.err.splitlines()[-1].startswith("error: nowhere.graph")


def test_the_environment_names_the_graph(
    command: Command, monkeypatch: pytest.MonkeyPatch, graph: Path
) -> None:
    monkeypatch.setenv("PRIVACYFLOW_GRAPH", str(graph))
    assert str(graph) in command("info").out.replace("\n", "")


def test_a_closed_pipe_is_no_error(graph: Path) -> None:
    line = f'"{sys.executable}" -m privacyflow query --list --graph "{graph}" | head -n 1'
    ran = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


def test_nobody_waits_for_a_standard_input_that_is_not_there(command: Command) -> None:
    ran = privacyflow("query", "-", stdin="")
    assert ran.returncode == failures.FAILED
    assert ran.stderr.count("\n") == 1
