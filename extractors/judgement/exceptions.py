"""Exceptions: data that a denial leaves out ("except for your IP address, we collect no personal data")."""

from __future__ import annotations

import re
from typing import Final

_OPENER: Final = (
    r"\b(?:except(?:ing)?(?:\s+for)?|apart\s+from|aside\s+from|other\s+than|save\s+for|beyond"
    r"|with\s+the\s+(?:sole\s+|only\s+)?exceptions?\s+of)\s+"
)
_OPENS: Final = re.compile(_OPENER, re.IGNORECASE)
# What stands behind the opener up to the phrase may list other data, but not begin what is denied.
_EXCEPTED: Final = re.compile(
    _OPENER
    + r"(?:(?!(?:no|not|never|nothing|nobody|none|neither|any|all|we|you|they|it|when|where|if|as|by|to|in|with)\b)"
    r"[\w'’/-]+,?\s+){0,8}$",
    re.IGNORECASE,
)


def makes_exceptions(text: str) -> bool:
    """Whether a sentence's text has words that leave something out at all."""
    return _OPENS.search(text) is not None


def is_excepted(text: str, start: int) -> bool:
    """Whether what begins at the character `start` of a sentence's text is what its denial leaves out."""
    return _EXCEPTED.search(text, 0, start) is not None
