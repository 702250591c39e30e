"""Whose policy it is. Every company here is invented."""

from __future__ import annotations

import pytest
from privacyflow.extractors.reading import read_text

FILLER = "We keep your name and your address for as long as you have an account.\n\n" * 3


def find_owner(text: str, file_name: str = "policy.txt") -> tuple[str, tuple[str, ...]]:
    """Return the company and the other names of the owner that a policy names."""
    document = read_text(f"{text}\n\n{FILLER}".encode(), file_name=file_name)
    return document.company, document.company_aliases


@pytest.mark.parametrize(
    ("text", "company", "aliases"),
    [
        (
            "Glowfly Lamps, Inc. (“Glowfly”, “we”, “us” or “our”) makes lamps.",
            "Glowfly",
            {"Glowfly Lamps, Inc."},
        ),
        (
            "This policy is about data that GLOFLI LIGHTING (HK) CO., LIMITED, and its affiliated companies"
            ' (hereinafter refer to as "Glowfly", "We", "Our" or "Us") collect.',
            "Glowfly",
            {"GLOFLI LIGHTING (HK) CO., LIMITED"},
        ),
        (
            "GLOWFLY INTERNATIONAL LLC. and subsidiaries (“we”, “us”, “our”, “GLOWFLY INTERNATIONAL LLC.”)"
            " are committed to your privacy.",
            "GLOWFLY INTERNATIONAL LLC.",
            set(),
        ),
        (
            "Glowfly Privacy Policy\n\nGlowfly is a lamp that Shanghai Mofa Network Technology Co., Ltd and its"
            ' associated companies ("Mofa" or "we") make for you. When you use Glowfly, we learn its hours.',
            "Glowfly",
            {"Mofa", "Shanghai Mofa Network Technology Co., Ltd"},
        ),
        (
            "Privacy Policy of Mofadeng Innovation Software\n\nHunan Mofadeng Innovation Technology Co., Ltd."
            " (hereinafter referred to as this Application) respects your privacy.",
            "Mofadeng",
            {"Hunan Mofadeng Innovation Technology Co., Ltd.", "this Application"},
        ),
        ("Welcome to Glowfly’s privacy policy. It is about lamps.", "Glowfly", set()),
        ("At Glowfly, we care about your privacy.", "Glowfly", set()),
        ("At Glowfly Orbit (“Glowfly”), we care about your privacy.", "Glowfly", {"Glowfly Orbit"}),
        (
            "We, Glowfly GmbH, Lampenweg 3, Berlin, take care of your data.",
            "Glowfly",
            {"Glowfly GmbH"},
        ),
        (
            "Welcome to Glowfly, operated by Mofa Pty Ltd. Mofa Pty Ltd (“we”) owns Glowfly.",
            "Mofa",
            {"Mofa Pty Ltd"},
        ),
        (
            'In this notice "we", "us" and "our" refer to Glowfly Holdings Limited, which is the controller.',
            "Glowfly Holdings",
            {"Glowfly Holdings Limited"},
        ),
        (
            "glowfly (“we” or “our”) is a maker of lamps. People love glowfly.",
            "glowfly",
            set(),
        ),
        (
            "We sell lamps.\n\nWrite to privacy@glowfly.example or to hello@glowfly.example.",
            "glowfly",
            set(),
        ),
        (
            "We sell lamps.\n\n© 2031 Glowfly Lamps Ltd. All rights reserved.",
            "Glowfly Lamps",
            {"Glowfly Lamps Ltd."},
        ),
        (
            "This policy explains how The Lamp Register handles your data. When you read The Lamp Register, we"
            " learn of it.",
            "The Lamp Register",
            set(),
        ),
    ],
)
def test_owners(text: str, company: str, aliases: set[str]) -> None:
    found, others = find_owner(text)
    assert found == company
    assert aliases <= set(others)


@pytest.mark.parametrize(
    ("file_name", "company"),
    [("unnamed-shop.txt", "unnamed-shop"), ("Lamps v2.1.txt", "Lamps v2.1"), ("-", "-")],
)
def test_a_policy_that_names_nobody_goes_by_its_file(file_name: str, company: str) -> None:
    text = (
        "Privacy Policy\n\n1. Use\n\nWe use your data. Our Services may use Cookies under the GDPR."
    )
    assert find_owner(text, file_name) == (company, ())


def test_others_are_not_taken_for_the_owner() -> None:
    text = """Glowfly Privacy Notice

We use Beamly Analytics, a service of Beamly, Inc. (“Beamly”). Beamly may use your data. Beamly shares it.
Beamly uses cookies. You can read what Beamly does with it in the privacy policy of Beamly."""
    company, aliases = find_owner(text)
    assert company == "Glowfly"
    assert not any("Beamly" in alias for alias in aliases)


def test_defined_terms_are_not_taken_for_the_owner() -> None:
    text = """Glowfly (“we”) runs this site (the “Lamp Hub”). Lamp Hub users may use Lamp Hub services.
The Lamp Hub may set cookies. Your use of the Lamp Hub platform is free. Web Beacons (“Pixels”) may be used."""
    company, aliases = find_owner(text)
    assert (company, aliases) == ("Glowfly", ())


def test_the_group_behind_the_owner_is_an_alias() -> None:
    text = """Glowfly Privacy Policy

Glowfly is part of the Mofa world. Cookies are used by Mofa and our partners.

We may give your name to other Mofa affiliates.

Mofa will not transfer your information to anybody else. Ask the Mofa customer service."""
    assert find_owner(text)[1] == ("Mofa",)


def test_the_same_words_give_the_same_owner() -> None:
    text = "Glowfly Lamps, Inc. (“Glowfly”, “GL” or “we”) and Glowfly Europe B.V. sell lamps as Glowfly."
    assert len({find_owner(text) for _ in range(3)}) == 1
