"""Recipients that the sentence itself leaves to its surroundings."""

from __future__ import annotations

from privacyflow.tests.extractors.rows import assert_states


def test_such_partners_are_the_named_ones_before() -> None:
    assert_states(
        "Our partners help us, including Willowmail and Mossmaps."
        " We share your email address with such partners.",
        "share: email address → Willowmail, Mossmaps",
    )


def test_the_sentence_before_tells_the_receivers() -> None:
    assert_states(
        "We share your nickname with our advertising partners. We also disclose your age.",
        "share: nickname, age → advertising partners",
    )


def test_a_denied_sharing_needs_no_receiver() -> None:
    assert_states("We do not sell your email address.", "not share: email address")


def test_a_sharing_with_nobody_named_is_no_flow() -> None:
    assert_states("We may disclose your email address.")
