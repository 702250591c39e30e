"""Of what kind a condition is."""

from __future__ import annotations

import pytest
from privacyflow.extractors.conditions import kind_of
from privacyflow.ontology.records import ConditionKind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("with your consent", ConditionKind.CONSENT),
        ("where you have opted in", ConditionKind.CONSENT),
        ("with your permission", ConditionKind.CONSENT),
        ("with your consent where the law requires it", ConditionKind.CONSENT),
        ("where required by law", ConditionKind.LEGAL_DUTY),
        ("in response to a subpoena", ConditionKind.LEGAL_DUTY),
        ("if you turn on step counting", ConditionKind.PERMISSION),
        ("depending on the settings of your phone", ConditionKind.PERMISSION),
        ("when you visit our shop", ConditionKind.FEATURE_USE),
        ("by signing up for our newsletter", ConditionKind.FEATURE_USE),
        ("if another member invites you", ConditionKind.FEATURE_USE),
        ("if you are under 16", None),
        ("in connection with a merger", None),
        ("for up to 3 months", None),
        ("where we rely on legitimate interests", None),
    ],
)
def test_the_words_tell_the_kind(words: str, kind: ConditionKind | None) -> None:
    assert kind_of(words) is kind


@pytest.mark.parametrize(
    ("words", "affirmed"),
    [
        ("without your prior consent", None),
        ("without the user's authorisation, where the law permits it", ConditionKind.LEGAL_DUTY),
        ("where consent is not required by law", ConditionKind.LEGAL_DUTY),
    ],
)
def test_what_is_done_without_consent_does_not_hang_on_it(
    words: str, affirmed: ConditionKind | None
) -> None:
    assert kind_of(words) is affirmed
    assert kind_of(words, denied=True) is ConditionKind.CONSENT
