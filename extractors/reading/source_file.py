"""A document's bytes and what is known of where they come from: a file, or a member of an archive."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from .errors import ReadingError
from .limits import MOST_BYTES, check_size


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
    """Read a file of at most MOST_BYTES bytes. Raises ReadingError."""
    where = str(path)
    check_file(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise explain(error, path) from None
    check_size(len(data), where)
    return SourceFile(data=data, file_name=path.name, where=where)


def check_file(path: Path, *, most: int = MOST_BYTES) -> None:
    """Raise ReadingError where a path leads nowhere or to more than `most` bytes."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise explain(error, path) from None
    if stat.S_ISREG(found.st_mode) and found.st_size > most:
        check_size(found.st_size, str(path))


def explain(error: OSError | ValueError, path: Path) -> ReadingError:
    """Return the error of a file that can't be read, as one line for a person."""
    where = str(path)
    match error:
        case FileNotFoundError():
            if path.is_symlink():
                return ReadingError("the link points to nothing", where, "Mend or remove the link.")
            return ReadingError("no such file", where, "Check the path.")
        case IsADirectoryError():
            return ReadingError("this is a folder", where, "Name the files in it.")
        case PermissionError():
            return ReadingError("no permission to read it", where, "Change its permissions.")
        case OSError():
            reason = (error.strerror or "it can't be read").lower()
            return ReadingError(reason, where, "Check the path and the disk.")
    return ReadingError("this is no path", where, "Check the path.")
