"""Real SPARQL servers for tests, each started once in a folder of its own, on this machine only."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from privacyflow.graphs.endpoint import Endpoint, Login

MOST_ROWS = 30_000
"""What Virtuoso is told to cut answers at."""

VIRTUOSO = f"""
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:%d
DisableUnixSocket = 1
CheckpointInterval = 0
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ThreadsPerQuery = 1
AsyncQueueMaxThreads = 1
CaseMode = 2

[HTTPServer]
ServerPort = 127.0.0.1:%d
ServerRoot = .
ServerThreads = 4

[SPARQL]
ResultSetMaxRows = {MOST_ROWS}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def find_oxigraph() -> str | None:
    """The server beside this Python, where the package `oxigraph` puts it, or on the path."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


@contextmanager
def running_oxigraph(*options: str) -> Iterator[Endpoint]:
    """Run Oxigraph in memory. Skips the test where it isn't there."""
    binary = find_oxigraph()
    if binary is None:
        pytest.skip("needs the package oxigraph, which holds the server")
    address = f"127.0.0.1:{free_port()}"
    with subprocess.Popen(
        [binary, "serve", "--bind", address, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            wait_for(address)
            root = f"http://{address}"
            yield Endpoint(query=f"{root}/query", update=f"{root}/update", graphs="")
        finally:
            process.terminate()


@contextmanager
def running_virtuoso(folder: Path) -> Iterator[Endpoint]:
    """Run Virtuoso in a folder. Skips the test where it isn't there."""
    binary = shutil.which("virtuoso-t")
    if binary is None:
        pytest.skip("needs Virtuoso (Debian: apt install virtuoso-opensource)")
    address = f"127.0.0.1:{free_port()}"
    ports = free_port(), int(address.rpartition(":")[2])
    (folder / "virtuoso.ini").write_text(VIRTUOSO % ports, encoding="utf-8")
    with subprocess.Popen(
        [binary, "+configfile", "virtuoso.ini", "+foreground"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            wait_for(address)
            root = f"http://{address}"
            login = Login(user="dba", password="dba")
            yield Endpoint(
                query=f"{root}/sparql", graphs=f"{root}/sparql-graph-crud-auth", login=login
            )
        finally:
            os.kill(process.pid, signal.SIGKILL)  # an orderly end takes it seconds


def wait_for(address: str) -> None:
    """Wait until somebody listens."""
    host, _, port = address.rpartition(":")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection((host, int(port)), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nobody listens at {address}")
