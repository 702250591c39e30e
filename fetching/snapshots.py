"""Snapshots: what a server sent on a day, byte for byte, with a record of where it came from."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from .errors import FetchError
from .exchange import Reply

ENDINGS: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""The media types that are kept, each with the ending of its file."""

_LONGEST_NAME: Final = 80  # characters of an address in a file's name
_DATED: Final = re.compile(r"-(\d{4}-\d\d-\d\d)(?:-(\d+))?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a snapshot came from; stands beside it as JSON.

    `fetched` is an ISO time in UTC; `passed` are the addresses that led to `url`, the asked one
    first; `charset` and `modified` are the server's words.
    """

    asked: str
    url: str
    passed: tuple[str, ...]
    fetched: str
    media_type: str
    charset: str
    modified: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A snapshot on disk; `is_new` is False where the server still sends what the last one holds."""

    path: Path
    size: int
    is_new: bool


def keep(reply: Reply, folder: Path, *, asked: str, passed: tuple[str, ...]) -> Snapshot:
    """Write a page below `folder`, in its host's own folder; the file's name ends in the date.

    The name is made of letters, digits and hyphens of the address, whatever that holds. Nothing is
    written if it is, byte for byte, the latest snapshot. Raises FetchError for what is no document,
    OSError.
    """
    ending = ENDINGS.get(reply.media_type or "text/html")
    if ending is None:
        raise FetchError(
            f"a file of type {reply.media_type}, not a document", asked, "Give the policy's page."
        )
    if not reply.content.strip():
        raise FetchError("the server sent an empty page", asked, "Check it in a browser.")
    now = datetime.now(UTC)
    host, name = _names(asked)
    place = folder / host
    earlier = _snapshots(place, name)
    if earlier and earlier[-1].read_bytes() == reply.content:
        return Snapshot(path=earlier[-1], size=len(reply.content), is_new=False)
    stem = f"{name}-{now.date().isoformat()}"
    path = place / (stem + ending)
    again = 2
    while path.exists() or any(each.stem == path.stem for each in earlier):
        path = place / f"{stem}-{again}{ending}"
        again += 1
    provenance = Provenance(
        asked=asked,
        url=reply.url,
        passed=passed,
        fetched=now.isoformat(timespec="seconds"),
        media_type=reply.media_type,
        charset=reply.charset,
        modified=reply.modified,
        sha256=hashlib.sha256(reply.content).hexdigest(),
    )
    place.mkdir(parents=True, exist_ok=True)
    record = json.dumps(asdict(provenance), indent=2, ensure_ascii=False) + "\n"
    # The document comes last: one that is there has its record.
    _write(path.with_suffix(".json"), record.encode("utf-8", "replace"))
    _write(path, reply.content)
    return Snapshot(path=path, size=len(reply.content), is_new=True)


def _names(url: str) -> tuple[str, str]:
    """Return the names of the host's folder and of the page's files, the same for no two pages."""
    parts = urlsplit(url)
    host = _plain(parts.netloc)
    steps = [step for step in parts.path.split("/") if step]
    page = "--".join(map(_plain, steps))
    if parts.query or len(page) > _LONGEST_NAME or any(step != _plain(step) for step in steps):
        digest = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:8]
        page = f"{page[:_LONGEST_NAME]}-{digest}"
    return host, f"{host}-{page}" if page else host


def _plain(words: str) -> str:
    """Return `words` as they are where they are a plain name, else with only what is safe in one."""
    kept = re.sub(r"[^a-z0-9.]+", "-", words.lower())
    return re.sub(r"\.{2,}", ".", kept).strip("-.")


def _snapshots(place: Path, name: str) -> list[Path]:
    """Return the earlier snapshots of a page, the oldest first."""
    if not place.is_dir():
        return []
    dated = [
        (found[1], int(found[2] or 1), path)
        for path in place.iterdir()
        if path.suffix in ENDINGS.values()
        and (found := _DATED.search(path.stem)) is not None
        and path.stem[: found.start()] == name
    ]
    return [path for _, _, path in sorted(dated)]


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(content)
    temporary.replace(path)
