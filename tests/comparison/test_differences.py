"""What changed between two versions, and what did not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from privacyflow.comparison.changes import ChangeKind, Severity
from privacyflow.comparison.differences import compare_versions

from .conftest import HEAD, Compare, read, told

SENTENCES = (
    "We share your location with Mapbox to draw the map.",
    "We do not sell your phone number.",
    "We may share your phone number with advertisers.",
    "If you consent, we collect your health data.",
    "We keep your messages for 30 days.",
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "We do not sell your phone number.",
            "We sell your phone number to data brokers.",
            ("denial dropped", "denial reversed", "phone number", ""),
            id="a denial gives way to its opposite",
        ),
        pytest.param(
            "We do not sell your phone number.",
            "",
            ("denial dropped", "denial dropped", "phone number", ""),
            id="a denial is gone",
        ),
        pytest.param(
            "",
            "We do not sell your phone number.",
            ("denial added", "new denial", "phone number", ""),
            id="a denial appears",
        ),
        pytest.param(
            "We do not sell or share your phone number.",
            "We do not sell your phone number.",
            ("denial dropped", "denial dropped", "phone number", ""),
            id="one of two verbs of a denial is gone",
        ),
        pytest.param(
            "",
            "We share your health data with Zorblax Ltd.",
            ("added", "sensitive sharing", "health data", "Zorblax Ltd"),
            id="sensitive data is shared",
        ),
        pytest.param(
            "We share your phone number with Twilio.",
            "We share your phone number with Twilio.\nWe share your phone number with Zorblax Ltd.",
            ("added", "new recipient", "phone number", "Zorblax Ltd"),
            id="a new recipient",
        ),
        pytest.param(
            "We share your phone number with Twilio.",
            "We share your phone number with Twilio.\nWe share your IP address with Twilio.",
            ("added", "new sharing", "IP address", "Twilio"),
            id="more is shared with a known recipient",
        ),
        pytest.param(
            "",
            "We collect your date of birth.",
            ("added", "new data", "date of birth", ""),
            id="more is collected",
        ),
        pytest.param(
            "We collect your date of birth.",
            "",
            ("removed", "less", "date of birth", ""),
            id="less is collected",
        ),
        pytest.param(
            "We share your precise location with Mapbox to draw the map.",
            "We share your location with Mapbox to draw the map.",
            ("widened", "wider", "location", "Mapbox"),
            id="a type of data becomes wider",
        ),
        pytest.param(
            "We share your location with Mapbox to draw the map.",
            "We share your precise location with Mapbox to draw the map.",
            ("narrowed", "less", "precise location", "Mapbox"),
            id="a type of data becomes narrower",
        ),
        pytest.param(
            "We only collect your health data if you consent.",
            "We collect your health data.",
            ("widened", "wider", "health data", ""),
            id="a condition is dropped",
        ),
        pytest.param(
            "We may share your email address with Twilio.",
            "We share your email address with Twilio.",
            ("widened", "wider", "email address", "Twilio"),
            id="may becomes does",
        ),
        pytest.param(
            "We keep your messages for 30 days.",
            "We keep your messages for 90 days.",
            ("widened", "wider", "messages", ""),
            id="kept for longer",
        ),
        pytest.param(
            "We keep your messages for 90 days.",
            "We keep your messages for 30 days.",
            ("narrowed", "less", "messages", ""),
            id="kept for a shorter time",
        ),
        pytest.param(
            "We use your email address to send you receipts.",
            "We use your email address to send you receipts and to prevent fraud.",
            ("widened", "wider", "email address", ""),
            id="a new purpose",
        ),
    ],
)
def test_a_change_is_told(old: str, new: str, expected: tuple[str, ...], compare: Compare) -> None:
    difference = compare(old, new)
    assert told(difference) == [expected]


def test_every_change_carries_the_quotes_of_both_sides(compare: Compare) -> None:
    difference = compare(
        "We do not sell your phone number.", "We sell your phone number to data brokers."
    )
    (change,) = difference.changes
    assert [quote.text for quote in change.old] == ["We do not sell your phone number."]
    assert [quote.text for quote in change.new] == ["We sell your phone number to data brokers."]
    for policy, quotes in ((difference.old, change.old), (difference.new, change.new)):
        for quote in quotes:
            assert policy.text[quote.start : quote.end] == quote.text
            assert quote.section == "Privacy policy"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n".join(SENTENCES), "\n".join(reversed(SENTENCES))),
        ("\n".join(SENTENCES), "\n".join([*SENTENCES, *SENTENCES])),
        (" ".join(SENTENCES), "\n\n".join(f"* {sentence}" for sentence in SENTENCES)),
        (
            "We collect your name, your date of birth and your phone number.",
            "We collect your name. We collect your date of birth. We collect your phone number.",
        ),
        (
            "We share your phone number with Twilio.",
            "We disclose your phone number to Twilio Inc.",
        ),
        (
            "We do not sell or share your phone number.",
            "We do not sell your phone number. We do not share your phone number.",
        ),
        (
            "We do not sell your phone number or share it to show ads.",
            "We do not sell your phone number or share it to show ads. Write to us.",
        ),
    ],
    ids=[
        "moved",
        "told twice",
        "made a list",
        "split",
        "other words",
        "two verbs made two",
        "two verbs stay",
    ],
)
def test_what_says_the_same_is_no_change(old: str, new: str, compare: Compare) -> None:
    assert told(compare(old, new)) == []


def test_other_words_are_shown_when_asked_for(compare: Compare) -> None:
    old, new = "We share your phone number with Twilio.", "We disclose your phone number to Twilio."
    (change,) = compare(old, new, rewordings=True).changes
    assert (change.kind, change.severity) == (ChangeKind.REWORDED, Severity.WORDING)
    assert (change.old[0].text, change.new[0].text) == (old, new)


def test_what_the_other_text_says_is_no_change_even_if_it_was_not_read() -> None:
    sentence = "We collect your date of birth.\n"
    old, new = read(("old.md", HEAD + sentence)), read(("new.md", HEAD + sentence))
    (policy,) = old.policies
    unread = type(old)(
        policies=old.policies,
        flows=tuple(flow for flow in old.flows if "birth" not in flow.data_words.text),
        evidence=old.evidence,
        parties=old.parties,
        concepts=old.concepts,
    )
    assert len(unread.flows) < len(old.flows)
    assert old.policies[policy].text == next(iter(new.policies.values())).text
    assert compare_versions(unread, new).changes == ()


def test_the_gravest_comes_first(compare: Compare) -> None:
    difference = compare(
        "We do not sell your phone number.\nWe collect your date of birth.",
        "We sell your phone number to data brokers.\nWe share your IP address with Zorblax Ltd.",
    )
    severities = [change.severity for change in difference.changes]
    assert severities == sorted(severities, reverse=True)
    assert severities[0] is Severity.DENIAL_REVERSED


def test_types_of_data_in_one_sentence_are_one_change(compare: Compare) -> None:
    (change,) = compare("", "We collect your date of birth and your IP address.").changes
    assert [named.words for named in change.data] == ["date of birth", "IP address"]


@settings(max_examples=4, deadline=None)
@given(left=st.sampled_from(SENTENCES))
def test_removing_is_the_reverse_of_adding(left: str) -> None:
    whole = read(("a.md", HEAD + "\n".join(SENTENCES)))
    part = read(("b.md", HEAD + "\n".join(s for s in SENTENCES if s != left)))
    forth, back = compare_versions(part, whole).counts, compare_versions(whole, part).counts
    assert forth[ChangeKind.ADDED] == back[ChangeKind.REMOVED]
    assert forth[ChangeKind.DENIAL_ADDED] == back[ChangeKind.DENIAL_DROPPED]
    assert sum(forth.values()) == sum(back.values()) == 1
    assert compare_versions(whole, whole).changes == ()


def test_what_the_reader_may_delete_is_not_said_to_be_stored(compare: Compare) -> None:
    assert told(compare("", "You may delete the voice recordings from your device.")) == []
