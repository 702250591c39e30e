"""Circumstances: learn which words are a flow's purpose, condition or source, and write their weights.

python benchmarks/circumstances.py          from the parts work and more (held and test are never read)
python benchmarks/circumstances.py --folds  measure instead: each fourth of the policies by the others' weights

Logistic regression by AdaGrad (Duchi, Hazan and Singer 2011); 3 of 10 clues are left out at each step, so that
nothing comes to hang on one alone. The same gold gives the same file.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from annotation import GoldRecord
from gold import WORK_COUNTS, Gold, Part, gold_of
from privacyflow.extractors.flows import read_by_rules
from privacyflow.extractors.judgement.circumstance_weights import FILE, LEAST, SCALE
from privacyflow.extractors.judgement.circumstances import Circumstance
from privacyflow.extractors.judgement.hearing import HeardPhrase, hear
from privacyflow.extractors.judgement.rules_said import RulesSaid
from privacyflow.extractors.judgement.telling import Telling
from privacyflow.extractors.judgement.weighed import WeighedSentence
from privacyflow.extractors.judgement.weighing import weigh
from privacyflow.extractors.reading import read_document
from privacyflow.ontology.records import Action, BlockKind, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS: Final = Path(__file__).resolve().parent.parent / "extractors" / "judgement" / FILE
FEWEST_POLICIES: Final = 4
ROUNDS: Final = 12
STEP: Final = 64
RATE: Final = 0.15
LEFT_OUT: Final = 0.3
# How strongly weights are held small; sources are few, so that less would leave them none.
HELD: Final = {Circumstance.PURPOSE: 0.2, Circumstance.CONDITION: 0.2, Circumstance.SOURCE: 0.08}
FOLDS: Final = 4


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of one kind for the flow numbered `flow`; `clues` are numbers."""

    policy: int
    flow: int
    kind: Circumstance
    clues: NDArray[np.int64]
    right: bool


@dataclass(frozen=True, slots=True)
class Lessons:
    """The examples, their clues by number, and for each flow the kinds that the gold names of it."""

    clues: list[str]
    examples: list[Example]
    stated: list[frozenset[Circumstance]]


def collect(golds: Sequence[Gold]) -> Lessons:
    """Ask for the circumstances of every phrase that the gold names."""
    numbers: dict[str, int] = {}
    examples: list[Example] = []
    stated: list[frozenset[Circumstance]] = []
    for policy, gold in enumerate(golds):
        reading = read_by_rules(read_document(gold.policy))
        rules, telling = RulesSaid.of(reading.findings), Telling()
        sentences = list(weigh([*hear(reading.units, rules, reading.source)]))
        for sentence, phrase, records in _phrases(sentences, gold.records):
            named = _named(records)
            above = sentence.lead_in.heard if sentence.lead_in else None
            action = Action(records[0].action)
            for each in telling.possible(sentence.heard, phrase, action, above):
                clues = {numbers.setdefault(clue, len(numbers)) for clue in each.clues}
                kind, span = each.candidate.kind, each.span
                right = any(s.start < span.end and span.start < s.end for s in named[kind])
                known = np.array(sorted(clues), dtype=np.int64)
                examples.append(Example(policy, len(stated), kind, known, right))
            stated.append(frozenset(kind for kind, spans in named.items() if spans))
        sys.stderr.write(f"{gold.name}: {len(examples)} candidates so far\n")
    return Lessons([*numbers], examples, stated)


def _phrases(
    sentences: Sequence[WeighedSentence], records: Sequence[GoldRecord]
) -> Iterator[tuple[WeighedSentence, HeardPhrase, list[GoldRecord]]]:
    """Yield each phrase that the gold names, once an action, with all records of both."""
    groups: dict[tuple[str, int, int], list[GoldRecord]] = {}
    for record in records:
        groups.setdefault((record.action, record.data.start, record.data.end), []).append(record)
    for (_, start, end), same in groups.items():
        for sentence in sentences:
            whole = sentence.heard.passage.whole()
            heading = sentence.heard.unit.segment.kind is BlockKind.HEADING
            if heading or not whole.start <= start < whole.end:
                continue
            near = [p for p in sentence.heard.phrases if p.start < end and start < p.end]
            if near:
                best = min(near, key=lambda p: abs(p.start - start) + abs(p.end - end))
                yield sentence, best, same
            break


def _named(records: Sequence[GoldRecord]) -> dict[Circumstance, list[Span]]:
    return {
        kind: [span for record in records if (span := getattr(record, kind.value)) is not None]
        for kind in Circumstance
    }


@dataclass(frozen=True, slots=True)
class Learned:
    """A weight a clue (zero where too few policies show it) and a bias a kind, in logits."""

    weights: NDArray[np.float64]
    bias: dict[Circumstance, float]


def learn(lessons: Lessons, examples: Sequence[Example]) -> Learned:
    """Learn each kind apart; a clue belongs to one kind only."""
    shown = Counter(clue for clue, _ in {(c, e.policy) for e in examples for c in e.clues.tolist()})
    kept = np.array([shown[clue] >= FEWEST_POLICIES for clue in range(len(lessons.clues))])
    weights = np.zeros(len(lessons.clues))
    bias = {}
    for kind in Circumstance:
        own = [e for e in examples if e.kind is kind]
        rows = [e.clues[kept[e.clues]] for e in own]
        answers = np.array([e.right for e in own], dtype=np.float64)
        bias[kind] = _learn(rows, answers, weights, HELD[kind])
    return Learned(weights, bias)


def _learn(
    rows: list[NDArray[np.int64]],
    answers: NDArray[np.float64],
    weights: NDArray[np.float64],
    held: float,
) -> float:
    """Change `weights` by the examples of one kind and return its bias."""
    chance = np.random.default_rng(0)
    bias, moved, bias_moved = -2.0, np.full(len(weights), 1e-8), 1e-8
    lengths = np.array([len(row) for row in rows])
    for _ in range(ROUNDS):
        order = chance.permutation(len(rows))
        for start in range(0, len(order), STEP):
            batch = order[start : start + STEP]
            flat = np.concatenate([rows[i] for i in batch])
            owner = np.repeat(np.arange(len(batch)), lengths[batch])
            shown = (chance.random(len(flat)) > LEFT_OUT) / (1 - LEFT_OUT)
            sums = np.bincount(owner, weights[flat] * shown, len(batch)) + bias
            error = 1 / (1 + np.exp(-np.clip(sums, -30, 30))) - answers[batch]
            clues, place = np.unique(flat, return_inverse=True)
            slope = np.bincount(place, error[owner] * shown) + held * weights[clues]
            moved[clues] += slope * slope
            weights[clues] -= RATE * slope / np.sqrt(moved[clues])
            bias_moved += float(error.sum()) ** 2
            bias -= RATE * float(error.sum()) / float(np.sqrt(bias_moved))
    return bias


def _repeated(lessons: Lessons, work: int) -> list[Example]:
    """Return the examples, those of the first `work` policies as often as their gold counts."""
    return [e for e in lessons.examples for _ in range(WORK_COUNTS if e.policy < work else 1)]


def measure(lessons: Lessons) -> Iterator[str]:
    """Yield a line a kind: precision and recall of flows, each policy by weights learned without it."""
    found: dict[Circumstance, dict[int, tuple[float, bool]]] = {kind: {} for kind in Circumstance}
    for fold in range(FOLDS):
        learned = learn(lessons, [e for e in lessons.examples if e.policy % FOLDS != fold])
        for each in lessons.examples:
            weight = float(learned.weights[each.clues].sum()) + learned.bias[each.kind]
            if each.policy % FOLDS == fold and weight * SCALE >= LEAST[each.kind]:
                best, right = found[each.kind].get(each.flow, (weight, False))
                heavier = each.kind is Circumstance.CONDITION and weight >= best
                right = each.right if heavier else right
                if each.kind is not Circumstance.CONDITION:
                    right = right or each.right
                found[each.kind][each.flow] = (max(best, weight), right)
    for kind, flows in found.items():
        met = sum(right for _, right in flows.values())
        stated = sum(kind in kinds for kinds in lessons.stated)
        rates = f"P {met / len(flows):.3f}  R {met / stated:.3f}"
        yield f"{kind.value:10} {rates}  {met}/{len(flows)} found, {stated} stated"


def write(path: Path, lessons: Lessons, learned: Learned) -> int:
    """Write the weights in whole numbers and return how many are not zero."""
    whole = np.rint(learned.weights * SCALE).astype(np.int16)
    kept = [place for place in range(len(whole)) if abs(whole[place]) > 1]
    kept.sort(key=lambda place: lessons.clues[place])
    names = "\n".join(lessons.clues[place] for place in kept)
    np.savez_compressed(
        path,
        names=np.frombuffer(names.encode("utf-8"), dtype=np.uint8),
        weights=whole[kept],
        bias=np.array([round(learned.bias[kind] * SCALE) for kind in Circumstance]),
    )
    return len(kept)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", action="store_true", help="measure and write nothing")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS, help="where to write")
    options = parser.parse_args()
    work = gold_of(Part.WORK)
    golds = [*work, *gold_of(Part.MORE)]
    if not golds:
        sys.stderr.write("circumstances: no gold records are here; nothing was learned.\n")
        return 2
    lessons = collect(golds)
    if options.folds:
        sys.stdout.write("\n".join(measure(lessons)) + "\n")
        return 0
    count = write(options.output, lessons, learn(lessons, _repeated(lessons, len(work))))
    sys.stderr.write(f"{options.output}: {len(golds)} policies, {count} clues\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
