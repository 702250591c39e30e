"""`export`: what one asks for is what comes out, and what can't be is told in a line."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import resource
import shlex
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import networkx
import openpyxl
import pytest
from privacyflow.cli.export import FORMATS
from privacyflow.cli.formats import GRAPH_FORMATS
from pyarrow import parquet
from pyoxigraph import Quad, RdfFormat, parse

if TYPE_CHECKING:
    from privacyflow.tests.cli.conftest import Command

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_GRAPHS = ("ttl", "nt")


@pytest.mark.parametrize("form", FORMATS)
def test_the_ending_tells_the_format(
    command: Command, graph: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"x.{form}"
    result = command("export", "--graph", graph, "--company", "Fernway", "-o", path)
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines()[-1] == f"wrote {path} ({path.stat().st_size:,} bytes)"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def quads_of(text: str, form: RdfFormat) -> set[Quad]:
    return set(parse(text.encode(), form))


@pytest.mark.parametrize("form", WITHOUT_GRAPHS)
def test_the_loss_of_named_graphs_is_told(command: Command, graph: Path, form: str) -> None:
    result = command("export", "--graph", graph, "-f", form, "-o", "-", "--part", "stated")
    assert result.code == 0
    assert "has no named graphs; .trig and .nq keep them." in result.err


@pytest.mark.parametrize("form", [each for each in GRAPH_FORMATS if each not in WITHOUT_GRAPHS])
def test_nothing_is_told_where_nothing_is_lost(command: Command, graph: Path, form: str) -> None:
    result = command("export", "--graph", graph, "-f", form, "--part", "stated")
    assert (result.code, result.err) == (0, "")


def test_only_the_parts_asked_for(command: Command, graph: Path) -> None:
    result = command("export", "--graph", graph, "-f", "nq", "--part", "stated", "--part", "text")
    names = {quad.graph_name.value for quad in quads_of(result.out, RdfFormat.N_QUADS)}
    assert {name.rpartition("/")[2].partition("-")[0] for name in names} == {"stated", "text"}
    assert len(names) == 12


def test_only_the_company_asked_for(command: Command, graph: Path) -> None:
    result = command("export", "--graph", graph, "-f", "csv", "--company", "fernway")
    rows = list(csv.DictReader(io.StringIO(result.out, newline="")))
    assert {row["company"] for row in rows} == {"Fernway"}
    assert all(row["quote"] for row in rows)


def test_companies_and_policies_add_up(command: Command, graph: Path) -> None:
    result = command(
        *("export", "--graph", graph, "-f", "csv"),
        *("--company", "Fernway", "--policy", "parcelhare.html"),
    )
    rows = csv.DictReader(io.StringIO(result.out, newline=""))
    assert {row["company"] for row in rows} == {"Fernway", "ParcelHare"}


def test_every_flow_is_in_every_table(command: Command, graph: Path, tmp_path: Path) -> None:
    for form in ("csv", "xlsx", "parquet"):
        assert command("export", "--graph", graph, "-o", tmp_path / f"x.{form}").code == 0
    text = (tmp_path / "x.csv").read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["flows"]
    assert parquet.read_table(tmp_path / "x.parquet").num_rows == len(rows) == sheet.max_row - 1
    counted = json.loads(command("info", "--graph", graph, "-f", "json").out)
    assert len(rows) == counted["flows"]


def test_a_network_opens_in_networkx(command: Command, graph: Path, tmp_path: Path) -> None:
    for form, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        path = tmp_path / f"x.{form}"
        assert command("export", "--graph", graph, "-o", path).code == 0
        assert read(path).number_of_edges() > 100


def test_the_record_of_processing_has_two_sheets(
    command: Command, graph: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ropa.xlsx"
    assert command("export", "--graph", graph, "--ropa", "-o", path).code == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["RoPA (draft)", "evidence"]
    assert book["RoPA (draft)"]["A2"].value == "draft, from public statements"


def test_the_view_in_dpv_has_no_term_of_ours(command: Command, graph: Path) -> None:
    result = command("export", "--graph", graph, "--dpv", "-f", "nq", "-o", "-")
    assert (result.code, result.err) == (0, "")
    assert "privacyflow/ns#" not in result.out
    assert "<https://w3id.org/dpv#Process>" in result.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "no format given"),
        (("-o", "-"), "no format given"),
        (("-o", "x"), "no format given"),
        (("-o", "x.docx"), "can't be written in this format"),
        (("-f", "graphm"), 'did you mean "graphml"?'),
        (("-f", "csv", "--part", "stated"), "--part: is for RDF, not for csv"),
        (("-f", "xlsx", "--dpv"), "--dpv: is for RDF, not for xlsx"),
        (("-f", "ttl", "--ropa"), "--ropa: can't be written as ttl"),
        (("-f", "csv", "--ropa", "--dpv"), "doesn't go with --dpv"),
        (("-f", "nq", "--part", "nonsense"), "Parts: stated, derived"),
        (("-f", "nq", "--company", "Fernvay"), 'Did you mean "Fernway"'),
        (("-f", "nq", "--policy", "nowhere.md"), "no policy here is called so"),
        (("-o", "/nowhere/x.csv"), "no such folder"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(
    command: Command, graph: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = command("export", "--graph", graph, *arguments)
    assert (result.code, result.out) == (2, "")
    assert len(result.errors) == 1
    assert said in result.errors[0]


def test_mermaid_says_how_to_narrow(
    command: Command, graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("privacyflow.graphs.export.diagrams.MOST_EDGES", 5)
    path = tmp_path / "x.mmd"
    result = command("export", "--graph", graph, "-o", path)
    assert result.code == 2
    assert "--company" in result.errors[0]
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_files() -> Iterator[None]:
    """Let this process write no file of more than 20,000 bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("form", ["nq", "csv", "xlsx", "parquet", "graphml", "jsonld"])
@pytest.mark.usefixtures("small_files")
def test_a_full_disk_is_told_in_a_line_and_keeps_the_old_file(
    command: Command, graph: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"x.{form}"
    path.write_bytes(b"old")
    result = command("export", "--graph", graph, "-o", path)
    assert result.code == 2
    assert len(result.errors) == 1
    assert str(path) in result.errors[0]
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(
    command: Command, graph: Path, tmp_path: Path
) -> None:
    tmp_path.chmod(0o500)
    result = command("export", "--graph", graph, "-o", tmp_path / "x.csv")
    tmp_path.chmod(0o700)
    assert (result.code, len(result.errors)) == (2, 1)


@pytest.fixture
def beside_the_graph(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the graph and the example policies, where a reader of the pages works."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "privacyflow.graph").symlink_to(graph)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_how_to_can_be_followed(command: Command, beside_the_graph: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "export.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```\n(.*?)```", page, flags=re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert len(lines) > 8
    for line in lines:
        name, *arguments = shlex.split(line)
        assert name == "privacyflow"
        result = command(*arguments)
        assert (result.code, result.errors) == (0, []), line
        if "-o" in arguments:
            assert (beside_the_graph / arguments[arguments.index("-o") + 1]).stat().st_size > 0


def test_the_data_frame_of_the_page_on_python_runs(
    beside_the_graph: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "how-to" / "use-from-python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    (block,) = [block for block in blocks if "to_pandas" in block]
    exec(compile(block, "use-from-python.md", "exec"), {})
    assert "Fernway" in capsys.readouterr().out
