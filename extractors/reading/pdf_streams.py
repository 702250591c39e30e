"""The compressed streams of a PDF: looked through before it is read, so that a bomb is never unpacked."""

from __future__ import annotations

import re
import zlib
from typing import Final

from .limits import check_size

_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_CHUNK: Final = 1_000_000
# Streams that are packed twice: what comes out begins like a zlib stream (RFC 1950).
_PACKED: Final = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_DEEPEST: Final = 3


def check_streams(data: bytes, where: str) -> None:
    """Raise ReadingError where the streams of a PDF unpack to more than MOST_BYTES bytes in all."""
    total = 0
    for match in _STREAM.finditer(data):
        if data[match.end() : match.end() + 2] not in _PACKED:
            continue
        packed = memoryview(data)[match.end() :]
        for _ in range(_DEEPEST):
            size, head = _measure(packed, where, total)
            total += size
            if head[:2] not in _PACKED:
                break
            packed = memoryview(head)


def _measure(packed: memoryview, where: str, before: int) -> tuple[int, bytes]:
    """Return how much a stream unpacks to, and its beginning."""
    stream = zlib.decompressobj()
    size, head = 0, b""
    source: bytes | memoryview = packed[: 4 * _CHUNK]
    rest = packed[4 * _CHUNK :]
    try:
        while not stream.eof:
            found = stream.decompress(source, _CHUNK)
            head = head or found
            size += len(found)
            check_size(before + size, where, unpacked=True)
            source = stream.unconsumed_tail
            if not source:
                if not rest:
                    break
                source, rest = rest[: 4 * _CHUNK], rest[4 * _CHUNK :]
    except zlib.error:
        pass
    return size, head
