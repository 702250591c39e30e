"""Lists: what an enumeration's items are, without a parser."""

from __future__ import annotations

import pytest
from privacyflow.extractors.lists import find_triggers, is_measure, join_measures, split_items
from privacyflow.tests.extractors.conftest import PassageOf


def items_of(text: str, passage_of: PassageOf) -> list[str]:
    lexicon = passage_of(text).lexicon
    items = split_items(
        text, 0, len(text), complete=lexicon.completes_data, single=lexicon.is_label
    )
    return [text[start:end].strip() for start, end in items]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("name, email address and phone number", ["name", "email address", "phone number"]),
        ("name; age; language", ["name", "age", "language"]),
        ("browser type and version", ["browser type and version"]),
        ("size (in cm, or inches), colour", ["size (in cm, or inches)", "colour"]),
        ("name (first and last), age", ["name (first and last)", "age"]),
        ("Mossmaps, Inc., Tidepost Ltd", ["Mossmaps, Inc.", "Tidepost Ltd"]),
        ("1,000 points", ["1,000 points"]),
        ("data: name, age", ["data", "name", "age"]),
    ],
)
def test_items(text: str, items: list[str], passage_of: PassageOf) -> None:
    assert items_of(text, passage_of) == items


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("data such as name", "such as "),
        ("data, including but not limited to name", ", including but not limited to "),
        ("data (e.g. name)", "(e.g. "),
        ("data: name", ":"),
    ],
)
def test_words_that_open_a_list(text: str, trigger: str) -> None:
    assert [text[start:end] for start, end in find_triggers(text, 0, len(text))] == [trigger]


def test_an_address_opens_no_list() -> None:
    assert list(find_triggers("see https://fern.example", 0, 24)) == []


def test_measures_join_what_they_measure() -> None:
    text = "time, frequency, duration of your visits"
    items = [(0, 4), (6, 15), (17, len(text))]
    assert join_measures(text, items) == [(0, len(text))]
    assert is_measure(" Frequency ")
    assert not is_measure("name")
