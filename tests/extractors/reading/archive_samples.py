"""Archives made in memory: ZIP files of given members, and WARC files of given answers."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping

WEB_DATE = "2026-03-04T05:06:07Z"


def make_zip(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in members.items():
            container.writestr(name, data)
    return file.getvalue()


def make_record(
    url: str, body: bytes, *, content_type: str = "text/html", status: str = "200 OK"
) -> bytes:
    """Return a WARC record of what a server answered."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {WEB_DATE}\r\n"
        "WARC-Record-ID: <urn:uuid:0b1fa8a8-33b3-4b25-bb2a-2f5a3c4d5e6f>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def make_warc(*records: bytes) -> bytes:
    """Return a `.warc.gz` file, each record compressed by itself."""
    return b"".join(map(gzip.compress, records))
