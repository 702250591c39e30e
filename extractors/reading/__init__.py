"""One loader a format: from bytes to a document and its blocks."""

from __future__ import annotations

from .archives import find_members, is_archive
from .document import document_id, open_source, read_document, read_source, read_text
from .errors import ReadingError

__all__ = [
    "ReadingError",
    "document_id",
    "find_members",
    "is_archive",
    "open_source",
    "read_document",
    "read_source",
    "read_text",
]
