"""Small PDFs, written by hand: words at places, with or without tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Words:
    """Words on a line: `top` and `left` in points from the page's corner; `tag` as in `TAGS`."""

    text: str
    top: int
    left: int = 60
    size: int = 10
    bold: bool = False
    tag: str = ""


def make_pdf(*pages: Sequence[Words], picture: bool = False, extra: bytes = b"") -> bytes:
    """Return a PDF of these pages. Words with tags make it a tagged one; a picture fills each page."""
    objects: dict[int, bytes] = {}
    page_numbers = [10 + 2 * place for place in range(len(pages))]
    elements: list[bytes] = []
    for number, page in zip(page_numbers, pages, strict=True):
        drawn = b"q 595 0 0 842 0 0 cm /Im0 Do Q\n" if picture else b""
        for mark, words in enumerate(page):
            drawn += _draw(words, mark)
            if words.tag:
                element = f"<< /S /{words.tag} /P 4 0 R /Pg {number} 0 R /K {mark} >>"
                elements.append(element.encode())
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 5 0 R /F2 6 0 R >> /XObject << /Im0 7 0 R >> >> >>"
        ).encode()
        objects[number + 1] = _stream(drawn)
    kids = " ".join(f"{number} 0 R" for number in page_numbers)
    tags = b"/StructTreeRoot 4 0 R /MarkInfo << /Marked true >>" if elements else b""
    objects |= {
        1: b"<< /Type /Catalog /Pages 2 0 R " + tags + b" >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        4: b"<< /Type /StructTreeRoot /K [" + b" ".join(elements) + b"] >>",
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        6: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        7: _stream(
            b"\x00",
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
        ),
    }
    return _write(objects, extra)


def _draw(words: Words, mark: int) -> bytes:
    font = "F2" if words.bold else "F1"
    text = words.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    place = f"1 0 0 1 {words.left} {HEIGHT - words.top - words.size} Tm"
    shown = f"BT /{font} {words.size} Tf {place} ({text}) Tj ET\n"
    if words.tag:
        shown = f"/{words.tag} << /MCID {mark} >> BDC\n{shown}EMC\n"
    return shown.encode("cp1252")


def _stream(data: bytes, entries: str = "") -> bytes:
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _write(objects: dict[int, bytes], extra: bytes) -> bytes:
    found = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, content in sorted(objects.items()):
        places[number] = len(found)
        found += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    found += extra
    start = len(found)
    found += f"xref\n0 {max(places) + 1}\n0000000000 65535 f \n".encode()
    for number in range(1, max(places) + 1):
        place = places.get(number)
        found += b"0000000000 00000 f \n" if place is None else f"{place:010d} 00000 n \n".encode()
    found += (
        f"trailer\n<< /Size {max(places) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(found)


def paragraph(*lines: str, top: int, left: int = 60, tag: str = "") -> list[Words]:
    """Return the lines of a paragraph, one under the other."""
    return [Words(line, top + 12 * place, left, tag=tag) for place, line in enumerate(lines)]
