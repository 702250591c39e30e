"""Spots: where stored text stands in a file that is no text itself, by page and box or by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_PART: Final = re.compile(r"(?P<name>[a-z]+)=(?P<value>[0-9.,-]+)")
_NAMES: Final = ("table", "row", "column", "paragraph")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page, in points (1/72 inch) from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def around(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            left=min(self.left, other.left),
            top=min(self.top, other.top),
            right=max(self.right, other.right),
            bottom=max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Characters `start` to `end` (half-open) of the stored text and their place in the user's file.

    A PDF's spot has a `page` (from 1) and a `box` on it; a word-processing document's the number of its
    `paragraph` (from 1, those in tables counted) and, in a table, `cell`: table, row and column from 1.
    """

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    paragraph: int | None = None
    cell: tuple[int, int, int] | None = None


def spot_fragment(spot: Spot) -> str:
    """Return the place as a fragment, for PDF that of RFC 8118: "page=3&viewrect=72,100,300,24"."""
    if spot.page is not None:
        if spot.box is None:
            return f"page={spot.page}"
        box = spot.box
        corner = f"{box.left:.0f},{box.top:.0f}"
        size = f"{max(box.right - box.left, 1):.0f},{max(box.bottom - box.top, 1):.0f}"
        return f"page={spot.page}&viewrect={corner},{size}"
    table, row, column = spot.cell or (0, 0, 0)
    place = f"table={table}&row={row}&column={column}&" if spot.cell else ""
    return f"{place}paragraph={spot.paragraph}"


def describe_place(fragment: str) -> str:
    """Return a place in a file, as `pf:foundAt` has it, in words: "page 3, 72 to 372 points from the left …"."""
    parts = {match["name"]: match["value"] for match in _PART.finditer(fragment)}
    if "char" in parts:
        start, _, end = parts["char"].partition(",")
        return f"characters {start} to {end} of the file"
    if "page" not in parts:
        return ", ".join(f"{name} {parts[name]}" for name in _NAMES if name in parts)
    corners = [int(number) for number in parts.get("viewrect", "").split(",") if number]
    if len(corners) != 4:
        return f"page {parts['page']}"
    left, top, width, height = corners
    return (
        f"page {parts['page']}, {left} to {left + width} points from the left, "
        f"{top} to {top + height} from the top"
    )
