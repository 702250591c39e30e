"""What one document may cost: sizes, numbers of parts and seconds, far above any policy's."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ...ontology.records import Block
from .errors import ReadingError

MOST_BYTES: Final = 50_000_000
"""Bytes of a file, and of what one document is unpacked to."""

MOST_CHARACTERS: Final = 3_000_000
"""Characters of a document's text: ten times the longest policy that is known to us."""

MOST_WORDS: Final = 40_000
"""Words and signs of one block (a line, a paragraph, a cell): the parser holds them all at once, at
15 kB each."""

MOST_BLOCKS: Final = 100_000

MOST_PAGES: Final = 500
"""Pages of a PDF."""

MOST_SECONDS: Final = 90.0
"""Seconds that taking the text out of one PDF may take; a page takes a tenth of a second."""

MOST_PARTS: Final = 10_000
"""Files in an archive, parts of a document that is one, responses of a WARC file."""

DEEPEST: Final = 200
"""Elements inside of one another, in a PDF's tree of tags or a document's XML."""

_WORD: Final = re.compile(r"\w+|[^\w\s]")
_SPLIT: Final = "Split it, or give the policy alone."


@dataclass(slots=True)
class Clock:
    """The time that is left for one document; `where` is the file it names."""

    where: str
    seconds: float = MOST_SECONDS
    _began: float = field(default_factory=time.monotonic)

    def check(self) -> None:
        """Raise ReadingError where the time is up."""
        if time.monotonic() - self._began > self.seconds:
            what = f"reading it takes longer than {self.seconds:.0f} seconds"
            raise ReadingError(what, self.where, _SPLIT)


def check_size(size: int, where: str, *, unpacked: bool = False) -> None:
    """Raise ReadingError for a file, or what it is unpacked to, of more than MOST_BYTES bytes."""
    if size > MOST_BYTES:
        is_larger = "it unpacks to more" if unpacked else "the file is larger"
        raise ReadingError(f"{is_larger} than {MOST_BYTES // 1_000_000} MB", where, _SPLIT)


def check_length(text: str, where: str) -> None:
    """Raise ReadingError for a text of more than MOST_CHARACTERS characters."""
    if len(text) > MOST_CHARACTERS:
        what = f"the text is longer than {MOST_CHARACTERS:,} characters"
        raise ReadingError(what, where, _SPLIT)


def check_blocks(text: str, blocks: Sequence[Block], where: str) -> None:
    """Raise ReadingError for too many blocks, and for one too long to be parsed."""
    check_length(text, where)
    if len(blocks) > MOST_BLOCKS:
        what = f"the text has more than {MOST_BLOCKS:,} paragraphs"
        raise ReadingError(what, where, _SPLIT)
    for block in blocks:
        length = block.end - block.start
        words = len(_WORD.findall(text, block.start, block.end)) if length > MOST_WORDS else 0
        if words > MOST_WORDS:
            what = f"a line or paragraph is longer than {MOST_WORDS:,} words and signs"
            raise ReadingError(what, where, _SPLIT)
