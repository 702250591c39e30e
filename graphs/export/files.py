"""The file that an export goes to: whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ..errors import GraphError


class ExportError(GraphError):
    """An export can't be written: the disk, the format or a missing package is against it."""


@contextmanager
def fresh_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` once everything is written.

    Whoever reads `path` meets the old file or the new one, even if the process is killed in
    between. A pipe or a device is written to as it is. Raises ExportError for what the disk has
    against it.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as stream:
                yield stream
            return
        temporary = path.with_name(f".{path.name}.part")
        try:
            with temporary.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritten(path, error) from None


def _unwritten(path: Path, error: OSError) -> ExportError:
    match error:
        case FileNotFoundError():
            what, remedy = "no such folder", "Make it first, or name another."
        case IsADirectoryError():
            what, remedy = "is a folder", "Name a file in it."
        case PermissionError():
            what, remedy = "may not be written", "Change its permissions, or name another file."
        case _:
            what, remedy = error.strerror or str(error), "Make room, then run again."
    return ExportError(what=what, where=str(path), remedy=f"{remedy} Nothing is half written.")


def missing_package(form: str) -> ExportError:
    """Return the error for a format whose package isn't installed."""
    return ExportError(
        what="needs a package that isn't installed",
        where=f".{form}",
        remedy='Install it with pip install "privacyflow[tables]", or export .csv.',
    )
