"""Passages: a stretch of prose in its document, able to say what its words name and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from ..ontology.records import Mention, Party, SourceDocument, Span
from .filling import read_frames
from .frames import Frame
from .lexicon import Lexicon
from .lists import Range
from .mentions import data_items
from .parses import Parse
from .parties import find_parties
from .prose import Prose
from .sentences import Sentence, read_sentence

# Words in a purpose's place that name none: they point back, or only introduce the sentence.
_NAMELESS = re.compile(
    r"(?:for|to) (?:(?:this|that|these|those|such|the following|the above|the aforementioned)(?: \w+)?"
    r"(?: purposes?| reasons?| end| ends)|do (?:so|this|that))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A document with the lexicon to read it by."""

    document: SourceDocument
    lexicon: Lexicon

    def passage(self, prose: Prose) -> Passage:
        """Return some prose of the document as a passage that was not parsed."""
        return Passage(self.document, self.lexicon, read_sentence(prose))

    def parsed(self, sentence: Sentence, doc: Parse) -> Passage:
        """Return a sentence of the document with its parse."""
        frames = read_frames(doc, self.lexicon.cues)
        return Passage(self.document, self.lexicon, sentence, doc, frames)

    def quote(self, start: int, end: int) -> Span:
        """Return the document's own words from `start` to `end`."""
        return Span(start=start, end=end, text=self.document.text[start:end])


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of one document, with its parse and the frames in it where it was parsed.

    A `Range` is half-open and counts in `text`, the sentence's readable words; what a method returns
    carries the document's own offsets and words.
    """

    document: SourceDocument
    lexicon: Lexicon
    sentence: Sentence
    doc: Parse | None = None
    frames: tuple[Frame, ...] = ()

    @property
    def text(self) -> str:
        return self.sentence.prose.text

    def words(self, part: Range) -> str:
        return self.text[slice(*part)]

    def span(self, part: Range) -> Span:
        """Return the words of the range as they stand in the document."""
        return self.sentence.prose.span(self.document.text, *part)

    def place(self, part: Range) -> Range:
        """Return where the range stands in the document, without its words."""
        return self.sentence.prose.place(*part)

    @property
    def start(self) -> int:
        """Where the passage begins in the document."""
        return self.sentence.prose.offsets[0]

    @property
    def end(self) -> int:
        """Where the passage ends in the document."""
        return self.sentence.prose.offsets[-1] + 1

    def whole(self) -> Span:
        """Return the whole passage as it stands in the document."""
        return self.span((0, len(self.text)))

    def data(self, part: Range) -> Mention:
        """Return the range as a mention of data, with the type it stands for."""
        return self.mention(part, self.lexicon.vocabulary.type_data(self.words(part)).iri)

    def purpose(self, part: Range) -> Mention | None:
        """Return the range as a mention of a purpose; None where it is a single word that tells none."""
        words = self.words(part).split(":", maxsplit=1)[0].rstrip(" ,.;:")
        if len(words.split()) < 2 and self.lexicon.vocabulary.find_purpose(words) is None:
            return None
        return self.mention(
            (part[0], part[0] + len(words)), self.lexicon.vocabulary.place_purpose(words).iri
        )

    def mention(self, part: Range, concept: str | None = None) -> Mention:
        """Return the range as a mention of what `concept`, an IRI, stands for, if that is known."""
        span = self.span(part)
        return Mention(start=span.start, end=span.end, text=span.text, concept=concept)

    def parties(self, part: Range) -> tuple[Party, ...]:
        """Return the parties named in the range, in order."""
        return find_parties(self.sentence.prose, self.document.text, part[0], part[1], self.lexicon)

    def data_items(self, part: Range, *, clauses: bool = False, weak: bool = False) -> list[Range]:
        """Return the ranges in `part` that name data, without those the parser reads as verbs ("create an account")."""
        items = data_items(self.text, *part, self.lexicon, clauses=clauses, weak=weak)
        return [item for item in items if not self._begins_with_verb(item)]

    def _begins_with_verb(self, item: Range) -> bool:
        if self.doc is None or self.lexicon.vocabulary.find_data(self.words(item)) is not None:
            return False
        place = bisect_left(self.sentence.inner, item[0])
        token = next((t for t in self.doc if t.idx <= place < t.idx + len(t)), None)
        return (
            token is not None
            and token.tag_ in {"VB", "VBP", "MD"}
            and self.sentence.inner[place] == item[0]
        )

    def range_of(self, start: int, end: int) -> Range:
        """Return the range of the tokens `start` to `end` of the parse.

        A bracket right behind belongs to the words before it: the parser did not see it.
        """
        assert self.doc is not None
        first, last = self.doc[start], self.doc[end - 1]
        outer = self.sentence.outer(first.idx, last.idx + len(last))
        if self.text[outer[1] :].lstrip(" ").startswith("("):
            closing = self.text.find(")", outer[1])
            if closing > 0:
                return outer[0], closing + 1
        return outer

    def place_of_span(self, start: int, end: int) -> Range:
        """Return the range of `text` for the document's characters `start` to `end`, which stand in it."""
        offsets = self.sentence.prose.offsets
        return bisect_left(offsets, start), bisect_left(offsets, end - 1) + 1

    def place_of(self, token: int) -> int:
        """Return where a token of the parse begins in `text`."""
        return self.range_of(token, token + 1)[0]
