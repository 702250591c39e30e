"""Windows: a document's sentences in stretches that are read together, as word pieces.

What a sentence states often hangs on words before it: its headings, its lead-in, the items beside it. A window
holds as many sentences as fit, behind the headings, the lead-in and the sentence that its first one follows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...ontology.records import BlockKind
from .hearing import HeardSentence
from .spelling import KINDS, OPENING, PARTING, Speller, Spelling

# In word pieces. The encoder was learned with these: others would fit its weights less.
LONGEST: Final = 224
LONGEST_SENTENCE: Final = 200
LONGEST_HEADING: Final = 24
LONGEST_CONTEXT: Final = 48
HEADINGS: Final = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence's pieces in a window: `sentence` counts the document's sentences, `first` the window's pieces.

    What stands there only as `context` is read in full elsewhere.
    """

    sentence: int
    first: int
    spelling: Spelling
    context: bool

    def pieces(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last piece, in the window, of a half-open range of the sentence's words.

        None where the window does not reach that far.
        """
        places = self.spelling.places
        first = bisect_right(places, start, key=lambda place: place[1])
        last = bisect_left(places, end, key=lambda place: place[0]) - 1
        return (self.first + first, self.first + last) if first <= last else None


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces that are read together, and the sentences in them."""

    pieces: tuple[int, ...]
    parts: tuple[Part, ...]


class _Open:
    """A window that is being filled."""

    def __init__(self, speller: Speller) -> None:
        self.speller = speller
        self.pieces = [speller.mark(OPENING)]
        self.parts: list[Part] = []

    def has_room(self, spelling: Spelling) -> bool:
        return len(self.pieces) + len(spelling.pieces) + 3 <= LONGEST

    def add(
        self, sentence: int, spelling: Spelling, mark: str | None = None, *, context: bool = False
    ) -> None:
        if mark is not None:
            self.mark(mark)
        self.parts.append(Part(sentence, len(self.pieces), spelling, context))
        self.pieces.extend(spelling.pieces)

    def mark(self, mark: str) -> None:
        self.pieces.append(self.speller.mark(mark))

    def close(self) -> Window:
        self.mark(PARTING)
        return Window(tuple(self.pieces), tuple(self.parts))


def windows(sentences: Sequence[HeardSentence], speller: Speller) -> Iterator[Window]:
    """Yield the windows of a document's sentences, in order.

    Each sentence is read in one of them, and may be context in others.
    """
    spelled = [speller.spell(each.passage.text).cut(0, LONGEST_SENTENCE) for each in sentences]
    places = _Places(sentences)
    opened: _Open | None = None
    for number, sentence in enumerate(sentences):
        begins = places.begins(number)
        if opened is None or not opened.has_room(spelled[number]):
            if opened is not None:
                yield opened.close()
            opened = _with_context(_Open(speller), number, spelled, places)
        elif begins:
            opened.mark(PARTING)
        mark = KINDS.get(sentence.unit.segment.kind) if begins else None
        opened.add(number, spelled[number], mark)
    if opened is not None:
        yield opened.close()


def _with_context(opened: _Open, number: int, spelled: list[Spelling], places: _Places) -> _Open:
    """Put before a window's first sentence what it stands under."""
    for heading in places.headings(number):
        words = spelled[heading].cut(0, LONGEST_HEADING)
        opened.add(heading, words, KINDS[BlockKind.HEADING], context=True)
    for before in places.before(number):
        opened.add(before, spelled[before].cut(-LONGEST_CONTEXT, None), PARTING, context=True)
    opened.mark(PARTING)
    return opened


class _Places:
    """Where a document's headings and lead-ins stand among its sentences."""

    def __init__(self, sentences: Sequence[HeardSentence]) -> None:
        self.sentences = sentences
        self.last = {id(each.unit.segment): number for number, each in enumerate(sentences)}
        self.titles = {
            each.unit.segment.block.start: number
            for number, each in enumerate(sentences)
            if each.unit.segment.kind is BlockKind.HEADING
        }

    def begins(self, number: int) -> bool:
        """Whether the sentence is the first of its block."""
        return number == 0 or self.sentences[number - 1].unit is not self.sentences[number].unit

    def headings(self, number: int) -> list[int]:
        """Return the innermost headings above the sentence, outermost first."""
        section = self.sentences[number].unit.segment.section[-HEADINGS:]
        return [self.titles[each.start] for each in section if each.start in self.titles]

    def before(self, number: int) -> list[int]:
        """Return the last sentence of the lead-in, and the one before in the same block."""
        lead_in = self.sentences[number].unit.segment.lead_in
        above = [] if lead_in is None else [self.last.get(id(lead_in))]
        if not self.begins(number):
            above.append(number - 1)
        return sorted({place for place in above if place is not None and place < number})
