"""The stretches of a policy that a page embeds: each quote with the sentences around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from .statements import Evidence, Place

CONTEXT_SENTENCES: Final = 2
CONTEXT_CHARACTERS: Final = 400
"""How far from a quote the sentences around it are looked for, in characters on each side."""

_BOUNDARY: Final = re.compile("[.!?][\"'\u2019\u201d)\\]]*\\s+|\\s*\\n\\s*")


class Units:
    """Turns offsets into a text from characters to UTF-16 code units."""

    __slots__ = ("_wide",)

    def __init__(self, text: str) -> None:
        self._wide = [m.start() for m in re.finditer("[\U00010000-\U0010ffff]", text)]

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)


class Passages:
    """The quotes and their contexts, joined where they overlap, so that no word is embedded twice.

    Iterates as (policy's IRI, place, text).
    """

    __slots__ = ("_contexts", "_numbers", "_passages")

    def __init__(self, cited: Iterable[Evidence], texts: Mapping[str, str]) -> None:
        """Take evidence in the order of policy and place, and the policies' texts by IRI."""
        self._passages: list[tuple[str, Place, str]] = []
        self._contexts: dict[str, Place] = {}
        self._numbers: dict[str, int] = {}
        for evidence in cited:
            text = texts[evidence.policy]
            context = _context(text, evidence.place)
            self._contexts[evidence.iri] = context
            self._join(evidence.policy, context, text)
            self._numbers[evidence.iri] = len(self._passages) - 1

    def __iter__(self) -> Iterator[tuple[str, Place, str]]:
        return iter(self._passages)

    def number(self, evidence: Evidence) -> int:
        """Return the number of the passage that holds this evidence."""
        return self._numbers[evidence.iri]

    def context(self, evidence: Evidence) -> Place:
        """Return the place of the quote together with the sentences around it."""
        return self._contexts[evidence.iri]

    def _join(self, policy: str, place: Place, text: str) -> None:
        if self._passages:
            last_policy, last, _ = self._passages[-1]
            if last_policy == policy and last.start <= place.start <= last.end:
                place = Place(start=last.start, end=max(last.end, place.end))
                self._passages.pop()
        self._passages.append((policy, place, text[place.start : place.end]))


def _context(text: str, quote: Place) -> Place:
    return Place(start=_start_before(text, quote.start), end=_end_after(text, quote.end))


def _start_before(text: str, quote: int) -> int:
    """Return where the sentences before the quote begin."""
    since = max(0, quote - CONTEXT_CHARACTERS)
    window = text[since:quote].rstrip()
    starts = [since + m.end() for m in _BOUNDARY.finditer(window) if m.end() < len(window)]
    if len(starts) >= CONTEXT_SENTENCES:
        return starts[-CONTEXT_SENTENCES]
    if since == 0:
        return 0
    return starts[0] if starts else quote


def _end_after(text: str, quote: int) -> int:
    """Return where the sentences after the quote end."""
    until = min(len(text), quote + CONTEXT_CHARACTERS)
    window = text[quote:until]
    lead = len(window) - len(window.lstrip())
    ends = [quote + m.end() for m in _BOUNDARY.finditer(window) if m.start() > lead]
    if len(ends) >= CONTEXT_SENTENCES:
        return ends[CONTEXT_SENTENCES - 1]
    if until == len(text):
        return until
    return ends[-1] if ends else quote
