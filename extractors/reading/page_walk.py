"""The walk through an HTML page: which words stand together, and inside of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from .chrome import Region, open_region
from .markup import Tag, Text, read_markup
from .page_looks import read_look
from .page_pieces import Piece
from .page_tables import CellPlace, Grid, read_number

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ITEMS = {"li": 1, "dt": 1, "dd": 2}
# Elements that end the words before them, and are kept on the stack till they end.
_CONTAINERS = frozenset(
    "article aside blockquote body button caption center dd details dialog div dl dt fieldset figure footer form"
    " header hgroup legend li main menu nav noscript ol pre section summary table tbody td tfoot th thead tr ul".split()
) | frozenset(_HEADINGS)
_BREAKS = frozenset("address br dir figcaption hr html label optgroup option p textarea".split())
_UNSEEN = frozenset(
    "script style template svg math select datalist object audio video canvas map".split()
)
_CELLS = frozenset(("td", "th", "caption"))
_TABLE_PARTS = _CELLS | {"table", "tr", "tbody", "thead", "tfoot"}
_DEEPEST = 400


@dataclass(slots=True)
class _Element:
    name: str
    region: int
    heading: int | None = None
    unseen: bool = False
    begun: bool = False
    number: int | None = None
    grid: Grid | None = None
    cell: CellPlace | None = None
    look: str = ""
    indent: int = 0


@dataclass(slots=True)
class Walk:
    """Reads a page's markup once; afterwards `pieces`, `regions` and what the head says are there."""

    source: str
    pieces: list[Piece] = field(default_factory=list)
    regions: list[Region] = field(default_factory=lambda: [Region(parent=-1, kind="page")])
    title: str = ""
    site_name: str = ""
    url: str | None = None
    _stack: list[_Element] = field(default_factory=lambda: [_Element("", 0)])
    _open: Counter[str] = field(default_factory=Counter)
    _current: Piece | None = None
    _heading_level: int = 0
    _links: list[bool] = field(default_factory=list)
    _bold: int = 0
    _tables: int = 0
    _titled: bool = False

    def run(self) -> None:
        """Read the whole page."""
        for token in read_markup(self.source):
            if isinstance(token, Text):
                self._read_text(token)
            elif token.closes:
                self._close(token.name)
            else:
                self._open_tag(token)
        self._flush()

    def _read_text(self, text: Text) -> None:
        top = self._stack[-1]
        if self._titled:
            self.title = self.title or self.source[text.start : text.end]
            return
        if top.unseen:
            return
        size = len(self.source[text.start : text.end].strip())
        if self._current is None:
            if not size:
                return
            self._current = self._begin_piece(top)
        piece = self._current
        if top.name == "pre" and "\n" in self.source[text.start : text.end]:
            self._read_lines(text)
            return
        piece.runs.append((text.start, text.end))
        piece.size += size
        if self._links:
            piece.linked += size
            piece.anchored += size if self._links[-1] else 0
        if self._bold:
            piece.bold += size

    def _read_lines(self, text: Text) -> None:
        place = text.start
        for line in self.source[text.start : text.end].splitlines(keepends=True):
            if line.strip():
                self._current = self._current or self._begin_piece(self._stack[-1])
                self._current.runs.append((place, place + len(line)))
                self._current.size += len(line.strip())
            if line.endswith(("\n", "\r")):
                self._flush()
            place += len(line)

    def _begin_piece(self, top: _Element) -> Piece:
        items = [element for element in self._stack if element.name in _ITEMS]
        inside = sum(_ITEMS[element.name] for element in items)
        heading = next((e.heading for e in reversed(self._stack) if e.heading is not None), None)
        cell = next((e.cell for e in reversed(self._stack) if e.cell is not None), None)
        piece = Piece(runs=[], region=top.region, heading=heading, inside=inside, cell=cell)
        piece.look, piece.indent = top.look, top.indent
        if items and not items[-1].begun and heading is None:
            piece.item_depth = inside - 1
            piece.number = items[-1].number
        for element in items:
            element.begun = True
        return piece

    def _flush(self) -> None:
        if self._current is not None and self._current.size:
            self._current.keep_words(self.source)
            self.pieces.append(self._current)
        self._current = None

    def _open_tag(self, tag: Tag) -> None:
        name = tag.name
        if name in _CONTAINERS or name in _UNSEEN:
            self._push(name, tag)
        elif name in _BREAKS:
            self._break(name)
        elif name == "a":
            self._links.append('href="#' in tag.written or "href='#" in tag.written)
        elif name in ("b", "strong"):
            self._bold += 1
        elif name in ("title", "meta", "link"):
            self._read_head(name, tag)

    def _break(self, name: str) -> None:
        in_heading = self._current is not None and self._current.heading is not None
        if name != "br" or not (in_heading or self._stack[-1].cell is not None):
            self._flush()
            if name != "br":
                self._bold, self._links = 0, []

    def _push(self, name: str, tag: Tag) -> None:
        attributes = tag.read_attributes()
        inline = name == "button" and self._stack[-1].heading is not None
        if not inline:
            self._flush()
            self._bold, self._links = 0, []
        self._close_implied(name)
        if len(self._stack) >= _DEEPEST:
            return
        parent = self._stack[-1]
        element = _Element(name, parent.region, parent.heading, parent.unseen or name in _UNSEEN)
        element.cell = parent.cell
        element.look, element.indent = read_look(attributes, parent.indent)
        if name in _HEADINGS or name in ("summary", "button") or "role" in attributes:
            self._set_heading(element, attributes)
        region = open_region(name, attributes, parent.region)
        if region is not None:
            self.regions.append(region)
            element.region = len(self.regions) - 1
        self._place_in_table(element, attributes)
        self._count_item(element, attributes)
        self._stack.append(element)
        self._open[name] += 1

    def _set_heading(self, element: _Element, attributes: Mapping[str, str]) -> None:
        name, role = element.name, attributes.get("role", "")
        unfolds = "aria-expanded" in attributes or "aria-controls" in attributes
        if name in _HEADINGS:
            element.heading = self._heading_level = _HEADINGS[name]
        elif role == "heading":
            level = attributes.get("aria-level")
            element.heading = self._heading_level = min(max(read_number(level, 2), 1), 6)
        elif element.heading is not None:
            return
        elif name == "summary" or ((role == "button" or name == "button") and unfolds):
            element.heading = min(self._heading_level + max(1, self._open["details"]), 8)
        elif name == "button":
            element.unseen = True

    def _count_item(self, element: _Element, attributes: Mapping[str, str]) -> None:
        """Number the items of a list as a browser does; `number` of a list is that of its next item."""
        if element.name == "ol":
            element.number = read_number(attributes.get("start"), 1)
        elif element.name == "li" and self._stack[-1].number is not None:
            element.number = read_number(attributes.get("value"), self._stack[-1].number)
            self._stack[-1].number = element.number + 1

    def _close_implied(self, name: str) -> None:
        """Close what the new element can't stand in: an open item, row, cell or heading."""
        if name == "li":
            self._close_within(("li",), ("ul", "ol", "menu"))
        elif name in ("dt", "dd"):
            self._close_within(("dt", "dd"), ("dl",))
        elif name in ("td", "th"):
            self._close_within(("td", "th"), ("tr", "table"))
        elif name in ("tr", "tbody", "thead", "tfoot"):
            self._close_within(("tr",), ("table",))
        elif name in _HEADINGS and self._stack[-1].name in _HEADINGS:
            self._pop()

    def _close_within(self, names: tuple[str, ...], limits: tuple[str, ...]) -> None:
        if not any(self._open[name] for name in names):
            return
        for place in range(len(self._stack) - 1, 0, -1):
            name = self._stack[place].name
            if name in names:
                while len(self._stack) > place:
                    self._pop()
                return
            if name in limits or (name in _CELLS and _TABLE_PARTS.isdisjoint(names)):
                return

    def _close(self, name: str) -> None:
        if name == "title":
            self._titled = False
        elif name == "a":
            self._links = self._links[:-1]
        elif name in ("b", "strong"):
            self._bold = max(0, self._bold - 1)
        elif name in _BREAKS:
            self._break(name)
        elif self._open[name]:
            if name != "button" or self._stack[-1].heading is None:
                self._flush()
            self._close_within((name,), () if name == "table" else ("table",))

    def _pop(self) -> None:
        element = self._stack.pop()
        self._open[element.name] -= 1
        if element.name != "button":
            self._flush()
            self._bold, self._links = 0, []

    def _place_in_table(self, element: _Element, attributes: Mapping[str, str]) -> None:
        grid = next((e.grid for e in reversed(self._stack) if e.grid is not None), None)
        if element.name == "table":
            if grid is not None:
                grid.is_layout = True
            element.grid = Grid(
                number=self._tables, is_layout=attributes.get("role") == "presentation"
            )
            self._tables += 1
        elif grid is None:
            return
        elif element.name == "tr":
            grid.begin_row()
        elif element.name in ("td", "th"):
            header = element.name == "th" or self._open["thead"] > 0
            element.cell = grid.place_cell(attributes, header=header)
        elif element.name == "caption":
            element.cell = None
        elif element.heading is not None:
            grid.is_layout = True

    def _read_head(self, name: str, tag: Tag) -> None:
        if name == "title":
            self._titled = not self.title and not self._open["svg"]
            return
        attributes = tag.read_attributes()
        if name == "link" and attributes.get("rel", "").lower() == "canonical":
            self.url = self.url or attributes.get("href") or None
        elif attributes.get("property", attributes.get("name", "")).lower() in (
            "og:site_name",
            "application-name",
        ):
            self.site_name = self.site_name or attributes.get("content", "").strip()


def walk_page(source: str) -> Walk:
    """Read an HTML page and return what was found on it."""
    walk = Walk(source)
    walk.run()
    return walk
