"""What flows claim is set against how many are right, band by band."""

from __future__ import annotations

from dataclasses import replace

import pytest
from calibration import Claim, bands_of, claims_of, lines, steps_of
from matching import compare
from privacyflow.tests.benchmarks.flows import SCORER, flow


def claims(
    confidence: float, *, right: int, wrong: int, rule: str = "weighed", action: str = "collect"
) -> list[Claim]:
    return [
        Claim(action=action, rule=rule, confidence=confidence, right=number < right)
        for number in range(right + wrong)
    ]


def test_a_pair_is_right_and_what_optional_gold_says_claims_nothing() -> None:
    found = [replace(flow(start), confidence=0.7) for start in (0, 10, 20)]
    comparison = compare([flow(0), flow(10, optional=True)], found, SCORER)
    assert [(each.confidence, each.right) for each in claims_of(comparison)] == [
        (0.7, True),
        (0.7, False),
    ]


def test_a_band_begins_at_its_lower_bound_and_the_last_holds_one() -> None:
    bands = bands_of([*claims(0.6, right=1, wrong=0), *claims(0.59, right=0, wrong=1)])
    assert [(band.low, band.count, band.right) for band in bands] == [(0.5, 1, 0), (0.6, 1, 1)]
    (band,) = bands_of(claims(1.0, right=3, wrong=1))
    assert (band.low, band.claimed, band.measured) == (0.9, 1.0, 0.75)


def test_a_large_band_that_claims_too_much_is_marked() -> None:
    told = lines([*claims(0.95, right=30, wrong=20), *claims(0.7, right=1, wrong=1)])
    marked = [line.split()[0] for line in told if line.endswith("!")]
    assert marked == ["all", "collect", "weighed"]


def test_steps_rise_and_are_of_weighed_flows_only() -> None:
    weighed = [
        *claims(0.4, right=60, wrong=40),
        *claims(0.6, right=50, wrong=50),
        *claims(0.9, right=90, wrong=10),
    ]
    by_form = claims(0.9, right=0, wrong=200, rule="table-row")
    shared = claims(0.8, right=70, wrong=30, action="share")
    found = [*weighed, *by_form, *shared]
    assert steps_of(found, sharing=False) == ((50, 55), (90, 90))
    assert steps_of(found, sharing=True) == ((80, 70),)


@pytest.mark.parametrize("count", [0, 3])
def test_too_few_flows_make_one_step_or_none(count: int) -> None:
    assert len(steps_of(claims(0.8, right=count, wrong=0), sharing=False)) == (1 if count else 0)
