"""A graph that a SPARQL server keeps: asked and written like one on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, Self

from pyoxigraph import Literal, NamedNode, Quad, Store

from ..ontology.resources import ORGANISATIONS_GRAPH, STORE_GRAPH, VOCABULARY_GRAPH
from ..ontology.terms import PF
from .binding import bind
from .database import SCHEMA_VERSION, store_marks, vocabulary_digest, vocabulary_quads
from .dialects import STANDARD, Dialect, as_count, dialect_of, prepare
from .endpoint import Endpoint
from .errors import StoreError
from .query_forms import NO_BINDINGS
from .server import RESULTS, TRIPLES, Server
from .server_answers import read_rows, read_triples, read_truth
from .server_writing import Writer, choose_writer
from .sparql import Answer, QueriedGraphs, ask_store
from .store import GraphStore
from .tokens import with_prefixes

_NO_GRAPHS: Final[Mapping[str, list[str]]] = {}
_MARKS: Final = f"SELECT ?p ?o {{ GRAPH <{STORE_GRAPH}> {{ <{STORE_GRAPH}> ?p ?o }} }}"
_UNION: Final = f"ASK {{ <{STORE_GRAPH}> <{PF}schemaVersion> ?version }}"
_EATEN: Final = (
    f"ASK {{ GRAPH ?g {{ ?flow <{PF}retentionDuration> ?d }} "
    "FILTER(DATATYPE(?d) = <http://www.w3.org/2001/XMLSchema#duration>) }"
)


class ServerStore(GraphStore):
    """A graph at a SPARQL server. What others write there is seen at the next question."""

    def __init__(self, endpoint: Endpoint, *, read_only: bool = True) -> None:
        """Take the endpoint without asking it; use `ServerStore.connect`."""
        super().__init__(Store(), None, read_only=read_only)  # an empty one, for the grammar
        self._server = Server(endpoint)
        self._dialect: Dialect = STANDARD
        self._writer: Writer | None = None

    @classmethod
    def connect(cls, endpoint: Endpoint) -> Self:
        """Open the graph at a server to read it.

        Raises StoreError where no server answers, it holds no graph of privacyflow or one of
        another version, or a question without GRAPH would not see all graphs.
        """
        store = cls(endpoint)
        with _closed_on_failure(store):
            marks = store._marks()
            if not marks:
                raise StoreError(
                    what="no graph of privacyflow there",
                    where=endpoint.query,
                    remedy="Load one first: privacyflow load SHARDS --endpoint URL",
                )
            store._check_schema(marks)
            store._check_answers()
        return store

    @classmethod
    def connect_to_write(cls, endpoint: Endpoint) -> Self:
        """Open the graph at a server to write it: a new one gets the vocabulary and its marks.

        Where this version brings another vocabulary than the graph has, it is taken over and every
        policy derived anew. Raises StoreError.
        """
        store = cls(endpoint, read_only=False)
        with _closed_on_failure(store):
            marks = store._marks()
            store._writer = choose_writer(store._server, store._dialect)
            if not marks:
                store._refresh_vocabulary()
            else:
                store._check_schema(marks)
                if marks.get(PF + "vocabularyDigest") != vocabulary_digest():
                    store._rederive()
            store._check_answers()
        return store

    def close(self) -> None:
        """Close the connection."""
        self._server.close()
        self._open = None

    def compact(self) -> None:
        """Do nothing: the server's files are its own affair."""

    def note(self, about: str, predicate: str, value: str | None) -> None:
        """Refuse: nothing is built at a server. Raises StoreError."""
        raise self._unwritable()

    @property
    def vocabulary_is_current(self) -> bool:
        """False if the graph was loaded with another vocabulary than this version's."""
        return self._marks().get(PF + "vocabularyDigest") == vocabulary_digest()

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, NamedNode | Literal] = NO_BINDINGS,
        *,
        name: str = "the query",
        graphs: QueriedGraphs | None = None,
        most: int | None = None,
    ) -> Answer:
        """Run a query of any form at the server, as GraphStore.query does here."""
        # Asked of an empty graph first: what can't be read, would change data or ask yet another
        # server is told in the words of this machine, and never leaves it.
        form = ask_store(self._store, sparql, bindings, name=name, graphs=graphs)
        bound = self._dialect.preamble + with_prefixes(bind(sparql, bindings, name))
        dataset = _dataset(graphs)
        where = self._server.endpoint.query
        if isinstance(form, tuple):
            received = self._server.ask(bound, name=name, accept=TRIPLES, graphs=dataset)
            if self._dialect.cuts_triples:  # asked for rows, it says whether it cuts
                self._server.ask(as_count(bound), name=name, accept=RESULTS, graphs=dataset)
            return read_triples(received, where, name, most)
        prepared = prepare(bound)
        received = self._server.ask(prepared.sparql, name=name, accept=RESULTS, graphs=dataset)
        if isinstance(form, bool):
            return read_truth(received, where)
        return prepared.finish(read_rows(received, where, form.columns, name, most))

    def match(
        self, *, subject: str | None = None, predicate: str | None = None, graph: str
    ) -> Iterator[Quad]:
        """Yield the quads of a subject, a predicate or both in one graph."""
        known = (
            NamedNode(subject) if subject else None,
            NamedNode(predicate) if predicate else None,
        )
        s, p = (str(term) if term else mark for term, mark in zip(known, ("?s", "?p"), strict=True))
        place = NamedNode(graph)
        sparql = f"SELECT * {{ GRAPH {place} {{ {s} {p} ?o }} }}"
        rows = self.select(sparql, name=graph)
        for row in rows.rows:
            cells = dict(zip(rows.columns, row, strict=True))
            yield Quad(known[0] or cells["s"], known[1] or cells["p"], cells["o"], place)  # type: ignore[arg-type]

    def _graph_names(self) -> Iterable[str]:
        rows = self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g").rows
        return [graph.value for (graph,) in rows if isinstance(graph, NamedNode)]

    def _write(self, graphs: Iterable[str], quads: Iterable[Quad]) -> None:
        if self._writer is None:
            raise self._unwritable()
        self.recalled.clear()
        self._writer.replace(tuple(graphs), quads)

    def _unwritable(self) -> StoreError:
        return StoreError(
            what="a graph that is read only",
            where=self._server.endpoint.query,
            remedy="Build into a folder, and load the shards of it.",
        )

    def _refresh_vocabulary(self) -> None:
        self._write((VOCABULARY_GRAPH, ORGANISATIONS_GRAPH), vocabulary_quads())
        self._write((STORE_GRAPH,), store_marks())

    def _marks(self) -> Mapping[str, str]:
        """Return what the server's graph says of itself, and learn what server it is."""
        received = self._server.ask(_MARKS, name="the graph", accept=RESULTS, graphs=_NO_GRAPHS)
        self._dialect = dialect_of(received.server)
        rows = read_rows(received, self._server.endpoint.query, ("p", "o"), "the graph").rows
        return {
            p.value: o.value for p, o in rows if isinstance(p, NamedNode) and isinstance(o, Literal)
        }

    def _check_schema(self, marks: Mapping[str, str]) -> None:
        version = marks.get(PF + "schemaVersion")
        if version != str(SCHEMA_VERSION):
            raise StoreError(
                what=f"a graph of schema {version or 'unknown'}, this version reads {SCHEMA_VERSION}",
                where=self._server.endpoint.query,
                remedy="Load it again at another server.",
            )

    def _check_answers(self) -> None:
        """Raise StoreError where answers would silently be wrong."""
        where = self._server.endpoint.query
        if not self.ask(_UNION):
            raise StoreError(
                what="a question without GRAPH sees no graph at all there",
                where=where,
                remedy="Make the default graph the union of all: oxigraph serve "
                "--union-default-graph, tdb2:unionDefaultGraph true in Fuseki.",
            )
        if self._dialect.eats_durations and self.ask(_EATEN):
            raise StoreError(
                what="this server has turned durations into numbers that nobody can read",
                where=where,
                remedy="Load the shards with privacyflow load, or what load --output … --for virtuoso "
                "writes.",
            )


@contextmanager
def _closed_on_failure(store: ServerStore) -> Iterator[None]:
    try:
        yield
    except BaseException:
        store.close()
        raise


def _dataset(graphs: QueriedGraphs | None) -> Mapping[str, list[str]]:
    if graphs is None:
        return _NO_GRAPHS
    return {
        "default-graph-uri": [graph.value for graph in graphs.default],
        "named-graph-uri": [graph.value for graph in graphs.named],
    }
