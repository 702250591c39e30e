"""A document's bytes and what is known of where they come from: a file, or a member of an archive."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .errors import ReadingError
from .limits import MOST_BYTES

_KINDS: Final = (
    (stat.S_ISFIFO, "a pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
)
_TROUBLES: Final = {
    errno.ENOENT: ("no such file", "Check the path."),
    errno.EACCES: ("no permission to read it", "Change its permissions."),
    errno.EPERM: ("no permission to read it", "Change its permissions."),
    errno.ELOOP: ("the link leads back to itself", "Mend or remove the link."),
    errno.ENAMETOOLONG: ("the name is too long", "Give it a shorter name."),
}


class UnreadableFile(ReadingError):
    """A file that can't be opened, is no file, or is too large to be looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """What one document is read from.

    `where` names it in errors. A member of an archive is called "archive.zip!member". `url`,
    `retrieved` (an ISO 8601 date) and `charset` are there where the archive tells them.
    """

    data: bytes
    file_name: str
    where: str
    url: str | None = None
    retrieved: str | None = None
    charset: str | None = None


def read_file(path: Path) -> SourceFile:
    """Read a file of at most MOST_BYTES bytes. Raises UnreadableFile."""
    # What a pipe or a device does when it is opened is anybody's guess, so look first; the second
    # look is at what was opened, and opening without waiting can't hang.
    check_file(path)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as stream:
            _check_kind(os.fstat(stream.fileno()), path)
            data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise explain_trouble(error, path) from None
    _check_size(len(data), path, MOST_BYTES)
    return SourceFile(data=data, file_name=path.name, where=str(path))


def check_file(path: Path, *, most: int = MOST_BYTES) -> None:
    """Raise UnreadableFile where a path leads to no file or to more than `most` bytes."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            os.scandir(path).close()
    except (OSError, ValueError) as error:
        raise explain_trouble(error, path) from None
    _check_kind(found, path)
    _check_size(found.st_size, path, most)


def _check_kind(found: os.stat_result, path: Path) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise UnreadableFile("this is a folder", str(path), "Name the files in it.")
    for is_kind, what in _KINDS:
        if is_kind(found.st_mode):
            raise UnreadableFile(what, str(path), "Save its content to a file and give that.")


def _check_size(size: int, path: Path, most: int) -> None:
    if size > most:
        what = f"the file is larger than {most // 1_000_000} MB"
        raise UnreadableFile(what, str(path), "Split it, or give the policy alone.")


def explain_trouble(error: OSError | ValueError, path: Path) -> UnreadableFile:
    """Return the error of a file that can't be read, as one line for a person."""
    where = str(path)
    if not isinstance(error, OSError):
        return UnreadableFile("this is no path", where, "Check the path.")
    if error.errno == errno.ENOENT and path.is_symlink():
        return UnreadableFile("the link points to nothing", where, "Mend or remove the link.")
    reason = (error.strerror or "it can't be read").lower()
    what, remedy = _TROUBLES.get(error.errno or 0, (reason, "Check the path and the disk."))
    return UnreadableFile(what, where, remedy)
