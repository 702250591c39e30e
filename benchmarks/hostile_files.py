"""Sixty files that no reader likes: bombs, depths, lies, broken ends, wrong encodings and odd names."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

POLICY = (
    '# Lampyris Privacy Policy\n\nLampyris Lamps Ltd ("Lampyris", "we") collects your name and your '
    "email address when you order a lamp. We share your address with our carriers.\n"
)
PAGE = f"<!DOCTYPE html><html><body><p>{POLICY[2:]}</p></body></html>"
GOOD = (
    "good.md",
    "good.html",
    "name with\nnewline.md",
    "x..hidden..md",
    "good in zip.md",
    "utf-16.txt",
)
FOREIGN = (
    "Diese Erklärung beschreibt, welche Daten wir verarbeiten und an wen wir sie weitergeben. " * 9
)


def make_files(folder: Path) -> list[str]:
    """Write the files into `folder` and return their names."""
    made: list[str] = []
    for name, data in (
        *_texts(),
        *_pages(),
        *_archives(),
        *_word_documents(),
        *_pdfs(),
        *_crawls(),
    ):
        (folder / name).write_bytes(data)
        made.append(name)
    _make_links(folder)
    return [*made, "loop.txt", "to itself.md", "gone.html"]


def _make_links(folder: Path) -> None:
    (folder / "loop.txt").symlink_to("to itself.md")
    (folder / "to itself.md").symlink_to("loop.txt")
    (folder / "gone.html").symlink_to("nowhere.html")
    (folder / "around").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")


def _texts() -> Iterator[tuple[str, bytes]]:
    policy = POLICY.encode()
    yield "good.md", policy
    yield "name with\nnewline.md", policy
    yield "x..hidden..md", policy
    yield "utf-16.txt", POLICY.encode("utf-16")
    yield "empty.txt", b""
    yield "blank.txt", b" \n\t\n" * 1_000
    yield "zeros.txt", bytes(1_000_000)
    yield "binary.txt", os.urandom(200_000)
    yield "line of 100 MB.txt", b"data " * 20_000_000
    yield "line of 40 MB.txt", b"data " * 8_000_000
    yield "long line.md", b"We collect your name and " * 40_000
    yield "many lines.txt", b"We collect.\n" * 240_000
    yield "deep list.md", "".join(f"{'  ' * n}- item\n" for n in range(1_500)).encode()
    yield "deep quote.md", b">" * 100_000 + b" We collect your name."
    yield "stars.md", b"*" * 1_000_000
    yield "brackets.md", b"[" * 300_000
    yield "wide table.md", b"|" + b"a|" * 50_000 + b"\n|" + b"-|" * 50_000
    yield "spoilt utf-8.txt", policy[:60] + b"\xff\xfe\xc3" + policy[60:]
    yield "says utf-16.txt", b"\xff\xfe" + policy[1:]
    yield "utf-32.txt", b"\xff\xfe\x00\x00" + policy
    yield "german.txt", FOREIGN.encode()
    yield "german in latin-1.txt", FOREIGN.encode("latin-1")
    yield "a picture.md", b"\x89PNG\r\n\x1a\n" + os.urandom(5_000)
    yield "controls \x1b[31m.md", b"\x1b[2J\x07" * 500


def _pages() -> Iterator[tuple[str, bytes]]:
    yield "good.html", PAGE.encode()
    yield "deep.html", b"<div>" * 300_000 + PAGE.encode()
    yield "unclosed.html", b"<p " * 200_000
    yield "quotes.html", b'<a b="' * 100_000
    yield "spans.html", b"<table><tr><td rowspan=65000 colspan=65000>x</table>" * 2_000
    yield "entities.html", b"<p>" + b"&amp;" * 100_000
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    yield "xml bomb.html", f'<!DOCTYPE html [<!ENTITY e0 "lol">{entities}]><p>&e11;</p>'.encode()
    yield "says shift-jis.html", b"<meta charset=shift_jis>" + PAGE.encode("utf-16")
    yield "script only.html", b"<html><script>" + b"x=1;" * 200_000


def pack(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in members.items():
            container.writestr(name, data)
    return file.getvalue()


def _archives() -> Iterator[tuple[str, bytes]]:
    policy = POLICY.encode()
    good = pack({"../../good in zip.md": policy})
    yield "traversal.zip", good
    yield "bomb.zip", pack({"bomb.txt": bytes(300_000_000)})
    nested = good
    for _ in range(20):
        nested = pack({"inner.zip": nested})
    yield "nested.zip", nested
    yield "cut.zip", good[: len(good) // 2]
    yield (
        "lies.zip",
        pack({"a.txt": bytes(60_000_000)}).replace(
            (60_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little")
        ),
    )
    yield "many.zip", pack({f"{n}.md": b"" for n in range(10_001)})
    yield "nothing.zip", pack({"a.png": b"1"})
    locked = bytearray(good)
    locked[6] |= 1
    locked[good.rindex(b"PK\x01\x02") + 8] |= 1
    yield "locked.zip", bytes(locked)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as container:
        link = zipfile.ZipInfo("passwords.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        container.writestr(link, "/etc/passwd")
    yield "link.zip", file.getvalue()


def _word_documents() -> Iterator[tuple[str, bytes]]:
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r" Type="{office}" Target="word/document.xml"/></Relationships>'
    )
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def document(body: str, *, head: str = "") -> bytes:
        content = f'{head}<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>'
        parts = {
            "[Content_Types].xml": types,
            "_rels/.rels": relations,
            "word/document.xml": content,
        }
        return pack({name: part.encode() for name, part in parts.items()})

    text = f"<w:p><w:r><w:t>{POLICY}</w:t></w:r></w:p>"
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE d [<!ENTITY e0 "lol">{entities}]>'
    yield "xml bomb.docx", document("<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>", head=bomb)
    yield (
        "calls home.docx",
        document(
            "<w:p><w:r><w:t>&e;</w:t></w:r></w:p>",
            head='<!DOCTYPE d [<!ENTITY e SYSTEM "/etc/passwd">]>',
        ),
    )
    yield "deep.docx", document("<w:sdt><w:sdtContent>" * 3_000 + text)
    yield (
        "tables in tables.docx",
        document("<w:tbl><w:tr><w:tc>" * 60 + text + "</w:tc></w:tr></w:tbl>" * 60),
    )
    yield "large.docx", document(text * 250_000)
    yield "cut.docx", document(text)[:400]
    yield "no document.docx", pack({"a.txt": b"1"})
    yield "old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000)


def _pdfs() -> Iterator[tuple[str, bytes]]:
    def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
        found = b"%PDF-1.7\n"
        for number, content in enumerate(objects, 1):
            found += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
        return found + b"trailer\n<< /Root 1 0 R " + trailer + b" >>\n%%EOF\n"

    def stream(data: bytes, entries: bytes = b"") -> bytes:
        size = str(len(data)).encode()
        return b"<< /Length " + size + entries + b" >>\nstream\n" + data + b"\nendstream"

    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>"
    )
    flate = b" /Filter /FlateDecode"
    bomb = zlib.compress(bytes(400_000_000))
    yield "bomb.pdf", pdf([catalog, pages, page, stream(bomb, flate)])
    twice = zlib.compress(bomb)
    yield (
        "bomb twice.pdf",
        pdf([catalog, pages, page, stream(twice, b" /Filter [/FlateDecode /FlateDecode]")]),
    )
    yield "cut.pdf", pdf([catalog, pages, page, stream(b"BT ET")])[:120]
    yield "pages in a circle.pdf", pdf([catalog, b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"])
    yield "deep arrays.pdf", pdf([catalog, pages, page, stream(b"[" * 300_000)])
    encrypt = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (" + b"o" * 32 + b") /U (" + b"u" * 32
    )
    yield (
        "locked.pdf",
        pdf([catalog, pages, page, stream(b"BT ET")], encrypt + b") >> /ID [(a)(a)]"),
    )
    yield "no pdf.pdf", POLICY.encode()
    yield "long drawing.pdf", pdf([catalog, pages, page, stream(b"0 0 1 1 re f\n" * 300_000)])


def _crawls() -> Iterator[tuple[str, bytes]]:
    yield "garbage.warc.gz", gzip.compress(os.urandom(10_000))
    yield "cut.warc.gz", gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n" * 50)[:40]
    yield "bomb.warc.gz", gzip.compress(b"WARC/1.0\r\n" + bytes(300_000_000))
