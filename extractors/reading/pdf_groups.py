"""Groups of a tagged PDF: the marked content that stands together, and what the tags make of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from .page_tables import CellPlace, Grid
from .pdf_glyphs import Line
from .pdf_tags import Content, Opening, Tag

_HEADINGS: Final = {"Title": 1, "H": 2} | {f"H{level}": level for level in range(1, 7)}
_BLOCKS: Final = frozenset("P BlockQuote Caption LI LBody TD TH Note Index BibEntry".split()) | set(
    _HEADINGS
)
# What is no text of the document's own.
_LEFT_OUT: Final = frozenset(("TOC", "TOCI", "Artifact"))
_NUMBER: Final = re.compile(r"[(\[]?[0-9a-zA-Z]{1,4}[.)\]]+$")


@dataclass(slots=True)
class Group:
    """Content that stands together. `is_loose` where no tag says what it is.

    `item_depth` is set for the first words of a list item, `inside` counts the items around.
    """

    contents: list[Content] = field(default_factory=list)
    links: set[Content] = field(default_factory=set)
    label: list[Content] = field(default_factory=list)
    heading: int | None = None
    item_depth: int | None = None
    inside: int = 0
    cell: CellPlace | None = None
    is_loose: bool = False

    def sign(self, lines: Sequence[Line]) -> str:
        """Return the marker that the lines of an item begin with, "" for none that counts."""
        first = lines[0].words.split(" ", 1)[0]
        return first if _NUMBER.match(first) else ""


@dataclass(slots=True)
class _Open:
    kind: str
    group: Group | None
    begun: bool = False
    grid: Grid | None = None
    cell: CellPlace | None = None


@dataclass(slots=True)
class _Gatherer:
    groups: list[Group] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=lambda: [_Open("", None)])
    tables: int = 0

    def take(self, tag: Tag) -> None:
        if isinstance(tag, Opening):
            self._open(tag)
        elif isinstance(tag, Content):
            self._add(tag)
        elif len(self.stack) > 1:
            closed = self.stack.pop()
            if closed.kind in _BLOCKS or closed.kind in ("L", "Table"):
                # What follows in the element around is no part of what stood before.
                self.stack[-1].group = None

    def _open(self, tag: Opening) -> None:
        above = self.stack[-1]
        opened = _Open(tag.kind, above.group, cell=above.cell)
        if tag.kind in _BLOCKS or tag.kind in ("L", "Table"):
            opened.group = None
        if tag.kind == "Table":
            grid = self._grid()
            if grid is not None:
                grid.is_layout = True
            opened.grid = Grid(number=self.tables)
            self.tables += 1
        elif tag.kind == "TR" and (grid := self._grid()) is not None:
            grid.begin_row()
        elif tag.kind in ("TD", "TH") and (grid := self._grid()) is not None:
            opened.cell = grid.place_cell(tag.spans, header=tag.kind == "TH")
        elif tag.kind == "Caption":
            opened.cell = None
        elif tag.kind in _HEADINGS and (grid := self._grid()) is not None:
            grid.is_layout = True
        self.stack.append(opened)

    def _grid(self) -> Grid | None:
        return next((each.grid for each in reversed(self.stack) if each.grid is not None), None)

    def _add(self, content: Content) -> None:
        if any(each.kind in _LEFT_OUT for each in self.stack):
            return
        if any(each.kind == "Lbl" for each in self.stack) and self._item() is not None:
            return
        group = self.stack[-1].group
        if group is None:
            group = self._begin()
        group.contents.append(content)
        if any(each.kind == "Link" for each in self.stack):
            group.links.add(content)

    def _item(self) -> _Open | None:
        return next((each for each in reversed(self.stack) if each.kind == "LI"), None)

    def _begin(self) -> Group:
        items = [each for each in self.stack if each.kind == "LI"]
        kinds = [each.kind for each in self.stack]
        heading = next((_HEADINGS[kind] for kind in reversed(kinds) if kind in _HEADINGS), None)
        group = Group(heading=heading, inside=len(items), cell=self.stack[-1].cell)
        if items and not items[-1].begun and heading is None:
            group.item_depth = len(items) - 1
        for each in items:
            each.begun = True
        group.is_loose = not any(kind in _BLOCKS for kind in kinds)
        self.groups.append(group)
        self._share(group)
        return group

    def _share(self, group: Group) -> None:
        """Let what goes on inside of the same block go into the same group."""
        for each in reversed(self.stack):
            each.group = group
            if each.kind in _BLOCKS or (group.is_loose and each.kind not in _INLINE):
                return


_INLINE: Final = frozenset("Span Link Strong Em Quote Code Annot Reference Ruby Warichu".split())


def gather_groups(tags: Iterable[Tag]) -> list[Group]:
    """Return the groups of a PDF's tags, in order; lists' labels and tables of contents left out."""
    gatherer = _Gatherer()
    for tag in tags:
        gatherer.take(tag)
    return gatherer.groups
