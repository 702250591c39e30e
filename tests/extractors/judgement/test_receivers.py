"""Which phrases of a sentence could name who gets the data."""

from __future__ import annotations

import pytest
from privacyflow.extractors import flows
from privacyflow.extractors.judgement.hearing import hear
from privacyflow.extractors.judgement.rules_said import RulesSaid
from privacyflow.tests.extractors.rows import read


def possible(text: str) -> set[str]:
    """The words of every possible receiver in the Fernlight's policy that says `text`."""
    reading = flows.read_by_rules(read(text, ending="md"))
    heard = hear(reading.units, RulesSaid.of(reading.findings), reading.source)
    return {each.receiver.mention.text for sentence in heard for each in sentence.receivers}


@pytest.mark.parametrize(
    "item",
    ["Tidepost", "Tidepost: sends our letters", "Tidepost, for letters", "Tidepost (letters)"],
)
def test_a_name_that_opens_an_item_could_receive(item: str) -> None:
    assert "Tidepost" in possible(f"We share your name with:\n\n* Mossmaps Ltd\n* {item}\n")


def test_a_company_of_the_group_could_receive_and_the_company_itself_could_not() -> None:
    text = "Fernlight may share your name with Fernlight Bank Ltd and with Fernlight."
    assert possible(text) >= {"Fernlight Bank Ltd"}
    assert "Fernlight" not in possible(text)


def receivers_of(words: str) -> set[tuple[str, str]]:
    """Action and recipient of every flow of the Fernlight's policy that says `words`."""
    found = flows.extract_flows(read(words, ending="md"))
    return {
        (each.action.value, each.recipient.mention.text)
        for each in found
        if each.recipient is not None and each.recipient.mention is not None
    }


@pytest.mark.parametrize(
    ("words", "receiver"),
    [
        ("When you play a film, YouTube receives your IP address.", "YouTube"),
        ("We use Hotjar, which records your mouse movements.", "Hotjar"),
        (
            "We may disclose the information we collect with our partner, Northfield Bank.",
            "Northfield Bank",
        ),
    ],
)
def test_who_is_named_as_receiving_receives(words: str, receiver: str) -> None:
    assert ("share", receiver) in receivers_of(words)


def test_names_of_one_list_receive_together() -> None:
    found = receivers_of("We send your device identifier to AppsFlyer, Adjust and Branch.")
    assert found == {("share", "AppsFlyer"), ("share", "Adjust"), ("share", "Branch")}
