"""Data and recipients named near each other, in other words or behind a lead-in."""

from __future__ import annotations

import pytest
from privacyflow.comparison.passages import Passages, stems_of

LIST = """We work with other platforms (such as Zorblax) so that you can log in fast, wherever you are, \
whatever you do there, and on whichever day of the year. If you choose to:

* log in to Acme, we will share some technical information to make this work;
"""


@pytest.mark.parametrize(
    ("text", "data", "told"),
    [
        ("We note which videos are watched.", "video watches", True),
        ("We keep recorded conversations.", "conversation recordings", True),
        ("Even if you do not allow it, we guess your general location.", "general location", True),
        ("Things on your device, such as the game you are playing.", "games you play on your device", True),
        ("We do not collect recorded conversations.", "conversation recordings", False),
        ("We contain the damage.", "contact details", False),
        ("Videos are made far away from where a friend of yours once watched.", "video watches", False),
    ],
)  # fmt: skip
def test_data_is_named_in_other_forms_of_its_words(text: str, data: str, told: bool) -> None:
    assert Passages(text=text).name([stems_of(data)]) is told


@pytest.mark.parametrize(
    ("text", "data", "party", "told"),
    [
        # A lead-in that ends with a colon holds for its items however far away it names somebody.
        (LIST, "technical information", "zorblax", True),
        (LIST.replace("to:", "to read on."), "technical information", "zorblax", False),
        ("Other users see your photo.", "photo", "other user", True),
        ("We share your name. We never share your photo with Zorblax.", "photo", "zorblax", False),
        ("Zorblax is a photo shop.", "photo", "quillbox", False),
    ],
)
def test_data_and_party_are_named_together(text: str, data: str, party: str, told: bool) -> None:
    assert Passages(text=text).name_together([stems_of(data)], (), [party]) is told


def test_words_that_say_nothing_are_no_name() -> None:
    assert stems_of("information about your data") == ()
    assert stems_of("usage information") == stems_of("usage data") != ()


def test_a_rare_word_is_taken_to_mean_the_same() -> None:
    assert Passages(text="Your page shows trophies received.").name_once(["trophy"])
    assert not Passages(text="You search.\n" * 5).name_once(["search"])
