"""Archives of documents: each member is a document of its own, called "archive.zip!member".

Nothing is ever written to disk, so a member's name can't lead anywhere: it only names.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import BinaryIO, Final

from .errors import ReadingError
from .formats import has_format
from .source_file import SourceFile, check_file, explain_trouble
from .warc import list_responses, read_response
from .zip_limits import open_zip, read_part

ARCHIVE_ENDINGS: Final = (".zip", ".warc", ".warc.gz")
SEPARATOR: Final = "!"

_UNPACK: Final = "Unpack it and give the files."
_MOST_ARCHIVE_BYTES: Final = 20_000_000_000


def is_archive(name: str) -> bool:
    """Whether a file's name is that of an archive."""
    return name.lower().endswith(ARCHIVE_ENDINGS)


def split_member(path: Path) -> tuple[Path, str] | None:
    """Return the archive and the member's name of "archive.zip!member", None for any other path."""
    whole = str(path)
    place = whole.find(SEPARATOR)
    while place >= 0:
        if is_archive(whole[:place]):
            return Path(whole[:place]), whole[place + 1 :]
        place = whole.find(SEPARATOR, place + 1)
    return None


def file_name_of(path: Path) -> str:
    """Return the name by which a document is known: a file's own, a member's with its archive's."""
    member = split_member(path)
    return path.name if member is None else f"{member[0].name}{SEPARATOR}{member[1]}"


def find_members(path: Path) -> tuple[Path, ...]:
    """Return the documents of an archive, in its order, each as the path "archive.zip!member".

    An archive that can't be read, or holds no documents, is returned itself: reading it tells why.
    """
    try:
        with open_archive(path) as file:
            names = tuple(_list_names(file, path.name, str(path)))
    except ReadingError:
        names = ()
    return tuple(Path(f"{path}{SEPARATOR}{name}") for name in names) or (path,)


def read_member(path: Path, name: str) -> SourceFile:
    """Read one member of the archive at `path`. Raises ReadingError."""
    with open_archive(path) as file:
        return _read_named(file, path.name, name, f"{path}{SEPARATOR}{name}")


def read_only_member(file: BinaryIO, file_name: str, where: str) -> SourceFile:
    """Read the document of an archive that holds but one. Raises ReadingError for any other."""
    names = list(_list_names(file, file_name, where))
    if len(names) != 1:
        what = f"the archive holds {len(names) or 'no'} documents"
        remedy = "Name one of them, as in archive.zip!member." if names else _UNPACK
        raise ReadingError(what, where, remedy)
    return _read_named(file, file_name, names[0], f"{where}{SEPARATOR}{names[0]}")


def open_archive(path: Path) -> BinaryIO:
    """Open an archive of any size. Raises ReadingError."""
    check_file(path, most=_MOST_ARCHIVE_BYTES)
    try:
        return path.open("rb")
    except OSError as error:
        raise explain_trouble(error, path) from None


def _list_names(file: BinaryIO, file_name: str, where: str) -> Iterator[str]:
    if not file_name.lower().endswith(".zip"):
        yield from list_responses(file, where)
        return
    with open_zip(file, where) as container:
        yield from (part.filename for part in container.infolist() if _is_document(part))


def _is_document(part: zipfile.ZipInfo) -> bool:
    names = PurePath(part.filename).parts
    hidden = any((name.startswith(".") and name != "..") or name == "__MACOSX" for name in names)
    named = has_format(part.filename) or is_archive(part.filename)
    return named and not part.is_dir() and not hidden


def _read_named(file: BinaryIO, archive: str, name: str, where: str) -> SourceFile:
    file_name = f"{archive}{SEPARATOR}{name}"
    if is_archive(name):
        raise ReadingError("this is an archive inside of an archive", where, _UNPACK)
    if not archive.lower().endswith(".zip"):
        found = read_response(file, name, where)
        return SourceFile(
            data=found.data,
            file_name=file_name,
            where=where,
            url=found.url,
            retrieved=found.retrieved,
            charset=found.charset,
        )
    with open_zip(file, where) as container:
        wanted = PurePath(name)
        part = next((p for p in container.infolist() if PurePath(p.filename) == wanted), None)
        if part is None:
            raise ReadingError("the archive holds no such file", where, "Check the name.")
        if stat.S_ISLNK(part.external_attr >> 16):
            raise ReadingError("this is a link, not a file", where, "Pack the file itself.")
        return SourceFile(data=read_part(container, part, where), file_name=file_name, where=where)
