"""Jobs for tests: other processes can import them by the package's name."""

from __future__ import annotations

import time


def sleep(_resource: object, seconds: float) -> float:
    """Take so long, and tell when it ended."""
    time.sleep(seconds)
    return time.monotonic()
