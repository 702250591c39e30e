"""Why a document could not be read: one record that travels between processes and is kept."""

from __future__ import annotations

import json
import traceback
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Self


class Reason(StrEnum):
    """The kinds of failures."""

    UNREADABLE = "unreadable"
    """The file can't be opened, or is no file, or is too large."""
    REFUSED = "refused"
    """The reader says that it is no policy that it can read."""
    TIME = "out of time"
    MEMORY = "out of memory"
    CRASH = "crash"
    """The process that read it ended unexpectedly."""
    INTERNAL = "internal error"
    """Nobody foresaw it: a bug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFailure:
    """What is wrong (`what`) with which document (`where`), and what to do about it (`remedy`).

    `trace` is the traceback of an internal error.
    """

    reason: Reason
    where: str
    what: str
    remedy: str
    trace: str = ""

    def to_note(self, version: str) -> str:
        """Return what a graph keeps of it: no path, and the version that failed."""
        kept = {"reason": self.reason, "what": self.what, "remedy": self.remedy}
        return json.dumps({"version": version, **kept}, sort_keys=True)

    @classmethod
    def from_note(cls, note: str, version: str, path: Path) -> Self | None:
        """Return the failure that was kept, now of `path`; None if another version failed."""
        kept = json.loads(note)
        if kept["version"] != version:
            return None
        reason, where = Reason(kept["reason"]), show_path(path)
        return cls(reason=reason, where=where, what=kept["what"], remedy=kept["remedy"])

    def told_of(self, path: Path) -> Self:
        """Return it as the failure of an equal document elsewhere."""
        return replace(self, where=show_path(path))

    def as_before(self) -> Self:
        """Return it with the remedy that tells how to read the document again."""
        again = "It was not read again: --retry-failed does."
        return replace(self, remedy=f"{self.remedy} {again}")


class BuildError(Exception):
    """A build can't go on, or can't do all that was asked; what is in the graph stays."""

    def __init__(self, *, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy


def show_path(path: Path) -> str:
    r"""Return the path with what isn't printable escaped: a newline in a name as \n."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in str(path))


def explain(error: Exception, path: Path) -> DocumentFailure:
    """Return the failure that an error in reading the document at `path` is."""
    from ..extractors.reading import ReadingError, UnreadableFile

    where = show_path(path)
    if isinstance(error, ReadingError):
        reason = Reason.UNREADABLE if isinstance(error, UnreadableFile) else Reason.REFUSED
        return DocumentFailure(reason=reason, where=where, what=error.what, remedy=error.remedy)
    return DocumentFailure(
        reason=Reason.INTERNAL,
        where=where,
        what=f"internal error ({type(error).__name__}: {' '.join(str(error).split())[:200]})",
        remedy="Set PRIVACYFLOW_DEBUG=1 to see where, and please report it.",
        trace="".join(traceback.format_exception(error)),
    )
