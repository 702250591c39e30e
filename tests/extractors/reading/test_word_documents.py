"""DOCX: headings, lists and tables by their styles, each word with its paragraph."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from privacyflow.extractors.reading import ReadingError, read_text
from privacyflow.tests.extractors.reading.conftest import show_block

if TYPE_CHECKING:
    from docx.document import Document

docx = pytest.importorskip("docx", reason="the extra docx is not installed")


def save(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def outline(document: Document) -> list[str]:
    found = read_text(save(document), file_name="lampyris.docx")
    return [show_block(found, block) for block in found.blocks]


def rewrite(data: bytes, part: str, change: tuple[bytes, bytes]) -> bytes:
    """Return a DOCX with one part of it changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(*change) if name == part else content)
    return file.getvalue()


@pytest.fixture
def document() -> Document:
    made: Document = docx.Document()
    made.add_heading("Lampyris Privacy Policy", 0)
    made.add_paragraph("Lampyris Lamps keeps your name and your email address.")
    return made


def test_headings_and_lists_are_told_by_their_styles(document: Document) -> None:
    document.add_heading("What we collect", 1)
    document.add_paragraph("We collect:")
    document.add_paragraph("your name", "List Bullet")
    document.add_paragraph("your street", "List Bullet 2")
    document.add_paragraph("first your town", "List Number")
    document.add_paragraph("then your country", "List Number")
    assert outline(document) == [
        "heading 1: Lampyris Privacy Policy",
        "paragraph 0: Lampyris Lamps keeps your name and your email address.",
        "heading 2: What we collect",
        "paragraph 0: We collect:",
        "item 0: your name",
        "item 1: your street",
        "item 0 1.: first your town",
        "item 0 2.: then your country",
    ]


def test_a_cell_that_spans_several_places_is_at_each_of_them(document: Document) -> None:
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Data", "Purpose"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Your name"
    table.cell(1, 1).text, table.cell(2, 1).text = "to deliver", "to bill"
    assert outline(document)[2:] == [
        "cell 0,0 head: Data",
        "cell 0,1 head: Purpose",
        "cell 1,0: Your name",
        "cell 1,1: to deliver",
        "cell 2,0: Your name",
        "cell 2,1: to bill",
    ]


def test_words_know_their_paragraph_and_cell(document: Document) -> None:
    table = document.add_table(rows=2, cols=2)
    table.cell(1, 1).text = "Your telephone number"
    table.cell(0, 0).text = "Data"
    found = read_text(save(document), file_name="a.docx")
    place = found.text.index("telephone")
    (spot,) = [spot for spot in found.spots if spot.start <= place < spot.end]
    assert (spot.paragraph, spot.cell) == (6, (1, 2, 2))


def test_what_was_deleted_is_left_out_and_what_was_added_is_read(document: Document) -> None:
    paragraph = document.add_paragraph("We keep your name")
    for name, words in (("w:del", " for ever"), ("w:ins", " for a year")):
        change = docx.oxml.OxmlElement(name)
        run = paragraph.add_run(words)
        paragraph._p.append(change)
        change.append(run._r)
    assert outline(document)[-1] == "paragraph 0: We keep your name for a year"


def test_line_breaks_part_paragraphs(document: Document) -> None:
    document.add_paragraph("We keep your name.\nWe keep your address.")
    assert outline(document)[2:] == [
        "paragraph 0: We keep your name.",
        "paragraph 0: We keep your address.",
    ]


def test_entities_of_its_own_are_not_expanded(document: Document) -> None:
    entities = b'<!DOCTYPE d [<!ENTITY a "lamp "><!ENTITY b "' + b"&a;" * 2_000 + b'">]>'
    declared = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
    data = rewrite(save(document), "word/document.xml", (declared, declared + entities))
    data = rewrite(data, "word/document.xml", (b"your name", b"your &b;"))
    try:
        text = read_text(data, file_name="a.docx").text
    except ReadingError as error:
        assert "\n" not in str(error)
    else:
        assert "lamp" not in text.replace("Lampyris Lamps", "")


def test_a_document_that_unpacks_to_too_much_is_refused(document: Document) -> None:
    file = io.BytesIO(save(document))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/media/bomb.bin", bytes(60_000_000))
    with pytest.raises(ReadingError, match="unpacks to more than 50 MB"):
        read_text(file.getvalue(), file_name="a.docx")


@pytest.mark.parametrize("data", [b"We keep your name.", b"PK\x03\x04" + b"\x00" * 50])
def test_broken_files_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(ReadingError, match="damaged") as refusal:
        read_text(data, file_name="a.docx")
    assert "\n" not in str(refusal.value)


def test_a_locked_document_is_said_to_be_one() -> None:
    with pytest.raises(ReadingError, match="locked with a password"):
        read_text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), file_name="a.docx")


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, document: Document) -> None:
    monkeypatch.setattr("privacyflow.extractors.reading.extras.find_spec", lambda name: None)
    with pytest.raises(ReadingError, match=r"pip install 'privacyflow\[docx\]'"):
        read_text(save(document), file_name="a.docx")
