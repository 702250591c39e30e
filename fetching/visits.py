"""Visits: a page found through its redirects, with its host's rules and pace kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .errors import FetchError
from .exchange import Exchange, Reply, parse_url
from .pacing import Pace
from .robots import Robots
from .snapshots import Snapshot, keep

MOST_REDIRECTS: Final = 5

_GONE: Final = frozenset({404, 410})
_BARRED: Final = frozenset({401, 403, 407, 451})
_BUSY: Final = frozenset({429, 503})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What became of one address: the snapshot that now is on disk, or the error."""

    url: str
    snapshot: Snapshot | None = None
    error: FetchError | None = None


def fetch_each(
    urls: Iterable[str], folder: Path, *, exchange: Exchange, pace: Pace
) -> Iterator[Fetched]:
    """Yield what became of each of `urls`, one after the other; a snapshot stays, whatever follows.

    Raises OSError where the folder can't be written.
    """
    robots = Robots(exchange)
    for url in dict.fromkeys(urls):
        try:
            reply, passed = _follow(url, exchange, robots, pace)
            yield Fetched(url=url, snapshot=keep(reply, folder, asked=url, passed=passed))
        except FetchError as error:
            yield Fetched(url=url, error=error)


def _follow(
    url: str, exchange: Exchange, robots: Robots, pace: Pace
) -> tuple[Reply, tuple[str, ...]]:
    """Return the page behind `url` and the addresses that led to it."""
    passed: list[str] = []
    here = str(parse_url(url))
    while len(passed) <= MOST_REDIRECTS:
        pause = robots.pause(here)
        pace.wait(parse_url(here).host, pause)
        reply = exchange.get(here)
        if not reply.next_url:
            _refuse_failure(reply, url)
            return reply, tuple(passed)
        passed.append(here)
        if here.startswith("https:") and not reply.next_url.startswith("https:"):
            raise FetchError(
                "redirects to a page that is not encrypted", url, "Check it in a browser."
            )
        here = str(parse_url(reply.next_url))
        if here in passed:
            raise FetchError("redirects in a circle", url, "Check it in a browser.")
    raise FetchError(f"more than {MOST_REDIRECTS} redirects", url, "Give the last address.")


def _refuse_failure(reply: Reply, url: str) -> None:
    status = reply.status
    if status == 200:
        return
    if status in _GONE:
        raise FetchError(f"no such page ({status})", url, "Check the address in a browser.")
    if status in _BARRED:
        raise FetchError(f"the server refuses it ({status})", url, "Save it by hand.")
    if status in _BUSY:
        wait = f" after {reply.retry_after} s" if reply.retry_after.isdecimal() else " later"
        raise FetchError(f"the server is busy ({status})", url, f"Try again{wait}.")
    raise FetchError(f"the server answered with {status}", url, "Try again later.")
