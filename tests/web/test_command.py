"""The command itself: what it says when it can't start, and how fast it says what it can do."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from privacyflow.tests.web.conftest import Server, is_alive, wait_until


def run(*arguments: str | Path, code: str = "") -> subprocess.CompletedProcess[str]:
    """Run `privacyflow serve`, or a piece of Python that ends in it."""
    command = ["-c", code] if code else ["-m", "privacyflow", "serve"]
    return subprocess.run(
        [sys.executable, *command, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


def one_error(result: subprocess.CompletedProcess[str]) -> str:
    """The one line that was said."""
    assert result.returncode == 2, result.stderr
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    return line


def test_it_says_where_it_is_and_nothing_else(server: Server) -> None:
    assert server.said == [f"serving {server.graph} at {server.url} (Ctrl-C ends it)\n"]


def test_a_port_that_is_taken(graph: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = one_error(run("--graph", graph, "--port", str(port)))
    assert f"127.0.0.1:{port}: the port is taken. Choose another: --port" in line


def test_a_graph_that_is_not_there(tmp_path: Path) -> None:
    assert "privacyflow build" in one_error(run("--graph", tmp_path / "none"))
    assert "privacyflow build" in one_error(run("--graph", tmp_path / "none", "--mcp"))
    (tmp_path / "file").write_text("no graph", encoding="utf-8")
    assert "not a graph" in one_error(run("--graph", tmp_path / "file"))


def test_a_host_that_is_not_ours(graph: Path) -> None:
    assert "192.0.2.1:0" in one_error(run("--graph", graph, "--port", "0", "--host", "192.0.2.1"))


@pytest.mark.parametrize(("extra", "package"), [("web", "uvicorn"), ("mcp", "mcp")])
def test_an_extra_that_is_not_installed(graph: Path, extra: str, package: str) -> None:
    code = f"""
import importlib.util, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == {package!r} else found(name, *rest)
from privacyflow.cli import run
sys.exit(run(["serve", *sys.argv[1:]]))
"""
    arguments = ("--mcp",) if extra == "mcp" else ()
    line = one_error(run("--graph", graph, *arguments, code=code))
    assert f'pip install "privacyflow[{extra}]"' in line
    assert package in line


def test_listening_to_all_is_warned_of(graph: Path) -> None:
    server = Server("--graph", graph, "--host", "0.0.0.0", workers=1)
    try:
        assert server.said[0].startswith("warning: 0.0.0.0: everybody who reaches this machine")
        assert server.ask("/health").status == 200
        assert server.ask("/health", Host="evil.example").status == 421
        assert server.ask("/health", Host=f"192.0.2.1:{server.port}").status == 200
    finally:
        server.end(9)


def test_help_loads_neither_the_server_nor_the_store() -> None:
    code = """
import sys
from privacyflow.cli import run
run(["serve", "--help"])
heavy = {"starlette", "uvicorn", "mcp", "pyoxigraph", "jinja2", "multiprocessing", "asyncio"}
sys.exit(sorted(heavy & set(sys.modules)) or 0)
"""
    assert run(code=code).returncode == 0


def test_an_interrupt_while_it_starts_leaves_nothing(graph: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "privacyflow", "serve", "--graph", str(graph), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    assert wait_until(lambda: process.poll() is not None or _any_child(process.pid))
    started = _children(process.pid)
    process.send_signal(2)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, ""), children
    assert wait_until(lambda: not any(map(is_alive, started)))


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text(encoding="ascii").split()]


def _any_child(process: int) -> bool:
    return bool(_children(process))
