"""Training: learn from the gold how much each clue says, and write extractors/judgement/weights.npz.

python benchmarks/train.py       from the parts work and more (the parts held and test are never read)
python benchmarks/train.py -j 2  in two processes

It needs scipy (`pip install --group train`). The same gold and versions give the same file.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Final

from gold import Gold, Part, gold_of
from labels import label_phrases, label_receivers
from network import Example, learn, write
from privacyflow.extractors.flows import read_by_rules
from privacyflow.extractors.judgement.hearing import hear
from privacyflow.extractors.judgement.rules_said import RulesSaid
from privacyflow.extractors.judgement.weights import FILE
from privacyflow.extractors.judgement.word_classes import load_word_classes
from privacyflow.extractors.reading import read_document
from privacyflow.ontology.concepts import load_vocabulary

WEIGHTS: Final = Path(__file__).resolve().parent.parent / "extractors" / "judgement" / FILE
# A clue that fewer policies show is chance.
FEWEST_POLICIES: Final = 4


class Clues:
    """Numbers for clues, in the order in which they are first met."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def of(self, clues: Iterable[str]) -> list[int]:
        numbers = self.numbers
        return [numbers.setdefault(clue, len(numbers)) for clue in clues]


def examples_of(gold: Gold) -> tuple[list[str], list[Example]]:
    """Return a policy's clues by number, and its examples."""
    reading = read_by_rules(read_document(gold.policy))
    sentences = list(hear(reading.units, RulesSaid.of(reading.findings), reading.source))
    phrases = [phrase for sentence in sentences for phrase in sentence.phrases]
    receivers = [receiver for sentence in sentences for receiver in sentence.receivers]
    answers = label_phrases(phrases, gold.records)
    received = label_receivers(receivers, gold.records)
    clues = Clues()
    examples: list[Example] = []
    for sentence in sentences:
        shared = clues.of(sentence.shared)
        for phrase in sentence.phrases:
            said = [*shared, *clues.of(sentence.head(phrase.phrase.head)), *clues.of(phrase.clues)]
            examples.append(Example(said, answers[phrase.start, phrase.end]))
        for receiver in sentence.receivers:
            mention = receiver.receiver.mention
            above = clues.of(sentence.head(receiver.receiver.phrase.head))
            said = [*shared, *above, *clues.of(receiver.clues)]
            examples.append(Example(said, received[mention.start, mention.end]))
    return list(clues.numbers), examples


@dataclass(frozen=True, slots=True)
class Lessons:
    """All examples with their clues numbered alike."""

    clues: list[str]
    examples: list[Example]


def collect(golds: Sequence[Gold], jobs: int) -> Lessons:
    """Hear all policies and keep the clues that enough of them show."""
    with Pool(jobs) as pool:
        heard = pool.map(examples_of, golds, chunksize=1)
    policies = Counter(clue for clues, _ in heard for clue in clues)
    names = _names()
    kept = sorted(
        clue
        for clue, count in policies.items()
        if count >= FEWEST_POLICIES and names.isdisjoint(_words(clue))
    )
    numbers = {clue: number for number, clue in enumerate(kept)}
    return Lessons(kept, [*_renumbered(heard, numbers)])


def _renumbered(
    heard: list[tuple[list[str], list[Example]]], numbers: dict[str, int]
) -> Iterator[Example]:
    for clues, examples in heard:
        ours = [numbers.get(clue, -1) for clue in clues]
        for example in examples:
            known = [ours[clue] for clue in example.clues]
            yield Example([clue for clue in known if clue >= 0], example.answers)


def _names() -> frozenset[str]:
    """Return the parties' names that are no ordinary words: no weight is to hang on whose policy it is."""
    vocabulary, ordinary = load_vocabulary(), load_word_classes().classes
    names = {
        name.lower()
        for party in vocabulary.parties.values()
        for name in (party.label, *party.alternatives)
    }
    return frozenset(name for name in names if name.isalpha() and name not in ordinary)


def _words(clue: str) -> list[str]:
    return clue.partition("=")[2].replace("-", " ").split()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("-j", "--jobs", type=int, default=1, help="how many processes to take")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS, help="where to write")
    options = parser.parse_args()
    golds = [*gold_of(Part.WORK), *gold_of(Part.MORE)]
    if not golds:
        sys.stderr.write("train: no gold records are here; nothing was learned.\n")
        return 2
    lessons = collect(golds, options.jobs)
    write(options.output, lessons.clues, learn(lessons.examples, len(lessons.clues)))
    sys.stderr.write(f"{options.output}: {len(golds)} policies, {len(lessons.clues)} clues\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
