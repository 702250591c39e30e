"""Shards: files of quads, each with whole policies, as workers write them and other programs do."""

from __future__ import annotations

import gzip
import re
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store

from ..ontology.resources import (
    ORGANISATIONS_GRAPH,
    STORE_GRAPH,
    VOCABULARY_GRAPH,
    policy_iri,
    stated_graph,
)
from ..ontology.terms import PF, PFR, RDF
from .errors import GraphError
from .parts import Part, graphs_of

ENDINGS: Final = (".nq", ".nq.gz", ".parquet")
COLUMNS: Final = ("subject", "predicate", "object", "graph")
"""The columns of a Parquet shard, each cell a term as N-Quads writes it."""

# Below this a shard is read into memory, above it into a folder that goes when it is done.
_SMALL: Final = {".nq": 64 << 20, ".nq.gz": 6 << 20, ".parquet": 6 << 20}
_ROWS: Final = 50_000
_SHARED: Final = frozenset({VOCABULARY_GRAPH, ORGANISATIONS_GRAPH, STORE_GRAPH})
_OF_POLICY: Final = re.compile(
    re.escape(PFR) + r"(?P<part>stated|derived|inferred|text)-(?P<key>[a-z0-9]+(?:-[a-z0-9]+)*)"
)
_MARK: Final = re.compile(re.escape(PFR) + r"loaded-[0-9a-f]{16}")
_VERSION: Final = NamedNode(PF + "PolicyVersion")


class ShardError(GraphError):
    """A shard can't be read, or holds what no graph of privacyflow holds."""


class Shard:
    """The policies of one open shard."""

    def __init__(self, store: Store, path: Path) -> None:
        """Take the quads of the shard `path`. Raises ShardError if they aren't whole policies."""
        self._store = store
        self._path = path
        self.policies: tuple[str, ...] = tuple(sorted(self._check()))

    def quads(self, policy: str, parts: tuple[Part, ...]) -> Iterator[Quad]:
        """Yield the quads of these kinds of graph of one policy."""
        for name in graphs_of(policy, parts):
            yield from self._store.quads_for_pattern(None, None, None, NamedNode(name))

    def _check(self) -> Iterator[str]:
        found: dict[str, set[str]] = {}
        for graph in self._store.named_graphs():
            name = graph.value
            match = _OF_POLICY.fullmatch(name)
            if match:
                found.setdefault(match["key"], set()).add(match["part"])
            elif name not in _SHARED and not _MARK.fullmatch(name):
                raise self._wrong(f"{name} is no graph of privacyflow")
        if next(self._store.quads_for_pattern(None, None, None, DefaultGraph()), None):
            raise self._wrong("some quads are in no graph")
        for key, parts in found.items():
            self._check_policy(key, parts)
            yield key

    def _check_policy(self, key: str, parts: set[str]) -> None:
        if Part.STATED not in parts:
            what = f"the policy {key} is cut: {', '.join(sorted(parts))} without its stated graph"
            raise self._wrong(what)
        policy, kind = NamedNode(policy_iri(key)), NamedNode(RDF + "type")
        stated = NamedNode(stated_graph(key))
        if not any(self._store.quads_for_pattern(policy, kind, _VERSION, stated)):
            raise self._wrong(f"{stated.value} doesn't say what policy it is of")
        for quad in self.quads(key, tuple(Part)):
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise self._wrong(f"a blank node in {quad.graph_name}")

    def _wrong(self, what: str) -> ShardError:
        return _wrong(self._path, what)


def find_shards(sources: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files among `sources` and all shards in the folders among them, each once.

    Below folders files with a shard's ending count, in alphabetical order, hidden ones not.
    """
    found: dict[Path, None] = {}
    for source in sources:
        found.update(dict.fromkeys(_walk(source) if source.is_dir() else (source,)))
    return tuple(found)


@contextmanager
def open_shard(path: Path) -> Iterator[Shard]:
    """Open a shard, read to its end: of one that was cut off, nothing is used.

    Raises ShardError, and OSError where the file can't be read.
    """
    ending = next((each for each in ENDINGS if path.name.endswith(each)), None)
    if ending is None:
        raise ShardError(
            what="is no shard", where=str(path), remedy=f"Shards end in {', '.join(ENDINGS)}."
        )
    if path.stat().st_size <= _SMALL[ending]:
        yield Shard(_read(Store(), path, ending), path)
        return
    with tempfile.TemporaryDirectory(prefix="privacyflow-") as folder:
        store = _read(Store(folder), path, ending)
        yield Shard(store, path)
        del store


def _read(store: Store, path: Path, ending: str) -> Store:
    try:
        if ending == ".parquet":
            for lines in _parquet_lines(path):
                store.bulk_load(lines, RdfFormat.N_QUADS)
        else:
            with _open(path, ending) as file:
                store.bulk_load(file, RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise _wrong(path, f"no N-Quads ({' '.join(str(error).split())[:160]})") from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _wrong(path, f"cut off or broken ({error})") from None
    return store


def _open(path: Path, ending: str) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path)) if ending == ".nq.gz" else path.open("rb")


def _parquet_lines(path: Path) -> Iterator[bytes]:
    """Yield the rows of a Parquet file as N-Quads, some thousands at a time."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ShardError(
            what="reading Parquet needs pyarrow",
            where=str(path),
            remedy='Install it: pip install "privacyflow[tables]"',
        ) from None
    try:
        file = parquet.ParquetFile(path)
        missing = [name for name in COLUMNS if name not in file.schema_arrow.names]
        if missing:
            raise _wrong(path, f"has no column {', '.join(missing)}")
        for batch in file.iter_batches(_ROWS, columns=list(COLUMNS)):
            columns = [batch.column(name).to_pylist() for name in COLUMNS]
            yield "".join(_line(path, cells) for cells in zip(*columns, strict=True)).encode()
    except pyarrow.ArrowException as error:
        raise _wrong(path, f"no Parquet ({' '.join(str(error).split())[:160]})") from None


def _line(path: Path, cells: tuple[object, ...]) -> str:
    words = [cell for cell in cells if isinstance(cell, str)]
    if len(words) != len(cells) or any("\n" in word or "\r" in word for word in words):
        raise _wrong(path, "a cell is no term as N-Quads writes it")
    return f"{' '.join(words)} .\n"


def _wrong(path: Path, what: str) -> ShardError:
    return ShardError(
        what=what, where=str(path), remedy="Nothing of it was used. Write the shard again."
    )


def _walk(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.name.endswith(ENDINGS)
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
