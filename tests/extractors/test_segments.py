"""Segments: which section a block stands in, and which lead-in it continues."""

from __future__ import annotations

import pytest
from privacyflow.extractors.segments import Segment, announces, segment
from privacyflow.tests.extractors.rows import read

POLICY = """# Fernlight

## What we collect

We collect:

- your name
- device data:
  - model
  - language

### More

We sell lamps. They glow.

- a lamp

## Who receives it

Nobody else.
"""


def segments_of(text: str, ending: str = "md") -> dict[str, Segment]:
    return {found.prose.text: found for found in segment(read(text, ending=ending))}


def lead_in_of(found: Segment) -> str | None:
    return None if found.lead_in is None else found.lead_in.prose.text


def test_sections_are_the_headings_above_outermost_first() -> None:
    found = segments_of(POLICY)
    assert [heading.text for heading in found["a lamp"].section] == [
        "Fernlight",
        "What we collect",
        "More",
    ]
    assert [heading.text for heading in found["Nobody else."].section] == [
        "Fernlight",
        "Who receives it",
    ]


@pytest.mark.parametrize(
    ("words", "lead_in"),
    [
        ("your name", "We collect:"),
        ("device data:", "We collect:"),
        ("model", "device data:"),
        ("language", "device data:"),
        ("a lamp", "We sell lamps. They glow."),
        ("Nobody else.", None),
        ("We sell lamps. They glow.", None),
    ],
)
def test_items_stand_under_the_words_right_above_them(words: str, lead_in: str | None) -> None:
    assert lead_in_of(segments_of(POLICY)[words]) == lead_in


def test_a_paragraph_ends_the_list_of_the_lead_in_before() -> None:
    found = segments_of("We collect:\n\n- names\n\nLamps are nice.\n\n- free delivery\n")
    assert lead_in_of(found["free delivery"]) == "Lamps are nice."


def test_short_lines_behind_a_colon_continue_it_without_bullets() -> None:
    text = (
        "We may store the following information:\n\nEmail address\n\nPostal address\n\n"
        "We sell lamps in all colours.\n"
    )
    found = segments_of(text, "txt")
    assert lead_in_of(found["Postal address"]) == "We may store the following information:"
    assert lead_in_of(found["We sell lamps in all colours."]) is None


def test_spans_are_the_blocks_own_words() -> None:
    document = read(POLICY, ending="md")
    for found in segment(document):
        span = found.span(document)
        assert document.text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("We collect the following categories of data", True),
        ("We share data with the recipients listed below", True),
        ("We use data as follows", True),
        ("We follow the law.", False),
        ("Read the section below.", False),
    ],
)
def test_words_that_announce_a_list(text: str, points: bool) -> None:
    assert (announces(text) is not None) is points
