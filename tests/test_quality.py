"""The accuracy that was reached stays: precision and recall on the work part of the gold."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
FLOORS = tomllib.loads((BENCHMARKS / "floors.toml").read_text(encoding="utf-8"))
GOLD = BENCHMARKS.parent.parent / "shared" / "gold" / "work"

pytestmark = pytest.mark.skipif(
    not GOLD.is_dir(), reason="the gold records are not part of the project"
)


@pytest.fixture(scope="module")
def counts() -> dict[str, list[int]]:
    """True positives, false positives and false negatives of each gold policy and of all."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        import accuracy
    finally:
        sys.path.remove(str(BENCHMARKS))
    assert isinstance(accuracy, ModuleType)
    scorer = accuracy.load_scorer()
    found: dict[str, list[int]] = {"all": [0, 0, 0]}
    for gold in accuracy.gold_files("work"):
        by_action, _, _ = accuracy.score(gold, scorer)
        found[gold.stem] = by_action["all"]
        found["all"] = [a + b for a, b in zip(found["all"], by_action["all"], strict=True)]
    return found


@pytest.mark.parametrize("name", FLOORS)
def test_the_floor_holds(name: str, counts: dict[str, list[int]]) -> None:
    right, wrong, missed = counts[name]
    assert right / (right + wrong) >= FLOORS[name]["precision"]
    assert right / (right + missed) >= FLOORS[name]["recall"]
