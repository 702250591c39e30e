"""Tables as Parquet, for data frames and databases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO, Final

from .files import missing_package
from .tables import Kind, Table, Value

_BATCH: Final = 5_000


def write_parquet(table: Table, file: BinaryIO) -> None:
    """Write Parquet: lists as lists, truths and numbers as such, nothing known as null.

    Raises ExportError where the package is missing.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise missing_package("parquet") from None
    types = {
        Kind.WORDS: pyarrow.string(),
        Kind.WHOLE: pyarrow.int64(),
        Kind.NUMBER: pyarrow.float64(),
        Kind.TRUTH: pyarrow.bool_(),
        Kind.LIST: pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema([(name, types[kind]) for name, kind in table.columns])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in _batches(table):
            columns = zip(*rows, strict=True)
            arrays = [
                pyarrow.array(list(column), type=field.type)
                for column, field in zip(columns, schema, strict=True)
            ]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))


def _batches(table: Table) -> Iterator[Sequence[Sequence[Value]]]:
    rows = iter(table.rows)
    while batch := list(islice(rows, _BATCH)):
        yield batch
