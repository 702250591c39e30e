"""The formats of documents: told by a file's ending, else by how its bytes begin."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

TEXT: Final = "text/plain"
MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_MEDIA_TYPES: Final = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".mdown": MARKDOWN,
    ".htm": HTML,
    ".html": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
}
_HTML_START: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def has_format(file_name: str) -> bool:
    """Whether the ending of a file's name is that of a format which is read."""
    return PurePath(file_name).suffix.lower() in _MEDIA_TYPES


def find_media_type(data: bytes, file_name: str) -> str:
    """Return the media type of a document by its name's ending, else by its bytes."""
    known = _MEDIA_TYPES.get(PurePath(file_name).suffix.lower())
    if known is not None:
        return known
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"PK\x03\x04") and b"word/document.xml" in data:
        return DOCX
    return HTML if _HTML_START.match(data[:4_096]) else TEXT
