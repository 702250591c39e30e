"""Who receives what a sentence shares where it names nobody itself."""

from __future__ import annotations

from privacyflow.extractors.flows import extract_flows
from privacyflow.tests.extractors.rows import read


def shared(text: str) -> set[tuple[str, str]]:
    """Data and receivers of what the Fernlight's policy shares that says `text`."""
    return {
        (flow.data.text, flow.recipient.mention.text)
        for flow in extract_flows(read(text, ending="md"))
        if flow.recipient is not None and flow.recipient.mention is not None
    }


def test_receivers_named_right_before_receive_it() -> None:
    text = (
        "We share information with our service providers. This may include your email address and your"
        " IP address.\n"
    )
    assert {
        ("email address", "service providers"),
        ("IP address", "service providers"),
    } <= shared(text)


def test_receivers_of_the_lead_in_receive_its_items() -> None:
    text = (
        "We disclose the following information to our advertising partners:\n\n"
        "* your email address\n* your IP address\n"
    )
    assert shared(text) - {("information", "advertising partners")} == {
        ("email address", "advertising partners"),
        ("IP address", "advertising partners"),
    }
