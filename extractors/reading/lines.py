"""The lines of a text with their places, hard-wrapped ones joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .markers import find_marker
from .passages import Passage

# All that shows nothing at a line's ends.
_EDGE = "".join(
    map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200C)))
) + ("\u2028\u2029\u202f\u205f\u2060\u3000\ufeff")
# A text is hard-wrapped if no line is longer than this, and enough lines go on in lower case.
_WIDEST = 120
_GOING_ON = 0.2


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or several joined, without the blanks around it.

    `indent` counts columns (a tab is 4). `gap_above` says that an empty line stands above it.
    """

    start: int
    end: int
    indent: int
    gap_above: bool
    words: str


def read_lines(text: str) -> list[Line]:
    """Return the lines that hold anything, in order."""
    lines: list[Line] = []
    place = 0
    gap = True
    for raw in text.splitlines(keepends=True):
        words = raw.strip(_EDGE)
        if words:
            lead = len(raw) - len(raw.lstrip(_EDGE))
            indent = len(raw[:lead].expandtabs(4))
            start = place + lead
            lines.append(Line(start, start + len(words), indent, gap, words))
        gap = not words
        place += len(raw)
    return lines


def join_wrapped_lines(text: str, lines: Sequence[Line]) -> list[Line]:
    """Join the lines of each paragraph if the text is wrapped at a fixed width."""
    width = _wrap_width(lines)
    if width is None:
        return list(lines)
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is None or line.gap_above or find_marker(line.words) is not None:
            joined.append(line)
        elif line.words[0].islower() or _is_full(text, last, line, width):
            joined[-1] = Line(
                last.start, line.end, last.indent, last.gap_above, text[last.start : line.end]
            )
        else:
            joined.append(line)
    return joined


def _wrap_width(lines: Sequence[Line]) -> int | None:
    widths = [line.indent + len(line.words) for line in lines]
    inner = [line for line in lines if not line.gap_above]
    if not inner or max(widths) > _WIDEST:
        return None
    going_on = sum(line.words[0].islower() for line in inner)
    return max(widths) if going_on >= _GOING_ON * len(inner) else None


def _is_full(text: str, last: Line, line: Line, width: int) -> bool:
    """Whether the first word of `line` would not have fitted on the line above."""
    above = text[text.rfind("\n", 0, last.end) + 1 : last.end]
    return len(above) + 1 + len(line.words.split(None, 1)[0]) > 0.9 * width


# A line this long that ends inside a sentence was cut by a page's width, not by its writer.
_CUT_LENGTH = 45
_UNFINISHED = re.compile(
    r"\b(?:a|an|the|and|or|of|to|in|on|for|with|by|from|as|at|our|your|their|its|we|you|that|which|this|these|any"
    r"|all|may|will|is|are|be|not|such|other|including)$"
)


def join_broken_passages(passages: Sequence[Passage]) -> list[Passage]:
    """Join paragraphs that go on a sentence which the one before left unfinished, as print-outs do."""
    joined: list[Passage] = []
    for passage in passages:
        last = joined[-1] if joined else None
        if last is not None and _goes_on(last, passage):
            words = f"{last.words} {passage.words}"
            joined[-1] = replace(last, end=passage.end, words=words)
        else:
            joined.append(passage)
    return joined


def _goes_on(last: Passage, passage: Passage) -> bool:
    if passage.kind is not None or passage.marker is not None or last.cell is not None:
        return False
    if last.kind is not None or last.inside != passage.inside or len(last.words) < _CUT_LENGTH:
        return False
    if last.words[-1] in '.!?:;”"':
        return False
    return passage.words.lstrip("(\"'")[:1].islower() or bool(_UNFINISHED.search(last.words))
