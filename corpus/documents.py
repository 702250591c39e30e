"""The documents of a corpus: found below folders, and read from disk without falling into traps."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NoReturn

from .failures import DocumentFailure, Reason, show_path

DOCUMENT_ENDINGS: Final = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm"})

LARGEST_FILE: Final = 32 << 20
"""The largest file that is read, in bytes: the longest policies have some 300,000 letters."""

_KINDS: Final = (
    (stat.S_ISFIFO, "a pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
)
_TROUBLES: Final = {
    errno.ENOENT: ("no such file or folder", "Check the spelling."),
    errno.EACCES: ("no permission to read it", "Change its permissions."),
    errno.EPERM: ("no permission to read it", "Change its permissions."),
    errno.ELOOP: ("the link leads back to itself", "Mend or remove the link."),
    errno.ENAMETOOLONG: ("the name is too long", "Give it a shorter name."),
}


class Unreadable(Exception):
    """A file that can't be read from disk; `failure` tells why."""

    def __init__(self, failure: DocumentFailure) -> None:
        super().__init__(f"{failure.where}: {failure.what}. {failure.remedy}")
        self.failure = failure


def find_documents(sources: Iterable[Path | str]) -> tuple[Path, ...]:
    """Return the files among `sources` and all policies in the folders among them, each once.

    A file that is named is taken whatever its ending; below folders those with a document's ending
    count, in alphabetical order, hidden ones not. Links to folders are not followed. What looks like
    a document and is a pipe or a broken link is among them, and so is a folder that can't be listed:
    `read_file` says what is wrong with it.
    """
    found: dict[Path, None] = {}
    for source in map(Path, sources):
        found.update(dict.fromkeys(sorted(_walk(source)) if _is_folder(source) else (source,)))
    return tuple(found)


def read_file(path: Path) -> bytes:
    """Return the bytes of a file. Raises Unreadable, also for what is no file or too large."""
    try:
        # What a pipe or a device does when it is opened is anybody's guess, so look first; the
        # second look is at what was opened, and opening without waiting can't hang.
        _check(path, path.stat())
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as stream:
            _check(path, os.fstat(stream.fileno()))
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        if error.errno == errno.ENOENT and path.is_symlink():
            _refuse(path, "the link points to nothing", "Mend or remove the link.")
        reason = (error.strerror or "it can't be read").lower()
        what, remedy = _TROUBLES.get(error.errno or 0, (reason, "Check the path and the disk."))
        _refuse(path, what, remedy)
    _check_size(path, len(data))
    return data


def _check(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        _refuse(path, "no permission to list this folder", "Change its permissions.")
    for is_kind, what in _KINDS:
        if is_kind(status.st_mode):
            _refuse(path, what, "Save its content to a file and build that.")
    _check_size(path, status.st_size)


def _check_size(path: Path, size: int) -> None:
    if size > LARGEST_FILE:
        what = f"larger than {LARGEST_FILE >> 20} MiB, the most that is read"
        _refuse(path, what, "Give the policy alone, without pictures.")


def _refuse(path: Path, what: str, remedy: str) -> NoReturn:
    where = show_path(path)
    raise Unreadable(
        DocumentFailure(reason=Reason.UNREADABLE, where=where, what=what, remedy=remedy)
    ) from None


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the documents below a folder, and the folders that can't be listed, in any order."""
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    path = place / entry.name
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(path)
                    elif path.suffix.lower() in DOCUMENT_ENDINGS and not _is_folder(path):
                        yield path
        except OSError:
            yield place
