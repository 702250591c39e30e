"""The sentences around a quote."""

from __future__ import annotations

import re
from typing import Final

from .statements import Place

SENTENCES: Final = 2
CHARACTERS: Final = 400
"""How far from a quote the sentences around it are looked for, in characters on each side."""

_BOUNDARY: Final = re.compile("[.!?][\"'\u2019\u201d)\\]]*\\s+|\\s*\\n\\s*")


def context_of(text: str, quote: Place) -> Place:
    """Return the place of a quote together with two sentences before and two after it.

    `quotes.js` does the same in the page.
    """
    return Place(start=_start_before(text, quote.start), end=_end_after(text, quote.end))


def _start_before(text: str, quote: int) -> int:
    """Return where the sentences before the quote begin."""
    since = max(0, quote - CHARACTERS)
    window = text[since:quote].rstrip()
    starts = [since + m.end() for m in _BOUNDARY.finditer(window) if m.end() < len(window)]
    if len(starts) >= SENTENCES:
        return starts[-SENTENCES]
    if since == 0:
        return 0
    return starts[0] if starts else quote


def _end_after(text: str, quote: int) -> int:
    """Return where the sentences after the quote end."""
    until = min(len(text), quote + CHARACTERS)
    window = text[quote:until]
    lead = len(window) - len(window.lstrip())
    ends = [quote + m.end() for m in _BOUNDARY.finditer(window) if m.start() > lead]
    if len(ends) >= SENTENCES:
        return ends[SENTENCES - 1]
    if until == len(text):
        return until
    return ends[-1] if ends else quote
