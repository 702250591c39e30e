"""The markup of DOCX: paragraphs and tables in reading order, with what their styles say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from .word_styles import Styles, find, is_on, number_at, read_styles, tag

if TYPE_CHECKING:
    from docx.document import Document

# lxml's elements; the library has no types of its own.
_Element: TypeAlias = Any

# What is deleted, a picture's other drawing, or a field's code.
_LEFT_OUT: Final = frozenset(
    {tag("w:del"), tag("w:moveFrom"), tag("mc:Fallback"), tag("w:instrText"), tag("w:rPr")}
)
_BLANKS: Final = {tag("w:tab"): "\t", tag("w:ptab"): "\t", tag("w:noBreakHyphen"): "-"}
_BREAKS: Final = frozenset({tag("w:br"), tag("w:cr")})
_BOX: Final = tag("w:txbxContent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: `number` from 1 in the document, `heading` its level or 0, `indent` in columns.

    `depth` is that of the list it is an item of, None outside; `ordered` and `count` are the item's
    number; `continues` says that it only goes on an item. Line breaks in `text` are "\\n".
    """

    number: int
    text: str
    heading: int = 0
    is_title: bool = False
    depth: int | None = None
    ordered: bool = False
    count: int = 0
    continues: bool = False
    bold: bool = False
    indent: int = 0

    def lines(self) -> list[str]:
        """Return the lines that hold anything."""
        return [line for line in self.text.split("\n") if line.strip()]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """A cell: its first column, how many it takes, and whether it only `goes_on` the one above."""

    column: int
    width: int
    goes_on: bool
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table."""

    cells: tuple[TableCell, ...]
    header: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; `is_layout` says that it holds headings or other tables and only arranges a page."""

    rows: tuple[Row, ...]
    is_layout: bool

    @property
    def is_data(self) -> bool:
        """Whether the cells are worth keeping as such: there are rows of several."""
        wide = any(len(row.cells) > 1 for row in self.rows)
        return not self.is_layout and wide and len(self.rows) > 1

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs of all cells, row by row."""
        for row in self.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def read_body(document: Document) -> Iterator[Paragraph | Table]:
    """Yield the paragraphs and tables of a document in order."""
    return _Reader(read_styles(document)).read(document.element.body)


@dataclass(slots=True)
class _Reader:
    styles: Styles
    count: int = 0
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def read(self, parent: _Element) -> Iterator[Paragraph | Table]:
        for element in parent.iterchildren():
            if element.tag == tag("w:p"):
                yield from self._read_paragraph(element)
            elif element.tag == tag("w:tbl"):
                yield self._read_table(element)
            elif element.tag not in _LEFT_OUT and isinstance(element.tag, str):
                # Content controls, insertions and the like only wrap what counts.
                yield from self.read(element)

    def _read_paragraph(self, element: _Element) -> Iterator[Paragraph | Table]:
        self.count += 1
        number = self.count
        boxes: list[_Element] = []
        text = "".join(_read_words(element, boxes))
        style = self.styles.of(element)
        if not style.is_contents:
            marked = bool(text.strip()) and not style.heading and style.list_id is not None
            yield Paragraph(
                number=number,
                text=text,
                heading=style.heading,
                is_title=style.is_title,
                depth=style.depth,
                ordered=style.ordered and marked,
                count=self._count_item(style.list_id, style.depth or 0, style.start)
                if marked
                else 0,
                continues=style.depth is not None and style.list_id is None,
                bold=style.bold or _is_bold(element),
                indent=style.indent,
            )
        for box in boxes:
            yield from self.read(box)

    def _count_item(self, list_id: str | None, depth: int, start: int) -> int:
        key = (list_id or "", depth)
        for other in [each for each in self.counts if each[0] == key[0] and each[1] > depth]:
            del self.counts[other]
        self.counts[key] += 1
        return self.counts[key] + start - 1

    def _read_table(self, element: _Element) -> Table:
        is_layout = False
        rows = []
        look = find(element, "w:tblPr/w:tblLook")
        first_is_header = look is not None and look.get(tag("w:firstRow")) == "1"
        for place, row in enumerate(element.iter(tag("w:tr"))):
            if _table_around(row) is not element:
                is_layout = True
                continue
            header = is_on(find(row, "w:trPr/w:tblHeader"))
            cells = tuple(self._read_cells(row))
            is_layout |= any(p.heading for cell in cells for p in cell.paragraphs)
            rows.append(Row(cells=cells, header=header or (first_is_header and not place)))
        return Table(rows=tuple(rows), is_layout=is_layout)

    def _read_cells(self, row: _Element) -> Iterator[TableCell]:
        column = number_at(row, "w:trPr/w:gridBefore", 0)
        for cell in row.iter(tag("w:tc")):
            if next(cell.iterancestors(tag("w:tr"))) is not row:
                continue
            width = max(number_at(cell, "w:tcPr/w:gridSpan", 1), 1)
            merge = find(cell, "w:tcPr/w:vMerge")
            goes_on = merge is not None and merge.get(tag("w:val")) != "restart"
            yield TableCell(
                column=column,
                width=min(width, 64),
                goes_on=goes_on,
                paragraphs=tuple(self._flatten(cell)),
            )
            column += width

    def _flatten(self, parent: _Element) -> Iterator[Paragraph]:
        for part in self.read(parent):
            if isinstance(part, Paragraph):
                yield part
            else:
                yield from part.paragraphs()


def _table_around(row: _Element) -> _Element:
    return next(row.iterancestors(tag("w:tbl")))


def _read_words(element: _Element, boxes: list[_Element]) -> Iterator[str]:
    """Yield the words of a paragraph; what stands in a text box is put aside into `boxes`."""
    for child in element.iterchildren():
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == tag("w:t"):
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield _BLANKS[child.tag]
        elif child.tag in _BREAKS:
            yield "\n" if child.get(tag("w:type")) in (None, "textWrapping") else " "
        elif child.tag == _BOX:
            boxes.append(child)
        else:
            yield from _read_words(child, boxes)


def _is_bold(element: _Element) -> bool:
    """Whether all words of a paragraph are set in bold by hand."""
    runs = [run for run in element.iter(tag("w:r")) if "".join(_read_words(run, [])).strip()]
    return bool(runs) and all(is_on(find(run, "w:rPr/w:b")) for run in runs)
