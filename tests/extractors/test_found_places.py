"""Words of a quote are found again in the user's own file."""

from __future__ import annotations

import io

import pytest
from privacyflow.extractors.found_places import find_places
from privacyflow.extractors.reading import read_text
from privacyflow.ontology.spots import Box, Spot, describe_place, spot_fragment
from privacyflow.tests.extractors.reading.pdf_samples import Words, make_pdf


def test_words_of_a_page_are_found_in_its_source() -> None:
    source = (
        "<html><p>Lampyris &amp; Sons   keep <b>your</b>&nbsp;name &lt;and&gt; street.</p></html>"
    )
    document = read_text(source.encode(), file_name="a.html")
    for words, written in (
        ("keep your name", "keep <b>your</b>&nbsp;name"),
        ("& Sons keep", "&amp; Sons   keep"),
        ("<and>", "&lt;and&gt;"),
        ("ampyri", "ampyri"),
    ):
        start = document.text.index(words)
        (place,) = find_places(document, start, start + len(words))
        first, _, last = place.removeprefix("char=").partition(",")
        assert source[int(first) : int(last)] == written


def test_text_that_is_the_file_needs_no_other_place() -> None:
    document = read_text(b"We keep your name.", file_name="a.txt")
    assert find_places(document, 0, 7) == ()


def test_lines_on_one_page_are_one_box_and_each_page_has_its_own() -> None:
    pytest.importorskip("pdfplumber", reason="the extra pdf is not installed")
    first = [
        Words("We share your email address with all of the companies that send lamps", 700),
        Words("to you, to your friends and to all the members of your family, and with", 712),
    ]
    document = read_text(make_pdf(first, [Words("our carriers.", 60)]), file_name="a.pdf")
    one, two = find_places(document, 0, len(document.text))
    assert one.startswith("page=1&viewrect=60,70")
    assert two.startswith("page=2&viewrect=60,6")
    assert describe_place(two).startswith("page 2, 60 to ")
    start = document.text.index("carriers")
    assert find_places(document, start, start + 8) == (two,)


def test_words_of_a_word_document_know_their_paragraph() -> None:
    docx = pytest.importorskip("docx", reason="the extra docx is not installed")
    made = docx.Document()
    made.add_paragraph("Lampyris keeps your name.")
    made.add_paragraph("Lampyris keeps your street.")
    file = io.BytesIO()
    made.save(file)
    document = read_text(file.getvalue(), file_name="a.docx")
    start = document.text.index("street")
    assert find_places(document, start, start + 6) == ("paragraph=2",)


@pytest.mark.parametrize(
    ("spot", "fragment", "words"),
    [
        (
            Spot(start=0, end=1, page=3, box=Box(left=72, top=100, right=372, bottom=124)),
            "page=3&viewrect=72,100,300,24",
            "page 3, 72 to 372 points from the left, 100 to 124 from the top",
        ),
        (Spot(start=0, end=1, page=3), "page=3", "page 3"),
        (Spot(start=0, end=1, paragraph=7), "paragraph=7", "paragraph 7"),
        (
            Spot(start=0, end=1, paragraph=7, cell=(1, 2, 3)),
            "table=1&row=2&column=3&paragraph=7",
            "table 1, row 2, column 3, paragraph 7",
        ),
    ],
)
def test_a_place_is_a_fragment_and_can_be_said_in_words(
    spot: Spot, fragment: str, words: str
) -> None:
    assert spot_fragment(spot) == fragment
    assert describe_place(fragment) == words
