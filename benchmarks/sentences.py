"""A document's sentences, and which of them state a flow."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from privacyflow.extractors.segments import segment
from privacyflow.extractors.sentences import split_sentences
from privacyflow.ontology.records import SourceDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The sentences, headings, items and cells of a document: half-open offsets, in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int | None:
        """Return the number of the sentence that holds the character at `offset`, if one does."""
        place = bisect_right(self.starts, offset) - 1
        return place if place >= 0 and offset < self.ends[place] else None

    def holding(self, offsets: Iterable[int]) -> frozenset[int]:
        """Return the numbers of the sentences that hold any of `offsets`."""
        return frozenset(place for place in map(self.at, offsets) if place is not None)


def sentences_of(document: SourceDocument) -> Sentences:
    """Split a document as the extractor does."""
    places = sorted(
        prose.place(0, len(prose.text))
        for found in segment(document)
        for prose in split_sentences(found.prose)
    )
    return Sentences(
        starts=tuple(start for start, _ in places), ends=tuple(end for _, end in places)
    )
