"""Styles and lists of DOCX: what a paragraph is, told by its own settings and its style's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from docx.document import Document

_Element: TypeAlias = Any

_SPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_HEADING: Final = re.compile(r"heading (\d)$", re.IGNORECASE)
_LISTED: Final = re.compile(r"list (bullet|number|continue|paragraph)(?: (\d))?$", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"toc \d|toc heading|table of figures", re.IGNORECASE)
_BODY_LEVEL: Final = 9
_MOST_STEPS: Final = 20
# Twentieths of a point that count as one column of an indent.
_COLUMN: Final = 120


def tag(name: str) -> str:
    """Return "w:p" as the parser names it."""
    space, _, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


def find(element: _Element, path: str) -> _Element | None:
    """Return the first element below, by its path ("w:rPr/w:b"), None if there is none."""
    return element.find(path, _SPACES)


def is_on(element: _Element | None) -> bool:
    """Whether a switch (an element that may say `w:val="0"`) is there and on."""
    return element is not None and element.get(tag("w:val")) not in ("0", "false", "none")


def number_at(element: _Element, path: str, otherwise: int) -> int:
    """Return the number that an element below gives as its `w:val`."""
    found = find(element, path)
    value = "" if found is None else str(found.get(tag("w:val")) or "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """What a paragraph is: `heading` is its level or 0, `depth` that of its list, None outside of one.

    `list_id` is None for a paragraph that goes on an item; `start` is the list's first number.
    """

    heading: int = 0
    is_title: bool = False
    depth: int | None = None
    list_id: str | None = None
    ordered: bool = False
    start: int = 1
    bold: bool = False
    is_contents: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id, and of its lists the levels: (format, first number)."""

    styles: Mapping[str, _Element]
    lists: Mapping[str, Mapping[int, tuple[str, int]]]
    default: str

    def of(self, paragraph: _Element) -> ParagraphStyle:
        """Return what a paragraph is."""
        own = find(paragraph, "w:pPr")
        chosen = find(paragraph, "w:pPr/w:pStyle")
        name = self.default if chosen is None else str(chosen.get(tag("w:val")))
        chain = self._chain(name)
        names = [_name(style) for style in chain]
        sources = [own, *(find(style, "w:pPr") for style in chain)]
        found = [source for source in sources if source is not None]
        list_id, level = _numbering(found)
        listed = next((match for each in names if (match := _LISTED.match(each))), None)
        form, start = self.lists.get(list_id or "", {}).get(level, ("bullet", 1))
        if list_id is not None and (list_id == "0" or form == "none"):
            list_id = None
        depth = level if list_id is not None else None
        if listed is not None and (list_id is not None or listed[1].lower() == "continue"):
            depth = max(level, int(listed[2] or 1) - 1)
        return ParagraphStyle(
            heading=_heading(names, found),
            is_title=any(name.lower() == "title" for name in names),
            depth=depth,
            list_id=list_id,
            ordered=form not in ("bullet", "none"),
            start=start,
            bold=any(is_on(find(style, "w:rPr/w:b")) for style in chain),
            is_contents=any(_CONTENTS.match(each) for each in names),
            indent=_indent(found),
        )

    def _chain(self, name: str) -> list[_Element]:
        """Return a style and those it is based on, the nearest first."""
        chain: list[_Element] = []
        while name in self.styles and len(chain) < _MOST_STEPS:
            chain.append(self.styles[name])
            base = chain[-1].find("w:basedOn", _SPACES)
            name = "" if base is None else str(base.get(tag("w:val")))
        return chain


def read_styles(document: Document) -> Styles:
    """Read the styles and lists of a document; either may be missing."""
    styles = {}
    default = ""
    for style in document.styles.element.iter(tag("w:style")):
        styles[str(style.get(tag("w:styleId")))] = style
        if style.get(tag("w:type")) == "paragraph" and style.get(tag("w:default")) == "1":
            default = str(style.get(tag("w:styleId")))
    return Styles(styles, _read_lists(document), default)


def _read_lists(document: Document) -> dict[str, dict[int, tuple[str, int]]]:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from lxml.etree import XMLParser, fromstring

    try:
        blob = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).blob
    except KeyError:
        return {}
    root = fromstring(blob, XMLParser(resolve_entities=False, no_network=True))
    kinds = {}
    for kind in root.iter(tag("w:abstractNum")):
        levels = {}
        for level in kind.iter(tag("w:lvl")):
            form = find(level, "w:numFmt")
            name = "decimal" if form is None else str(form.get(tag("w:val")))
            place = str(level.get(tag("w:ilvl")) or "0")
            levels[int(place) if place.isdigit() else 0] = (name, number_at(level, "w:start", 1))
        kinds[kind.get(tag("w:abstractNumId"))] = levels
    lists = {}
    for each in root.iter(tag("w:num")):
        kind = find(each, "w:abstractNumId")
        if kind is not None:
            lists[str(each.get(tag("w:numId")))] = kinds.get(kind.get(tag("w:val")), {})
    return lists


def _name(style: _Element) -> str:
    name = find(style, "w:name")
    return "" if name is None else str(name.get(tag("w:val")) or "")


def _heading(names: list[str], sources: list[_Element]) -> int:
    for name in names:
        if match := _HEADING.match(name):
            return max(int(match[1]), 1)
        if name.lower() == "title":
            return 1
    for source in sources:
        level = number_at(source, "w:outlineLvl", _BODY_LEVEL)
        if level < _BODY_LEVEL:
            return level + 1
    return 0


def _numbering(sources: list[_Element]) -> tuple[str | None, int]:
    """Return the list that a paragraph is in, None for none, and its level; its own setting goes first."""
    list_id: str | None = None
    level: int | None = None
    for source in sources:
        number = find(source, "w:numPr")
        if number is None:
            continue
        if level is None and find(number, "w:ilvl") is not None:
            level = number_at(number, "w:ilvl", 0)
        if list_id is None and find(number, "w:numId") is not None:
            list_id = str(number_at(number, "w:numId", 0))
    return list_id, level or 0


def _indent(sources: list[_Element]) -> int:
    for source in sources:
        indent = find(source, "w:ind")
        if indent is not None:
            left = str(indent.get(tag("w:left")) or indent.get(tag("w:start")) or "0")
            return int(left) // _COLUMN if left.isascii() and left.isdigit() else 0
    return 0
