"""Tables as a workbook (XLSX): every cell inert, the same tables the same bytes."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .cells import is_formula
from .files import ExportError, missing_package
from .tables import Table, Value, show

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS: Final = 1_048_576
LONGEST_CELL: Final = 32_767
"""What a sheet of XLSX holds: rows, its header among them, and UTF-16 units of a cell."""

_CUT: Final = "… [cut: the cell was too long for a spreadsheet]"
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can tell
_TIMES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """What a workbook could not hold: cells cut short, and characters that it forbids."""

    cut: int = 0
    replaced: int = 0


def write_xlsx(tables: Iterable[Table], file: BinaryIO) -> Losses:
    """Write a workbook with one sheet a table; returns what it could not hold.

    Words stay words, whatever they begin with: no cell is a formula. Raises ExportError where the
    package is missing or a table has more rows than a sheet.
    """
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError:
        raise missing_package("xlsx") from None
    book = Workbook(write_only=True)
    book.properties.creator = "privacyflow"
    try:
        return _write(book, tables, file)
    except _lxml_errors() as error:
        code = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(code, os.strerror(code)) from None


def _write(book: Workbook, tables: Iterable[Table], file: BinaryIO) -> Losses:
    cut = replaced = 0
    try:
        for table in tables:
            cells = _fill(book.create_sheet(table.name), table)
            cut, replaced = cut + cells.cut, replaced + cells.replaced
        _save(book, file)
    finally:
        for sheet in book.worksheets:
            if not sheet.closed:
                sheet.close()
    return Losses(cut=cut, replaced=replaced)


def _lxml_errors() -> tuple[type[Exception], ...]:
    """Return what openpyxl raises for a full disk where lxml is installed: it is no OSError then."""
    try:
        from lxml.etree import SerialisationError
    except ModuleNotFoundError:
        return ()
    return (SerialisationError,)


def _fill(sheet: Worksheet, table: Table) -> _Cells:
    sheet.freeze_panes = "A2"
    cells = _Cells(sheet)
    sheet.append([name for name, _ in table.columns])
    rows = iter(table.rows)
    for row in islice(rows, MOST_ROWS - 1):
        sheet.append([cells.cell(value) for value in row])
    if next(rows, None) is not None:
        raise ExportError(
            what=f"{table.name} has more than {MOST_ROWS - 1:,} rows, the most of a sheet",
            where=".xlsx",
            remedy="Narrow it with --company, or export .csv or .parquet.",
        )
    return cells


class _Cells:
    """Makes the cells of one sheet, and counts what they could not hold."""

    def __init__(self, sheet: Worksheet) -> None:
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        self._sheet = sheet
        self._illegal: re.Pattern[str] = ILLEGAL_CHARACTERS_RE
        self.cut = 0
        self.replaced = 0

    def cell(self, value: Value) -> object:
        """Return what goes into a cell."""
        if value is None or isinstance(value, bool | int | float):
            return value
        words, found = self._illegal.subn("\ufffd", show(value))
        self.replaced += found
        if len(words) > LONGEST_CELL // 2:
            words = self._shorten(words)
        if not is_formula(words) and not words.startswith("#"):
            return words
        return self._inert(words)

    def _shorten(self, words: str) -> str:
        units = words.encode("utf-16-le", "replace")
        if len(units) <= 2 * LONGEST_CELL:
            return words
        self.cut += 1
        return units[: 2 * (LONGEST_CELL - len(_CUT))].decode("utf-16-le", "ignore") + _CUT

    def _inert(self, words: str) -> object:
        """Return a cell typed as words, so that "=1+1" and "#N/A" are never worked out.

        The mark keeps them words when a person edits the cell, as an apostrophe does that is typed
        before them.
        """
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._sheet, value=words)
        cell.data_type = "s"
        cell.quotePrefix = True
        return cell


class _Archive(ZipFile):
    """A zip file whose members tell no time."""

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        name = str(zinfo_or_arcname)
        written = data.encode() if isinstance(data, str) else bytes(data)
        if name == "docProps/core.xml":
            written = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z", written)
        with self.open(_member(name), "w", force_zip64=True) as member:
            member.write(written)

    def write(self, filename: object, arcname: object = None, *_: object, **__: object) -> None:
        with (
            Path(str(filename)).open("rb") as source,
            self.open(_member(str(arcname)), "w", force_zip64=True) as member,
        ):
            shutil.copyfileobj(source, member)


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, date_time=_NO_TIME)
    member.compress_type = ZIP_DEFLATED
    return member


def _save(book: Workbook, file: BinaryIO) -> None:
    from openpyxl.writer.excel import ExcelWriter

    with _Archive(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(book, archive).write_data()
