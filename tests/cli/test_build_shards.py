"""`build --shards` and `--engine`: files for `load`, of files and tables, by whom one likes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow
import pytest
from privacyflow.graphs.store import GraphStore
from pyarrow import parquet

if TYPE_CHECKING:
    from privacyflow.tests.cli.conftest import Command

POLICY = 'Acme Ltd ("Acme", "we") collects your email address and shares it with Mapbox.\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy, and a table with the same and two more rows, one of them broken."""
    place = tmp_path / "policies"
    place.mkdir()
    (place / "acme.md").write_text(POLICY, encoding="utf-8")
    rows = {
        "name": ["acme.md", "beta.md", "\x1b[31m"],
        "text": [POLICY, POLICY.replace("Acme", "Beta"), None],
        "company": [None, "Gamma", None],
    }
    parquet.write_table(pyarrow.table(rows), place / "crawl.parquet")
    return place


def test_files_and_rows_become_shards_and_a_graph(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    shards, graph = folder / "shards", tmp_path / "g"
    said = command("build", folder, "--shards", shards, "--shard-format", "parquet")
    assert said.code == 0
    assert len(said.errors) == 1 and "the row has no text" in said.errors[0]
    assert "\x1b" not in said.err
    assert said.err.endswith("shards: 2 added (4 flows), 1 unchanged, 1 failed\n")
    assert command("load", shards, "-g", graph).err.endswith("2 policies from 2 shards\n")
    with GraphStore.open(graph, read_only=True) as store:
        companies = sorted(policy.company.rpartition("/")[2] for policy in store.policies())
    assert companies == ["org-acme", "org-gamma"]
    # The shards lie among the policies, and are none.
    said = command("build", folder, "--shards", shards, "--shard-format", "parquet", "--strict")
    assert (said.code, len(said.errors)) == (2, 1)
    assert said.err.endswith("shards: 0 added (0 flows), 3 unchanged, 1 failed\n")


def test_shards_of_another_build_are_told_of(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    shards = tmp_path / "shards"
    command("build", folder / "acme.md", "--shards", shards)
    (folder / "acme.md").write_text(POLICY.replace("email", "postal"), encoding="utf-8")
    said = command("build", folder / "acme.md", "--shards", shards)
    assert "shards: also 1 shard of other builds; --prune removes them\n" in said.err
    said = command("build", folder / "acme.md", "--shards", shards, "--prune")
    assert said.err.splitlines()[-1].endswith("0 added (0 flows), 1 unchanged")
    assert len(list(shards.glob("*.nq.gz"))) == 1


def test_what_ray_lacks_is_one_line(
    command: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = command("build", folder, "-g", tmp_path / "g", "--address", "auto")
    assert (said.code, said.err) == (
        2,
        "error: --address: is of a Ray cluster. Give --engine ray, too.\n",
    )
    monkeypatch.setitem(sys.modules, "ray", None)
    for target in ("-g", "--shards"):
        said = command("build", folder, target, tmp_path / "x", "--engine", "ray")
        assert said.code == 2
        assert said.errors[-1].startswith("error: --engine ray: Ray is not installed. Install it:")
