"""Retention: how long, in a sentence and as an entry of a list."""

from __future__ import annotations

import pytest
from privacyflow.tests.extractors.rows import flows_of


@pytest.mark.parametrize(
    ("text", "data", "period"),
    [
        (
            "We keep your email address for as long as your account is open.",
            "email address",
            "for as long as your account is open",
        ),
        ("Chat messages are deleted after 90 days.", "Chat messages", "after 90 days"),
        (
            "We store your order history until you delete your account.",
            "order history",
            "until you delete your account",
        ),
        ("We retain your IP address for up to six months.", "IP address", "for up to six months"),
        ("We store your email address.", "email address", None),
    ],
)
def test_periods_in_a_sentence(text: str, data: str, period: str | None) -> None:
    (flow,) = flows_of(text)
    assert (flow.action.value, flow.data.text) == ("store", data)
    assert (flow.retention and flow.retention.text) == period


def test_entries_in_a_section_about_retention() -> None:
    text = "## How long we keep data\n\n- Order details: 2 years after delivery\n- Crash logs: 30 days\n"
    flows = flows_of(text, ending="md")
    assert [(f.action.value, f.data.text, f.retention and f.retention.text) for f in flows] == [
        ("store", "Order details", "2 years after delivery"),
        ("store", "Crash logs", "30 days"),
    ]


def test_entries_elsewhere_keep_nothing() -> None:
    assert flows_of("## Warranty\n\n- Lamps: 2 years\n- Bulbs: 30 days\n", ending="md") == ()
