"""The graph store: policies in, answers out, kept in one folder on disk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pyoxigraph import Literal, NamedNode, Quad, Store

from ..ontology.resources import (
    ORGANISATIONS_GRAPH,
    VOCABULARY_GRAPH,
    derived_graph,
    inferred_graph,
    policy_iri,
    run_iri,
    stated_graph,
    text_graph,
)
from ..ontology.terms import PF
from .database import (
    open_database,
    refresh_vocabulary,
    replace_graphs,
    replace_note,
    vocabulary_is_current,
    vocabulary_quads,
)
from .derived import derive
from .errors import (
    QueryError,
    StoreError,
    closed_graph,
    explain_disk,
    unwritable_graph,
)
from .hierarchy import LINKS, Hierarchy
from .parts import Part, graphs_among, graphs_of
from .policies import POLICIES, PolicyInfo, policy_infos
from .query_forms import NO_BINDINGS, QueryForms
from .serialisation import Format, serialise
from .sparql import Answer, QueriedGraphs, Rows, Term, ask_store

__all__ = [
    "Answer",
    "Format",
    "GraphStore",
    "Part",
    "PolicyInfo",
    "QueryError",
    "Rows",
    "StoreError",
    "Term",
]

# What isn't flushed is safe in the log, but whoever opens the graph next replays it: 6 s for 150,000
# quads. So a build that is cut off leaves at most this many.
FLUSH_EVERY: Final = 50_000


class GraphStore(QueryForms):
    """An open graph. One process writes at a time; a reader sees it as it was when opened."""

    def __init__(self, store: Store, path: Path | None, *, read_only: bool) -> None:
        """Wrap an open pyoxigraph store; use `GraphStore.open` or `GraphStore.in_memory`."""
        self._open: Store | None = store
        self._path = path
        self._read_only = read_only
        self._hierarchy: Hierarchy | None = None
        self._unflushed = 0
        self.recalled: dict[str, object] = {}  # what others read from it, until the next write

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False) -> Self:
        """Open the graph in the folder `path`, for writing unless `read_only`.

        Writing creates the folder if need be and, where this version brings another vocabulary than
        the graph was built with, takes it over and derives anew. Raises StoreError.
        """
        folder = Path(path)
        graph = cls(open_database(folder, read_only=read_only), folder, read_only=read_only)
        if not read_only and not vocabulary_is_current(graph._store):
            graph._rederive()
        return graph

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty graph that is never written to disk."""
        store = Store()
        refresh_vocabulary(store)
        return cls(store, None, read_only=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Flush what was written and give the folder free for other writers."""
        if self._open is not None and not self._read_only:
            self._flush()
        self._open = None

    @property
    def path(self) -> Path | None:
        """The folder of the graph, None if it is kept in memory."""
        return self._path

    @property
    def vocabulary_is_current(self) -> bool:
        """False if the graph was built with another vocabulary than this version's."""
        return vocabulary_is_current(self._store)

    @property
    def hierarchy(self) -> Hierarchy:
        """The links of the vocabulary that is in the store."""
        if self._hierarchy is None:
            self._hierarchy = Hierarchy.of(
                quad
                for link in LINKS
                for graph in (VOCABULARY_GRAPH, ORGANISATIONS_GRAPH)
                for quad in self.match(predicate=link, graph=graph)
            )
        return self._hierarchy

    def replace_policy(
        self, policy_id: str, stated_quads: Iterable[Quad], inferred: Iterable[Quad] = ()
    ) -> None:
        """Put one policy version in, in place of what was there, all at once or not at all.

        `stated_quads` are its stated and its text graph; the derived graph is computed here. Raises
        ValueError if a quad belongs to another graph, StoreError if the graph can't be written.
        """
        derived = derived_graph(policy_id)
        own = (NamedNode(stated_graph(policy_id)), NamedNode(text_graph(policy_id)))
        quads = set(stated_quads)
        foreign = next((q for q in quads if q.graph_name not in own), None)
        if foreign is not None:
            raise ValueError(f"{foreign.graph_name} is no graph of the policy {policy_id}")
        in_stated = [quad for quad in quads if quad.graph_name == own[0]]
        quads.update(derive(in_stated, self.hierarchy, derived), inferred)
        self._write(graphs_of(policy_id), quads)

    def replace_inferred(self, policy_id: str, quads: Iterable[Quad]) -> None:
        """Make `quads` the inferred graph of a policy, until it is replaced. Raises StoreError."""
        self._write((inferred_graph(policy_id),), quads)

    def remove_policy(self, policy_id: str) -> None:
        """Take all graphs of one policy version out, all at once."""
        self._write(graphs_of(policy_id), ())

    def note(self, about: str, predicate: str, value: str | None) -> None:
        """Keep a note in the store's own graph in place of an earlier one; None takes it out."""
        if self._read_only:
            raise unwritable_graph(self._path)
        with explain_disk(self._path):
            replace_note(self._store, about, predicate, value)

    def compact(self) -> None:
        """Lay the files out anew, which makes questions faster by a third after a large build.

        Takes 5 s for 1.8 million quads. Raises StoreError.
        """
        with explain_disk(self._path):
            self._store.optimize()

    def has_policy(self, policy_id: str, software_version: str) -> bool:
        """Tell whether this policy version is in, extracted by this version of privacyflow."""
        run, policy = NamedNode(run_iri(software_version)), policy_iri(policy_id)
        graph = stated_graph(policy_id)
        runs = self.match(subject=policy, predicate=PF + "extractedBy", graph=graph)
        return any(quad.object == run for quad in runs)

    def policies(self) -> tuple[PolicyInfo, ...]:
        """Return the policy versions in the graph, by company and file name."""
        return policy_infos(self.select(POLICIES))

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, NamedNode | Literal] = NO_BINDINGS,
        *,
        name: str = "the query",
        graphs: QueriedGraphs | None = None,
        most: int | None = None,
    ) -> Answer:
        """Run a query of any form: rows, sorted triples or a truth value.

        `graphs` is the dataset in place of the query's own. Raises QueryError, also for more than
        `most` rows or triples.
        """
        return ask_store(self._store, sparql, bindings, name=name, graphs=graphs, most=most)

    def quads(
        self, parts: Collection[Part] = tuple(Part), policy_id: str | None = None
    ) -> Iterator[Quad]:
        """Yield the quads of these kinds of graph, of all policies or of one.

        The store's own graph (schema version) is never among them.
        """
        names = (
            graphs_of(policy_id, parts)
            if policy_id is not None
            else graphs_among(self._graph_names(), parts)
        )
        for name in names:
            yield from self.match(graph=name)

    def match(
        self, *, subject: str | None = None, predicate: str | None = None, graph: str
    ) -> Iterator[Quad]:
        """Yield the quads of a subject, a predicate or both in one graph."""
        return self._store.quads_for_pattern(
            NamedNode(subject) if subject else None,
            NamedNode(predicate) if predicate else None,
            None,
            NamedNode(graph),
        )

    def text(self, policy_id: str) -> str | None:
        """Return the whole stored text of a policy version, None if it isn't in the store."""
        found = next(self.match(predicate=PF + "text", graph=text_graph(policy_id)), None)
        return found.object.value if found and isinstance(found.object, Literal) else None

    def dump(self, form: Format = Format.N_QUADS, parts: Collection[Part] = tuple(Part)) -> bytes:
        """Return the graphs of these kinds in an RDF format: the same graph, the same bytes."""
        return serialise(self.quads(parts), form)

    @property
    def _store(self) -> Store:
        if self._open is None:
            raise closed_graph(self._path)
        return self._open

    def _graph_names(self) -> Iterable[str]:
        return (graph.value for graph in self._store.named_graphs())

    def _write(self, graphs: Iterable[str], quads: Iterable[Quad]) -> None:
        if self._read_only:
            raise unwritable_graph(self._path)
        self.recalled.clear()
        with explain_disk(self._path):
            self._unflushed += replace_graphs(self._store, graphs, quads)
            if self._unflushed > FLUSH_EVERY:
                self._flush()

    def _flush(self) -> None:
        if self._path is not None:
            with explain_disk(self._path):
                self._store.flush()
        self._unflushed = 0

    def _rederive(self) -> None:
        """Derive every policy anew, then note the vocabulary: cut off between, it is done again."""
        hierarchy = Hierarchy.of(vocabulary_quads())
        for policy in self.policies():
            derived = derived_graph(policy.id)
            stated = self.quads((Part.STATED,), policy.id)
            stale = (derived, inferred_graph(policy.id))
            self._write(stale, derive(stated, hierarchy, derived))
        self._refresh_vocabulary()

    def _refresh_vocabulary(self) -> None:
        with explain_disk(self._path):
            refresh_vocabulary(self._store)
