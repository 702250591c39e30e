"""Continuations: "This may include …" goes on with the statement before it."""

from __future__ import annotations

import pytest
from privacyflow.tests.extractors.rows import assert_states, flows_of

CASES = [
    (
        "We collect your contact details when you register. This may include your email address"
        " and phone number.",
        ["collect: contact details, email address, phone number"],
    ),
    (
        "We share account data with Tidepost. Such information includes your nickname and email"
        " address.",
        ["share: account data, nickname, email address → Tidepost"],
    ),
    (
        "We do not sell your data. This includes your email address.",
        ["not share: data, email address"],
    ),
    (
        "We collect your contact details. Our lamps include a bulb and a cable.",
        ["collect: contact details"],
    ),
    (
        "We collect your contact details. This does not include your email address.",
        ["collect: contact details"],
    ),
]


@pytest.mark.parametrize(("text", "lines"), CASES)
def test_what_goes_on(text: str, lines: list[str]) -> None:
    assert_states(text, *lines)


def test_the_condition_goes_on_too() -> None:
    conditions = {flow.condition and flow.condition.text for flow in flows_of(CASES[0][0])}
    assert conditions == {"when you register"}
