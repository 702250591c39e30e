"""Hearing: all sentences of a document with their possible data and receivers, each with its clues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...ontology.records import BlockKind
from ..passages import Passage, Source
from ..walk import Unit
from .clues import data_clues, head_clues, party_clues, phrase_clues
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


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardSentence:
    """A sentence: `shared` are the clues of all its phrases, `heads` those of the tokens they hang on."""

    unit: Unit
    passage: Passage
    practices: list[SeenPractice]
    shared: list[str]
    heads: dict[int, list[str]]
    phrases: list[HeardPhrase]
    receivers: list[HeardReceiver]


def hear(units: list[Unit], rules: RulesSaid, source: Source) -> Iterator[HeardSentence]:
    """Yield every sentence of the units in order; headings only with their possible receivers.

    `rules` is what the rules read: their word is a clue among the others.
    """
    hearing = _Hearing(source, load_word_classes(), rules)
    titles = {u.segment.prose.text.lower() for u in units if u.segment.kind is BlockKind.HEADING}
    for unit in units:
        heading = unit.segment.kind is BlockKind.HEADING
        if heading or unit.segment.prose.text.lower() not in titles:
            yield from hearing.unit(unit)


class _Hearing:
    def __init__(self, source: Source, classes: WordClasses, rules: RulesSaid) -> None:
        self.source, self.classes, self.rules = source, classes, rules
        self.known: dict[str, list[str]] = {}
        self.lead_ins: dict[int, list[str]] = {}
        self.before: list[str] = ["rules-before=none"]

    def unit(self, unit: Unit) -> Iterator[HeardSentence]:
        segment = unit.segment
        clues = block_clues(segment, self.source.lexicon.cues)
        if segment.lead_in is not None:
            clues.extend(self.lead_ins.get(id(segment.lead_in), ()))
        for number, passage in enumerate(unit.passages):
            tokens = Tokens.of(passage)
            practices = see_practices(passage)
            if number == len(unit.passages) - 1:
                self.lead_ins[id(segment)] = lead_in_clues(tokens, practices)
            whole = passage.whole()
            said = self.rules.in_sentence(whole.start, whole.end)
            shared = [*clues, *sentence_clues(tokens, practices, number), *self.before, *said]
            self.before = [clue.replace("rules-here", "rules-before") for clue in said]
            yield self._sentence(unit, tokens, practices, shared)

    def _sentence(
        self, unit: Unit, tokens: Tokens, practices: list[SeenPractice], shared: list[str]
    ) -> HeardSentence:
        passage = tokens.passage
        whole = passage.whole()
        titled = unit.segment.kind is BlockKind.HEADING
        read = [
            passage.place_of_span(start, end)
            for start, end, _ in self.rules.between(whole.start, whole.end)
            if end <= whole.end
        ]
        found = [] if titled else data_phrases(tokens, read)
        phrases = [self._phrase(tokens, phrase) for phrase in found]
        receivers = [self._receiver(tokens, each) for each in possible_receivers(tokens)]
        heads = {each.phrase.head for each in phrases}
        heads |= {each.receiver.phrase.head for each in receivers}
        return HeardSentence(
            unit=unit,
            passage=passage,
            practices=practices,
            shared=shared,
            heads={place: head_clues(tokens, place, practices, self.classes) for place in heads},
            phrases=phrases,
            receivers=receivers,
        )

    def _phrase(self, tokens: Tokens, phrase: Phrase) -> HeardPhrase:
        span = tokens.passage.span(phrase.range)
        words = tokens.passage.words(phrase.range)
        return HeardPhrase(
            phrase=phrase,
            start=span.start,
            end=span.end,
            text=span.text,
            clues=[
                *phrase_clues(tokens, phrase, self.classes),
                *self._known(words),
                *self.rules.of_data(span.start, span.end),
            ],
        )

    def _known(self, words: str) -> list[str]:
        if words not in self.known:
            self.known[words] = data_clues(words, self.source.lexicon)
        return self.known[words]

    def _receiver(self, tokens: Tokens, receiver: PossibleReceiver) -> HeardReceiver:
        words = tokens.passage.words(receiver.phrase.range)
        return HeardReceiver(
            receiver=receiver,
            clues=[
                *phrase_clues(tokens, receiver.phrase, self.classes),
                *party_clues(words, receiver.party, self.source.lexicon),
                *self.rules.of_receiver(receiver.mention.start),
            ],
        )
