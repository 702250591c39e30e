"""Plain text: its lines as passages, hard-wrapped ones joined; the layout tells what they are."""

from __future__ import annotations

import re

from ...ontology.records import Block, BlockKind
from .layout import lay_out
from .lines import Line, join_wrapped_lines, read_lines
from .passages import Passage, open_passage

_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")


def read_plain(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text, in reading order."""
    lines = join_wrapped_lines(text, read_lines(text))
    return lay_out([_open_line(line) for line in lines])


def _open_line(line: Line) -> Passage:
    if match := _HASHES.match(line.words):
        return open_passage(
            line.start + match.end(),
            line.words[match.end() :],
            kind=BlockKind.HEADING,
            level=len(match[1]),
            sign=match[1],
        )
    return open_passage(line.start, line.words, indent=line.indent, gap_above=line.gap_above)
