"""One shard: its documents are read, and written as one file that is there whole or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from .engines import Choose, Effort, choose_engine
from .failures import DocumentFailure, Reason, show_path
from .listing import Listed
from .partition import Share
from .receipts import Entry, Receipt, digest_of, find_whole, receipt_path, replacing
from .shard_files import ShardFormat, Write, open_writer
from .tables import Row, TableError, read_rows
from .tasks import Extracted, Result, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardWriting:
    """Writes shards into `folder`, wherever it is called: doing it twice gives the same file.

    What is there and whole is left alone, unless `again`, or `retry_failed` and a document failed.
    `company` says whose policy each is; `choose` is given the number of documents and the effort.
    """

    folder: Path
    form: ShardFormat
    effort: Effort
    company: str | None = None
    again: bool = False
    retry_failed: bool = False
    choose: Choose = choose_engine

    def __call__(self, share: Share) -> Receipt:
        file = f"{share.key}.{self.form}"
        there = None if self.again else find_whole(self.folder, file)
        if there is not None and there.is_final() and not (self.retry_failed and there.failed):
            return there
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / file
        with replacing(target) as temporary:
            with open_writer(temporary, self.form) as write:
                entries = tuple(self._extract(share, write))
            sha256, size = digest_of(temporary)
        receipt = Receipt(file=file, sha256=sha256, size=size, entries=entries)
        with replacing(receipt_path(self.folder, file)) as temporary:
            temporary.write_text(receipt.to_json(), encoding="utf-8")
        return receipt

    def _extract(self, share: Share, write: Write) -> Iterator[Entry]:
        engine = self.choose(len(share.documents), self.effort)
        with closing(engine.read(self._tasks(share))) as results:
            for one, result in zip(share.documents, results, strict=True):
                entry = _enter(one, result)
                if isinstance(result.found, Extracted) and entry.failure is None:
                    write(result.found.quads)
                yield entry

    def _tasks(self, share: Share) -> Iterator[Task]:
        table = share.documents[0].table
        rows = _read(table, {one.row for one in share.documents}) if table is not None else iter(())
        for one in share.documents:
            # A row that is gone since it was listed leaves a path that leads nowhere, which is told.
            row = next(rows, None)
            company = self.company or (row.company if row else None)
            yield Task(path=one.path, company=company, source=row.source if row else None)


def _read(table: Path, wanted: set[int]) -> Iterator[Row]:
    with contextlib.suppress(TableError):
        yield from read_rows(table, wanted)


def _enter(one: Listed, result: Result) -> Entry:
    match result.found:
        case Extracted() as found if found.policy == one.policy:
            return Entry(policy=one.policy, flows=found.flows, seconds=result.seconds)
        case Extracted():
            return Entry(policy=one.policy, failure=_changed(one.path))
        case DocumentFailure() as failure:
            return Entry(policy=one.policy, failure=failure, seconds=result.seconds)


def _changed(path: Path) -> DocumentFailure:
    return DocumentFailure(
        reason=Reason.UNREADABLE,
        where=show_path(path),
        what="its content changed while it was read",
        remedy="Run again when nobody changes the files.",
    )
