"""Labels are compared in one form, whatever the case, number, hyphens and quotes of the policy."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from privacyflow.ontology.labels import normalise, without_parentheses


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("E-Mail Addresses", "email address"),
        ("the user-name", "username"),
        ("Driver\u2019s Licences", "driver license"),
        ("drivers' licence", "driver license"),
        ("Wi-Fi", "wifi"),
        ("cookies", "cookie"),
        ("the date of your birth", "date of birth"),
        ("referring/exit pages", "referring exit page"),
        ("Internet Protocol (IP) address", "internet protocol ip address"),
        ("marketing & communications", "marketing and communication"),
        ("Booking.com", "booking.com"),
        ("AT&T", "at&t"),
        ("SMS", "sms"),
        ("children\u2019s names", "child name"),
        ("", ""),
    ],
)
def test_what_a_label_looks_like(written: str, form: str) -> None:
    assert normalise(written) == form


@pytest.mark.parametrize(("one", "other"), [("contacts", "contact"), ("emails", "email")])
def test_plurals_of_another_meaning_are_kept_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(st.text(max_size=60))
@example("these's thes e  mail")
@example("\u0130stanbul\u2019s \ufb01les")
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(
    st.lists(
        st.sampled_from(["e", "mail", "mails", "user", "infos", "thes", "log", "ins"]), max_size=6
    )
)
def test_compounds_are_joined_once(words: list[str]) -> None:
    form = normalise(" ".join(words))
    assert normalise(form) == form


def test_brackets_can_be_left_out() -> None:
    assert without_parentheses("device identifier (serial number) of yours") == (
        "device identifier of yours"
    )
