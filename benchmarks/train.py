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
from lessons import Lesson, lesson_of_policy
from network import Example, learn, write
from privacyflow.extractors.judgement.weights import FILE
from privacyflow.extractors.judgement.word_classes import load_word_classes
from privacyflow.ontology.concepts import load_vocabulary

WEIGHTS: Final = Path(__file__).resolve().parent.parent / "extractors" / "judgement" / FILE
# A clue that fewer policies show is chance.
FEWEST_POLICIES: Final = 4


@dataclass(frozen=True, slots=True)
class Lessons:
    """All examples with their clues numbered alike."""

    clues: list[str]
    examples: list[Example]


def collect(golds: Sequence[Gold], jobs: int) -> Lessons:
    """Hear all policies and keep the clues that enough of them show."""
    with Pool(jobs) as pool:
        heard = pool.map(lesson_of_policy, golds, chunksize=1)
    policies = Counter(clue for lesson in heard for clue in lesson.clues)
    names = _names()
    kept = sorted(
        clue
        for clue, count in policies.items()
        if count >= FEWEST_POLICIES and names.isdisjoint(_words(clue))
    )
    numbers = {clue: number for number, clue in enumerate(kept)}
    return Lessons(kept, [*_renumbered(heard, numbers)])


def _renumbered(heard: Iterable[Lesson], numbers: dict[str, int]) -> Iterator[Example]:
    for lesson in heard:
        ours = [numbers.get(clue, -1) for clue in lesson.clues]
        for example in lesson.examples:
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
