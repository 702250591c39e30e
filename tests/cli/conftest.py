"""Running the command line in this process, and a graph to ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from privacyflow.cli import run

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "policies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        return [line for line in self.err.splitlines() if line.startswith("error: ")]


Command = Callable[..., Result]


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run `privacyflow` with some arguments and return what it printed."""
    monkeypatch.delenv("PRIVACYFLOW_GRAPH", raising=False)
    monkeypatch.delenv("PRIVACYFLOW_DEBUG", raising=False)

    def run_command(*arguments: str | Path) -> Result:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Result(code=code, out=captured.out, err=captured.err)

    return run_command


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the example policies; not to be written to."""
    path = tmp_path_factory.mktemp("example") / "example.graph"
    assert run(["build", str(EXAMPLES), "--graph", str(path)]) == 0
    return path
