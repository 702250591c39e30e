"""Whether two texts are versions of one policy, or two documents: a notice of another region, a supplement."""

from __future__ import annotations

import re
from typing import Final

_OTHER: Final = 0.1
"""A policy of which less is left is told as another document: nothing of it is said to be gone."""
_MUCH: Final = 0.5
_OPENING: Final = 3_000
_OFTEN: Final = 10
_APART: Final = 0.4
_SUPPLEMENT: Final = re.compile(
    r"\b(?:notice|statement|policy|document|addendum|disclosure)[”\")]*\s+(?:only )?(?:supplements?|is (?:a )?"
    r"supplement(?:ary|al)?(?: to)?|is (?:provided )?in addition to|adds to|is an addendum to)\s+(?!this\b)"
    r"[^.]{0,80}\b(?:policy|statement|notice)\b",
    re.IGNORECASE,
)
_EUROPE: Final = re.compile(
    r"\b(?:EEA|European (?:Economic Area|Union|Region)|GDPR|EU|UK|United Kingdom)\b"
)
_AMERICA: Final = re.compile(r"\b(?:CCPA|CPRA|California|United States|Nevada|Vermont|U\.S\.)")


def tell_apart(old: str, new: str, kept: float) -> str:
    """Return why two texts may be no versions of one policy, "" where nothing speaks for that.

    `kept` is which part of the sentences of `old` stands in `new`.
    """
    if _supplements(new) != _supplements(old):
        side = "later" if _supplements(new) else "earlier"
        return f"the {side} text says that it supplements another one"
    if kept < _OTHER:
        return f"only {kept:.0%} of the earlier text's sentences stand in the later one"
    before, after = _share_of_europe(old), _share_of_europe(new)
    known = before is not None and after is not None
    if known and kept < _MUCH and abs((before or 0) - (after or 0)) > _APART:
        return "they are for other regions, the one for Europe and the other not, or not alone"
    return ""


def _supplements(text: str) -> bool:
    return _SUPPLEMENT.search(text[:_OPENING]) is not None


def _share_of_europe(text: str) -> float | None:
    """Return how many of the places where a text names Europe or the United States are of Europe."""
    europe, america = (len(named.findall(text)) for named in (_EUROPE, _AMERICA))
    return europe / (europe + america) if europe + america >= _OFTEN else None
