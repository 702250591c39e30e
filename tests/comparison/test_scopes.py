"""What a statement is limited to, as its headline tells it."""

from __future__ import annotations

import pytest
from privacyflow.comparison.scopes import scope_of

from .test_doubts import flow_in, side


@pytest.mark.parametrize(
    ("text", "data", "expected"),
    [
        ("By default we use cookies.", "cookies", "“by default”"),
        ("We generally do not store calls.", "calls", "“generally”"),
        ("Your face may be read on your device.", "face", "“on your device”"),
        ("If you sync your contacts, we collect names.", "names", "“If you sync your contacts”"),
        ("With your consent, we collect fingerprints.", "fingerprints", "“with your consent”"),
        ("The clip stays on your device.", "clip", ""),
        ("We collect chats, and if you call us, your number.", "chats", ""),
        ("We collect the games on your device.", "games on your device", ""),
        ("When you use our services, we collect clicks.", "clicks", ""),
    ],
)
def test_hedges_and_cases_of_a_sentence(text: str, data: str, expected: str) -> None:
    assert scope_of(side(text), flow_in(text, data)) == expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("Policy > For children > What we share", "in the section “For children”"),
        ("Policy > Notice for California residents", "in the section “Notice for California residents”"),
        ("For California residents > Policy > What we collect > From you", ""),
        ("Transfers out of the EEA", ""),
        ("What we collect", ""),
    ],
)  # fmt: skip
def test_sections_of_some_readers(section: str, expected: str) -> None:
    text = "We collect clicks."
    assert scope_of(side(text, section), flow_in(text, "clicks")) == expected
