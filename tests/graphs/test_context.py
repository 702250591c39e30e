"""What stands around a quote."""

from __future__ import annotations

from privacyflow.graphs.context import context_of
from privacyflow.graphs.statements import Place


def test_two_sentences_stand_around_a_quote() -> None:
    text = "One is here. Two is here. Three is here. Four is here. Five is here. Six is here."
    start = text.index("Three")
    context = context_of(text, Place(start=start, end=start + 14))
    assert text[context.start : context.end].strip() == text[: text.index(" Six")]


def test_a_long_word_without_end_is_no_context() -> None:
    text = "w" * 5000 + " We share it. " + "v" * 5000
    start = text.index("We share")
    context = context_of(text, Place(start=start, end=start + 12))
    assert (context.start, context.end) == (start, start + 12)
