"""A file is whole or not there: whoever reads it never meets half of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from privacyflow.graphs.export.files import ExportError, fresh_file


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with fresh_file(path) as file:
        file.write(b"half")
        file.flush()
        assert not path.exists()
        file.write(b" whole")
    assert path.read_bytes() == b"half whole"
    assert [each.name for each in tmp_path.iterdir()] == ["x.csv"]


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError), fresh_file(path) as file:
        file.write(b"new")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["x.csv"]


def test_who_is_killed_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")
    code = (
        "import sys, pathlib\n"
        "from privacyflow.graphs.export.files import fresh_file\n"
        "with fresh_file(pathlib.Path(sys.argv[1])) as file:\n"
        "    file.write(b'new' * 100_000); file.flush()\n"
        "    print('written', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"written\n"
        writer.send_signal(signal.SIGKILL)
        writer.wait(30)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("name", "what"), [("missing/x.csv", "no such folder"), (".", "is a folder")]
)
def test_where_nothing_can_be_written_is_told(tmp_path: Path, name: str, what: str) -> None:
    with pytest.raises(ExportError, match=what), fresh_file(tmp_path / name):
        pass


def test_a_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with (
        pytest.raises(ExportError, match=r"No space left on device.*Make room"),
        fresh_file(tmp_path / "x.csv") as file,
    ):
        file.write(b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    with fresh_file(pipe) as file:
        file.write(b"through")
    reader.join(30)
    assert read == [b"through"]
    assert pipe.is_fifo()
