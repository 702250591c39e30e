"""Bytes of every encoding become the text that was meant, other files are refused."""

from __future__ import annotations

import codecs

import pytest
from privacyflow.extractors.reading import ReadingError
from privacyflow.extractors.reading.encodings import decode

ENGLISH = "We keep your name – and don’t share it. “Lampyris” is a café’s lamp.\r\n" * 3
CHINESE = (
    "We share your order with 支付宝 and 微信支付, the payment providers of the shop 萤火虫.\n" * 3
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_english_text(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding), where="a.txt") == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("marked", [True, False])
def test_wide_encodings(encoding: str, marked: bool) -> None:
    if not marked and encoding.startswith("utf-32"):
        pytest.skip("UTF-32 without a mark is not told")
    marks = {
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE,
        "utf-32-be": codecs.BOM_UTF32_BE,
    }
    data = (marks[encoding] if marked else b"") + ENGLISH.encode(encoding)
    assert decode(data, where="a.txt") == ENGLISH


def test_chinese_names_in_gb18030() -> None:
    assert decode(CHINESE.encode("gb18030"), where="a.txt") == CHINESE


def test_latin_letters_one_by_one() -> None:
    text = "The café’s owner, Señor Núñez, keeps your résumé.\n"
    assert decode(text.replace("’", "'").encode("latin-1"), where="a.txt") == text.replace("’", "'")


def test_a_page_names_its_encoding() -> None:
    page = '<meta charset="shift_jis"><p>We keep your name (お名前).'
    assert decode(page.encode("shift_jis"), where="a.html", declares=True) == page
    assert decode(b'<meta charset="no-such"><p>caf\xe9', where="a.html", declares=True).endswith(
        "café"
    )


def test_utf8_with_a_spoilt_byte_stays_utf8() -> None:
    data = CHINESE.encode() + b"\xff"
    assert decode(data, where="a.txt") == CHINESE + "\ufffd"


def test_control_characters_pass() -> None:
    text = "We keep your\x00 name,\x07 your address and the hours of use." * 2
    assert decode(text.encode(), where="a.txt") == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t ", "the file is empty"),
        (b"%PDF-1.7\n1 0 obj", "this is a PDF, not text"),
        (
            b"PK\x03\x04\x14\x00word/document.xml",
            "this is a ZIP archive or an office document, not text",
        ),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "this is a PNG image, not text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "this is a JPEG image, not text"),
        (b"\x00\x01\x02\x03" * 40, "this is a binary file, not text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        decode(data, where="lamp.bin")
    assert refusal.value.what == what
    assert str(refusal.value).startswith(f"lamp.bin: {what}. ")
