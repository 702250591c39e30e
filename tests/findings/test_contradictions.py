"""What a policy denies in one place and states in another, and what is no contradiction."""

from __future__ import annotations

from dataclasses import replace

import pytest
from privacyflow.findings.finding import Severity
from privacyflow.tests.findings.invented import Said, codes, find

COLLECTS = Said(
    sentence="We collect your phone number when you register.",
    data="phone number",
    type="PhoneNumber",
)
NEVER = Said(
    sentence="We do not collect phone numbers.",
    data="phone numbers",
    type="PhoneNumber",
    denied=True,
)
SHARES = Said(
    sentence="We share your location with advertisers.",
    data="location",
    type="Location",
    action="share",
    to="advertisers",
    role="category",
    kind="Advertiser",
)


def denial(sentence: str, **changed: object) -> Said:
    said: dict[str, object] = {
        "sentence": sentence,
        "data": "location",
        "type": "Location",
        "action": "share",
        "denied": True,
    }
    return Said(**(said | changed))  # type: ignore[arg-type]


def test_denied_and_stated() -> None:
    (found,) = find(NEVER, COLLECTS)
    assert (found.rule.code, found.rule.severity) == ("PF101", Severity.ERROR)
    assert [quote.text for quote in found.quotes] == [NEVER.sentence, COLLECTS.sentence]
    assert "phone number" in found.message


def test_denied_and_only_possible_or_conditional_weighs_less() -> None:
    may = Said(
        sentence="We may collect your phone number.",
        data="phone number",
        type="PhoneNumber",
        possible=True,
    )
    assert codes(NEVER, may) == {"PF102"}


@pytest.mark.parametrize(
    "sentence",
    [
        "We collect call times, completely disconnected from phone numbers.",
        "We collect your calls without the phone number.",
        "We collect anonymous statistics of phone numbers.",
    ],
)
def test_data_that_is_said_to_be_left_out_is_not_stated(sentence: str) -> None:
    assert codes(NEVER, replace(COLLECTS, sentence=sentence, data="phone number")) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not collect phone numbers, except when you call us.",
        "We do not collect phone numbers without your consent.",
        "We do not collect phone numbers unless you ask us to.",
        "We do not knowingly collect phone numbers of children.",
        "We do not collect phone numbers in the ordinary course of business.",
        "The maker of the game does not collect phone numbers.",
    ],
)
def test_a_denial_with_an_exception_a_hedge_or_another_subject_denies_nothing_stated(
    sentence: str,
) -> None:
    limited = Said(sentence=sentence, data="phone numbers", type="PhoneNumber", denied=True)
    assert not {"PF101", "PF102"} & codes(limited, COLLECTS)


def test_a_denial_with_a_condition_is_no_contradiction() -> None:
    on = Said(
        sentence="We do not collect phone numbers at sign-up.",
        data="phone numbers",
        type="PhoneNumber",
        denied=True,
        condition="at sign-up",
    )
    assert not codes(on, COLLECTS) & {"PF101", "PF102"}


def test_a_denial_of_a_narrower_type_is_an_exception_to_the_wider_statement() -> None:
    wide = Said(
        sentence="We collect your contact information.",
        data="contact information",
        type="ContactInfo",
    )
    assert not codes(NEVER, wide) & {"PF101", "PF102"}


def test_a_denial_of_a_wider_type_contradicts_a_narrower_statement() -> None:
    cookies = Said(
        sentence="We do not use cookies.", data="cookies", type="Cookies", action="use", denied=True
    )
    session = Said(
        sentence="We use a session cookie to keep you signed in.",
        data="session cookie",
        type="SessionCookie",
        action="use",
    )
    assert codes(cookies, session) == {"PF101"}


def test_words_that_only_share_a_type_do_not_contradict() -> None:
    audio = Said(
        sentence="We do not store messages.",
        data="messages",
        type="Message",
        action="store",
        denied=True,
    )
    inquiry = Said(
        sentence="We store your inquiries.", data="inquiries", type="Inquiry", action="store"
    )
    assert not codes(audio, inquiry) & {"PF101", "PF102"}


def test_another_verb_is_another_practice() -> None:
    read = Said(
        sentence="We do not read your messages.",
        data="messages",
        type="Message",
        action="use",
        manner="read",
        denied=True,
    )
    scan = Said(
        sentence="We scan your messages for spam.",
        data="messages",
        type="Message",
        action="use",
        manner="scan",
    )
    assert not codes(read, scan) & {"PF101", "PF102"}


def test_a_wide_denial_of_sharing_is_narrowed_by_sharing_with_somebody() -> None:
    wide = denial("We do not share your location with third parties.", to="third parties")
    assert "PF103" in codes(wide, SHARES)


def test_a_denial_for_the_same_kind_of_recipient_is_a_contradiction() -> None:
    same = denial(
        "We do not share your location with ad networks.",
        to="ad networks",
        role="category",
        kind="Advertiser",
    )
    assert "PF101" in codes(same, SHARES)


def test_a_denial_for_another_kind_of_recipient_is_none() -> None:
    other = denial(
        "We do not share your location with insurers.",
        to="insurers",
        role="category",
        kind="Insurer",
    )
    assert not codes(other, SHARES) & {"PF101", "PF102", "PF103"}


def test_a_denial_for_a_purpose_only_counts_for_that_purpose() -> None:
    for_ads = denial("We do not share your location for advertising.", purposes=("Advertising",))
    assert not codes(for_ads, SHARES) & {"PF101", "PF102", "PF103"}


def test_not_selling_is_not_not_sharing() -> None:
    sale = denial("We do not sell your location.", manner="sell")
    assert not codes(sale, SHARES) & {"PF101", "PF102", "PF103"}


def test_sharing_within_the_group_is_no_contradiction() -> None:
    wide = denial("We do not share your location with third parties.", to="third parties")
    within = Said(
        sentence="We share your location with our affiliates.",
        data="location",
        type="Location",
        action="share",
        to="affiliates",
        role="category",
        kind="Affiliate",
    )
    assert not codes(wide, within) & {"PF101", "PF102", "PF103"}


def test_many_sentences_make_one_finding() -> None:
    again = Said(
        sentence="We also collect phone numbers of friends.",
        data="phone numbers",
        type="PhoneNumber",
    )
    assert len(find(NEVER, COLLECTS, again)) == 1
