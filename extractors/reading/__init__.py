"""One loader a format: from bytes to a document and its blocks."""

from __future__ import annotations

from .archives import SEPARATOR, file_name_of, find_members, is_archive, split_member
from .document import document_id, open_source, read_document, read_source, read_text
from .errors import ReadingError
from .source_file import SourceFile, UnreadableFile

__all__ = [
    "SEPARATOR",
    "ReadingError",
    "SourceFile",
    "UnreadableFile",
    "document_id",
    "file_name_of",
    "find_members",
    "is_archive",
    "open_source",
    "read_document",
    "read_source",
    "read_text",
    "split_member",
]
