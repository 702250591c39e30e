"""ZIP containers, opened with an eye on what they claim to hold: archives and office documents."""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO, Final

from .errors import ReadingError
from .limits import MOST_BYTES, MOST_PARTS, check_size

_CHUNK: Final = 1_000_000
_DAMAGED: Final = "Make it anew, or give the file that was packed."
_ENCRYPTED: Final = 0x1


def open_zip(file: BinaryIO, where: str) -> zipfile.ZipFile:
    """Open a ZIP file. Raises ReadingError for a broken one and for one of too many parts."""
    try:
        container = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise ReadingError("the ZIP file is damaged or cut off", where, _DAMAGED) from None
    if len(container.infolist()) > MOST_PARTS:
        what = f"it holds more than {MOST_PARTS:,} files"
        raise ReadingError(what, where, "Split it into smaller ones.")
    return container


def read_part(container: zipfile.ZipFile, part: zipfile.ZipInfo, where: str) -> bytes:
    """Return a part's bytes, never more than MOST_BYTES. Raises ReadingError.

    The size that the directory claims is looked at first; what is unpacked is counted all the same.
    """
    if part.flag_bits & _ENCRYPTED:
        raise ReadingError("it is locked with a password", where, "Unpack it first.")
    check_size(part.file_size, where, unpacked=True)
    found = bytearray()
    try:
        with container.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                found += chunk
                check_size(len(found), where, unpacked=True)
    except ReadingError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ):
        raise ReadingError("it is damaged or cut off", where, _DAMAGED) from None
    return bytes(found)


def check_whole(container: zipfile.ZipFile, where: str) -> None:
    """Raise ReadingError where all parts together unpack to more than MOST_BYTES: they make one document."""
    if sum(part.file_size for part in container.infolist()) > MOST_BYTES:
        check_size(MOST_BYTES + 1, where, unpacked=True)
    if any(part.flag_bits & _ENCRYPTED for part in container.infolist()):
        raise ReadingError("it is locked with a password", where, "Save it without one.")
