"""Every example that a `--help` opens with runs as it stands."""

from __future__ import annotations

import gzip
import inspect
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from privacyflow.cli.application import VERBS
from privacyflow.graphs.store import GraphStore, Part

if TYPE_CHECKING:
    from privacyflow.tests.cli.conftest import Command

FLOW_IN_EXAMPLES = "3f9c0a51d27be844"
PRELUDE = 'set -o pipefail; privacyflow() { "$PYTHON" -m privacyflow "$@"; }'
POLICY = """# Privacy policy

Acme Ltd ("Acme", "we") collects your email address when you register.
We share your precise location with Mapbox to draw the map.
We do not sell your phone number.
"""
PAGE = """<html><body><h1>Privacy policy</h1>
<p>Acme Ltd ("Acme", "we") collects your email address.</p>
<p>We share your location with Mapbox.</p></body></html>
"""


def examples() -> list[str]:
    """The example lines of all verbs."""
    found = []
    for verb in VERBS:
        text = inspect.getdoc(verb) or ""
        block = text.partition("Examples:\n")[2].partition("\n\n")[0]
        lines = [line.strip() for line in block.splitlines()]
        assert lines, f"{verb.__name__} --help opens with examples"
        found += lines
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, graph: Path) -> Path:
    """A folder with everything that the examples speak of."""
    place = tmp_path_factory.mktemp("examples")
    for name in ("policies", "corpus"):
        (place / name).mkdir()
    for name in (
        "policy.md",
        "policy.txt",
        "beta.txt",
        "unnamed.txt",
        "policies/one.txt",
        "corpus/one.txt",
    ):
        (place / name).write_text(POLICY, encoding="utf-8")
    for name in ("policy.html", "acme.html"):
        (place / name).write_text(PAGE, encoding="utf-8")
    (place / "observed.csv").write_text("app,data,domain\nFernway,location,mapbox.com\n")
    (place / "addresses.txt").write_text("https://example.com/privacy\n", encoding="utf-8")
    (place / "mine.rq").write_text("SELECT ?flow WHERE { GRAPH ?g { ?flow a pf:AffirmedFlow } }")
    write_shards(graph, place)
    shutil.copytree(graph, place / "privacyflow.graph")
    shutil.copytree(graph, place / "my.graph")
    return place


def write_shards(graph: Path, place: Path) -> None:
    """Write the stated graphs and the texts of `graph` as shards of each kind."""
    from privacyflow.graphs.shards import COLUMNS
    from pyarrow import parquet, table

    (place / "shards").mkdir()
    with GraphStore.open(graph, read_only=True) as store:
        quads = store.dump(parts=(Part.STATED, Part.TEXT))
        terms = [
            tuple(map(str, (quad.subject, quad.predicate, quad.object, quad.graph_name)))
            for quad in store.quads((Part.STATED, Part.TEXT))
        ]
    for path in (place / "one.nq", place / "shards/part-1.nq"):
        path.write_bytes(quads)
    (place / "two.nq.gz").write_bytes(gzip.compress(quads))
    columns = dict(zip(COLUMNS, map(list, zip(*terms, strict=True)), strict=True))
    parquet.write_table(table(columns), place / "three.parquet")


@pytest.fixture(scope="module")
def a_flow(graph: Path) -> str:
    with GraphStore.open(graph, read_only=True) as store:
        rows = store.select("SELECT ?f WHERE { GRAPH ?g { ?f a pf:AffirmedFlow } } ORDER BY ?f")
    return str(rows.rows[0][0]).rstrip(">").rpartition("flow-")[2]


@pytest.fixture
def one_page_web(monkeypatch: pytest.MonkeyPatch) -> None:
    """A web in which every host has one page, and no rules."""

    def answer(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        return httpx.Response(200, headers={"content-type": "text/html"}, text=PAGE)

    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)


def serves(example: str) -> bool:
    """Tell whether an example runs until it is told to end."""
    return example.startswith("privacyflow serve")


def needs_a_shell(example: str) -> bool:
    """Tell whether an example is more than one command with its arguments."""
    return not set(shlex.split(example)).isdisjoint({"|", ">", "&&"})


@pytest.mark.parametrize(
    "example", [each for each in examples() if not serves(each) and not needs_a_shell(each)]
)
@pytest.mark.usefixtures("one_page_web")
def test_an_example_runs(
    example: str, folder: Path, a_flow: str, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    if example.startswith("privacyflow reason") and shutil.which("java") is None:
        pytest.skip("needs Java for HermiT")
    monkeypatch.chdir(folder)
    line = example.replace(FLOW_IN_EXAMPLES, a_flow).replace(FLOW_IN_EXAMPLES[:8], a_flow[:8])
    ran = command(*shlex.split(line)[1:])
    assert (ran.code, ran.errors) == (0, []), ran.err
    assert ran.out or ran.err


@pytest.mark.parametrize("example", [each for each in examples() if needs_a_shell(each)])
def test_an_example_runs_in_a_shell(example: str, folder: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if "PRIVACYFLOW" not in key}
    ran = subprocess.run(
        ["bash", "-c", f"{PRELUDE}\n{example}"],
        cwd=folder,
        env=environment | {"PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    assert "error:" not in ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stdout or ran.stderr or ">" in example


@pytest.mark.parametrize("example", [each for each in examples() if serves(each)])
def test_an_example_serves_until_it_is_told_to_end(example: str, folder: Path) -> None:
    _, *words = shlex.split(example)
    speaks_on_stdin = "--mcp" in words  # and ends when that does
    port = [] if speaks_on_stdin else ["--port", "0"]  # the example's own may be taken
    environment = {key: value for key, value in os.environ.items() if "PRIVACYFLOW" not in key}
    with subprocess.Popen(
        [sys.executable, "-m", "privacyflow", *words, *port],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as serving:
        assert serving.stderr is not None
        if not speaks_on_stdin:
            assert serving.stderr.readline().startswith("serving ")
            serving.send_signal(signal.SIGINT)
        assert (serving.stderr.read(), serving.wait(60)) == ("", 0)
