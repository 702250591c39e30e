"""What another sentence of the same policy says, by which a rule falls silent or keeps speaking."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from privacyflow.tests.findings.invented import (
    ALL_KEPT,
    FOR_ADS,
    MOVED,
    NO_SALE,
    PULSE,
    VISITED,
    Said,
    codes,
    find,
)

ACCOUNT: Final = Said(
    sentence="We retain your account details for as long as necessary.",
    data="account details",
    type="AccountInfo",
    action="store",
    manner="retain",
    retention="for as long as necessary",
    confidence=0.99,
)
NOTED: Final = "Our log holds anonymous information such as browser types and IP addresses."


def with_further(said: tuple[Said, ...], further: str) -> set[str]:
    """Return what is found in these statements with further sentences behind them."""
    return codes(*said, text="\n\n".join([*(each.sentence for each in said), further]))


@pytest.mark.parametrize(
    "further",
    [
        "When we choose a retention period, we look at what is at stake and consider the risk.",
        "Retention periods vary with the kind of claim.",
        "How long do we keep it?\nHere is what we think of when we decide:",
        "We delete files case by case, depending on their use.",
        "You can read more about retention in our [archive rules](https://skyloom.example/archive).",
        "We keep records under our retention policy.",
        "Once your account is closed, we erase it.",
        "Deleting your account deletes what you wrote.",
        "If you unsubscribe, we remove your address.",
        "While you are a member, we keep your letters.",
    ],
)
def test_whatever_determines_a_period_is_a_criterion(further: str) -> None:
    assert "PF301" not in with_further((ALL_KEPT,), further)


@pytest.mark.parametrize(
    "further",
    [
        "We measure how long you stay on a page, depending on your browser.",
        "Our games team looks at player retention, which depends on the season.",
        "You have the right to ask for erasure.",
        "Questions on retention? Write to [us](mailto:post@skyloom.example).",
    ],
)
def test_other_lengths_and_rights_are_no_criteria(further: str) -> None:
    assert "PF301" in with_further((ALL_KEPT,), further)


def test_the_quote_on_keeping_is_the_one_on_all_data() -> None:
    (found,) = [each for each in find(ACCOUNT, ALL_KEPT) if each.rule.code == "PF301"]
    assert found.quotes[0].text == ALL_KEPT.sentence
    (narrow,) = [each for each in find(ACCOUNT) if each.rule.code == "PF301"]
    assert "account details" in narrow.message


@pytest.mark.parametrize(
    "further",
    [
        "Under that law, our ads may be considered a sale.",
        "In the past year we have sold contact data to insurers.",
        "The word “sale” is wide in California, and takes in what we do with ads.",
        "Use the Do Not Sell My Data link.",
    ],
)
def test_a_policy_that_owns_a_sale_misleads_nobody(further: str) -> None:
    assert "PF501" not in with_further((NO_SALE, FOR_ADS), further)


@pytest.mark.parametrize(
    "further",
    [
        "If we sell our business, your data goes with it.",
        "You have the right to opt out of the sale of your data.",
        "We never sold anything of yours.",
    ],
)
def test_a_sale_of_the_business_and_a_right_own_nothing(further: str) -> None:
    assert "PF501" in with_further((NO_SALE, FOR_ADS), further)


READ: Final = replace(
    FOR_ADS,
    sentence="Ad networks read your device ID to show you ads.",
    to="Ad networks",
    manner="collect",
    rule="third-party-collect",
)


def test_what_ad_networks_collect_themselves_is_not_told_as_given() -> None:
    (found,) = [each for each in find(NO_SALE, READ) if each.rule.code == "PF501"]
    assert found.message.endswith("elsewhere Ad networks may collect device ID.")


def test_what_others_collect_themselves_is_no_sharing_for_advertising() -> None:
    others = replace(
        READ, sentence="Map makers read your device ID to show you ads.", to="Map makers"
    )
    assert "PF501" not in codes(NO_SALE, others)


@pytest.mark.parametrize(
    ("further", "found"),
    [
        ("Personal data includes your IP address.", False),
        ("An IP address is treated as personal data.", False),
        ("We log non-personal data such as your IP address.", True),
    ],
)
def test_a_policy_that_counts_identifiers_as_personal(further: str, found: bool) -> None:
    assert ("PF402" in with_further((VISITED,), f"{NOTED}\n\n{further}")) is found


def test_what_a_cookie_is_calls_no_identifier_anonymous() -> None:
    told = "Cookies are small files with an anonymous unique identifier."
    assert "PF402" not in with_further((VISITED,), told)


@pytest.mark.parametrize(
    "further",
    [
        "For sensitive data of any kind, we ask for your consent.",
        "We rely on your explicit consent.",
        "We hold special categories of data with your permission.",
    ],
)
def test_consent_for_sensitive_data_at_large_is_consent_for_each_kind(further: str) -> None:
    far = f"{'We write letters. ' * 40}\n\n{further}"
    assert "PF401" in with_further((PULSE,), "We write letters. " * 40)
    assert "PF401" not in with_further((PULSE,), far)


@pytest.mark.parametrize(
    "further",
    [
        "You agree that we do so.",
        "Your consent to this policy is your agreement to that transfer.",
        "We only do so at a fitting level of protection.",
        "Our addresses\n\nSee more\n\nOur partners\n\nSee more",
    ],
)
def test_an_agreement_and_a_folded_page_leave_no_transfer_open(further: str) -> None:
    assert "PF601" not in with_further((MOVED,), further)


def test_a_transfer_within_europe_is_none() -> None:
    within = replace(
        MOVED, sentence="Your photos may be transferred to other countries, to Ireland."
    )
    assert "PF601" not in codes(within)


def shared(number: int) -> tuple[Said, ...]:
    """Return statements of sharing in `number` sentences, two in each."""
    return tuple(
        Said(
            sentence=f"We share your data with shippers and carriers in case {n}.",
            data="data",
            type="PersonalData",
            action="share",
            to=to,
            role="category",
            kind="ServiceProvider",
        )
        for n in range(number)
        for to in ("shippers", "carriers")
    )


@pytest.mark.parametrize(
    "further",
    [
        "Here is a [list of our service providers](https://skyloom.example/list).",
        "Our vendors are listed at the end of our help pages.",
        "We use hosting providers such as Quillmark.",
        "Our shop belongs to Marrow Bank.",
    ],
)
def test_a_list_and_an_unknown_name_name_somebody(further: str) -> None:
    assert "PF204" not in with_further(shared(10), further)


@pytest.mark.parametrize(
    "further",
    [
        "We use hosting providers such as Clouds. The clouds are far.",
        "Our list of prices is in the shop.",
        "We use partners in countries such as Wendland.",
    ],
)
def test_words_with_a_capital_and_other_lists_name_nobody(further: str) -> None:
    assert "PF204" in with_further(shared(10), further)


def test_sentences_count_and_not_statements() -> None:
    assert "PF204" not in codes(*shared(6))


def test_a_purpose_of_a_broader_type_is_one() -> None:
    rough = Said(
        sentence="We collect rough geolocation.",
        data="rough geolocation",
        type="ApproximateLocation",
    )
    assert "PF202" in codes(rough)
    assert "PF202" not in with_further((rough,), "We use your location to show the right shops.")


def test_a_network_that_carries_data_is_no_recipient() -> None:
    given = Said(
        sentence="We send your credit score to banks.",
        data="credit score",
        type="CreditScore",
        action="share",
        manner="send",
        to="banks",
        role="category",
        kind="FinancialInstitution",
    )
    assert "PF203" in codes(given)
    carried = replace(
        given, sentence="We send your credit score to banks, and it may pass through their cables."
    )
    assert "PF203" not in codes(carried)


def test_a_denial_about_some_third_parties_is_none_about_all() -> None:
    denied = Said(
        sentence="We do not share your email address with third parties.",
        data="email address",
        type="EmailAddress",
        action="share",
        denied=True,
        to="third parties",
    )
    given = Said(
        sentence="We share your email address with insurers.",
        data="email address",
        type="EmailAddress",
        action="share",
        to="insurers",
        role="category",
        kind="FinancialInstitution",
    )
    assert "PF103" in codes(denied, given)
    narrowed = replace(
        denied,
        sentence="We do not share your email address with non-affiliated third parties.",
    )
    assert "PF103" not in codes(narrowed, given)


def test_a_parents_consent_told_far_off_is_told() -> None:
    child = Said(
        sentence="We record the voice of children under 13.", data="voice", type="VoiceRecording"
    )
    far = f"{'We write letters. ' * 60}\n\nA parent gives consent when the box is set up."
    assert "PF701" in codes(child)
    assert "PF701" not in with_further((child,), far)


@pytest.mark.parametrize(
    ("further", "found"),
    [("These partners print maps.", False), ("We print maps ourselves.", True)],
)
def test_recipients_of_whom_the_next_sentence_tells_more_are_not_vague(
    further: str, found: bool
) -> None:
    given = Said(
        sentence="We share your postal address with partners.",
        data="postal address",
        type="PostalAddress",
        action="share",
        to="partners",
        kind="BusinessPartner",
    )
    assert ("PF201" in codes(given, text=f"{given.sentence} {further}")) is found
