"""Parties: named ones, kinds of them, the public, other users; never the first party itself."""

from __future__ import annotations

import pytest
from privacyflow.extractors.own_names import short_names
from privacyflow.ontology.records import Role
from privacyflow.tests.extractors.conftest import PassageOf
from privacyflow.tests.extractors.rows import flows_of

NAMED, KIND, USER, PUBLIC, OWN = (
    Role.NAMED,
    Role.CATEGORY,
    Role.USER,
    Role.PUBLIC,
    Role.FIRST_PARTY,
)


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("our service providers and Google Maps", [(KIND, "service providers"), (NAMED, "Google Maps")]),
        ("with Tidepost and Mossmaps", [(NAMED, "Tidepost"), (NAMED, "Mossmaps")]),
        ("to WeChat, Alipay or Quillpay Ltd", [(NAMED, "WeChat"), (NAMED, "Alipay"), (NAMED, "Quillpay Ltd")]),
        ("courts, regulators and the police", [(KIND, "courts"), (KIND, "regulators"), (KIND, "police")]),
        ("payment service providers that charge your card", [(KIND, "payment service providers")]),
        ("the general public", [(PUBLIC, "general public")]),
        ("other users", [(USER, "other users")]),
        ("your friends", [(USER, "friends")]),
        ("us and our affiliates", [(OWN, "us"), (KIND, "affiliates")]),
        ("Fernlight", [(OWN, "Fernlight")]),
        ("you", []),
        ("Personal Data", []),
        ("our lamps", []),
    ],
)  # fmt: skip
def test_who_is_named(words: str, parties: list[tuple[Role, str]], passage_of: PassageOf) -> None:
    passage = passage_of(f"It goes {words}")
    found = passage.parties((8, len(passage.text)))
    assert [(party.role, party.mention and party.mention.text) for party in found] == parties


def test_a_known_name_has_its_organisation_and_a_kind_its_kind(passage_of: PassageOf) -> None:
    passage = passage_of("It goes to Google Maps, payment processors and Tidepost")
    known, kind, unknown = passage.parties((8, len(passage.text)))
    assert known.organisation == "https://w3id.org/privacyflow/resource/service-google-maps"
    assert unknown.organisation is None
    assert kind.kind == "https://w3id.org/privacyflow/ns#PaymentProvider"


@pytest.mark.parametrize(
    "text",
    [
        "Your crash reports are sent to us.",
        "Your crash reports are sent to Fernlight.",
        "You share your photos with our support team.",
    ],
)
def test_the_first_party_receives_no_share(text: str) -> None:
    receivers = [flow.recipient for flow in flows_of(text) if flow.recipient is not None]
    assert receivers == []


def test_a_company_is_known_by_the_initials_that_its_policy_uses() -> None:
    used = "NPF keeps your name. NPF sells nothing. Ask NPF."
    assert short_names("North Pole Freight Ltd", used) == ["North Pole Freight", "NPF"]
    assert short_names("North Pole Freight Ltd", "NPF keeps your name.") == ["North Pole Freight"]
    assert short_names("Fernlight", "F is a letter. F is one. F.") == []
