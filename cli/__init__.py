"""The command line: parse, call, print. One module a verb; the verbs hold no logic of their own."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence

__all__ = ["main", "run"]


def main() -> None:
    """Run the command line and end the process with its exit code."""
    if hasattr(signal, "SIGPIPE"):
        # `privacyflow … | head` ends in silence, as any Unix filter does.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line on `arguments` (those of the process by default); return the exit code.

    No error leaves it: each becomes one line on stderr and exit code 2.
    """
    from .console import say
    from .failures import FAILED, INTERRUPTED, OK, report

    try:
        from .application import application

        code = application()(
            None if arguments is None else list(arguments),
            prog_name="privacyflow",
            standalone_mode=False,
        )
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001  the one place where every error becomes a line
        report(error)
        return FAILED
    if code == INTERRUPTED:
        say("interrupted")
    return code if isinstance(code, int) else OK
