"""What one document may cost: sizes, numbers of parts and seconds, far above any policy's."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Final

from .errors import ReadingError

MOST_BYTES: Final = 50_000_000
"""Bytes of a file, and of what one document is unpacked to."""

MOST_CHARACTERS: Final = 3_000_000
"""Characters of a document's text: ten times the longest policy that is known to us."""

LONGEST_LINE: Final = 200_000
"""Characters of one block (a line, a paragraph, a cell)."""

MOST_BLOCKS: Final = 100_000

MOST_PAGES: Final = 500
"""Pages of a PDF."""

MOST_SECONDS: Final = 90.0
"""Seconds that taking the text out of one PDF may take; a page takes a tenth of a second."""

MOST_PARTS: Final = 10_000
"""Files in an archive, parts of a document that is one, responses of a WARC file."""

DEEPEST: Final = 200
"""Elements inside of one another, in a PDF's tree of tags or a document's XML."""

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


def check_text(length: int, longest: int, blocks: int, where: str) -> None:
    """Raise ReadingError for a text of too many characters or blocks, or with too long a block."""
    what = ""
    if length > MOST_CHARACTERS:
        what = f"the text is longer than {MOST_CHARACTERS:,} characters"
    elif longest > LONGEST_LINE:
        what = f"a line or paragraph is longer than {LONGEST_LINE:,} characters"
    elif blocks > MOST_BLOCKS:
        what = f"the text has more than {MOST_BLOCKS:,} paragraphs"
    if what:
        raise ReadingError(what, where, _SPLIT)
