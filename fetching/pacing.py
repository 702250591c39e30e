"""Pacing: no host is asked more often than it likes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

SHORTEST: Final = 1.0
"""Seconds between two requests to one host, at least."""

LONGEST: Final = 60.0
"""Seconds that a host may ask to be left alone between two requests (Crawl-delay), at most."""


class Pace:
    """Waits before a request until its host may be asked again."""

    def __init__(
        self,
        pause: float = 2 * SHORTEST,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`pause` is in seconds, between two requests to one host; never under `SHORTEST`."""
        self._pause = max(pause, SHORTEST)
        self._clock = clock
        self._sleep = sleep
        self._free_at: dict[str, float] = {}

    def wait(self, host: str, asked_for: float | None = None) -> None:
        """Return as soon as `host`, which asked for a pause of so many seconds, may be asked."""
        now = self._clock()
        free_at = max(self._free_at.get(host, now), now)
        if free_at > now:
            self._sleep(free_at - now)
        pause = max(self._pause, min(asked_for or 0.0, LONGEST))
        self._free_at[host] = free_at + pause
