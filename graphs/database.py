"""The database on disk: opening it, its schema version, and the vocabulary kept in it."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from ..ontology.resources import ORGANISATIONS_GRAPH, STORE_GRAPH, VOCABULARY_GRAPH
from ..ontology.terms import PF
from .errors import StoreError, explain_disk

SCHEMA_VERSION: Final = 2
"""2 has the derived edges of sharing flows, from which questions begin."""
_LACKING: Final = "1"
"""A schema whose derived graphs lack something; a writer derives them anew."""

_FILES: Final = {
    "flows.ttl": VOCABULARY_GRAPH,
    "classes.ttl": VOCABULARY_GRAPH,
    "data_types.ttl": VOCABULARY_GRAPH,
    "purposes.ttl": VOCABULARY_GRAPH,
    "parties.ttl": ORGANISATIONS_GRAPH,
}
_STORE: Final = NamedNode(STORE_GRAPH)
_SCHEMA: Final = NamedNode(PF + "schemaVersion")
_DIGEST: Final = NamedNode(PF + "vocabularyDigest")
_PAUSES: Final = (0.02, 0.05, 0.1, 0.2, 0.4)  # seconds
_MARK: Final = "CURRENT"  # the file that every RocksDB database has
# What RocksDB makes before it: a folder with nothing else is a graph whose making was cut off.
_BEFORE_MARK: Final = re.compile(r"LOCK|LOG(?:\.old\.\d+)?|IDENTITY|MANIFEST-\d+|\d+\.dbtmp")
_FULL: Final = re.compile(r"no space left|quota exceeded", re.IGNORECASE)


def open_database(path: Path, *, read_only: bool) -> Store:
    """Open the database in the folder `path`; for writing, create it if it isn't there.

    Raises StoreError if the folder is missing (reading), holds other files, is broken, is being
    written by another process (writing), or was written by another version of privacyflow; one that
    lacks derived edges only is opened for writing, by `GraphStore.open`, which derives them.
    """
    _check_folder(path, read_only=read_only)
    store = _read(path) if read_only else _write(path)
    try:
        version = _value(store, _SCHEMA)
        empty = version is None and next(iter(store), None) is None
    except (OSError, RuntimeError) as error:
        raise _unopened(path, error) from None
    if empty and not read_only:
        with explain_disk(path):
            replace_graphs(store, (), [*store_marks(), *vocabulary_quads()])
    elif version != str(SCHEMA_VERSION) and (read_only or version != _LACKING):
        again = "Build it again into another folder."
        raise StoreError(
            what=f"a graph of schema {version or 'unknown'}, this version reads {SCHEMA_VERSION}",
            where=str(path),
            remedy="Run privacyflow build on it once." if version == _LACKING else again,
        )
    return store


def vocabulary_is_current(store: Store) -> bool:
    """Tell whether the vocabulary in the store is the one that this version brings."""
    return _value(store, _DIGEST) == vocabulary_digest()


def refresh_vocabulary(store: Store) -> None:
    """Put this version's vocabulary in the place of the store's, in one transaction."""
    graphs = (STORE_GRAPH, VOCABULARY_GRAPH, ORGANISATIONS_GRAPH)
    replace_graphs(store, graphs, [*store_marks(), *vocabulary_quads()])


def vocabulary_quads() -> list[Quad]:
    """Return the vocabulary and the organisations in their named graphs.

    Axioms that need blank nodes (property chains, restrictions) stay in ontology/flows.ttl for the
    reasoner: the store holds no blank node, so that two exports are byte-identical.
    """
    return [
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph))
        for name, graph in _FILES.items()
        for quad in parse(_turtle(name), RdfFormat.TURTLE)
        if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode)
    ]


def replace_graphs(store: Store, graphs: Iterable[str], quads: Iterable[Quad]) -> int:
    """Make `quads` the whole content of `graphs`, all at once or not at all.

    Returns the number of quads that were put in or taken out.

    Only the difference is written: `extend` for new quads is one transaction and the fastest; where
    quads go, one `update` takes them out and puts the new ones in.
    """
    old = {
        quad
        for graph in graphs
        for quad in store.quads_for_pattern(None, None, None, NamedNode(graph))
    }
    return _replace(store, old, set(quads))


def replace_note(store: Store, about: str, predicate: str, value: str | None) -> None:
    """Make `value` all that the store's own graph says of `about` by this predicate; None: nothing."""
    place = NamedNode(about), NamedNode(predicate)
    old = set(store.quads_for_pattern(*place, None, _STORE))
    _replace(store, old, set() if value is None else {Quad(*place, Literal(value), _STORE)})


def _replace(store: Store, old: set[Quad], new: set[Quad]) -> int:
    gone, added = old - new, new - old
    if not gone:
        if added:
            store.extend(added)
        return len(added)
    # A term's own `str` is its escaped SPARQL form, so no policy words can leave their literal.
    store.update(f"DELETE DATA {{ {_data(gone)} }} ; INSERT DATA {{ {_data(added)} }}")
    return len(gone) + len(added)


def _data(quads: Iterable[Quad]) -> str:
    return "\n".join(
        f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}"
        for quad in quads
    )


def store_marks() -> Iterable[Quad]:
    """Yield what a graph says of itself: the schema and the vocabulary it was written with."""
    yield Quad(_STORE, _SCHEMA, Literal(SCHEMA_VERSION), _STORE)
    yield Quad(_STORE, _DIGEST, Literal(vocabulary_digest()), _STORE)


def _value(store: Store, predicate: NamedNode) -> str | None:
    found = next(store.quads_for_pattern(_STORE, predicate, None, _STORE), None)
    return found.object.value if found and isinstance(found.object, Literal) else None


def vocabulary_digest() -> str:
    """Return what tells this version's vocabulary from another's."""
    return hashlib.sha256(b"\0".join(_turtle(name) for name in _FILES)).hexdigest()


def _turtle(name: str) -> bytes:
    return (files("privacyflow.ontology") / name).read_bytes()


def _write(path: Path) -> Store:
    try:
        return Store(path)
    except (OSError, RuntimeError) as error:
        raise _unopened(path, error) from None


def _read(path: Path) -> Store:
    # A writer tidies its files up in the background, and a reader that opens just then misses one.
    # It finds them all a moment later.
    for pause in _PAUSES:
        try:
            return Store.read_only(str(path))
        except (OSError, RuntimeError):
            time.sleep(pause)
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise _unopened(path, error) from None


def _check_folder(path: Path, *, read_only: bool) -> None:
    where = str(path)
    if path.is_dir():
        if (path / _MARK).exists() or (not read_only and _is_unmade(path)):
            return
        what = "no graph in this folder" if read_only else "a folder with other files in it"
        remedy = "Name another folder with --graph, or build a graph first: privacyflow build."
        raise StoreError(what=what, where=where, remedy=remedy)
    if path.exists():
        remedy = "Name a folder: a graph is a folder, made by privacyflow build."
        raise StoreError(what="a file, not a graph", where=where, remedy=remedy)
    if read_only:
        remedy = "Build it first: privacyflow build FILES --graph " + where
        raise StoreError(what="no graph there", where=where, remedy=remedy)


def _is_unmade(path: Path) -> bool:
    return all(_BEFORE_MARK.fullmatch(entry.name) for entry in path.iterdir())


def _unopened(path: Path, error: Exception) -> StoreError:
    message = " ".join(str(error).split())
    if "lock" in message.lower():
        return StoreError(
            what="another process is writing this graph",
            where=str(path),
            remedy="Wait until it is done, or name another folder with --graph.",
        )
    if isinstance(error, PermissionError) or "Permission denied" in message:
        return StoreError(
            what="no permission to open this graph",
            where=str(path),
            remedy="Ask its owner, or name another folder with --graph.",
        )
    if _FULL.search(message):
        return StoreError(
            what="no space left on the disk",
            where=str(path),
            remedy="Make room and run again: nothing is lost.",
        )
    return StoreError(
        what=f"a broken graph ({message[:160]})",
        where=str(path),
        remedy="Unless a build is running, delete the folder and build it again.",
    )
