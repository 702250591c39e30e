"""Sentences of a text, for words that no flow was found for."""

from __future__ import annotations

import re
from typing import Final

from ..graphs.statements import Place

_BREAK: Final = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bInc)(?<!\bNo)[.!?][\"”’)*]*\s+(?=[\"“‘(*\[]*[A-Z])|\n|"
    r"(?<=[.!?])\s?(?:<br ?/?>\s?)+|(?:<br ?/?>\s?){2,}"
)
_LONGEST: Final = 1000
_FOLDED: Final = re.compile(r"^\W*(?:see|read|show|view) more\W*$", re.IGNORECASE | re.MULTILINE)
_AT_THE_ENDS: Final = " \t\r*_#>|-"


def sentence_around(text: str, start: int, end: int) -> Place:
    """Return the sentence in which the characters `start` to `end` (half-open) of a text stand.

    A line's end ends a sentence as well, and so do a `<br>` behind a full stop and two of them
    anywhere; at most 1,000 characters are looked at on either side.
    """
    opening = max(
        (each.end() for each in _BREAK.finditer(text, max(0, start - _LONGEST), start)),
        default=max(0, start - _LONGEST),
    )
    closing = _BREAK.search(text, end, end + _LONGEST)
    stop = closing.end() if closing else min(len(text), end + _LONGEST)
    if closing and "<" in closing.group():
        stop = closing.start()
    while opening < start and text[opening] in _AT_THE_ENDS:
        opening += 1
    return Place(start=opening, end=max(end, opening + len(text[opening:stop].rstrip())))


def is_cut_off(text: str) -> bool:
    """Tell whether a text is a page whose sections were folded: what it lacks may stand in them."""
    return _FOLDED.search(text) is not None
