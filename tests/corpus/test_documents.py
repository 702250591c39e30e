"""Documents on disk: found in order, and read without falling into what is no file."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from privacyflow.corpus.documents import find_documents
from privacyflow.corpus.failures import DocumentFailure, Reason, show_path
from privacyflow.corpus.tasks import Task, read_task
from privacyflow.extractors.reading.limits import MOST_BYTES


def refusal(path: Path) -> str:
    failure = read_task(Task(path=path)).found
    assert isinstance(failure, DocumentFailure)
    assert failure.reason is Reason.UNREADABLE
    assert failure.where == show_path(path)
    return failure.what


def test_what_is_no_file_gets_its_line_and_hangs_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.txt"))
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "nowhere.txt").symlink_to("not-there")
    (tmp_path / "device.txt").symlink_to(os.devnull)
    assert {path.name: refusal(path) for path in find_documents([tmp_path])} == {
        "pipe.txt": "a pipe, not a file",
        "socket.txt": "a socket, not a file",
        "loop.txt": "the link leads back to itself",
        "nowhere.txt": "the link points to nothing",
        "device.txt": "a device, not a file",
    }
    assert refusal(tmp_path / "missing.txt") == "no such file"
    assert refusal(tmp_path / ("x" * 300)) == "the name is too long"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate(MOST_BYTES + 1)
    assert refusal(tmp_path / "large.txt") == "the file is larger than 50 MB"


def test_a_file_that_may_not_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.txt").write_text("x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert refusal(tmp_path / "secret.txt") == "no permission to read it"


def test_folders_are_walked_once_whatever_links_lead_back(tmp_path: Path) -> None:
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "deep" / "deeper" / "a.md").write_text("x")
    (tmp_path / "deep" / "deeper" / "up").symlink_to(tmp_path)
    (tmp_path / "deep" / "up.md").symlink_to(tmp_path)
    assert find_documents([tmp_path]) == (tmp_path / "deep" / "deeper" / "a.md",)


def test_a_folder_that_cannot_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "open.md").write_text("x")
    (tmp_path / "closed").mkdir()
    list_folder = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_documents([tmp_path])
    assert [path.name for path in found] == ["closed", "open.md"]
    assert refusal(found[0]) == "no permission to read it"


def test_a_name_is_shown_with_what_a_terminal_would_obey_escaped() -> None:
    assert show_path(Path("a\nerror: b\x1b[31m\u202e\udcff.txt")) == (
        r"a\nerror: b\x1b[31m\u202e\udcff.txt"
    )
    assert show_path(Path("../Döner & Co.txt")) == "../Döner & Co.txt"
