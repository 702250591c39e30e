"""Files of quads as `load` reads them: compressed N-Quads or Parquet, the same bytes each time."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Final

from .failures import BuildError

_ROWS: Final = 50_000


class ShardFormat(StrEnum):
    """The formats of shards, by the endings of their files."""

    N_QUADS = "nq.gz"
    PARQUET = "parquet"


Write = Callable[[bytes], None]


@contextmanager
def open_writer(path: Path, form: ShardFormat) -> Iterator[Write]:
    """Give what adds the N-Quads of one policy, sorted, to the new file `path`.

    Raises BuildError where a package is missing.
    """
    if form is ShardFormat.PARQUET:
        with _open_parquet(path) as write:
            yield write
        return
    # Neither a name nor a time goes into the file, so that the same quads are the same bytes.
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as file:
        yield lambda quads: _add(file, quads)


def sort_lines(quads: bytes) -> bytes:
    """Return N-Quads sorted by their lines, each once."""
    # Line feeds inside literals are escaped, so a line feed always ends a statement.
    lines = sorted({line for line in quads.split(b"\n") if line})
    return b"".join(line + b"\n" for line in lines)


def _add(file: gzip.GzipFile, quads: bytes) -> None:
    file.write(sort_lines(quads))


@contextmanager
def _open_parquet(path: Path) -> Iterator[Write]:
    from ..graphs.shards import COLUMNS

    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise BuildError(
            where="--shard-format parquet",
            what="writing Parquet needs pyarrow",
            remedy='Install it: pip install "privacyflow[tables]"',
        ) from None
    schema = pyarrow.schema([(name, pyarrow.string()) for name in COLUMNS])
    rows: list[tuple[str, ...]] = []
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:

        def flush(least: int) -> None:
            while len(rows) > least:
                columns = zip(*rows[:_ROWS], strict=True)
                arrays = [pyarrow.array(list(column), pyarrow.string()) for column in columns]
                writer.write_batch(pyarrow.record_batch(arrays, schema=schema))
                del rows[:_ROWS]

        def write(quads: bytes) -> None:
            rows.extend(_terms(sort_lines(quads)))
            flush(_ROWS)

        yield write
        flush(0)


def _terms(quads: bytes) -> Iterator[tuple[str, ...]]:
    from pyoxigraph import RdfFormat, parse

    for quad in parse(quads, RdfFormat.N_QUADS):
        yield str(quad.subject), str(quad.predicate), str(quad.object), str(quad.graph_name)
