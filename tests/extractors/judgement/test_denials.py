"""What sounds like a denial and is none."""

from __future__ import annotations

from privacyflow.extractors.flows import extract_flows
from privacyflow.tests.extractors.rows import read


def test_what_does_not_keep_the_company_from_it_is_no_denial() -> None:
    text = "You can close your account. It will not stop us from storing your personal data."
    assert [flow for flow in extract_flows(read(text)) if flow.negated] == []


def test_a_denial_stays_one() -> None:
    (flow,) = extract_flows(read("We never store your password."))
    assert flow.negated
