"""Readers: how long named questions take when many ask `privacyflow serve` at the same time.

    python benchmarks/readers.py GRAPH                          50 readers for 60 s
    python benchmarks/readers.py GRAPH --readers 8 --seconds 10
    python benchmarks/readers.py GRAPH --pause 1        each reads for a second before asking again

Starts the server, tells how long it needed, and lets readers ask one question after the other, drawn
from a fixed seed out of many thousand: a kind of data, a company, or both, as CSV, JSON or a page.
Times are in milliseconds, from the request's first byte to the answer's last, and include the
readers' own share of the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

DATA = (
    "Location",
    "Email address",
    "Name",
    "Phone number",
    "IP address",
    "Cookies",
    "Device identifier",
    "Payment data",
    "Contact data",
    "Browsing history",
    "Health data",
    "Photos",
)
QUESTIONS = {
    "who-receives": ("data",),
    "who-collects": ("data",),
    "denials": ("company",),
    "retention": ("company",),
    "what-is-collected": ("company",),
    "what-is-used": ("company",),
    "does-it-collect": ("company", "data"),
    "does-it-share": ("company", "data"),
}
ENDINGS = ("csv", "json", "html", "ndjson")
SEED = 20_260_101
READY = re.compile(r"http://([\d.]+):(\d+)/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the server is."""

    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the readers ask, about whom, and how long they pause, in seconds."""

    questions: Sequence[str]
    companies: Sequence[str]
    pause: float


@dataclass(slots=True, kw_only=True)
class Tally:
    """What the readers met: milliseconds by question, and errors in words."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)


class Connection:
    """One reader's connection, which is kept open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, address: Address) -> Connection:
        return cls(*await asyncio.open_connection(address.host, address.port, limit=1 << 24))

    async def get(self, path: str) -> tuple[int, bytes]:
        """Return the status and the body of one answer."""
        self._writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = re.search(r"content-length: (\d+)", head)
        body = await self._reader.readexactly(int(length[1])) if length else b""
        return int(head.split(" ", 2)[1]), body

    def close(self) -> None:
        self._writer.close()


def draw_path(
    chance: random.Random, questions: Sequence[str], companies: Sequence[str]
) -> tuple[str, str]:
    """Return a named question and an address that asks it."""
    question = chance.choice(questions)
    choices = {"data": DATA, "company": companies}
    values = {name: chance.choice(choices[name]) for name in QUESTIONS[question]}
    ending = chance.choice(ENDINGS)
    return question, f"/queries/{question}.{ending}?{urlencode(values)}"


async def read(
    address: Address, chance: random.Random, until: float, plan: Plan, tally: Tally
) -> None:
    """Be one reader, who pauses on average as long as the plan says after each answer."""
    connection = await Connection.open(address)
    while time.perf_counter() < until:
        await asyncio.sleep(2 * plan.pause * chance.random())
        question, path = draw_path(chance, plan.questions, plan.companies)
        began = time.perf_counter()
        try:
            status, _ = await connection.get(path)
        except (OSError, asyncio.IncompleteReadError) as error:
            tally.errors.append(f"{type(error).__name__}: {path}")
            connection = await Connection.open(address)
            continue
        tally.times[question].append((time.perf_counter() - began) * 1000)
        if status != 200:
            tally.errors.append(f"{status}: {path}")
    connection.close()


async def list_companies(address: Address) -> list[str]:
    """Return the companies that there are in the graph."""
    connection = await Connection.open(address)
    _, listed = await connection.get("/queries/companies.ndjson")
    connection.close()
    return [json.loads(line)["company"] for line in listed.splitlines()]


async def measure(address: Address, readers: int, seconds: float, plan: Plan) -> Tally:
    """Let the readers ask for so many seconds."""
    tally = Tally()
    until = time.perf_counter() + seconds
    chances = [random.Random(SEED + number) for number in range(readers)]
    await asyncio.gather(*(read(address, chance, until, plan, tally) for chance in chances))
    return tally


def say(line: str) -> None:
    """Print a line at once, because the next takes a minute."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def percentile(times: Sequence[float], share: float) -> float:
    """Return the time below which so large a share of `times` is."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def show(tally: Tally, seconds: float) -> None:
    """Print one line a question, and one for all."""
    lines: Mapping[str, list[float]] = {
        **dict(sorted(tally.times.items())),
        "all": [each for times in tally.times.values() for each in times],
    }
    say(f"{'question':<20}{'requests':>9}{'a second':>10}{'p50':>8}{'p95':>8}{'max':>8}")
    for name, times in lines.items():
        if times:
            shares = "".join(f"{percentile(times, share):8.0f}" for share in (0.5, 0.95, 1.0))
            say(f"{name:<20}{len(times):>9,}{len(times) / seconds:>10.1f}{shares}")
    say(f"errors: {len(tally.errors)}")
    for error in tally.errors[:5]:
        say(f"  {error}")


async def wait_for_workers(address: Address, workers: int) -> None:
    """Wait until as many processes are ready as there should be."""
    connection = await Connection.open(address)
    while json.loads((await connection.get("/health"))[1])["workers"] < workers:
        await asyncio.sleep(0.1)
    connection.close()


async def wait_for_page(address: Address) -> str:
    """Wait until the page is drawn, and return what became of it."""
    connection = await Connection.open(address)
    while (page := json.loads((await connection.get("/health"))[1])["page"]) == "being drawn":
        await asyncio.sleep(0.5)
    connection.close()
    return str(page)


def main() -> None:
    """Read the command line, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("graph", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=0, help="seconds between two questions")
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=list(QUESTIONS), default=list(QUESTIONS))
    parser.add_argument("--page", action="store_true", help="wait for the page before the readers")
    options = parser.parse_args()
    began = time.perf_counter()
    command = [sys.executable, "-m", "privacyflow", "serve", "--graph", str(options.graph)]
    server = subprocess.Popen(
        [*command, "--port", "0", "--workers", str(options.workers)],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    try:
        said = server.stderr.readline()
        ready = READY.search(said)
        if ready is None:
            sys.exit(said)
        address = Address(host=ready[1], port=int(ready[2]))
        say(f"first answer possible after {time.perf_counter() - began:.1f} s")
        asyncio.run(wait_for_workers(address, options.workers))
        say(f"{options.workers} workers ready after {time.perf_counter() - began:.1f} s")
        if options.page:
            page = asyncio.run(wait_for_page(address))
            say(f"page {page} after {time.perf_counter() - began:.1f} s")
        companies = asyncio.run(list_companies(address))
        plan = Plan(questions=options.only, companies=companies, pause=options.pause)
        tally = asyncio.run(measure(address, options.readers, options.seconds, plan))
        show(tally, options.seconds)
    finally:
        server.terminate()
        server.wait()
        server.stderr.close()


if __name__ == "__main__":
    main()
