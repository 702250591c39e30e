"""Hearing: all sentences of a document with their possible data and receivers, each with its clues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ...ontology.records import BlockKind
from ..passages import Passage, Source
from ..walk import Unit
from .clues import Beside, data_clues, head_clues, party_clues
from .phrases import Phrase, data_phrases
from .practices_seen import SeenPractice, see_practices
from .receivers import PossibleReceiver, possible_receivers
from .rules_said import RulesSaid
from .surroundings import block_clues, lead_in_clues, sentence_clues
from .tokens import Tokens
from .word_classes import WordClasses, load_word_classes


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardPhrase:
    """A phrase that could name data, with its own clues; `start` and `end` count in the document's text."""

    phrase: Phrase
    start: int
    end: int
    text: str
    clues: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardReceiver:
    """A phrase that could name a receiver, with its own clues."""

    receiver: PossibleReceiver
    clues: list[str]


@dataclass(frozen=True, slots=True)
class Hearing:
    """What all sentences of a document are heard by; `known` are the clues of words that were met before."""

    source: Source
    classes: WordClasses
    rules: RulesSaid
    known: dict[str, list[str]] = field(default_factory=dict)

    def data_clues(self, words: str) -> list[str]:
        """Return what the lexicon knows of the words."""
        if words not in self.known:
            self.known[words] = data_clues(words, self.source.lexicon)
        return self.known[words]


@dataclass(frozen=True, kw_only=True)
class HeardSentence:
    """A sentence: `shared` are the clues of all its phrases.

    Phrases and receivers are looked for when they are first asked for: of most sentences nobody asks who receives.
    """

    unit: Unit
    tokens: Tokens
    practices: list[SeenPractice]
    shared: list[str]
    hearing: Hearing

    @property
    def passage(self) -> Passage:
        return self.tokens.passage

    @cached_property
    def phrases(self) -> list[HeardPhrase]:
        """The phrases that could name data, in order; a heading has none."""
        if self.unit.segment.kind is BlockKind.HEADING:
            return []
        whole = self.passage.whole()
        read = [
            self.passage.place_of_span(start, end)
            for start, end, _ in self.hearing.rules.between(whole.start, whole.end)
            if end <= whole.end
        ]
        return [self._phrase(phrase) for phrase in data_phrases(self.tokens, read)]

    @cached_property
    def receivers(self) -> list[HeardReceiver]:
        """The phrases that could name a receiver, in order."""
        return [self._receiver(each) for each in possible_receivers(self.tokens)]

    def head(self, place: int) -> list[str]:
        """Return the clues of a token that phrases hang on."""
        return head_clues(self.tokens, place, self.practices, self.hearing.classes)

    @cached_property
    def _beside(self) -> Beside:
        return Beside(self.tokens, self.hearing.classes)

    def _phrase(self, phrase: Phrase) -> HeardPhrase:
        span = self.passage.span(phrase.range)
        return HeardPhrase(
            phrase=phrase,
            start=span.start,
            end=span.end,
            text=span.text,
            clues=[
                *self._beside.clues(phrase),
                *self.hearing.data_clues(self.passage.words(phrase.range)),
                *self.hearing.rules.of_data(span.start, span.end),
            ],
        )

    def _receiver(self, receiver: PossibleReceiver) -> HeardReceiver:
        words = self.passage.words(receiver.phrase.range)
        return HeardReceiver(
            receiver=receiver,
            clues=[
                *self._beside.clues(receiver.phrase),
                *party_clues(words, receiver.party, self.hearing.source.lexicon),
                *self.hearing.rules.of_receiver(receiver.mention.start),
            ],
        )


def hear(units: list[Unit], rules: RulesSaid, source: Source) -> Iterator[HeardSentence]:
    """Yield every sentence of the units in order; headings only with their possible receivers.

    `rules` is what the rules read: their word is a clue among the others.
    """
    hearing = Hearing(source, load_word_classes(), rules)
    titles = {u.segment.prose.text.lower() for u in units if u.segment.kind is BlockKind.HEADING}
    lead_ins: dict[int, list[str]] = {}
    before = ["rules-before=none"]
    for unit in units:
        segment = unit.segment
        if segment.kind is not BlockKind.HEADING and segment.prose.text.lower() in titles:
            continue
        clues = block_clues(segment, source.lexicon.cues)
        if segment.lead_in is not None:
            clues.extend(lead_ins.get(id(segment.lead_in), ()))
        for number, passage in enumerate(unit.passages):
            tokens, practices = Tokens.of(passage), see_practices(passage)
            if number == len(unit.passages) - 1:
                lead_ins[id(segment)] = lead_in_clues(tokens, practices)
            whole = passage.whole()
            said = rules.in_sentence(whole.start, whole.end)
            shared = [*clues, *sentence_clues(tokens, practices, number), *before, *said]
            before = [clue.replace("rules-here", "rules-before") for clue in said]
            yield HeardSentence(
                unit=unit, tokens=tokens, practices=practices, shared=shared, hearing=hearing
            )
