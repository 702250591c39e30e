"""How words of one version are found in the other."""

from __future__ import annotations

import pytest
from privacyflow.comparison.wording import fold, resembles, stands_nearly_in


@pytest.mark.parametrize(
    ("phrase", "sentence", "expected"),
    [
        ("copy of your ID", "You may send a copy of your national ID card.", True),
        ("profile photo", "Your profile name and photo are shown to anyone.", True),
        ("profile photo", "Your profile is shown to anyone who opened a photo.", False),
        ("photo", "Your photo is shown.", False),
        ("the of", "The end of it.", False),
    ],
)
def test_the_words_of_a_phrase_may_stand_apart_by_a_few(
    phrase: str, sentence: str, expected: bool
) -> None:
    assert stands_nearly_in(fold(phrase), fold(sentence)) is expected


def test_words_resemble_those_that_begin_alike() -> None:
    sentence = fold("We report use statistics to rights holders.")
    assert resembles(fold("usage statistics"), sentence)
    assert not resembles(fold("usage times"), sentence)
