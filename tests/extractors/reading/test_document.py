"""Files become documents, or one clear line says why not."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from privacyflow.extractors.reading import ReadingError, read_document, read_text

POLICY = """# Lampyris Privacy Policy

Lampyris Lamps, Inc. ("Lampyris", "we") keeps your name.
"""


def test_a_document_knows_its_file(tmp_path: Path) -> None:
    path = tmp_path / "Lampyris Lamps (EU).md"
    path.write_text(POLICY)
    document = read_document(path)
    digest = hashlib.sha256(POLICY.encode()).hexdigest()
    assert document.sha256 == digest
    assert document.id == f"lampyris-lamps-eu-{digest[:12]}"
    assert document.title == "Lampyris Privacy Policy"
    assert document.file_name == "Lampyris Lamps (EU).md"
    assert (document.media_type, document.language) == ("text/markdown", "en")
    assert document.text == POLICY
    assert document.company == "Lampyris"
    assert "Lampyris Lamps, Inc." in document.company_aliases


def test_the_company_can_be_given() -> None:
    document = read_text(POLICY.encode(), file_name="a.md", company="Glow Group")
    assert document.company == "Glow Group"
    assert document.company_aliases[0] == "Lampyris"


@pytest.mark.parametrize(
    ("name", "start", "media_type"),
    [
        ("a.txt", "", "text/plain"),
        ("a.MD", "", "text/markdown"),
        ("a.htm", "", "text/html"),
        ("a", "", "text/plain"),
        ("-", "<!DOCTYPE html>\n<html>", "text/html"),
        ("a.php", "<html lang=en>", "text/html"),
        ("a.txt", "<html>", "text/plain"),
    ],
)
def test_formats(name: str, start: str, media_type: str) -> None:
    data = f"{start}<p>We keep your name.".encode()
    assert read_text(data, file_name=name).media_type == media_type


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf" + POLICY.encode())
    assert read_document(path).text == POLICY


def test_names_without_letters_get_an_id() -> None:
    assert read_text(POLICY.encode(), file_name="隐私.md").id.startswith("policy-")


def test_missing_files(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    with pytest.raises(ReadingError) as refusal:
        read_document(path)
    assert str(refusal.value) == f"{path}: no such file. Check the path."


def test_links_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "link.txt"
    path.symlink_to(tmp_path / "gone.txt")
    with pytest.raises(ReadingError, match="the link points to nothing"):
        read_document(path)


def test_folders(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="this is a folder"):
        read_document(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_unreadable_files(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(POLICY)
    path.chmod(0)
    with pytest.raises(ReadingError, match="no permission to read it"):
        read_document(path)


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")]
)
def test_files_that_fail_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def fail(self: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(ReadingError) as refusal:
        read_document(tmp_path / "a.txt")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<script>1</script>"),
        ("a.md", "![](lamp.png)"),
        ("a.txt", "-----\n====="),
        ("a.txt", "\ufeff\u200b"),
    ],
)
def test_files_without_text(name: str, text: str) -> None:
    with pytest.raises(ReadingError, match=r"holds no text|is empty"):
        read_text(text.encode(), file_name=name)
