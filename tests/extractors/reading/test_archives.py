"""Archives: each document in them is one of its own, and a hostile one costs a line."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest
from privacyflow.extractors.reading import (
    ReadingError,
    find_members,
    read_document,
    read_text,
)
from privacyflow.tests.extractors.reading.archive_samples import make_record, make_warc, make_zip

POLICY = b"# Lampyris Privacy Policy\n\nLampyris Lamps keeps your name.\n"
PAGE = b"<html><h1>Lampyris Privacy Policy</h1><p>Lampyris Lamps keeps your name.</p></html>"


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_member_is_a_document_with_its_own_name(tmp_path: Path) -> None:
    path = put(tmp_path, "all.zip", make_zip({"eu/lampyris.md": POLICY, "logo.png": b"\x89PNG"}))
    (member,) = find_members(path)
    assert str(member) == f"{path}!eu/lampyris.md"
    document = read_document(member)
    assert document.file_name == "all.zip!eu/lampyris.md"
    assert document.id.startswith("lampyris-")
    assert document.text == POLICY.decode()


@pytest.mark.parametrize(
    "name", ["../../etc/a.md", "/a.md", "a\nb.md", "a!b.md", "x//a.md", "./a.md"]
)
def test_any_name_only_names(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, "all.zip", make_zip({name: POLICY}))
    (member,) = find_members(path)
    assert read_document(member).company == "Lampyris"
    assert list(tmp_path.iterdir()) == [path]


def test_hidden_members_are_left_out(tmp_path: Path) -> None:
    members = {"__MACOSX/a.md": POLICY, ".git/a.md": POLICY, "a.md": POLICY}
    path = put(tmp_path, "all.zip", make_zip(members))
    assert find_members(path) == (Path(f"{path}!a.md"),)


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as container:
        link = zipfile.ZipInfo("passwords.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        container.writestr(link, "/etc/passwd")
    with pytest.raises(ReadingError, match="this is a link, not a file"):
        read_document(find_members(path)[0])


def test_an_archive_in_an_archive_gets_its_line(tmp_path: Path) -> None:
    path = put(tmp_path, "all.zip", make_zip({"inner.zip": make_zip({"a.md": POLICY})}))
    with pytest.raises(ReadingError, match="an archive inside of an archive"):
        read_document(find_members(path)[0])


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = put(tmp_path, "all.zip", make_zip({"a.txt": bytes(60_000_000), "b.md": POLICY}))
    bomb, good = find_members(path)
    with pytest.raises(ReadingError, match="it unpacks to more than 50 MB"):
        read_document(bomb)
    assert read_document(good).company == "Lampyris"


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    data = bytearray(make_zip({"a.txt": bytes(60_000_000)}))
    claimed = (60_000_000).to_bytes(4, "little")
    path = put(tmp_path, "all.zip", bytes(data.replace(claimed, (9).to_bytes(4, "little"))))
    with pytest.raises(ReadingError, match=r"damaged|holds no text|empty"):
        read_document(find_members(path)[0])


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04 cut off", "the ZIP file is damaged or cut off"),
        (make_zip({"a.png": b"1"}), "the archive holds no documents"),
        (make_zip({"a.md": POLICY, "b.md": POLICY}), "the archive holds 2 documents"),
    ],
)
def test_an_archive_that_is_no_document_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(ReadingError, match=what):
        read_text(data, file_name="all.zip")


def test_a_broken_archive_is_found_as_itself(tmp_path: Path) -> None:
    path = put(tmp_path, "all.zip", b"PK\x03\x04 cut off")
    assert find_members(path) == (path,)


def test_an_archive_of_one_document_is_read_as_it() -> None:
    document = read_text(make_zip({"lampyris.md": POLICY}), file_name="all.zip")
    assert document.file_name == "all.zip!lampyris.md"


def test_pages_of_a_crawl_know_their_address_and_date(tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="the extra warc is not installed")
    records = (
        make_record("https://lampyris.example/gone", PAGE, status="404 Not Found"),
        make_record("https://lampyris.example/logo.png", b"1", content_type="image/png"),
        make_record(
            "https://lampyris.example/privacy", PAGE, content_type="text/html; charset=utf-8"
        ),
        make_record("https://other.example/privacy", PAGE),
    )
    path = put(tmp_path, "crawl.warc.gz", make_warc(*records))
    first, second = find_members(path)
    assert first.name.endswith("-lampyris.example-privacy.html")
    document = read_document(first)
    assert (document.url, document.retrieved) == ("https://lampyris.example/privacy", "2026-03-04")
    assert document.title == "Lampyris Privacy Policy"
    assert read_document(second).url == "https://other.example/privacy"


def test_a_page_is_in_the_encoding_that_its_server_told(tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="the extra warc is not installed")
    page = "<html><p>Lampyris Lamps keeps the name of your café 東京.</p></html>"
    told = "text/html; charset=EUC-JP"
    body = page.replace("é", "e").encode("euc-jp")
    record = make_record("https://lampyris.example/", body, content_type=told)
    path = put(tmp_path, "crawl.warc.gz", make_warc(record))
    assert "東京" in read_document(find_members(path)[0]).text


@pytest.mark.parametrize("cut", [30, 200])
def test_a_crawl_that_is_cut_off_gets_a_line(tmp_path: Path, cut: int) -> None:
    pytest.importorskip("warcio", reason="the extra warc is not installed")
    data = make_warc(make_record("https://lampyris.example/privacy", PAGE))[:cut]
    path = put(tmp_path, "crawl.warc.gz", data)
    with pytest.raises(ReadingError) as refusal:
        read_document(find_members(path)[0])
    assert "\n" not in str(refusal.value)
