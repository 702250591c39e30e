"""Parquet files of policies: a row is a document, called "crawl.parquet!name"."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .failures import DocumentFailure, Reason, explain, show_path

if TYPE_CHECKING:
    from ..extractors.reading import SourceFile

ENDING: Final = ".parquet"
NAME: Final = "name"
CONTENTS: Final = ("text", "bytes")
"""The columns that hold a document, of which a file has one: words, or a file's bytes."""

_OPTIONAL: Final = ("company", "url")
_ROWS: Final = 64
_SEPARATOR: Final = "!"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A policy of a table, or why the row holds none; `number` counts from 0."""

    number: int
    path: Path
    source: SourceFile | None = None
    company: str | None = None
    failure: DocumentFailure | None = None


class TableError(Exception):
    """A Parquet file that can't be read as one of policies; `failure` tells why."""

    def __init__(self, failure: DocumentFailure) -> None:
        super().__init__(failure.what)
        self.failure = failure


def read_rows(path: Path, wanted: Collection[int] | None = None) -> Iterator[Row]:
    """Yield the rows of a Parquet file, or those with the numbers `wanted`, in their order.

    It has the columns `name` (whose ending tells the format, else the content does) and `text` or
    `bytes`, and may have `company` and `url`. Raises TableError, after the rows before what is broken.
    """
    from ..extractors.reading import ReadingError
    from ..extractors.reading.source_file import check_file

    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        remedy = 'Install it: pip install "privacyflow[tables]"'
        raise TableError(_failure(path, "reading Parquet needs pyarrow", remedy)) from None
    try:
        check_file(path, most=sys.maxsize)
        with parquet.ParquetFile(path) as file:
            yield from _read(file, path, wanted)
    except ReadingError as error:
        raise TableError(explain(error, path)) from None
    except pyarrow.ArrowException as error:
        what = f"no Parquet ({' '.join(str(error).split())[:160]})"
        raise TableError(_failure(path, what, "Write the file again.")) from None
    except OSError as error:
        what = " ".join((error.strerror or f"broken ({error})").split())[:160].lower()
        raise TableError(_failure(path, what, "Check the file and the disk.")) from None


def _read(file: Any, path: Path, wanted: Collection[int] | None) -> Iterator[Row]:
    names = file.schema_arrow.names
    content = next((each for each in CONTENTS if each in names), None)
    if NAME not in names or content is None:
        what = f'needs the columns "{NAME}" and "{CONTENTS[0]}" or "{CONTENTS[1]}"'
        raise TableError(_failure(path, what, "Rename its columns."))
    columns = [NAME, content, *(each for each in _OPTIONAL if each in names)]
    number = 0
    for group in range(file.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        if wanted is None or any(number <= each < number + rows for each in wanted):
            first = number
            for batch in file.iter_batches(_ROWS, row_groups=[group], columns=columns):
                # A cell is made a Python object only in a row that is wanted.
                for place in range(batch.num_rows):
                    if wanted is None or first + place in wanted:
                        cells = [batch.column(each)[place].as_py() for each in columns]
                        yield _row(path, first + place, dict(zip(columns, cells, strict=True)))
                first += batch.num_rows
        number += rows


def _row(path: Path, number: int, cells: dict[str, object]) -> Row:
    from ..extractors.reading import SourceFile
    from ..extractors.reading.limits import MOST_BYTES

    name, company, url = (_words(cells.get(each)) for each in (NAME, *_OPTIONAL))
    content = next(cells[each] for each in CONTENTS if each in cells)
    called = Path(f"{path}{_SEPARATOR}{name or f'row {number + 1}'}")
    data = content.encode() if isinstance(content, str) else content
    if not name or not isinstance(data, bytes) or not data:
        what = f"the row has no {'text' if name else 'name'}"
        failure = _failure(called, what, "Mend the row.", Reason.REFUSED)
        return Row(number=number, path=called, failure=failure)
    if len(data) > MOST_BYTES:
        what = f"the document is larger than {MOST_BYTES // 1_000_000} MB"
        failure = _failure(called, what, "Split it.", Reason.REFUSED)
        return Row(number=number, path=called, failure=failure)
    charset = "utf-8" if isinstance(content, str) else None
    source = SourceFile(data=data, file_name=name, where=str(called), url=url, charset=charset)
    return Row(number=number, path=called, source=source, company=company)


def _words(cell: object) -> str | None:
    return cell.strip() or None if isinstance(cell, str) else None


def _failure(
    path: Path, what: str, remedy: str, reason: Reason = Reason.UNREADABLE
) -> DocumentFailure:
    return DocumentFailure(reason=reason, where=show_path(path), what=what, remedy=remedy)
