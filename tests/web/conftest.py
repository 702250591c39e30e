"""A real server on a graph of invented and of hostile policies, and a client that talks to it."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

import pytest
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.store import GraphStore
from privacyflow.tests import samples
from privacyflow.tests.graphs.test_hostile import hostile_flow
from privacyflow.tests.page.test_hostile_page import ATTACKS

Result = TypeVar("Result")

SECONDS = 4
ROWS = 500
READY = re.compile(r"at (http://(?P<host>[\w.]+):(?P<port>\d+)/)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for a request."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


class Server:
    """A `privacyflow serve` that runs in a process of its own."""

    def __init__(self, *arguments: str | Path, workers: int = 2) -> None:
        arguments = (*arguments, "--workers", str(workers), "--port", "0")
        self.graph = arguments[1]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "privacyflow", "serve", *map(str, arguments)],
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stderr is not None
        self.said = [self.process.stderr.readline()]
        while self.said[-1] and not READY.search(self.said[-1]):
            self.said.append(self.process.stderr.readline())
        ready = READY.search(self.said[-1])
        assert ready, self.said
        self.url, self.port = ready[1], int(ready["port"])
        # Whatever else it says must not fill the pipe.
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        assert wait_until(lambda: self.ask("/health").json["workers"] == workers, 60)

    def _listen(self) -> None:
        self.said.extend(self.process.stderr or ())

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        parameters: list[tuple[str, str]] | None = None,
        **headers: str,
    ) -> Answer:
        """Send a request; an underscore in a header's name stands for a hyphen."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        if parameters:
            path = f"{path}?{urlencode(parameters)}"
        began = time.monotonic()
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            return Answer(
                status=response.status,
                headers={name.lower(): value for name, value in response.getheaders()},
                body=response.read(),
                seconds=time.monotonic() - began,
            )
        finally:
            connection.close()

    def sparql(self, query: str, accept: str = "*/*", **headers: str) -> Answer:
        """Send a query via GET."""
        return self.ask("/sparql", parameters=[("query", query)], Accept=accept, **headers)

    def children(self) -> list[int]:
        """The processes that the server has started."""
        listing = Path(f"/proc/{self.process.pid}/task")
        found = [
            int(child)
            for task in listing.iterdir()
            for child in (task / "children").read_text(encoding="ascii").split()
        ]
        return sorted(found)

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal, wait, and return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(20)
        self._listener.join(20)
        if self.process.stderr:
            self.process.stderr.close()
        return code


StartServer = Callable[..., Server]


def make_graph(path: Path) -> Path:
    """A graph of the invented policy and of one for each attack."""
    with GraphStore.open(path) as store:
        document = samples.sample_document()
        store.replace_policy(document.id, flow_quads(document, samples.sample_flows()))
        for words in ATTACKS:
            document, flow = hostile_flow("We share ", words, " with you.")
            store.replace_policy(document.id, flow_quads(document, [flow]))
    return path


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph on disk; not to be written to."""
    return make_graph(tmp_path_factory.mktemp("web") / "graph")


@pytest.fixture(scope="session")
def server(graph: Path) -> Iterator[Server]:
    """The server that most tests talk to: nothing that one of them does may hurt another."""
    server = Server("--graph", graph, "--timeout", str(SECONDS), "--rows", str(ROWS))
    yield server
    server.end()


@pytest.fixture
def start_server(graph: Path) -> Iterator[StartServer]:
    """Start a server with other options; it is ended after the test."""
    started: list[Server] = []

    def start(*arguments: str | Path, workers: int = 2) -> Server:
        started.append(Server("--graph", graph, *arguments, workers=workers))
        return started[-1]

    yield start
    for server in started:
        server.end(signal.SIGKILL)


def run_async(coroutine: Coroutine[object, object, Result]) -> Result:
    """Run a coroutine in a thread of its own: in this one a browser's loop may be running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def is_alive(process: int) -> bool:
    """Tell whether a process still runs (a zombie doesn't)."""
    try:
        os.kill(process, 0)
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except (ProcessLookupError, FileNotFoundError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Wait until a condition holds, at most so long; tell whether it does."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
