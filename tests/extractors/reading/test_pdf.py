"""PDF: what is read of it, where each word stands, and which files are refused."""

from __future__ import annotations

import zlib

import pytest
from privacyflow.extractors.reading import ReadingError, read_text
from privacyflow.ontology.records import SourceDocument
from privacyflow.ontology.spots import Spot
from privacyflow.tests.extractors.reading.conftest import show_block
from privacyflow.tests.extractors.reading.pdf_samples import Words, make_pdf, paragraph

pytest.importorskip("pdfplumber", reason="the extra pdf is not installed")

TITLE = Words("Lampyris Privacy Policy", 80, size=18, bold=True)
NAME = Words("We collect your name and your email address when you order a lamp.", 120)


def read(data: bytes) -> SourceDocument:
    return read_text(data, file_name="lampyris.pdf")


def outline(data: bytes) -> list[str]:
    document = read(data)
    return [show_block(document, block) for block in document.blocks]


def test_each_line_knows_its_page_and_box() -> None:
    document = read(make_pdf([TITLE, NAME], [Words("We keep it for two years.", 200, 72)]))
    place = document.text.index("two years")
    (spot,) = [spot for spot in document.spots if spot.start <= place < spot.end]
    assert document.text[spot.start : spot.end] == "We keep it for two years."
    assert spot.page == 2
    assert spot.box is not None
    assert (round(spot.box.left), spot.box.top) == (72, pytest.approx(200, abs=3))
    assert document.media_type == "application/pdf"


def test_spots_hold_all_the_words() -> None:
    document = read(make_pdf([TITLE, NAME], [NAME]))

    def words(spot: Spot) -> str:
        return document.text[spot.start : spot.end]

    assert " ".join(map(words, document.spots)).split() == document.text.split()


def test_headings_are_told_by_their_size_and_weight() -> None:
    page = [
        TITLE,
        Words("What we collect", 110, size=13, bold=True),
        Words("We collect your name when you order a lamp.", 130),
        Words("Where it goes", 160, size=13, bold=True),
        Words("We share your name with our carriers.", 180),
    ]
    assert outline(make_pdf(page)) == [
        "heading 1: Lampyris Privacy Policy",
        "heading 2: What we collect",
        "paragraph 0: We collect your name when you order a lamp.",
        "heading 2: Where it goes",
        "paragraph 0: We share your name with our carriers.",
    ]


def test_lines_of_a_paragraph_are_joined_and_broken_words_made_whole() -> None:
    lines = paragraph(
        "We share your email address with our third-",
        "party partners and our adver-",
        "tisers as long as you have an account with us.",
        top=120,
    )
    assert outline(make_pdf([TITLE, *lines]))[1:] == [
        "paragraph 0: We share your email address with our third-party partners and our advertisers "
        "as long as you have an account with us."
    ]


def test_a_sentence_goes_on_over_the_page() -> None:
    first = paragraph("We share your email address with all of the companies that deliver", top=760)
    second = paragraph("your lamps to your door.", top=60)
    (found,) = outline(make_pdf(first, second))
    assert found.endswith("companies that deliver your lamps to your door.")


def test_items_have_their_marks_and_depth() -> None:
    page = [
        NAME,
        Words("We also collect:", 150),
        Words("• your telephone number", 165, 70),
        Words("• your address", 180, 70),
        Words("• your street", 195, 90),
    ]
    assert outline(make_pdf(page))[1:] == [
        "paragraph 0: We also collect:",
        "item 0 •: your telephone number",
        "item 0 •: your address",
        "item 1 •: your street",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"We collect number {n} of your many lamps here" for n in range(8)]
    right = [f"we share number {n} of your many lamps there" for n in range(8)]
    page = [
        TITLE,
        *paragraph(*left, top=120, left=60),
        *paragraph(*right, top=120, left=330),
    ]
    text = read(make_pdf(page)).text
    assert text.index("number 7 of your many lamps here") < text.index("share number 0")


def test_what_repeats_at_the_top_and_foot_of_pages_is_left_out() -> None:
    pages = [
        [
            Words("Lampyris Lamps, legal papers", 20),
            *paragraph(f"We keep lamp {n} that you bought from us.", top=200),
            Words(f"Page {n} of 3, printed 2026", 800),
        ]
        for n in (1, 2, 3)
    ]
    assert [line.partition(": ")[2] for line in outline(make_pdf(*pages))] == [
        f"We keep lamp {n} that you bought from us." for n in (1, 2, 3)
    ]


def test_tags_go_before_looks() -> None:
    page = [
        Words("Lampyris Privacy Policy", 80, tag="H1"),
        Words("What we collect from you", 100, tag="H2"),
        Words("We collect your name.", 120, bold=True, tag="P"),
        Words("We keep your name.", 140, size=18, tag="P"),
    ]
    assert outline(make_pdf(page)) == [
        "heading 1: Lampyris Privacy Policy",
        "heading 2: What we collect from you",
        "paragraph 0: We collect your name.",
        "paragraph 0: We keep your name.",
    ]


def test_what_is_not_tagged_beside_tags_is_an_artifact() -> None:
    page = [
        NAME,
        Words("We keep it.", 140, tag="P"),
        Words("We never sell your name to anybody.", 160, tag="P"),
    ]
    tagged = [Words(words.text, words.top, tag="P") for words in page]
    assert "Draft" not in read(make_pdf([Words("Draft", 20), *tagged])).text


def test_scanned_pages_are_refused() -> None:
    with pytest.raises(
        ReadingError, match="3 of 3 pages are scanned pictures without text"
    ) as refusal:
        read(make_pdf([], [], [], picture=True))
    assert "text recognition" in refusal.value.remedy


def test_a_picture_as_cover_is_no_scan() -> None:
    cover: list[Words] = []
    document = read(make_pdf(cover, [TITLE, NAME, NAME], [NAME], picture=True))
    assert document.title == "Lampyris Privacy Policy"


def test_a_stream_that_unpacks_to_too_much_is_never_unpacked() -> None:
    bomb = zlib.compress(bytes(60_000_000))
    extra = f"90 0 obj\n<< /Filter /FlateDecode /Length {len(bomb)} >>\nstream\n".encode() + bomb
    with pytest.raises(ReadingError, match="it unpacks to more than 50 MB"):
        read(make_pdf([NAME], extra=extra + b"\nendstream\nendobj\n"))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"We keep your name.", "this is no PDF"),
        (b"%PDF-1.7\n" + b"\xff" * 200, "damaged"),
        (make_pdf([TITLE, NAME])[:300], "damaged"),
        (make_pdf([]), "holds no text"),
    ],
)
def test_broken_files_are_refused_in_one_line(data: bytes, what: str) -> None:
    with pytest.raises(ReadingError, match=what) as refusal:
        read(data)
    assert "\n" not in str(refusal.value)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("privacyflow.extractors.reading.extras.find_spec", lambda name: None)
    with pytest.raises(ReadingError, match=r"pip install 'privacyflow\[pdf\]'"):
        read(make_pdf([NAME]))
