"""Lead-ins: one sentence opens a slot, the items below fill it."""

from __future__ import annotations

import pytest
from privacyflow.extractors.leadins import label_end
from privacyflow.tests.extractors.rows import assert_states, flows_of


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Log files: we record your IP address.", "Log files: "),
        ("Log files - we record your IP address.", "Log files - "),
        ("We collect the following: names", ""),
        ("We record your IP address.", ""),
        ("https://fern.example", "https:"),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert text[: label_end(text)] == label


def test_items_are_data() -> None:
    text = "We store the following data when you sign up:\n\n- Email address\n- Your password\n"
    assert_states(text, "store: Email address, password")
    for flow in flows_of(text):
        assert flow.lead_in is not None
        assert flow.lead_in.text == "We store the following data when you sign up:"
        assert flow.condition is not None
        assert flow.condition.text == "when you sign up"
        assert flow.data.text in flow.evidence.text


def test_items_are_receivers() -> None:
    assert_states(
        "We share your email address with the following third parties:\n\n"
        "- Courier companies: they bring your order.\n- Payment providers\n",
        "share: email address → third parties?, Courier companies, Payment providers",
    )


def test_items_are_purposes() -> None:
    text = "We may use your phone number to:\n\n- call you about your order\n- fight fraud\n"
    assert_states(text, "use: phone number")
    purposes = {purpose.text for flow in flows_of(text) for purpose in flow.purposes}
    assert purposes == {"call you about your order", "fight fraud"}


def test_a_denial_goes_down_to_its_items() -> None:
    assert_states(
        "We do not collect any of the following data:\n\n- fingerprints\n- passport numbers\n",
        "not collect: fingerprints, passport numbers",
    )


def test_items_below_another_paragraph_do_not_continue_the_lead_in() -> None:
    assert_states(
        "We store the following data:\n\n- Email address\n\nWe like lamps.\n\n"
        "- Free delivery\n- Gift wrapping\n",
        "store: Email address",
    )
