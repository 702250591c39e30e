"""Loading shards into a graph: policy by policy, each whole or not at all."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from pyoxigraph import NamedNode, Quad

from ..ontology.resources import derived_graph, stated_graph
from .database import store_marks, vocabulary_quads
from .derived import derive
from .dialects import Dialect
from .errors import explain_disk
from .parts import Part
from .serialisation import Format, serialise
from .shards import Shard, ShardError, open_shard
from .store import GraphStore

COMPACT_FROM: Final = 0.25
"""The share of a graph's policies that loading has to add before it lays the files out anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of one shard: how many policies it gave, or the error that it gave none for."""

    path: Path
    policies: int = 0
    error: Exception | None = None


def load_each(paths: Iterable[Path], store: GraphStore) -> Iterator[Loaded]:
    """Put each shard's policies into `store`, and yield what became of it.

    Derived graphs are computed from what is stated and this version's vocabulary, whatever a shard
    holds; inferred ones are kept where a shard's derived graph is the same. Cut off anywhere, loading
    again gives the same graph. Raises StoreError where the store can't be written.
    """
    added = 0
    for path in paths:
        outcome = _each_policy(path, lambda shard, policy: _put_in(shard, policy, store))
        added += outcome.policies
        yield outcome
    if added and added > len(store.policies()) * COMPACT_FROM:
        store.compact()


def write_each(paths: Sequence[Path], output: Path, dialect: Dialect) -> Iterator[Loaded]:
    """Write the shards and all else that a graph holds to one file, for a server's own loader.

    It is N-Quads, compressed where `output` ends in ".gz". Shards are read from the last to the
    first: a policy that is in two is written once, as the later has it. Raises StoreError where the
    file can't be written.
    """
    temporary = output.with_name(f".{output.name}.part")
    seen: set[str] = set()
    with GraphStore.in_memory() as scratch, explain_disk(output.parent):
        with _open(temporary, compressed=output.suffix == ".gz") as file:
            _append(file, [*store_marks(), *vocabulary_quads()], dialect)

            def write(shard: Shard, policy: str) -> None:
                if policy not in seen:
                    seen.add(policy)
                    _put_in(shard, policy, scratch)
                    _append(file, scratch.quads(policy_id=policy), dialect)
                    scratch.remove_policy(policy)

            for path in reversed(paths):
                yield _each_policy(path, write)
        temporary.replace(output)


def _each_policy(path: Path, use: Callable[[Shard, str], None]) -> Loaded:
    try:
        with open_shard(path) as shard:
            for policy in shard.policies:
                use(shard, policy)
            return Loaded(path=path, policies=len(shard.policies))
    except (ShardError, FileNotFoundError, IsADirectoryError, PermissionError) as error:
        return Loaded(path=path, error=error)


def _put_in(shard: Shard, policy: str, store: GraphStore) -> None:
    inferred = tuple(shard.quads(policy, (Part.INFERRED,)))
    stated = tuple(shard.quads(policy, (Part.STATED, Part.TEXT)))
    if inferred:
        own = (quad for quad in stated if quad.graph_name == NamedNode(stated_graph(policy)))
        derived = set(derive(own, store.hierarchy, derived_graph(policy)))
        if derived != set(shard.quads(policy, (Part.DERIVED,))):
            inferred = ()  # it follows from another vocabulary
    store.replace_policy(policy, stated, inferred)


def _open(path: Path, *, compressed: bool) -> BinaryIO:
    if compressed:
        return cast(BinaryIO, gzip.GzipFile(path, "wb", mtime=0))
    return path.open("wb")


def _append(file: BinaryIO, quads: Iterable[Quad], dialect: Dialect) -> None:
    file.write(serialise(dialect.kept(quads), Format.N_QUADS))
