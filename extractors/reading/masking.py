"""The words of a stretch of Markdown without the marks in it, for a look at them only."""

from __future__ import annotations

import re
from html import unescape

_ADDRESS = r"\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"
_MARKUP = re.compile(
    rf"!\[[^\[\]]*\]{_ADDRESS}|\[(?P<words>[^\[\]]*)\]{_ADDRESS}|<[^<>]{{1,200}}>"
    r"|\\(?=[!-/:-@\[-`{-~])|\*+|__+|(?<!\w)_|_(?!\w)"
)


def mask_markup(words: str) -> str:
    """Return the words without links' addresses, emphasis, tags and escapes."""
    masked = _MARKUP.sub(lambda match: match["words"] or "", words)
    return " ".join((unescape(masked) if "&" in masked else masked).split())
