"""One loader a format: from bytes to a document and its blocks."""

from __future__ import annotations

from .document import read_document, read_text
from .errors import ReadingError

__all__ = ["ReadingError", "read_document", "read_text"]
