"""Pieces of an HTML page: words that stand together, and what the page makes of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .page_tables import CellPlace

_SHORT = 30
_CONTENTS = re.compile(
    r"(?:table of )?contents?:?$|on this page:?$|in this (?:policy|notice|page|document|statement):?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Piece:
    """Words that stand together: the runs of source they are, and what the page makes of them.

    `item_depth` is set for the first words of a list item, `inside` counts the items around, `number` is
    the item's in a numbered list. `look` and `indent` (in columns) are what the style of its element says.
    """

    runs: list[tuple[int, int]]
    region: int
    heading: int | None = None
    item_depth: int | None = None
    inside: int = 0
    number: int | None = None
    cell: CellPlace | None = None
    look: str = ""
    indent: int = 0
    size: int = 0
    linked: int = 0
    anchored: int = 0
    bold: int = 0
    # All words of a short piece, the last ones of a long piece.
    words: str = ""

    @property
    def announces(self) -> bool:
        """Whether the words ask for the list that follows."""
        return self.words.endswith(":") and not self.labels_contents

    @property
    def labels_contents(self) -> bool:
        """Whether the words stand over a table of contents."""
        return bool(_CONTENTS.match(self.words))

    def keep_words(self, source: str) -> None:
        """Keep the words, as far as they can tell a label or a lead-in."""
        runs = self.runs if self.size < _SHORT else self.runs[-1:]
        words = "".join(source[max(start, end - _SHORT) : end] for start, end in runs)
        self.words = " ".join(words.split())
