"""Lessons: a policy's phrases with their clues and the gold's answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gold import Gold
from labels import label_phrases, label_receivers
from network import Example
from privacyflow.extractors.flows import read_by_rules
from privacyflow.extractors.judgement.hearing import HeardSentence, hear
from privacyflow.extractors.judgement.rules_said import RulesSaid
from privacyflow.extractors.reading import read_document


@dataclass(frozen=True, slots=True)
class Lesson:
    """Examples whose clues are numbers: their places in `clues`."""

    clues: list[str]
    examples: list[Example]


class _Clues:
    """Numbers for clues, in the order in which they are first met."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def of(self, clues: Iterable[str]) -> list[int]:
        numbers = self.numbers
        return [numbers.setdefault(clue, len(numbers)) for clue in clues]


def lesson_of_policy(gold: Gold) -> Lesson:
    """Return what a policy's gold teaches."""
    reading = read_by_rules(read_document(gold.policy))
    sentences = list(hear(reading.units, RulesSaid.of(reading.findings), reading.source))
    answers = label_phrases([phrase for s in sentences for phrase in s.phrases], gold.records)
    received = label_receivers([each for s in sentences for each in s.receivers], gold.records)
    clues = _Clues()
    examples = [
        Example(said, (answers if phrase else received)[place])
        for sentence in sentences
        for said, place, phrase in _said(sentence, clues)
    ]
    return Lesson([*clues.numbers], examples)


def _said(
    sentence: HeardSentence, clues: _Clues
) -> Iterable[tuple[list[int], tuple[int, int], bool]]:
    """Yield the clues of each phrase and receiver, its place, and whether it is a phrase."""
    shared = clues.of(sentence.shared)
    for phrase in sentence.phrases:
        above = clues.of(sentence.head(phrase.phrase.head))
        yield [*shared, *above, *clues.of(phrase.clues)], (phrase.start, phrase.end), True
    for receiver in sentence.receivers:
        mention = receiver.receiver.mention
        above = clues.of(sentence.head(receiver.receiver.phrase.head))
        yield [*shared, *above, *clues.of(receiver.clues)], (mention.start, mention.end), False
