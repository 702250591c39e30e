"""Mentions: the smallest noun phrase that names the data."""

from __future__ import annotations

import pytest
from privacyflow.tests.extractors.conftest import PassageOf


@pytest.mark.parametrize(
    ("words", "data"),
    [
        ("your email address and the phone number", ["email address", "phone number"]),
        ("any of your billing addresses", ["billing addresses"]),
        ("browser type and version", ["browser type and version"]),
        ("a copy of your passport", ["passport"]),
        ("device identifiers (IMEI, Android ID)", ["device identifiers", "IMEI", "Android ID"]),
        ("internet protocol (IP) address", ["internet protocol (IP) address"]),
        ("information that you give us", ["information that you give us"]),
        ("information about your device", ["information about your device"]),
        ("email address when you register", ["email address"]),
        ("names of your pets", ["names of your pets"]),
        (
            "time, frequency, and duration of your visits",
            ["time, frequency, and duration of your visits"],
        ),
    ],
)
def test_what_names_the_data(words: str, data: list[str], passage_of: PassageOf) -> None:
    passage = passage_of(words)
    items = passage.data_items((0, len(passage.text)))
    assert [passage.words(item) for item in items] == data


@pytest.mark.parametrize("words", ["lamps and tables", "the right to object", "how to reach us"])
def test_what_names_no_data(words: str, passage_of: PassageOf) -> None:
    passage = passage_of(words)
    assert passage.data_items((0, len(passage.text))) == []


def test_an_unknown_phrase_counts_among_known_ones(passage_of: PassageOf) -> None:
    passage = passage_of("hats, email address, phone number")
    items = passage.data_items((0, len(passage.text)))
    assert [passage.words(item) for item in items] == ["hats", "email address", "phone number"]


def test_a_mention_has_its_type(passage_of: PassageOf) -> None:
    passage = passage_of("your email address")
    mention = passage.data((5, 18))
    assert (mention.text, mention.concept) == (
        "email address",
        "https://w3id.org/privacyflow/ns#EmailAddress",
    )
