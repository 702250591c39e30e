"""Claims that a strict reader would not make of two versions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from privacyflow.comparison.change_report import headline
from privacyflow.comparison.changes import Named, Severity, name_data
from privacyflow.comparison.doubts import is_doubtful, is_promised_by_others
from privacyflow.comparison.entries import fold_changes
from privacyflow.comparison.standing import Names

from .conftest import Compare, told
from .test_doubts import flow_in, side
from .test_entries import shared


@pytest.mark.parametrize(
    ("text", "data", "recipient"),
    [
        ("We tell shops the number of likes and comments.", "comments", "shops"),
        ("We share aggregated or pseudonymous information (such as ages) with shops.", "ages", "shops"),
        ("We share statistics with shops.", "statistics", "shops"),
        ("We collect the number of messages.", "messages", ""),
        ("We note the features you use like calls, groups, parent supervision.", "parent supervision", ""),
        ("People who have your phone number can add you to a group.", "phone number", "group"),
        ("We show your name to the group.", "name", "group"),
        ("To the extent we collect voiceprints, we follow the law.", "voiceprints", ""),
    ],
)  # fmt: skip
def test_figures_and_features_are_no_data(text: str, data: str, recipient: str) -> None:
    assert is_doubtful(flow_in(text, data, recipient), side(text))


def test_a_number_that_is_had_is_data() -> None:
    text = "We collect statistics on page views."
    assert not is_doubtful(flow_in(text, "statistics on page views"), side(text))


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Zorblax has committed to not store your clicks.", True),
        ("We have committed to not store your clicks.", False),
        ("Acme has agreed to not store your clicks.", False),
        ("Clicks are counted, and [Zorblax](https://z.example) is contractually bound to not store your clicks.", True),
    ],
)  # fmt: skip
def test_the_promise_of_another_company_is_not_its_own(text: str, others: bool) -> None:
    flow = flow_in(text, "your clicks", denied=True)
    assert is_promised_by_others(flow, side(text)) is others


@pytest.mark.parametrize(
    ("label", "words", "sure"),
    [
        ("date of birth", "birth date", True),
        ("payment provider", "payment providers", True),
        ("school record", "transcripts", False),
        ("voice recording", "voice calls", False),
        ("affiliated company", "group", False),
        ("merchant or seller", "sellers", True),
    ],
)
def test_a_type_is_told_only_where_the_words_are_its_name(
    label: str, words: str, sure: bool
) -> None:
    known = frozenset({label, words, "birth date", "payment provider", "seller", "voice call"})
    assert Names(labels={"urn:t": known}).calls("urn:t", label, words) is sure
    assert str(Named(words="calls", type="voice", sure=False)) == "calls"


def test_a_type_is_sensitive_only_where_the_words_hint_at_it() -> None:
    names = Names(labels={"urn:t": frozenset({"facial geometry", "face scan"})})
    assert names.hint_at("urn:t", "data about your facial geometry and features")
    assert not names.hint_at("urn:t", "profile picture")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "We partner with shops (such as Mapbox) to help you. If you choose to:\n\n"
            "* pay, we share your device information to facilitate this;",
            "We partner with shops. If you choose to:\n\n"
            "* pay in a shop (such as Mapbox), we share your device information to facilitate this;",
            id="the name moved from the lead-in to the item",
        ),
        pytest.param(
            "We keep your Direct Messages safe. We store your Direct Messages and posts.",
            "We keep your Messages safe. We store your Messages and posts.",
            id="a defined name is another",
        ),
        pytest.param(
            "When you call our help desk, we keep and collect recorded conversations.",
            "We collect call recordings for quality.",
            id="the same recordings in other words",
        ),
        pytest.param(
            "Even if you do not allow it, we use your IP address to estimate your general location.",
            "We use your general location.",
            id="what the reader does not do is no denial",
        ),
    ],
)
def test_what_the_other_text_says_in_its_way_is_no_change(
    compare: Compare, old: str, new: str
) -> None:
    assert told(compare(old, new)) == []


@pytest.mark.parametrize(
    ("text", "data", "expected"),
    [
        ("We collect billing, delivery and contact information.", "billing", "billing information"),
        ("We collect audio, visual, or similar data.", "visual", "visual data"),
        ("We collect billing statements.", "billing", "billing"),
        ("We collect names, ages and contact information.", "names", "names"),
    ],
)
def test_what_words_leave_to_the_end_of_a_list_is_told_with_them(
    text: str, data: str, expected: str
) -> None:
    assert name_data(side(text).statements, flow_in(text, data)).words == expected


def test_an_earlier_sentence_is_shown_only_if_it_speaks_of_the_same(compare: Compare) -> None:
    known = "When you open the app, we note your battery level and device information."
    (change,) = compare(known, f"{known}\nWe collect the screen resolution.").changes
    assert (change.note, change.old, change.severity) == ("", (), Severity.NEW_DATA)


def test_the_scope_stands_in_the_headline(compare: Compare) -> None:
    (change,) = compare("", "## For children\n\nWe do not sell your phone number.").changes
    assert headline(change).endswith("sell phone number (in the section “For children”)")


def test_lesser_changes_of_the_same_words_are_told_beside_the_graver_one() -> None:
    new = replace(shared("Mapbox"), severity=Severity.NEW_RECIPIENT)
    lesser = replace(shared("banks", data="name"), severity=Severity.DETAIL)
    (entry,) = fold_changes([new, lesser])
    assert entry.note == "the same words name, too: name with banks"
    assert (
        headline(entry.change, entry.recipients) == "now says that it shares location with Mapbox"
    )
