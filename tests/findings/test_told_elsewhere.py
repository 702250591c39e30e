"""What stands beside a statement or elsewhere, after which a rule may no longer say “all” or “nothing”."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from privacyflow.findings.checks import check_statements
from privacyflow.findings.report import tell
from privacyflow.tests.findings.invented import (
    ALL_KEPT,
    FOR_ADS,
    NO_SALE,
    VISITED,
    Said,
    codes,
    find,
    statements,
)

PARTNERS: Final = Said(
    sentence="We share your contact details with partners.",
    data="contact details",
    type="ContactInfo",
    action="share",
    to="partners",
    kind="BusinessPartner",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An IP address cannot identify you. We are in Wend.", True),
        ("An IP address cannot identify you. However, when combined with a name, it may.", False),
        ("An IP address cannot identify you, unless it is linked to a name.", False),
        ("An IP address cannot identify you.\n\nSome of this may constitute personal data.", False),
        ("An IP address cannot identify you.\n\nWe use device IDs to identify users.", False),
        ("An IP address cannot identify you.\n\n**Personal Data.**\nYour name, age and IP.", False),
        ("An IP address cannot identify you.\n\n**Other Data.**\nYour name, age and IP.", True),
        ("You are given an anonymous device identifier.", True),
        ("We log settings, anonymous device identifiers and clicks.", False),
    ],
)
def test_an_identifier_that_is_owned_as_personal_is_not_belittled(text: str, found: bool) -> None:
    assert ("PF402" in codes(VISITED, text=f"{VISITED.sentence}\n\n{text}")) is found


@pytest.mark.parametrize(
    ("further", "found"),
    [
        (" We print maps.", True),
        (" Our printing partners are in Wend.", False),
        (" We do so only with your explicit consent.", False),
        ("\n\n| Contact Information | To print | Shared with print providers |", False),
        ("\n\n| Contact Information | To print | Kept in our safe |", True),
        ("\n\nWe disclose contact data to print providers.", False),
        ("\n\nThe types of recipients of each kind of data are described in Section 3.", False),
    ],
)
def test_recipients_told_in_other_words_are_told(further: str, found: bool) -> None:
    assert ("PF201" in codes(PARTNERS, text=PARTNERS.sentence + further)) is found


def test_recipients_of_a_broader_type_receive_the_narrower() -> None:
    phone = replace(
        PARTNERS,
        sentence="We pass your phone number to partners.",
        data="phone number",
        type="PhoneNumber",
        manner="pass",
    )
    known = replace(
        PARTNERS,
        sentence="We hand what is needed to reach you to couriers.",
        data="what is needed to reach you",
        to="couriers",
        role="category",
        kind="ServiceProvider",
    )
    assert "PF201" in codes(phone)
    assert "PF201" not in codes(phone, known)


@pytest.mark.parametrize(
    ("further", "found"),
    [
        ("We use the information we collect to run our shop.", True),
        ("The information we collect is used to draw maps.", False),
    ],
)
def test_a_purpose_told_of_all_that_is_collected_is_told(further: str, found: bool) -> None:
    rough = Said(
        sentence="We collect rough geolocation.",
        data="rough geolocation",
        type="ApproximateLocation",
    )
    assert ("PF202" in codes(rough, text=f"{rough.sentence}\n\n{further}")) is found


@pytest.mark.parametrize(
    ("further", "found"),
    [
        ("Session cookies are erased once you log out.", False),
        ("Our logs are periodically rotated.", False),
        ("We do not store the personal information of visitors.", False),
        ("We do not store personal information longer than needed.", True),
        ("You may delete cookies.", True),
    ],
)
def test_an_end_told_of_some_data_is_an_end(further: str, found: bool) -> None:
    assert ("PF301" in codes(ALL_KEPT, text=f"{ALL_KEPT.sentence}\n\n{further}")) is found


def test_words_for_how_long_are_not_cut_in_a_title() -> None:
    told = replace(
        ALL_KEPT,
        sentence="We retain your data for as long as needed for the aims in “2. Aims of Use”.",
        retention="for as long as needed for the aims in “2. Aims",
    )
    (found,) = [each for each in find(told) if each.rule.code == "PF301"]
    assert "“for as long as needed for the aims in …”" in found.message


@pytest.mark.parametrize(
    ("further", "found"),
    [
        ("We share data for advertising. You can opt out in your settings.", False),
        ("We write letters. You can opt out in your settings.", True),
    ],
)
def test_sharing_and_a_way_out_told_beside_the_denial_mislead_nobody(
    further: str, found: bool
) -> None:
    text = f"{FOR_ADS.sentence}\n\n{NO_SALE.sentence} {further}"
    assert ("PF501" in codes(NO_SALE, FOR_ADS, text=text)) is found


@pytest.mark.parametrize(
    "hired",
    [
        replace(FOR_ADS, section="Our policy > Our vendors"),
        replace(
            FOR_ADS,
            sentence="We share your device ID with third party service providers to show you ads.",
            to="third party",
        ),
    ],
)
def test_the_hired_are_no_advertisers(hired: Said) -> None:
    assert "PF501" not in codes(NO_SALE, hired)


def test_a_lead_on_vendors_holds_for_its_paragraph() -> None:
    for lead, found in (("Vendors", False), ("Advertisers", True)):
        text = f"{NO_SALE.sentence}\n\n**{lead}.** They help us. {FOR_ADS.sentence}"
        assert ("PF501" in codes(NO_SALE, FOR_ADS, text=text)) is found


def test_a_denial_for_the_people_of_one_state_is_none_for_all() -> None:
    assert "PF501" in codes(NO_SALE, FOR_ADS)
    assert "PF501" not in codes(replace(NO_SALE, section="California"), FOR_ADS)


def test_a_sentence_is_quoted_once_and_shown_without_tags() -> None:
    noted = "We like maps.<br><br>We log non-personal data such as<br>IP addresses."
    known = statements(VISITED, text=f"{VISITED.sentence}\n\n{noted}")
    (found,) = check_statements(known, codes=frozenset({"PF402"}))
    (policy,) = known.policies.values()
    (quote,) = found.quotes
    assert quote.text == policy.text[quote.start : quote.end]
    assert quote.text == "We log non-personal data such as<br>IP addresses."
    assert not any("<br>" in line for part, line in tell(found, policy) if part == "quote")
