"""The documents that a verb is given: each read once, a bad one among many reported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .console import say, track
from .failures import describe
from .inputs import is_stream, read_stream

if TYPE_CHECKING:
    from ..pipeline import Extraction


def read_documents(sources: list[Path], company: str | None) -> tuple[list[Extraction], int]:
    """Read every source; return what was read, and how many could not be.

    A bad one is reported and skipped, or its error raised where it is the only one.
    """
    from ..pipeline import extract as extract_file
    from ..pipeline import extract_text, find_documents

    streams = [source for source in sources if is_stream(source)]
    paths = [*streams, *find_documents([each for each in sources if not is_stream(each)])]
    extractions: list[Extraction] = []
    for path in track(paths, "reading"):
        try:
            if is_stream(path):
                found = extract_text(read_stream(), file_name="stdin", company=company)
            else:
                found = extract_file(path, company=company)
        except Exception as error:
            if len(paths) == 1:
                raise
            say(f"error: {describe(error)}")
        else:
            extractions.append(found)
    return extractions, len(paths) - len(extractions)
