"""From bytes to text: the byte order mark, UTF-8, what the page declares, then the likeliest guess."""

from __future__ import annotations

import codecs
import re

from .errors import ReadingError

_SAVE_AS = "Save it as text, Markdown or HTML and try again."

# How files of other kinds begin, and what they are.
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)

# The longer mark first: UTF-32's little-endian mark starts with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_LOOKED_AT = 100_000


def decode(data: bytes, *, where: str, declares: bool = False, told: str | None = None) -> str:
    """Return the text of `data`, its byte order mark left out.

    `declares` says that the text may name its encoding itself, as HTML does; `told` is the one that came
    with it. Raises ReadingError if the
    bytes are empty or no text; `where` is the file it will name.
    """
    if not data.strip():
        raise ReadingError("the file is empty", where, "Give a file that holds the policy's text.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if (wide := _find_wide_encoding(data)) is not None:
        return data.decode(wide, errors="replace")
    _refuse_binary(data, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if told is not None and _can_decode(data, told):
            return data.decode(told)
        return data.decode(_guess_encoding(data, declares=declares), errors="replace")


def _refuse_binary(data: bytes, where: str) -> None:
    for start, kind in _KINDS:
        if data.startswith(start):
            raise ReadingError(f"this is {kind}, not text", where, _SAVE_AS)
    head = data[:_LOOKED_AT]
    if len(head.translate(None, _CONTROLS)) < 0.95 * len(head):
        raise ReadingError("this is a binary file, not text", where, _SAVE_AS)


def _find_wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 without a mark: English has a zero in every other byte."""
    head = data[:2_000]
    half = len(head) // 2
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = head[first::2].count(0), head[1 - first :: 2].count(0)
        if half > 4 and zeros > 0.7 * half and others < 0.05 * half:
            return encoding
    return None


def _guess_encoding(data: bytes, *, declares: bool) -> str:
    if declares and (declared := _DECLARED.search(data[:4_096])):
        name = declared[1].decode("ascii", errors="replace")
        if _can_decode(data, name):
            return "cp1252" if codecs.lookup(name).name == "iso8859-1" else name
    runs = _HIGH_RUN.findall(data)
    # UTF-8 with a few bytes spoilt is still UTF-8.
    if data.decode("utf-8", errors="replace").count("\ufffd") * 50 < sum(map(len, runs)):
        return "utf-8"
    # Western text has its letters above ASCII one by one, Chinese and its kin in pairs.
    alone = sum(len(run) == 1 for run in runs)
    if alone > 0.5 * len(runs):
        return "cp1252"
    if all(len(run) % 2 == 0 for run in runs) and _can_decode(data, "gb2312"):
        return "gb18030"
    return _ask_normalizer(data)


def _can_decode(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (LookupError, UnicodeError):
        return False
    return True


def _ask_normalizer(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_LOOKED_AT]).best()
    return best.encoding if best is not None else "cp1252"
