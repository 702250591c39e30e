"""The ISO 8601 duration that the words of a period tell."""

from __future__ import annotations

import pytest
from privacyflow.extractors.durations import duration_of
from privacyflow.ontology.records import Bound


@pytest.mark.parametrize(
    ("words", "iso", "bound"),
    [
        ("for 90 days", "P90D", Bound.EXACT),
        ("90 days after you close your account", "P90D", Bound.EXACT),
        ("for a year", "P1Y", Bound.EXACT),
        ("for one (1) year", "P1Y", Bound.EXACT),
        ("for two weeks", "P14D", Bound.EXACT),
        ("for 36 hours", "P1DT12H", Bound.EXACT),
        ("for 12 months", "P1Y", Bound.EXACT),
        ("a period of 18 (eighteen) months", "P1Y6M", Bound.EXACT),
        ("for two years and six months", "P2Y6M", Bound.EXACT),
        ("for a 30-day period", "P30D", Bound.EXACT),
        ("up to two years", "P2Y", Bound.MAX),
        ("within 30 days of your request", "P30D", Bound.MAX),
        ("for a maximum of 6 months", "P6M", Bound.MAX),
        ("for no longer than 24 hours", "P1D", Bound.MAX),
        ("at least 6 months", "P6M", Bound.MIN),
        ("for a minimum of five years", "P5Y", Bound.MIN),
        ("for not less than three years", "P3Y", Bound.MIN),
        ("7 years or longer", "P7Y", Bound.MIN),
    ],
)
def test_words_tell_a_duration(words: str, iso: str, bound: Bound) -> None:
    told = duration_of(words)
    assert told is not None
    assert (told.iso, told.bound) == (iso, bound)


@pytest.mark.parametrize(
    "words",
    [
        "as long as you have an account",
        "as long as your account is open and for two years",
        "until you are 18 years old",
        "13 years of age",
        "for 10 business days",
        "for about a month",
        "for 30-90 days",
        "for between two and three years",
        "a week or a month",
        "for several years",
        "1.5 years",
        "for 0 days",
        "indefinitely",
        "",
    ],
)
def test_what_is_no_single_number_of_units_is_no_duration(words: str) -> None:
    assert duration_of(words) is None


@pytest.mark.parametrize(
    "before", ["We keep it no longer than ", "It is not kept for longer than "]
)
def test_the_words_in_front_bound_a_period(before: str) -> None:
    told = duration_of("3 years", before=before)
    assert told is not None
    assert (told.iso, told.bound) == ("P3Y", Bound.MAX)


def test_what_is_denied_for_longer_is_kept_so_long_at_most() -> None:
    told = duration_of("for more than 30 days", denied=True)
    assert told is not None
    assert (told.iso, told.bound) == ("P30D", Bound.MAX)
    assert duration_of("for 30 days", denied=True) is None
