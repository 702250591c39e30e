"""Prose: markup is masked, and every character knows its place in the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from privacyflow.extractors.prose import Prose, read_prose

MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            ["**", "*", "_", "`", "[", "](", ")", "<br>", "<b>", "&amp;", "&nbsp;", "\\", "\n", " "]
        ),
        st.text(alphabet="abc “”’：，é•\u00a0\ufeff😀", max_size=6),
    ),
    max_size=30,
).map("".join)


def whole(text: str) -> Prose:
    return read_prose(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We **never** sell [your data](https://a.example/x_(y)).", "We never sell your data."),
        ("Tea &amp; milk for *you* and `me`", "Tea & milk for you and me"),
        ("name<br>address", "name •address"),
        ("  two\n\n lines ", "two lines"),
        ("snake_case_name stays", "snake_case_name stays"),
        ("![a lamp](lamp.png) for you", "for you"),
        ("<b>bold</b> words", "bold words"),
        ("“Quoted” — it’s", '"Quoted" — it\'s'),
        ("zero\u200bwidth", "zero width"),
        ("<https://a.example>", ""),
    ],
)
def test_markup_is_masked(text: str, words: str) -> None:
    assert whole(text).text == words


def test_a_range_of_the_words_is_found_in_the_document() -> None:
    text = (
        "## We share\n\nWe share your **email\naddress** with [Tidepost](https://tidepost.example)."
    )
    prose = read_prose(text, 13, len(text))
    start = prose.text.index("email address")
    span = prose.span(text, start, start + len("email address"))
    assert span.text == text[span.start : span.end] == "email\naddress"


@given(MARKUP)
def test_each_character_comes_from_its_place(text: str) -> None:
    prose = whole(text)
    assert len(prose.text) == len(prose.offsets)
    assert list(prose.offsets) == sorted(prose.offsets)
    for character, place in zip(prose.text, prose.offsets, strict=True):
        if character.isalpha():
            assert text[place] == character


@given(MARKUP, st.data())
def test_a_placed_range_lies_in_the_document(text: str, data: st.DataObject) -> None:
    prose = whole(text)
    if not prose.text:
        return
    start = data.draw(st.integers(0, len(prose.text) - 1))
    end = data.draw(st.integers(start + 1, len(prose.text)))
    first, last = prose.place(start, end)
    assert 0 <= first < last <= len(text)
    assert prose.span(text, start, end).text == text[first:last]


def test_a_slice_keeps_its_places() -> None:
    text = "We *keep* your name."
    prose = whole(text)[3:]
    assert prose.text == "keep your name."
    assert prose.place(0, 4) == (4, 8)
