"""Purposes are compared by stems: a verb and its noun are one key."""

from __future__ import annotations

import pytest
from privacyflow.ontology.stems import key_phrases, purpose_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("to verify your identity", "verifying identities"),
        ("to personalise the content", "personalized content"),
        ("analysing trends", "to analyze trends"),
        ("to process your payments", "processing payments"),
        ("in order to manage your account", "managing accounts"),
    ],
)
def test_forms_of_one_verb_share_a_key(one: str, other: str) -> None:
    assert purpose_key(one) == purpose_key(other)


def test_accounting_is_no_account() -> None:
    assert purpose_key("accounting") != purpose_key("account")


def test_an_order_is_no_small_word_outside_in_order_to() -> None:
    assert purpose_key("to process your order") == "process order"
    assert purpose_key("in order to process it") == "process"


def test_phrases_come_longest_first_and_over_gaps_last_before_single_words() -> None:
    phrases = list(key_phrases("to create a new personal account"))
    assert phrases[0] == purpose_key("create a new personal account")
    assert phrases.index("creat account") > phrases.index("creat new")
    assert phrases.index("creat account") < phrases.index("account")
