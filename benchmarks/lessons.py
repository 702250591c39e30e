"""Lessons: a policy's windows with the gold's answers on the phrases and possible receivers in them."""

from __future__ import annotations

from dataclasses import dataclass

from gold import Gold
from labels import Answers, Place, label_phrases, label_receivers
from privacyflow.extractors.flows import read_by_rules
from privacyflow.extractors.judgement.hearing import HeardSentence, hear
from privacyflow.extractors.judgement.rules_said import RulesSaid
from privacyflow.extractors.judgement.spelling import Speller
from privacyflow.extractors.judgement.weighing import spans_of
from privacyflow.extractors.judgement.windows import Window, windows
from privacyflow.extractors.reading import read_document


@dataclass(frozen=True, slots=True)
class Example:
    """A span by its first and last word piece, its facts, and for each verdict yes, no, or None where untold."""

    place: Place
    facts: frozenset[str]
    answers: Answers


@dataclass(frozen=True, slots=True)
class Lesson:
    """A window's word pieces and the examples in it."""

    pieces: tuple[int, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class _Policy:
    """A policy's sentences with the gold's answers on data and receivers, by places in its text."""

    sentences: list[HeardSentence]
    data: dict[Place, Answers]
    receivers: dict[Place, Answers]

    def answers(self, sentence: HeardSentence) -> list[Answers]:
        """Return the answers on a sentence's phrases, then on its possible receivers."""
        mentions = (each.receiver.mention for each in sentence.receivers)
        return [
            *(self.data[phrase.start, phrase.end] for phrase in sentence.phrases),
            *(self.receivers[mention.start, mention.end] for mention in mentions),
        ]


def lessons_of_policy(gold: Gold, speller: Speller) -> list[Lesson]:
    """Return what a policy's gold teaches, window by window."""
    reading = read_by_rules(read_document(gold.policy))
    sentences = [*hear(reading.units, RulesSaid.of(reading.findings), reading.source)]
    phrases = [phrase for sentence in sentences for phrase in sentence.phrases]
    receivers = [receiver for sentence in sentences for receiver in sentence.receivers]
    policy = _Policy(
        sentences,
        label_phrases(phrases, gold.records),
        label_receivers(receivers, gold.records),
    )
    taught = [_lesson(policy, window) for window in windows(sentences, speller)]
    return [lesson for lesson in taught if lesson.examples]


def _lesson(policy: _Policy, window: Window) -> Lesson:
    examples = [
        Example(place, frozenset(facts), answers)
        for part in window.parts
        if not part.context
        for sentence in [policy.sentences[part.sentence]]
        for (place, facts), answers in zip(
            spans_of(part, sentence), policy.answers(sentence), strict=True
        )
        if place is not None
    ]
    return Lesson(window.pieces, tuple(examples))
