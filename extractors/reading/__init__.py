"""One loader a format: from bytes to a document and its blocks."""

from __future__ import annotations

from .document import document_id, read_document, read_text
from .errors import ReadingError

__all__ = ["ReadingError", "document_id", "read_document", "read_text"]
