"""Markdown: blocks that point at their words in the file, markup left in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from privacyflow.extractors.reading import read_text
from privacyflow.ontology.records import BlockKind

Outline = Callable[..., list[str]]


def test_headings_items_and_paragraphs(outline: Outline) -> None:
    text = """Lampyris Privacy Notice
=======================

## 1\\. What we collect ##

We collect:

*   **Account data:** your [name](https://lampyris.example "Names")
    *   your nickname
    *   your picture

    You may leave these out.
*   Hours of use

Sharing
-------

### [](#maps)2.1 Maps

1.  We share your position.
2.  We share nothing else.
"""
    assert outline(text, "md") == [
        "heading 1: Lampyris Privacy Notice",
        "heading 2 1\\.: What we collect",
        "paragraph 0: We collect:",
        'item 0 *: **Account data:** your [name](https://lampyris.example "Names")',
        "item 1 *: your nickname",
        "item 1 *: your picture",
        "paragraph 1: You may leave these out.",
        "item 0 *: Hours of use",
        "heading 2: Sharing",
        "heading 3 2.1: Maps",
        "item 0 1.: We share your position.",
        "item 0 2.: We share nothing else.",
    ]


def test_bold_lines_head_what_follows(outline: Outline) -> None:
    text = """# Privacy

## Use

**Cookies**

We use them.

**1\\. Ads**

We show none.

**We never sell what you tell us about your lamps.**

**_Mail_**
"""
    assert outline(text, "md") == [
        "heading 1: Privacy",
        "heading 2: Use",
        "heading 3: Cookies",
        "paragraph 0: We use them.",
        "heading 3 1\\.: Ads",
        "paragraph 0: We show none.",
        "paragraph 0: **We never sell what you tell us about your lamps.**",
        "heading 3: Mail",
    ]


def test_hard_breaks_part_a_paragraph(outline: Outline) -> None:
    text = "# Privacy\n\n**Cookies**  \nWe use them.\\\nYou may refuse.<br>\nThat is all.\n"
    assert outline(text, "md")[1:] == [
        "heading 2: Cookies",
        "paragraph 0: We use them.",
        "paragraph 0: You may refuse.",
        "paragraph 0: That is all.",
    ]


def test_soft_breaks_do_not_unless_a_marker_follows(outline: Outline) -> None:
    text = "# Privacy\n\nWe keep\nyour name for:\n(a) orders;\n(b) mail\nand parcels.\n"
    assert outline(text, "md")[1:] == [
        "paragraph 0: We keep your name for:",
        "item 0 (a): orders;",
        "item 0 (b): mail and parcels.",
    ]


def test_tables(outline: Outline) -> None:
    text = """# SDKs

| Name | Data |
|------|------|
| Glow \\| Map | position<br>hours |
|  | name |
"""
    assert outline(text, "md")[1:] == [
        "cell 0,0 head: Name",
        "cell 0,1 head: Data",
        "cell 1,0: Glow \\| Map",
        "cell 1,1: position<br>hours",
        "cell 2,1: name",
    ]


def test_numbered_lines_with_text_between_are_headings(outline: Outline) -> None:
    text = "PRIVACY POLICY\n\n1. Introduction\n\nWelcome to Lampyris.\n\n2. Data\n\nWe keep your name.\n"
    assert outline(text, "md") == [
        "heading 1: PRIVACY POLICY",
        "heading 2 1.: Introduction",
        "paragraph 0: Welcome to Lampyris.",
        "heading 2 2.: Data",
        "paragraph 0: We keep your name.",
    ]


def test_sentences_that_a_page_cut_are_joined(outline: Outline) -> None:
    text = "We keep the hours at which your lamp was lit and the\n\n2\n\ncolour that it had.\n\nWe keep no more.\n"
    assert outline(text, "md") == [
        "paragraph 0: We keep the hours at which your lamp was lit and the 2 colour that it had.",
        "paragraph 0: We keep no more.",
    ]


def test_front_matter_quotes_code_and_html_blocks(outline: Outline) -> None:
    text = """---
title: Lamps
---

> We keep your name.

```
- your address
```

<div>
<b>Your hours</b> of use are kept as well.
</div>
"""
    assert outline(text, "md") == [
        "paragraph 0: We keep your name.",
        "item 0 -: your address",
        "paragraph 0: <b>Your hours</b> of use are kept as well.",
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_spans_hold_in_files_of_every_system(newline: str) -> None:
    text = newline.join(
        ["# Privacy", "", "* your name", "  and address", "", "| a | b |", "|---|---|", "| c | d |"]
    )
    document = read_text(text.encode(), file_name="lamp.md")
    assert document.text == text
    words = [text[block.start : block.end] for block in document.blocks]
    assert words == ["Privacy", f"your name{newline}  and address", "a", "b", "c", "d"]


def test_pictures_and_empty_links_are_no_blocks() -> None:
    text = "# Privacy\n\n![A lamp](lamp.png)\n\n[](#top)\n\nWe keep your name.\n"
    document = read_text(text.encode(), file_name="lamp.md")
    assert [block.kind for block in document.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
