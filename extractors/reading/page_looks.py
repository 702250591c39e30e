"""Looks of a page's elements: what their classes and styles say of headings and indents that no tag names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

# The left margins that a style sets, and how many columns of text their units are about.
_MARGIN: Final = re.compile(
    r"(?:margin|padding)-(?:left|inline-start)\s*:\s*(\d{1,4}(?:\.\d{1,4})?)(em|rem|px|pt|cm|mm|in)\b",
    re.IGNORECASE,
)
_COLUMNS: Final = {"em": 2, "rem": 2, "px": 0.125, "pt": 0.167, "cm": 4.7, "mm": 0.47, "in": 12}
_WIDEST: Final = 80
_LONGEST: Final = 2_000
# A page has no more kinds of headings; more looks than these are no order.
_MOST_LOOKS: Final = 4


def read_look(attributes: Mapping[str, str], indent: int) -> tuple[str, int]:
    """Return an element's look, and its indent in columns inside of one indented by `indent`."""
    style = attributes.get("style", "")[:_LONGEST]
    columns = sum(float(number) * _COLUMNS[unit.lower()] for number, unit in _MARGIN.findall(style))
    look = f"{attributes.get('class', '')}|{style}"
    return look, min(indent + round(columns), _WIDEST)


def rank_looks(headings: Iterable[str | None]) -> dict[str, int]:
    """Return the level of each look of what seems to be a heading, None standing for one that a tag names.

    A look that comes first stands above those that come later: a title, its sections, their parts.
    Nothing is ranked where tags name headings too, where all look alike, or where too few do.
    """
    known = list(headings)
    looks = list(dict.fromkeys(look for look in known if look is not None))
    if None in known or not 1 < len(looks) <= _MOST_LOOKS:
        return {}
    return {look: level for level, look in enumerate(looks, 1)}
