"""WARC files, as crawlers keep them (ISO 28500): the pages that servers answered with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from urllib.parse import urlsplit

from .errors import ReadingError
from .extras import require_extra
from .formats import DOCX, HTML, MARKDOWN, PDF, TEXT
from .limits import MOST_PARTS, check_size

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_ENDINGS: Final = {
    HTML: ".html",
    "application/xhtml+xml": ".html",
    TEXT: ".txt",
    MARKDOWN: ".md",
    PDF: ".pdf",
    DOCX: ".docx",
}
_NAME: Final = re.compile(r"(\d{1,15})-")
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_UNNAMED: Final = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME: Final = 100
_CHUNK: Final = 1_000_000
_BLOCK: Final = 16_384
_LONGEST_HEADER: Final = 1_000_000
_DAMAGED: Final = "Make it anew, or check it with `warcio check`."


@dataclass(frozen=True, slots=True, kw_only=True)
class WebResponse:
    """What a server answered: the bytes, their address, when they were fetched (ISO 8601 date), their encoding."""

    data: bytes
    url: str | None
    retrieved: str | None
    charset: str | None


def list_responses(file: BinaryIO, where: str) -> Iterator[str]:
    """Yield a name for each page of a WARC file: its offset in the file and its address.

    Only what was answered with success and is a document counts. Raises ReadingError.
    """
    require_extra("warc", "a WARC file", where)
    count = 0
    for records, record in _read_records(file, where):
        ending = _ending_of(record)
        if ending is None:
            continue
        count += 1
        if count > MOST_PARTS:
            what = f"it holds more than {MOST_PARTS:,} pages"
            raise ReadingError(what, where, "Split it into smaller ones.")
        yield f"{records.get_record_offset()}-{_name_address(_header(record, 'WARC-Target-URI'))}{ending}"


def read_response(file: BinaryIO, name: str, where: str) -> WebResponse:
    """Read the page that `list_responses` called `name`. Raises ReadingError."""
    require_extra("warc", "a WARC file", where)
    match = _NAME.match(name)
    if match is None:
        raise ReadingError("the archive holds no such page", where, "Check the name.")
    file.seek(int(match[1]))
    for _, record in _read_records(file, where):
        ending = _ending_of(record)
        if ending is None or not name.endswith(ending):
            break
        return WebResponse(
            data=_read_content(record, where),
            url=_header(record, "WARC-Target-URI") or None,
            retrieved=_header(record, "WARC-Date")[:10] or None,
            charset=_charset_of(record),
        )
    raise ReadingError("the archive holds no such page", where, "Check the name.")


def _read_records(file: BinaryIO, where: str) -> Iterator[tuple[Any, ArcWarcRecord]]:
    """Yield each record with the iterator it comes from, which knows its offset but reads it for that."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import DecompressingBufferedReader
    from warcio.exceptions import ArchiveLoadFailed

    class Reader(DecompressingBufferedReader):  # type: ignore[misc]
        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(length or _LONGEST_HEADER)
            if len(line) >= _LONGEST_HEADER:
                raise ValueError("a header has no end")
            return line

    try:
        records: Any = ArchiveIterator(file)
        # Its own reader reads a line to its end, however far that is.
        records.reader = Reader(file, block_size=_BLOCK)
        for record in records:
            yield records, record
    except ArchiveLoadFailed:
        what = "the WARC file is damaged, or its records are not compressed one by one"
        remedy = "Write it anew with `warcio recompress`."
        raise ReadingError(what, where, remedy) from None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  warcio raises whatever a broken file leads to
        raise ReadingError("the WARC file is damaged or cut off", where, _DAMAGED) from None


def _ending_of(record: ArcWarcRecord) -> str | None:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return None
    if urlsplit(_header(record, "WARC-Target-URI")).path == "/robots.txt":
        return None
    content_type = headers.get_header("Content-Type") or ""
    return _ENDINGS.get(content_type.partition(";")[0].strip().lower())


def _charset_of(record: ArcWarcRecord) -> str | None:
    headers = record.http_headers
    match = _CHARSET.search(str((headers and headers.get_header("Content-Type")) or ""))
    return match[1] if match else None


def _header(record: ArcWarcRecord, name: str) -> str:
    return str(record.rec_headers.get_header(name) or "")


def _name_address(url: str) -> str:
    name = _UNNAMED.sub("-", url.partition("://")[2]).strip("-.")[:_LONGEST_NAME]
    return re.sub(r"\.(?:html?|txt|md|pdf|docx)$", "", name) or "page"


def _read_content(record: ArcWarcRecord, where: str) -> bytes:
    found = bytearray()
    try:
        stream = record.content_stream()
        while chunk := stream.read(_CHUNK):
            found += chunk
            check_size(len(found), where, unpacked=True)
    except (ReadingError, MemoryError):
        raise
    except Exception:  # noqa: BLE001  warcio raises whatever a broken file leads to
        raise ReadingError("the WARC file is damaged or cut off", where, _DAMAGED) from None
    return bytes(found)
