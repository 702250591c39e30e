"""Coverage: a sentence that names data and a practice gives a flow, or is listed with a reason."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from privacyflow.extractors.coverage import Coverage, Reason
from privacyflow.extractors.flows import read_flows
from privacyflow.extractors.skipped import SkipReason
from privacyflow.tests.extractors.rows import read
from privacyflow.tests.extractors.test_flows import PROSE, TEXTS, read_or_refuse

COOKIE_SHEET = (
    "| Name | fern_session |\n| --- | --- |\n| Provider | Fernlight |\n| Lifetime | 2 days |\n"
)


def coverage_of(text: str, *, ending: str = "md") -> Coverage:
    return read_flows(read(text, ending=ending)).coverage


def reasons(coverage: Coverage) -> list[tuple[Reason, str]]:
    return [(each.reason, each.span.text) for each in coverage.silent]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Do we collect your email address?", Reason.QUESTION),
        ("We may disclose your email address where the law requires it.", Reason.NOBODY),
        ("We protect your personal information when we store it.", Reason.NO_TYPE),
        ("You can delete your email address in the app.", Reason.LIGHT),
    ],
)
def test_a_silent_sentence_is_listed_with_its_reason(sentence: str, reason: Reason) -> None:
    assert reasons(coverage_of(f"We collect your name.\n\n{sentence}\n")) == [(reason, sentence)]


def test_what_weighed_too_light_is_told_with_its_weight() -> None:
    (silent,) = coverage_of("You can delete your email address in the app.\n").silent
    assert silent.heaviest.words.text == "email address"
    assert 0 <= silent.heaviest.probability < 0.5
    share = f"{silent.heaviest.probability:.2f}".removeprefix("0")
    verdict = silent.heaviest.verdict
    assert silent.explanation == f"weighed too light ({verdict} {share}: email address)"


def test_a_section_about_rights_is_a_reason() -> None:
    text = "## Your rights\n\nYou can ask us for a copy of your email address.\n"
    (silent,) = coverage_of(text).silent
    assert (silent.reason, silent.section) == (Reason.SECTION, ("Your rights",))


def test_a_sentence_that_stood_before_repeats() -> None:
    sentence = "You can delete your email address in the settings of our app."
    found = reasons(coverage_of(f"{sentence}\n\nOur lamps are warm.\n\n{sentence}\n"))
    assert found == [(Reason.LIGHT, sentence), (Reason.REPEATED, sentence)]


def test_sentences_that_state_a_flow_or_name_no_practice_are_not_listed() -> None:
    coverage = coverage_of("We collect your name. Our lamps are warm. You are free.\n")
    assert (coverage.silent, coverage.counts.stating, coverage.counts.sentences) == ((), 1, 3)
    assert coverage.counts.rate == 1.0


def test_a_lead_in_whose_items_state_flows_states_them() -> None:
    coverage = coverage_of("We collect the following information:\n\n- email address\n- name\n")
    assert (coverage.silent, coverage.counts.stating) == ((), 3)


def test_an_item_speaks_of_the_practice_of_its_lead_in() -> None:
    item = "location services"
    used = coverage_of(f"To use the map, turn on the following:\n\n- {item}\n")
    assert reasons(used) == [(Reason.LIGHT, item)]
    assert coverage_of(f"Our lamps light the following:\n\n- {item}\n").silent == ()


def test_a_label_before_its_explanation_is_not_listed() -> None:
    text = "We collect:\n\n- Contact data. You can delete your email address in the app.\n"
    assert "Contact data." not in [words for _, words in reasons(coverage_of(text))]


def test_rows_of_a_table_count_as_a_sentence_each() -> None:
    text = (
        "| Category of data | Purpose | Third parties |\n| --- | --- | --- |\n"
        "| Email address, nickname | To send receipts | Willowmail |\n| None | – | – |\n"
    )
    coverage = coverage_of(text)
    assert (coverage.counts.sentences, coverage.counts.stating) == (1, 1)
    assert [(part.reason, part.span.text) for part in coverage.skipped] == [
        (SkipReason.ROW, "None | – | –")
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- How we share data\n\n# How we share data\n\nWe share no data.\n", SkipReason.CONTENTS),
        (COOKIE_SHEET, SkipReason.COOKIE_SHEET),
        ("| Moss | Fern |\n| --- | --- |\n| green | greener |\n", SkipReason.TABLE),
        ("---\nlayout: page\nauthor: Fern of Fernlight\n---\n\nHello.\n", SkipReason.OUTSIDE),
    ],
)
def test_a_skipped_part_is_listed_with_its_reason(text: str, reason: SkipReason) -> None:
    document = read(PROSE + text if reason is not SkipReason.OUTSIDE else text + PROSE, ending="md")
    (part,) = read_flows(document).coverage.skipped
    assert part.reason is reason
    assert document.text[part.span.start : part.span.end] == part.span.text


def test_the_rate_of_a_policy_that_says_nothing_of_data_is_none() -> None:
    counts = coverage_of("Our lamps are warm.\n").counts
    assert (counts.sentences, counts.stating, counts.silent, counts.rate) == (1, 0, 0, None)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_is_counted_and_quoted(text: str) -> None:
    document = read_or_refuse(PROSE + text, "md")
    if document is None:
        return
    coverage = read_flows(document).coverage
    counts = coverage.counts
    assert counts.silent == len(coverage.silent)
    assert counts.stating + counts.silent <= counts.sentences
    for span in (*(each.span for each in coverage.silent), *(p.span for p in coverage.skipped)):
        assert 0 <= span.start < span.end <= len(document.text)
        assert document.text[span.start : span.end] == span.text
