"""What goes wrong, told in one line: where, what, and what to do about it."""

from __future__ import annotations

import os
import traceback
from typing import Final, Protocol, runtime_checkable

from ..queries.results import make_inert
from .console import say

OK: Final = 0
FOUND: Final = 1
FAILED: Final = 2
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141

DEBUG_VARIABLE: Final = "PRIVACYFLOW_DEBUG"


class Failure(Exception):
    """A refusal of the command line: `where` it went wrong, `what` is wrong, and the `remedy`."""

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        super().__init__(f"{where}: {what}. {remedy}".rstrip())
        self.where = where
        self.what = what
        self.remedy = remedy


@runtime_checkable
class Explained(Protocol):
    """An error of any part of privacyflow that says where, what and what to do."""

    @property
    def where(self) -> str: ...

    @property
    def what(self) -> str: ...

    @property
    def remedy(self) -> str: ...


@runtime_checkable
class UsageProblem(Protocol):
    """What the argument parser raises for a wrong option or a missing argument."""

    def format_message(self) -> str: ...


def describe(error: BaseException | Explained) -> str:
    """Return the one line that tells a person about `error`, without the leading "error: "."""
    match error:
        case Explained():
            return _line(error.where, error.what, error.remedy)
        case UsageProblem():
            return _line(_verb(error), error.format_message(), _help_hint(error))
        case FileNotFoundError():
            return _line(_file(error), "no such file or folder", "Check the spelling.")
        case IsADirectoryError():
            return _line(_file(error), "is a folder", "Name a file in it.")
        case PermissionError():
            return _line(_file(error), "may not be read or written", "Change its permissions.")
        case OSError():
            return _line(_file(error), error.strerror or str(error), "")
        case MemoryError():
            return _line("memory", "not enough of it", "Give it fewer or smaller files at a time.")
    return _line(
        "internal error",
        f"{type(error).__name__}: {error}",
        f"Set {DEBUG_VARIABLE}=1 to see where, and please report it.",
    )


def report(error: BaseException) -> None:
    """Print `error` as one line on stderr, after its traceback where the user asked for it."""
    if os.environ.get(DEBUG_VARIABLE):
        say("".join(traceback.format_exception(error)).rstrip())
    say(f"error: {describe(error)}")


def _line(where: str, what: str, remedy: str) -> str:
    stop = "" if what.endswith((".", "?", "!")) else "."
    return make_inert(" ".join(f"{where}: {what}{stop} {remedy}".split()))


def _file(error: OSError) -> str:
    return str(error.filename) if error.filename is not None else "system"


def _verb(error: object) -> str:
    return str(getattr(getattr(error, "ctx", None), "command_path", "privacyflow"))


def _help_hint(error: object) -> str:
    return f'See "{_verb(error)} --help".'
