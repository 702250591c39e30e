"""The command of accuracy: what it refuses, and what it says where there is nothing to measure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(__file__).resolve().parents[2] / "benchmarks" / "accuracy.py"


def run(*arguments: str, shared: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(COMMAND), *arguments],
        env=os.environ | {"PRIVACYFLOW_SHARED": str(shared)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("part", ["held", "test", "all"])
@pytest.mark.parametrize("wish", [["--errors", "5"], ["--rules"]])
def test_errors_of_a_part_for_figures_only_are_refused(
    part: str, wish: list[str], tmp_path: Path
) -> None:
    refused = run("--part", part, *wish, shared=tmp_path)
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert "errors are shown of the work and more parts only" in refused.stderr


def test_without_gold_it_says_that_nothing_was_measured(tmp_path: Path) -> None:
    silent = run("--part", "all", shared=tmp_path)
    assert (silent.returncode, silent.stdout) == (0, "")
    assert "nothing was measured" in silent.stderr
