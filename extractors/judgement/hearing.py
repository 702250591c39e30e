"""Hearing: the sentences of a document, each with the phrases in it that could name data or a receiver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ...ontology.records import BlockKind
from ..passages import Passage, Source
from ..walk import Unit
from .exceptions import is_excepted, makes_exceptions
from .facts import Facts, of_place
from .phrases import Phrase, data_phrases
from .practices_seen import SeenPractice, see_practices
from .receivers import PossibleReceiver, possible_receivers
from .rules_said import RulesSaid
from .tokens import Tokens


@dataclass(frozen=True, slots=True)
class HeardPhrase:
    """A phrase that could name data; `start` and `end` are half-open characters into the document's text.

    `excepted` tells that a denial of its sentence would leave it out.
    """

    phrase: Phrase
    start: int
    end: int
    text: str
    facts: tuple[str, ...]
    excepted: bool


@dataclass(frozen=True, slots=True)
class HeardReceiver:
    """A phrase that could name a receiver."""

    receiver: PossibleReceiver
    facts: tuple[str, ...]


@dataclass(frozen=True)
class HeardSentence:
    """A sentence of a block; `known` tells the facts of its document's phrases.

    Its words are looked at when they are first asked for.
    """

    unit: Unit
    passage: Passage
    known: Facts

    @cached_property
    def tokens(self) -> Tokens:
        """The parsed words."""
        return Tokens.of(self.passage)

    @cached_property
    def practices(self) -> list[SeenPractice]:
        """The practices that its verbs name, from left to right."""
        return see_practices(self.passage)

    @cached_property
    def phrases(self) -> list[HeardPhrase]:
        """The phrases that could name data, in order; a heading has none."""
        if self.unit.segment.kind is BlockKind.HEADING:
            return []
        first, last = self.passage.start, self.passage.end
        read = [
            self.passage.place_of_span(start, end)
            for start, end, _ in self.known.rules.between(first, last)
            if end <= last
        ]
        excepts = makes_exceptions(self.passage.text)
        return [self._phrase(phrase, excepts) for phrase in data_phrases(self.tokens, read)]

    @cached_property
    def receivers(self) -> list[HeardReceiver]:
        """The phrases that could name a receiver, in order."""
        return [self._receiver(each) for each in possible_receivers(self.tokens)]

    @cached_property
    def _of_places(self) -> dict[int, tuple[str, ...]]:
        return {}

    def _of_place(self, place: int) -> tuple[str, ...]:
        """Return the facts of a token that phrases hang on."""
        if place not in self._of_places:
            self._of_places[place] = of_place(place, self.practices)
        return self._of_places[place]

    def _phrase(self, phrase: Phrase, excepts: bool) -> HeardPhrase:
        span = self.passage.span(phrase.range)
        words = self.passage.words(phrase.range)
        facts = self.known.of_data(phrase, span.start, span.end, words)
        return HeardPhrase(
            phrase,
            span.start,
            span.end,
            span.text,
            (*facts, *self._of_place(phrase.head)),
            excepts and is_excepted(self.passage.text, phrase.start),
        )

    def _receiver(self, receiver: PossibleReceiver) -> HeardReceiver:
        words = self.passage.words(receiver.phrase.range)
        facts = self.known.of_receiver(receiver.mention.start, words, receiver.party)
        return HeardReceiver(receiver, (*facts, *self._of_place(receiver.phrase.head)))


def hear(units: list[Unit], rules: RulesSaid, source: Source) -> Iterator[HeardSentence]:
    """Yield every sentence of the units in order, without blocks that only repeat a heading.

    `rules` is what the rules read: their word is a fact among the others.
    """
    known = Facts(source.lexicon, rules)
    titles = {u.segment.prose.text.lower() for u in units if u.segment.kind is BlockKind.HEADING}
    for unit in units:
        segment = unit.segment
        if segment.kind is BlockKind.HEADING or segment.prose.text.lower() not in titles:
            for passage in unit.passages:
                yield HeardSentence(unit, passage, known)
