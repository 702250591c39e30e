"""The accuracy that was reached stays, on the parts of the gold whose errors may be read."""

from __future__ import annotations

import importlib
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
FLOORS = tomllib.loads((BENCHMARKS / "floors.toml").read_text(encoding="utf-8"))
SAMPLE = FLOORS["sample"]
# Tables of no part are of the work part's policies, and of all of them.
MAIN = {name: floors for name, floors in FLOORS.items() if "precision" in floors}
GOLD = BENCHMARKS.parent.parent / "shared" / "gold" / "work"

pytestmark = pytest.mark.skipif(
    not GOLD.is_dir(), reason="the policies and the shared gold are not part of the project"
)


@pytest.fixture(scope="module", autouse=True)
def _beside_each_other() -> Iterator[None]:
    """The benchmarks are scripts beside each other, which import by their bare names."""
    sys.path.insert(0, str(BENCHMARKS))
    yield
    sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def accuracy() -> ModuleType:
    return importlib.import_module("accuracy")


@pytest.fixture(scope="module")
def counting() -> ModuleType:
    return importlib.import_module("counting")


def below(floors: dict[str, dict[str, float]], counts: dict[str, object]) -> list[str]:
    """Every figure that lies below its floor, or above its ceiling."""
    measured = {name.strip(): count.figures() for name, count in counts.items()}
    guilty = []
    for name, bounds in floors.items():
        for figure, bound in bounds.items():
            value = measured[name]["value" if figure == "at_most" else figure]
            if value is None or (value > bound if figure == "at_most" else value < bound):
                guilty.append(f"{name}: {figure} {value} against {bound}")
    return guilty


# One test a part, not a figure: a part is measured once, wherever its test is run.
def test_the_floors_hold_on_the_work_part(accuracy: ModuleType, counting: ModuleType) -> None:
    measured = [accuracy.measure_policy(gold) for gold in accuracy.gold_of(accuracy.Part.WORK)]
    own = {one.name: one.counts["all"] for one in measured}
    counts = counting.totals([one.counts for one in measured])
    assert below(MAIN | FLOORS["work"], own | counts) == []


def test_the_floors_hold_on_a_sample_of_the_gold_kept_here(
    accuracy: ModuleType, counting: ModuleType
) -> None:
    golds = [gold for gold in accuracy.gold_of(accuracy.Part.MORE) if gold.name in SAMPLE["more"]]
    assert len(golds) == len(SAMPLE["more"])
    counts = counting.totals([accuracy.measure_policy(gold).counts for gold in golds])
    assert below(FLOORS["more"], counts) == []


def test_the_floors_hold_on_a_sample_of_single_sentences(accuracy: ModuleType) -> None:
    report = accuracy.measure_sentences(jobs=1, step=SAMPLE["policyie_step"])
    if report is None:
        pytest.skip("PolicyIE's training sentences are not part of the project")
    assert below(FLOORS["policyie"], report.measures) == []


def test_the_counts_are_the_shared_scorers_own(accuracy: ModuleType) -> None:
    scorer = accuracy.load_scorer()
    gold = min(accuracy.gold_of(accuracy.Part.WORK), key=lambda each: len(each.records))
    one = accuracy.measure_policy(gold)
    stated = [accuracy.gold_flow(record, scorer).scored for record in gold.records]
    theirs, _, _ = scorer.evaluate(stated, [flow.scored for flow in one.comparison.found])
    for action, (right, wrong, missed) in theirs.items():
        assert one.counts[action].counts == (right, right + wrong, right, right + missed)
