"""What is skipped of a document: the parts of it that are not read as sentences, each with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..ontology.records import SourceDocument, Span
from .segments import Segment

_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"\S*(?:://|data:|www\.)\S*")
# Markers, rules and what holds a table together have fewer words than this.
_FEWEST_WORDS = 3


class SkipReason(StrEnum):
    """Why a part was skipped, in the words that are shown."""

    CONTENTS = "repeats a heading, as a table of contents does"
    COOKIE_SHEET = "sheet of a cookie"
    TABLE = "table not understood: its cells were read as sentences"
    ROW = "row of a table that states nothing"
    OUTSIDE = "outside of the text, as front matter and comments are"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedPart:
    """A part of the document, from its first to its last character, and why it was skipped."""

    span: Span
    reason: SkipReason


def skip(segments: Iterable[Segment], reason: SkipReason, document: SourceDocument) -> SkippedPart:
    """Return the part that reaches over all the segments, at least one."""
    spans = [each.span(document) for each in segments]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    span = Span(start=start, end=end, text=document.text[start:end])
    return SkippedPart(span=span, reason=reason)


def skipped_around(document: SourceDocument) -> Iterator[SkippedPart]:
    """Yield what stands between the document's blocks and has words of its own."""
    place = 0
    edges = [(block.start, block.end) for block in document.blocks]
    for start, end in [*sorted(edges), (len(document.text), len(document.text))]:
        between = document.text[place:start]
        if len(_WORD.findall(_ADDRESS.sub(" ", between))) >= _FEWEST_WORDS:
            words = between.strip()
            first = place + between.index(words)
            span = Span(start=first, end=first + len(words), text=words)
            yield SkippedPart(span=span, reason=SkipReason.OUTSIDE)
        place = max(place, end)
