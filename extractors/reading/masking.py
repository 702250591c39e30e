"""The words of a stretch of Markdown or of a page without the marks in it, for a look at them only."""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"!\[[^\[\]]*\]\([^()\s]*\)|\[(?P<words>[^\[\]]*)\]\([^()\s]*\)|<[^<>]{1,200}>|\\(?=[!-/:-@\[-`{-~])|\*+|__"
)


def mask_markup(words: str) -> str:
    """Return the words without links' addresses, emphasis, tags and escapes."""
    return " ".join(_MARKUP.sub(lambda match: match["words"] or "", words).split())
