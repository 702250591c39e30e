"""Flows are paired as the scorer says, and optional gold counts for nothing."""

from __future__ import annotations

from annotation import GoldRecord
from matching import compare, gold_flow
from privacyflow.tests.benchmarks.flows import SCORER, flow, span
from recipient_kinds import RecipientKind


def test_a_flow_is_paired_missed_or_wrong() -> None:
    comparison = compare([flow(0), flow(10)], [flow(0), flow(20)], SCORER)
    assert [gold.data.start for gold, _ in comparison.pairs] == [0]
    assert [gold.data.start for gold in comparison.missed] == [10]
    assert [found.data.start for found in comparison.wrong] == [20]


def test_what_optional_gold_says_is_neither_right_nor_wrong_nor_missed() -> None:
    gold = [flow(0, optional=True), flow(10, optional=True)]
    comparison = compare(gold, [flow(0), flow(0, action="use")], SCORER)
    assert (comparison.pairs, comparison.missed, comparison.wrong) == ((), (), ())
    assert len(comparison.found) == 2


def test_records_of_one_flow_are_one_with_the_purposes_of_all() -> None:
    gold = [flow(0, purposes=(span(30, 35),)), flow(0, purposes=(span(40, 45),))]
    comparison = compare(gold, [flow(0)], SCORER)
    assert [pair[0].purposes for pair in comparison.pairs] == [(span(30, 35), span(40, 45))]


def test_gold_keeps_both_annotators_categories_and_its_recipient_gets_a_kind() -> None:
    record = GoldRecord(
        id="r001",
        action="share",
        negated=False,
        actor="first_party",
        data=span(0, 5),
        category="Name",
        other_category="Username",
        recipient=span(10, 15),
        evidence=span(0, 15),
        optional=False,
    )
    read = gold_flow(record, SCORER)
    assert read.categories == ("Name", "Username")
    assert read.recipient_kind is RecipientKind.OTHER
