"""The documents of a corpus before they are read: where each lies, and what tells it from others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .failures import DocumentFailure, explain
from .tables import ENDING, Row, TableError, read_rows

if TYPE_CHECKING:
    from ..extractors.reading import SourceFile

FILES: Final = 500
"""How many files one job looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A document: its id in a graph and its size in bytes, or why it can't be read at all.

    `mark` is a digest of all that decides what is extracted from it, besides the version of
    privacyflow. `table` is the Parquet file that holds it, `row` its row there, from 0.
    """

    path: Path
    policy: str = ""
    mark: str = ""
    size: int = 0
    table: Path | None = None
    row: int = 0
    failure: DocumentFailure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Lists documents; `company` says whose policy each is, None that text or table tells."""

    company: str | None = None

    def __call__(self, paths: tuple[Path, ...]) -> tuple[Listed, ...]:
        return tuple(each for path in paths for each in self._list(path))

    def _list(self, path: Path) -> Iterator[Listed]:
        from ..extractors.reading import ReadingError, open_source

        if is_table(path):
            yield from self._list_rows(path)
            return
        try:
            source = open_source(path)
        except ReadingError as error:
            yield Listed(path=path, failure=explain(error, path))
            return
        yield _listed(path, source, self.company)

    def _list_rows(self, path: Path) -> Iterator[Listed]:
        try:
            for row in read_rows(path):
                yield self._list_row(path, row)
        except TableError as error:
            yield Listed(path=path, failure=error.failure)

    def _list_row(self, table: Path, row: Row) -> Listed:
        if row.source is None:
            return Listed(path=row.path, failure=row.failure)
        company = self.company or row.company
        return _listed(row.path, row.source, company, table=table, row=row.number)


def is_table(path: Path) -> bool:
    """Tell whether a path is that of a Parquet file of policies."""
    return path.name.lower().endswith(ENDING)


def listing_jobs(paths: Iterable[Path]) -> Iterator[tuple[Path, ...]]:
    """Yield the paths in their order, some hundred files a job, or one table."""
    files: list[Path] = []
    for path in paths:
        if files and (is_table(path) or len(files) == FILES):
            yield tuple(files)
            files = []
        if is_table(path):
            yield (path,)
        else:
            files.append(path)
    if files:
        yield tuple(files)


def _listed(
    path: Path, source: SourceFile, company: str | None, *, table: Path | None = None, row: int = 0
) -> Listed:
    from ..extractors.reading import document_id

    policy = document_id(source.data, file_name=source.file_name)
    known = [policy, source.file_name, company, source.url, source.retrieved, source.charset]
    return Listed(
        path=path,
        policy=policy,
        mark=hashlib.sha256(json.dumps(known).encode()).hexdigest(),
        size=len(source.data),
        table=table,
        row=row,
    )
