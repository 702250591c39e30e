"""Plain text: what its layout says. All policies here are written for the tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from privacyflow.extractors.reading import read_text

Outline = Callable[..., list[str]]


def test_title_numbered_headings_and_their_levels(outline: Outline) -> None:
    text = """Lampyris Privacy Policy

Updated on May 3, 2031.

Introduction

Lampyris is an app that counts fireflies for you.

1. What do we collect and why?

1.1 Data that you give us

We ask for your name when you sign up.

1.1.1 Profile

You may add a picture.

2. Contact

Write to us.
"""
    assert outline(text) == [
        "heading 1: Lampyris Privacy Policy",
        "paragraph 0: Updated on May 3, 2031.",
        "heading 2: Introduction",
        "paragraph 0: Lampyris is an app that counts fireflies for you.",
        "heading 2 1.: What do we collect and why?",
        "heading 3 1.1: Data that you give us",
        "paragraph 0: We ask for your name when you sign up.",
        "heading 4 1.1.1: Profile",
        "paragraph 0: You may add a picture.",
        "heading 2 2.: Contact",
        "paragraph 0: Write to us.",
    ]


def test_headings_without_blank_lines(outline: Outline) -> None:
    text = """Privacy Policy
1. What We Collect
When you order a lamp, we ask for your address.
2. How Long We Keep It
We keep orders as follows:
- Orders: 2 years
- Logs: 30 days
3. Your Rights
Ask us for a copy."""
    assert outline(text) == [
        "heading 1: Privacy Policy",
        "heading 2 1.: What We Collect",
        "paragraph 0: When you order a lamp, we ask for your address.",
        "heading 2 2.: How Long We Keep It",
        "paragraph 0: We keep orders as follows:",
        "item 0 -: Orders: 2 years",
        "item 0 -: Logs: 30 days",
        "heading 2 3.: Your Rights",
        "paragraph 0: Ask us for a copy.",
    ]


def test_numbered_sentences_are_items(outline: Outline) -> None:
    text = """3.1 Exceptions

3.1.1 We may use your data without asking you if:

3.1.1.1 The data is vital to public safety;

3.1.1.2 The data was published by you.

3.2 Sharing

We share nothing else.
"""
    assert outline(text) == [
        "heading 3 3.1: Exceptions",
        "item 0 3.1.1: We may use your data without asking you if:",
        "item 1 3.1.1.1: The data is vital to public safety;",
        "item 1 3.1.1.2: The data was published by you.",
        "heading 3 3.2: Sharing",
        "paragraph 0: We share nothing else.",
    ]


def test_short_numbered_lines_in_a_row_are_items(outline: Outline) -> None:
    text = """We may ask you for these:
1. Name
2. Postal address
3. Phone number
We never ask for more than that."""
    assert outline(text)[1:4] == [
        "item 0 1.: Name",
        "item 0 2.: Postal address",
        "item 0 3.: Phone number",
    ]


def test_a_numbered_lead_in_between_headings_is_a_heading(outline: Outline) -> None:
    text = """1. Scope

(a) Data you enter;

2. The following is not covered by this policy:

(a) Search words you type;

3. Sharing

We share nothing.
"""
    assert outline(text)[2] == "heading 2 2.: The following is not covered by this policy:"


def test_bullets_with_a_number_head_what_stands_under_them(outline: Outline) -> None:
    text = """How We Use Your Data

  • 2.1 What Data is Collected by Us.

    We ask for the data that the lamp needs.

  • 2.1.1 Data you give us

    a) Your account: You give us your name.

    b) Orders: You give us your address.
"""
    assert outline(text) == [
        "heading 2: How We Use Your Data",
        "heading 3 • 2.1: What Data is Collected by Us.",
        "paragraph 0: We ask for the data that the lamp needs.",
        "heading 4 • 2.1.1: Data you give us",
        "item 0 a): Your account: You give us your name.",
        "item 0 b): Orders: You give us your address.",
    ]


def test_markers_of_another_kind_nest(outline: Outline) -> None:
    text = """(a) We store your data.
(b) We disclose your data in these cases:
① with your consent;
② when the law asks for it.
(c) We use cookies.
"""
    assert [line.split(":")[0] for line in outline(text)] == [
        "item 0 (a)",
        "item 0 (b)",
        "item 1 ①",
        "item 1 ②",
        "item 0 (c)",
    ]


def test_items_that_go_on_a_sentence_nest(outline: Outline) -> None:
    text = """- Legal reasons. We disclose data where it is needed to:
- obey the law;
- protect our users.
- Other reasons. We ask you first."""
    assert [line[:6] for line in outline(text)] == ["item 0", "item 1", "item 1", "item 0"]


def test_indented_items_nest_and_their_paragraphs_belong_to_them(outline: Outline) -> None:
    text = """We use these tools:

* Maps

  It shows where you are.

  - GPS
  - Wi-Fi
* Mail
That is all of them, and we will tell you of new ones."""
    assert outline(text) == [
        "paragraph 0: We use these tools:",
        "item 0 *: Maps",
        "paragraph 1: It shows where you are.",
        "item 1 -: GPS",
        "item 1 -: Wi-Fi",
        "item 0 *: Mail",
        "paragraph 0: That is all of them, and we will tell you of new ones.",
    ]


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("a) your name", "a)"),
        ("(1) your name", "(1)"),
        ("（2）your name", "（2）"),
        ("① your name", "①"),
        ("·your name", "·"),
        ("• your name", "•"),
        ("- your name", "-"),
        ("– your name", "–"),
        ("1) your name", "1)"),
        ("i. your name", "i."),
        ("(iv) your name", "(iv)"),
        ("3、your name", "3、"),
        ("\uf0b7 your name", "\uf0b7"),
    ],
)
def test_markers(line: str, marker: str) -> None:
    document = read_text(f"We collect:\n{line}\n".encode(), file_name="a.txt")
    item = document.blocks[1]
    assert (item.marker, document.text[item.start : item.end]) == (marker, "your name")


@pytest.mark.parametrize(
    "line", ["e.g. your name is kept", "-5 degrees are shown", "A name is kept"]
)
def test_what_is_no_marker(line: str) -> None:
    document = read_text(
        f"We may say:\n\n{line} by us when we show it.".encode(), file_name="a.txt"
    )
    assert document.blocks[1].marker == ""


def test_hard_wrapped_paragraphs_are_joined(outline: Outline) -> None:
    text = """What we collect

When you use the lamp, we collect the hours at which it is lit and
the colour that you have chosen, so that we can tell you how much
power it has used. We keep this for a year.

  * your name, which we need to greet you when you switch the lamp
    on in the evening
  * your address
"""
    assert outline(text) == [
        "heading 2: What we collect",
        "paragraph 0: When you use the lamp, we collect the hours at which it is lit and the colour that you"
        " have chosen, so that we can tell you how much power it has used. We keep this for a year.",
        "item 0 *: your name, which we need to greet you when you switch the lamp on in the evening",
        "item 0 *: your address",
    ]


def test_addresses_labels_and_links_are_no_headings(outline: Outline) -> None:
    text = """Contact

Purpose: To light your way

Kind of data: Hours of use

https://lampyris.example/privacy

Lampyris Lamps Ltd.

12 Glow Street, 4th floor, Glimmerton, Northshire

Northshire 10229
"""
    assert [line for line in outline(text) if line.startswith("heading")] == []


def test_underlined_and_hashed_headings(outline: Outline) -> None:
    text = """Lampyris privacy notice
=======================

## Your data
We keep your name.

Rights
------
You may ask us anything."""
    assert outline(text) == [
        "heading 1: Lampyris privacy notice",
        "heading 2 ##: Your data",
        "paragraph 0: We keep your name.",
        "heading 2: Rights",
        "paragraph 0: You may ask us anything.",
    ]


def test_a_trail_of_links_is_no_title(outline: Outline) -> None:
    text = "Home / Shop Policy\n\nData Policy\n\nThis Data Policy is about the lamps that you buy."
    assert outline(text)[:2] == ["paragraph 0: Home / Shop Policy", "heading 1: Data Policy"]


def test_the_stored_text_is_the_file() -> None:
    text = (
        "Privacy Policy\r\n\r\n\tWe collect:\r\n(a) your\tname \x0b\r\n\x00(b) your \x07address\r\n"
    )
    document = read_text(text.encode(), file_name="lamp.txt")
    assert document.text == text
    words = [text[block.start : block.end] for block in document.blocks]
    assert words[:3] == ["Privacy Policy", "We collect:", "your\tname"]


def test_an_item_after_the_ones_below_an_announcement_is_on_its_level_again(
    outline: Outline,
) -> None:
    text = "We collect:\n\n- your lamps:\n    - their size\n    - their colour\n- your name\n"
    assert outline(text)[1:] == [
        "item 0 -: your lamps:",
        "item 1 -: their size",
        "item 1 -: their colour",
        "item 0 -: your name",
    ]
