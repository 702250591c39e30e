"""Receipts: beside each shard a small file that tells whether it is whole, and what is in it."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from .. import __version__
from .failures import DocumentFailure, Reason

MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What became of one document of a shard. `seconds` is how long reading took, if that is known."""

    policy: str
    flows: int = 0
    failure: DocumentFailure | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A shard: its file's name, SHA-256 and size in bytes, and its documents in the order of their ids.

    `fresh` tells that it was written just now.
    """

    file: str
    sha256: str
    size: int
    entries: tuple[Entry, ...]
    fresh: bool = True

    @property
    def policies(self) -> int:
        """How many policies the shard holds."""
        return sum(entry.failure is None for entry in self.entries)

    @property
    def flows(self) -> int:
        return sum(entry.flows for entry in self.entries)

    @property
    def failed(self) -> int:
        """How many documents could not be read."""
        return len(self.entries) - self.policies

    def is_final(self) -> bool:
        """Tell whether reading again would give the same: no file was out of reach."""
        reasons = {entry.failure.reason for entry in self.entries if entry.failure}
        return Reason.UNREADABLE not in reasons

    def to_json(self) -> str:
        """Return the receipt as it is kept: the same for the same shard, wherever it was written."""
        documents = [
            [entry.policy, entry.flows, entry.failure and entry.failure.to_note(__version__)]
            for entry in self.entries
        ]
        kept = {"file": self.file, "sha256": self.sha256, "bytes": self.size}
        return json.dumps({**kept, "documents": documents}, indent=0) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the receipt that was kept. Raises ValueError, KeyError or TypeError for no receipt."""
        kept = json.loads(text)
        return cls(
            file=kept["file"],
            sha256=kept["sha256"],
            size=kept["bytes"],
            entries=tuple(
                Entry(policy=policy, flows=flows, failure=_failure(note))
                for policy, flows, note in kept["documents"]
            ),
            fresh=False,
        )


def receipt_path(folder: Path, file: str) -> Path:
    """Return where the receipt of a shard lies."""
    return folder / f"{file}.json"


def find_whole(folder: Path, file: str) -> Receipt | None:
    """Return the receipt of a shard that is there, whole to the byte; None where it isn't."""
    try:
        receipt = Receipt.from_json(receipt_path(folder, file).read_text(encoding="utf-8"))
        whole = receipt.file == file and digest_of(folder / file) == (receipt.sha256, receipt.size)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return receipt if whole else None


def digest_of(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file and its size in bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new file to write, which takes the place of `target` at once when all went well.

    Two that write the same file don't meet, and what a killed one leaves is hidden.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _failure(note: str | None) -> DocumentFailure | None:
    return DocumentFailure.from_note(note, __version__, Path()) if note is not None else None
