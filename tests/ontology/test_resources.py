"""IRIs are made of slugs and hashes, whatever the words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from privacyflow.ontology.resources import (
    POLICY_ID_LENGTH,
    digest,
    policy_iri,
    policy_key,
    slug,
    stated_graph,
)
from privacyflow.ontology.terms import PFR

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Google Maps", "google-maps"),
        ("AT&T Inc.", "at-t-inc"),
        ("Café Zoë", "cafe-zoe"),
        ("  payment   processors ", "payment-processors"),
    ],
)
def test_plain_names(words: str, expected: str) -> None:
    assert slug(words) == expected


def test_lost_letters_are_kept_apart_by_a_hash() -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", slug("微信"))
    assert slug("微信") != slug("微博")
    assert slug("QQ 音乐").startswith("qq-")
    assert slug("QQ 音乐") != slug("QQ")


def test_a_long_name_is_cut_and_kept_apart() -> None:
    one, other = slug("very " * 40 + "a"), slug("very " * 40 + "b")
    assert one != other
    assert len(one) <= 69


def test_names_without_a_letter_still_have_a_slug() -> None:
    assert slug("") == slug("")
    assert slug("!!!") != slug("???")


@given(ANY_TEXT)
def test_a_slug_is_always_safe(words: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(words))
    assert len(slug(words)) <= 69


@given(ANY_TEXT)
def test_a_policy_key_is_always_safe_and_settled(policy_id: str) -> None:
    key = policy_key(policy_id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)
    assert policy_key(key) == key
    assert len(key) <= POLICY_ID_LENGTH


def test_a_plain_policy_id_stays_as_it_is() -> None:
    assert policy_iri("skyloom-0123456789ab") == f"{PFR}policy-skyloom-0123456789ab"
    assert stated_graph("skyloom-0123456789ab") == f"{PFR}stated-skyloom-0123456789ab"


def test_a_digest_tells_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert re.fullmatch(r"[0-9a-f]{16}", digest("\ud800", None, 1))
