"""DOCX: paragraphs with their styles, lists and tables, each with its number in the document."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ...ontology.records import BlockKind, Cell
from ...ontology.spots import Spot
from .errors import ReadingError
from .extras import require_extra
from .layout import lay_out
from .lines import join_broken_passages
from .page import Page
from .passages import Passage, open_passage
from .spotted_text import Run, SpottedText
from .titles import may_be_title
from .word_markup import Paragraph, Row, Table, read_body
from .zip_limits import check_whole, open_zip

if TYPE_CHECKING:
    from docx.document import Document

# The container of office documents before DOCX, and of DOCX that is encrypted.
_OLD = b"\xd0\xcf\x11\xe0"
_DAMAGED = "Open it in a word processor and save it anew as DOCX."


def read_docx(data: bytes, where: str) -> Page:
    """Return the text of a DOCX file; headers, footers and what was deleted are left out.

    Raises ReadingError where it is broken, too large, or the library that reads it isn't there.
    """
    require_extra("docx", "a DOCX document", where)
    if data.startswith(_OLD):
        what = "this is an old office document, or one that is locked with a password"
        raise ReadingError(what, where, "Save it as DOCX without a password.")
    check_whole(open_zip(io.BytesIO(data), where), where)
    document = _open(data, where)
    try:
        writer = _Writer()
        for part in read_body(document):
            writer.add(part)
    except (RecursionError, ValueError, KeyError, AttributeError):
        raise ReadingError("the DOCX document is damaged", where, _DAMAGED) from None
    text, spots = writer.text.finish()
    return Page(
        text=text,
        blocks=lay_out(join_broken_passages(writer.passages)),
        spots=spots,
        title=" ".join((document.core_properties.title or "").split()),
    )


def _open(data: bytes, where: str) -> Document:
    from docx import Document as open_document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        return open_document(io.BytesIO(data))
    except (PackageNotFoundError, LxmlError, KeyError, ValueError, AttributeError, RecursionError):
        what = "the DOCX document is damaged or none"
        raise ReadingError(what, where, _DAMAGED) from None


@dataclass(slots=True)
class _Writer:
    text: SpottedText = field(default_factory=SpottedText)
    passages: list[Passage] = field(default_factory=list)
    tables: int = 0
    titled: bool = False

    def add(self, part: Paragraph | Table) -> None:
        if isinstance(part, Paragraph):
            self._add_paragraph(part)
        elif part.is_data:
            self._add_table(part)
        else:
            for paragraph in part.paragraphs():
                self._add_paragraph(paragraph)

    def _add_paragraph(self, paragraph: Paragraph) -> None:
        for line in paragraph.lines():
            spot = Spot(start=0, end=0, paragraph=paragraph.number)
            span = self.text.write([Run(line, spot)])
            if span is not None:
                words = " ".join(line.split())
                passage = _open_paragraph(paragraph, span[0], words)
                # Under a title the first heading is of the second level, whatever its style is called.
                if paragraph.heading and self.titled and not paragraph.is_title:
                    passage = replace(passage, level=passage.level + 1)
                self.titled = self.titled or paragraph.is_title
                self.passages.append(passage)

    def _add_table(self, table: Table) -> None:
        written: dict[int, tuple[int, int]] = {}
        number, self.tables = self.tables, self.tables + 1
        for place, row in enumerate(table.rows):
            self._add_row(row, (number, place), written)

    def _add_row(
        self, row: Row, place: tuple[int, int], written: dict[int, tuple[int, int]]
    ) -> None:
        """Write the cells of a row; `written` keeps each column's, for those that reach down."""
        table, number = place
        for cell in row.cells:
            if not cell.goes_on:
                written.pop(cell.column, None)
                spans = [
                    span
                    for paragraph in cell.paragraphs
                    if (span := self.text.write(_cell_runs(paragraph, table, number, cell.column)))
                ]
                if spans:
                    written[cell.column] = (spans[0][0], spans[-1][1])
            span = written.get(cell.column)
            for column in range(cell.column, cell.column + cell.width) if span else ():
                self.passages.append(self._open_cell(span, table, number, column, row.header))

    def _open_cell(
        self, span: tuple[int, int] | None, table: int, row: int, column: int, header: bool
    ) -> Passage:
        start, end = span or (0, 0)
        return Passage(
            start=start,
            end=end,
            words="cell",
            kind=BlockKind.CELL,
            cell=Cell(table=table, row=row, column=column, header=header),
        )


def _cell_runs(paragraph: Paragraph, table: int, row: int, column: int) -> Iterator[Run]:
    place = (table + 1, row + 1, column + 1)
    words = " ".join(paragraph.text.split())
    yield Run(words, Spot(start=0, end=0, paragraph=paragraph.number, cell=place))


def _open_paragraph(paragraph: Paragraph, start: int, words: str) -> Passage:
    if paragraph.heading:
        return open_passage(start, words, kind=BlockKind.HEADING, level=paragraph.heading)
    titled = paragraph.bold and may_be_title(words)
    if titled and (paragraph.depth is None or (paragraph.ordered and not paragraph.depth)):
        sign = f"{paragraph.count}." if paragraph.ordered else ""
        return open_passage(start, words, kind=BlockKind.HEADING, sign=sign)
    if paragraph.depth is not None and not paragraph.continues:
        depth = paragraph.depth
        sign = f"{paragraph.count}." if paragraph.ordered else ""
        return open_passage(start, words, kind=BlockKind.ITEM, level=depth, inside=depth, sign=sign)
    inside = 0 if paragraph.depth is None else paragraph.depth + 1
    return open_passage(start, words, inside=inside, indent=paragraph.indent)
