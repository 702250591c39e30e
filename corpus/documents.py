"""The documents of a corpus: found below folders and in archives."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

DOCUMENT_ENDINGS: Final = (
    *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx"),
    *(".zip", ".warc", ".warc.gz"),
)


def find_documents(
    sources: Iterable[Path | str], *, endings: tuple[str, ...] = DOCUMENT_ENDINGS
) -> tuple[Path, ...]:
    """Return the files among `sources` and all policies in the folders among them, each once.

    A file that is named is taken whatever its ending; below folders those with one of `endings`
    count, in alphabetical order, hidden ones not. Links to folders are not followed. An archive stands
    for the documents in it, each called "archive.zip!member". What looks like a document and is a
    pipe or a broken link is among them, and so is a folder that can't be listed: reading it says what
    is wrong with it.
    """
    from ..extractors.reading import find_members, is_archive

    found: dict[Path, None] = {}
    for source in map(Path, sources):
        for path in sorted(_walk(source, endings)) if _is_folder(source) else (source,):
            members = find_members(path) if is_archive(path.name) else (path,)
            found.update(dict.fromkeys(members))
    return tuple(found)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def _walk(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
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
                    elif path.name.lower().endswith(endings) and not _is_folder(path):
                        yield path
        except OSError:
            yield place
