"""What a verb is given to read: a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from .console import STREAM, on_terminal
from .failures import Failure


def is_stream(path: Path) -> bool:
    """Tell whether `path` is "-", standard input."""
    return str(path) == STREAM


def read_stream() -> bytes:
    """Read standard input to its end.

    Raises Failure where it is a terminal or closed, so that nobody waits for nothing.
    """
    if sys.stdin is None or sys.stdin.closed or on_terminal(sys.stdin):
        raise Failure("-", "nothing comes in on standard input", "Pipe a file into it.")
    return sys.stdin.buffer.read()
