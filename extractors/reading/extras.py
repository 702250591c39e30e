"""Libraries that only some formats need: where one is missing, one line says how to get it."""

from __future__ import annotations

from importlib.util import find_spec

from .errors import ReadingError

_LIBRARIES = {"pdf": "pdfplumber", "docx": "docx", "warc": "warcio"}


def require_extra(extra: str, kind: str, where: str) -> None:
    """Raise ReadingError where the library that reads `kind` ("a PDF") isn't installed."""
    if find_spec(_LIBRARIES[extra]) is None:
        remedy = f"Install it: pip install 'privacyflow[{extra}]'."
        raise ReadingError(f"this is {kind}, and what reads it is not installed", where, remedy)
