"""A policy that somebody sends is read, shown and forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from privacyflow.tests.extractors.reading.pdf_samples import Words, make_pdf
from privacyflow.tests.web.conftest import Server

POLICY = """# Quillfen Privacy Policy

Quillfen Ltd ("we") lends books.

We share your email address with Mapbox. We do not sell your name to advertisers.
"""


def read(server: Server, body: bytes, path: str = "/read", content_type: str = "text/markdown"):
    return server.ask(path, method="POST", body=body, Content_Type=content_type)


def test_a_policy_is_read_and_forgotten(server: Server, graph: Path) -> None:
    before = sorted(file.name for file in graph.iterdir())
    answer = read(server, POLICY.encode(), "/read?name=quillfen.md")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert len(answer.json["flows"]["rows"]) == 2
    assert [policy["file"] for policy in answer.json["policies"]] == ["quillfen.md"]
    assert "Mapbox" in answer.text
    assert "Quillfen" not in server.ask("/queries/companies.csv").text
    assert sorted(file.name for file in graph.iterdir()) == before


def test_a_company_can_be_named(server: Server) -> None:
    answer = read(server, POLICY.encode(), "/read?company=Other+Company")
    assert "Other Company" in {party["label"] for party in answer.json["parties"]}


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "<script>.html", "a\r\nX-Evil: 1.txt", "\u202egnp.exe", "x" * 5000]
)
def test_a_hostile_file_name_does_nothing(server: Server, name: str) -> None:
    from urllib.parse import quote

    answer = read(server, POLICY.encode(), f"/read?name={quote(name)}")
    assert answer.status == 200
    (policy,) = answer.json["policies"]
    assert not set("/<>\r\n\u202e") & set(policy["file"])
    assert len(policy["file"]) <= 100
    assert "x-evil" not in answer.headers


BOUNDARY = "multipart/form-data; boundary=b"


def form(**fields: tuple[str, bytes]) -> bytes:
    """A form with these fields, each with what follows its name and its content."""
    parts = (
        b'--b\r\nContent-Disposition: form-data; name="' + name.encode() + b'"' + more.encode()
        + b"\r\n\r\n" + content + b"\r\n"
        for name, (more, content) in fields.items()
    )  # fmt: skip
    return b"".join([*parts, b"--b--\r\n"])


def test_a_form_gets_the_page(server: Server) -> None:
    file = ('; filename="quillfen.md"', POLICY.encode())
    answer = read(server, form(text=("", b""), file=file), content_type=BOUNDARY)
    assert (answer.status, answer.media_type) == (200, "text/html")
    assert "quillfen.md" in answer.text
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    pasted = read(server, form(text=("", POLICY.encode())), content_type=BOUNDARY)
    assert "Mapbox" in pasted.text


def test_the_pages_own_form_has_no_origin(server: Server) -> None:
    """A browser writes "null" for a page that sends no referrers, and says beside it whose it is."""
    sent = {"Content_Type": BOUNDARY, "Origin": "null", "Sec_Fetch_Mode": "navigate"}
    body = form(text=("", POLICY.encode()))
    own = server.ask("/read", method="POST", body=body, Sec_Fetch_Site="same-origin", **sent)
    other = server.ask("/read", method="POST", body=body, Sec_Fetch_Site="cross-site", **sent)
    assert (own.status, other.status) == (200, 403)


NESTED = b"".join(
    b"--b%s\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n"
    % (b"%d" % n if n else b"", n + 1)
    for n in range(5000)
)

MISTAKES = {
    "a form of nothing": (b"--b--", BOUNDARY, 400, "no field text"),
    "a form without its policy": (form(company=("", b"x")), BOUNDARY, 400, "no field text"),
    "a form with an empty policy": (form(text=("", b" ")), BOUNDARY, 422, "empty"),
    "forms in forms": (NESTED, BOUNDARY, 400, "forms in forms"),
    "empty": (b" \n ", "text/plain", 422, "empty"),
    "no text": (b"\x00\x01\x02\xff" * 5000, "text/plain", 422, ""),
    "another language": (
        ("Wir geben Ihre Daten nicht an Dritte weiter, außer wenn es nötig ist. " * 40).encode(),
        "text/plain",
        422,
        "",
    ),
    "a form": (b"a=1", "application/x-www-form-urlencoded", 415, "text/plain"),
    "a picture": (b"\x89PNG", "image/png", 415, "text/plain"),
    "too long": (b"a" * (2 << 20) + b"a", "text/plain", 413, "2,048 KiB"),
}


@pytest.mark.parametrize(
    ("body", "content_type", "status", "words"), MISTAKES.values(), ids=MISTAKES
)
def test_what_is_no_policy_is_refused_with_one_line(
    server: Server, body: bytes, content_type: str, status: int, words: str
) -> None:
    answer = read(server, body, content_type=content_type)
    assert answer.status == status, answer.text
    assert words in answer.json["detail"]
    assert "\n" not in answer.json["detail"]


def test_a_policy_cannot_be_sent_by_get(server: Server) -> None:
    assert server.ask("/read").status == 405


def test_a_pdf_is_read_by_its_type(server: Server) -> None:
    pytest.importorskip("pdfplumber", reason="the extra pdf is not installed")
    words = Words("Lampyris Lamps collects your name when you order a lamp.", 100)
    answer = read(server, make_pdf([words]), content_type="application/pdf")
    assert answer.status == 200
    assert "policy.pdf" in answer.text
