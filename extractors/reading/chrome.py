"""What a page wraps around its text: menus, banners, footers, lists of links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

_TAGS = {
    "nav": "menu",
    "menu": "menu",
    "footer": "frame",
    "header": "header",
    "aside": "aside",
    "dialog": "banner",
    "form": "links",
    "main": "main",
    "noscript": "links",
}
_ROLES = {
    "navigation": "menu",
    "menubar": "menu",
    "menu": "menu",
    "search": "menu",
    "tablist": "menu",
    "contentinfo": "frame",
    "banner": "header",
    "complementary": "aside",
    "dialog": "banner",
    "alertdialog": "banner",
    "main": "main",
}
# Names that only notices in front of the page have.
_BANNERS = re.compile(
    r"(?:^|\s)(?:onetrust\S*|ot-sdk\S*|cookie-?consent\S*|cookie-?(?:banner|bar|notice|popup|modal"
    r"|message|alert|wall|overlay)\S*"
    r"|cc-(?:window|banner)|gdpr-?(?:banner|popup|modal)\S*|consent-?(?:banner|popup|modal|manager)\S*|usercentrics\S*"
    r"|skip-?(?:link|nav|to-?content)\S*|back-?to-?top\S*|breadcrumbs?|lang(?:uage)?-?(?:switcher"
    r"|selector|picker)\S*)(?=\s|$)"
)
# Names that a policy's own sections may have too: such a region must be made of links.
_LINK_HOLDERS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|sidebar|side-?bar|site-?(?:header|footer)|footer"
    r"|toc|table-of-contents|related|social"
    r"|share|sharing|newsletter|subscribe|pagination|pager|modal|popup|overlay|drawer|promo|widget)(?=$|[\s_-])"
)
_PLAIN = frozenset(
    (
        "html",
        "body",
        "article",
        "table",
        "tr",
        "td",
        "th",
        "summary",
        *(f"h{n}" for n in range(1, 7)),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of the page that may be none of the policy's text; `parent` is the region around it."""

    parent: int
    kind: str


class Measured(Protocol):
    """What is asked of a piece of the page."""

    @property
    def region(self) -> int: ...

    @property
    def heading(self) -> int | None: ...

    @property
    def size(self) -> int: ...

    @property
    def linked(self) -> int: ...

    @property
    def anchored(self) -> int: ...

    @property
    def announces(self) -> bool: ...

    @property
    def labels_contents(self) -> bool: ...


def open_region(name: str, attributes: Mapping[str, str], parent: int) -> Region | None:
    """Return the region that an element opens, None if it looks like text."""
    if name in _PLAIN and not (name == "body" or "role" in attributes):
        return None
    kind = _ROLES.get(attributes.get("role", "").lower()) or _TAGS.get(name)
    if kind is None and name not in ("html", "body", "li"):
        names = re.sub(
            r"(?<=[a-z])(?=[A-Z])", "-", f"{attributes.get('class', '')} {attributes.get('id', '')}"
        )
        names = names.lower()
        if _BANNERS.search(names):
            kind = "banner"
        elif _LINK_HOLDERS.search(names):
            kind = "links"
    return Region(parent=parent, kind=kind) if kind is not None else None


_Piece = TypeVar("_Piece", bound=Measured)


@dataclass(slots=True)
class _Weight:
    size: int = 0
    linked: int = 0


def find_text(pieces: Sequence[_Piece], regions: Sequence[Region]) -> list[_Piece]:
    """Return the pieces that are the page's text, in order; all of them if none would be left."""
    weights = [_Weight() for _ in regions]
    for piece in pieces:
        around = piece.region
        while around >= 0:
            weights[around].size += piece.size
            weights[around].linked += piece.linked
            around = regions[around].parent
    whole = max(1, weights[0].size)
    dropped = [False] * len(regions)
    within_main = [False] * len(regions)
    mains = [
        n for n, r in enumerate(regions) if r.kind == "main" and weights[n].size >= 0.5 * whole
    ]
    for number, region in enumerate(regions):
        if region.parent >= 0:
            within_main[number] = within_main[region.parent] or number in mains
            dropped[number] = dropped[region.parent] or _is_chrome(
                region.kind, weights[number], whole, within_main[number]
            )
    kept = [
        piece
        for piece in pieces
        if not dropped[piece.region]
        and (not mains or within_main[piece.region] or piece.heading == 1)
        and not (regions[piece.region].kind == "header" and _is_linked(piece))
    ]
    return _drop_link_lists(kept) or list(pieces)


def _is_chrome(kind: str, weight: _Weight, whole: int, within_main: bool) -> bool:
    """Whether a region of this kind is left out. What holds most of the page is its text, whatever it is called."""
    if weight.size > 0.5 * whole or kind == "main":
        return False
    of_links = weight.linked >= 0.5 * weight.size
    if kind in ("menu", "banner"):
        return True
    if kind == "header":
        return not within_main and of_links
    if kind == "frame":
        return not within_main or weight.linked >= 0.3 * weight.size
    if kind == "aside":
        return weight.linked >= 0.3 * weight.size
    return of_links


def _is_linked(piece: Measured) -> bool:
    return piece.linked >= 0.9 * piece.size


def _drop_link_lists(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Leave out lists of links into the page, and lists of links before its text begins or after it ends."""
    first, last = _find_prose(pieces)
    kept: list[_Piece] = []
    place = 0
    while place < len(pieces):
        end = place
        while end < len(pieces) and _is_linked(pieces[end]) and pieces[end].heading is None:
            end += 1
        run = pieces[place:end]
        anchored = sum(_is_anchored(piece) for piece in run) > 0.8 * len(run)
        outside = (end <= first or place > last) and not (kept and kept[-1].announces)
        if len(run) < 3 or not (anchored or outside):
            kept.extend(run)
        elif kept and kept[-1].labels_contents:
            kept.pop()
        if end < len(pieces):
            kept.append(pieces[end])
        place = end + 1
    return kept


def _is_anchored(piece: Measured) -> bool:
    return piece.anchored >= 0.9 * piece.size


# What is this long and no link is a sentence.
_SENTENCE = 80


def _find_prose(pieces: Sequence[Measured]) -> tuple[int, int]:
    """Return the places of the first and the last sentence."""
    long = [n for n, piece in enumerate(pieces) if piece.size - piece.linked >= _SENTENCE]
    return (long[0], long[-1]) if long else (0, len(pieces))
