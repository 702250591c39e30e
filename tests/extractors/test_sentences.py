"""Sentences: where prose splits, and what the parser gets to see."""

from __future__ import annotations

import time

import pytest
from privacyflow.extractors.prose import Prose, read_prose
from privacyflow.extractors.sentences import read_sentence, split_sentences


def prose_of(text: str) -> Prose:
    return read_prose(text, 0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "We keep your name.|We sell lamps.",
        "We use e.g. cookies.|Acme Inc. sells lamps.",
        "We comply with U.S. law.|It is (1) fair.",
        'He said "stop."|Then he left.',
        "Is it so?|Yes!|Good.",
        "Version 2.0 of the app.|3 days.",
        "See https://fern.example/a.Html now.|Yes.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    sentences = split_sentences(prose_of(text.replace("|", " ")))
    assert [sentence.text for sentence in sentences] == text.split("|")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We keep your name.We sell lamps.", 2),
        ("Look at www.fernlight.example.It is nice.", 1),
        ("Write to ann@fern.example.We answer.", 1),
    ],
)
def test_a_missing_space_splits_unless_it_stands_in_an_address(text: str, count: int) -> None:
    assert len(list(split_sentences(prose_of(text)))) == count


def test_a_line_of_a_megabyte_is_cut_fast() -> None:
    prose = prose_of("lorem ipsum, " * 80_000)
    started = time.process_time()
    pieces = list(split_sentences(prose))
    assert time.process_time() - started < 5
    assert max(len(piece.text) for piece in pieces) <= 3000
    assert sum(len(piece.text.split()) for piece in pieces) == 160_000


def test_the_parser_does_not_see_brackets_behind_a_word() -> None:
    sentence = read_sentence(prose_of("We keep your ID (IMEI, Android ID) for (1) year."))
    assert sentence.plain == "We keep your ID for (1) year."


def test_a_range_of_the_plain_reading_is_found_in_the_full_one() -> None:
    sentence = read_sentence(prose_of("We keep your ID (IMEI, Android ID) for a year."))
    start = sentence.plain.index("for")
    outer = sentence.outer(start, start + len("for a year"))
    assert sentence.prose.text[slice(*outer)] == "for a year"
