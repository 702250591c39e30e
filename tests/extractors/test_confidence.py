"""Confidence: what weights claim becomes what was measured, and surer claims stay surer."""

from __future__ import annotations

import pytest
from privacyflow.extractors.confidence import confidence_at, confidence_of
from privacyflow.extractors.flows import extract_flows
from privacyflow.ontology.records import Action
from privacyflow.tests.extractors.rows import read


@pytest.mark.parametrize("action", Action)
def test_it_rises_with_what_is_claimed_and_stays_between_nought_and_one(action: Action) -> None:
    found = [confidence_at(claimed / 1000, action) for claimed in range(1001)]
    assert found == sorted(found)
    assert 0.4 < found[0] < found[-1] < 1


def test_a_sharing_is_less_sure_than_other_flows_that_claim_as_much() -> None:
    assert confidence_at(0.98, Action.SHARE) < confidence_at(0.98, Action.COLLECT)


def test_between_two_steps_it_rises_evenly() -> None:
    assert confidence_at(1.0, Action.SHARE) == 0.82
    assert confidence_at(0.50, Action.SHARE) == 0.43
    assert confidence_at(0.96, Action.SHARE) == 0.74


def test_a_rule_that_was_never_counted_is_as_good_as_all() -> None:
    assert 0.5 < confidence_of("table-row") < confidence_of("never heard of") == 0.8
    assert confidence_of("line-group") > 0.9


def test_a_flow_claims_what_was_measured_of_its_like() -> None:
    (flow,) = extract_flows(read("We collect your email address when you register."))
    assert 0.9 < flow.confidence <= 0.99
    table = "| Data | Why |\n| --- | --- |\n| Shoe size | To fit your shoes |\n"
    (row,) = extract_flows(read(table, ending="md"))
    assert row.confidence == confidence_of("table-row")
