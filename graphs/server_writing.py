"""Writing graphs to a SPARQL server: whole policies, each as often as one likes with one result."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol

from pyoxigraph import Literal, NamedNode, Quad

from ..ontology.resources import graphs_mark
from ..ontology.terms import PF
from .dialects import Dialect
from .errors import StoreError
from .server import RESULTS, Server
from .server_answers import read_truth
from .sparql import Term

BATCH: Final = 20_000
"""How many quads go into one SPARQL Update: some 4 MB."""

_STRING: Final = Literal("").datatype
_DIGEST: Final = NamedNode(PF + "contentDigest")
_ADDRESSES: Final = (
    "Name it with --graph-store (Virtuoso: …/sparql-graph-crud-auth, Fuseki: …/data) or --update."
)


class Writer(Protocol):
    """A way to make quads the whole content of graphs."""

    def replace(self, graphs: Sequence[str], quads: Iterable[Quad]) -> bool:
        """Write the graphs, unless they hold just these quads already; tell whether it was needed.

        Whatever cuts it off, writing them once more makes them whole. Raises StoreError.
        """
        ...


def choose_writer(server: Server, dialect: Dialect) -> Writer:
    """Return the way in which an endpoint is written. Raises StoreError where none is known."""
    endpoint = server.endpoint
    if not endpoint.graphs and dialect.graphs_at:
        server.endpoint = replace(endpoint, graphs=endpoint.root + dialect.graphs_at)
    if server.endpoint.graphs:
        return GraphWriter(server, dialect)
    if endpoint.update and dialect.takes_big_updates:
        return UpdateWriter(server, dialect)
    what = "nobody said where this server takes graphs"
    if endpoint.update:
        what = "this server refuses SPARQL Updates as large as a policy"
    raise StoreError(what=what, where=endpoint.query, remedy=_ADDRESSES)


class _MarkingWriter(ABC):
    """What both ways share: a mark that is written last says what the graphs hold.

    Without it, nobody could tell a graph that is whole from one whose writing was cut off.
    """

    def __init__(self, server: Server, dialect: Dialect) -> None:
        self._server = server
        self._dialect = dialect

    def replace(self, graphs: Sequence[str], quads: Iterable[Quad]) -> bool:
        kept = sorted({_line(quad): quad for quad in self._dialect.kept(quads)}.items())
        digest = hashlib.sha256("\n".join((*graphs, *(line for line, _ in kept))).encode())
        mark = graphs_mark(graphs)
        name = NamedNode(mark)
        marking = Quad(name, _DIGEST, Literal(digest.hexdigest()), name)
        if self._is_there(marking):
            return False
        written = [quad for _, quad in kept]
        by_graph = {
            graph: [q for q in written if str(q.graph_name) == f"<{graph}>"] for graph in graphs
        }
        self._write(by_graph, mark, marking)
        return True

    def _is_there(self, marking: Quad) -> bool:
        question = f"ASK {{ {_line(marking)} }}"
        answer = self._server.ask(question, name="the marks", accept=RESULTS, graphs={})
        return read_truth(answer, self._server.endpoint.query)

    @abstractmethod
    def _write(self, by_graph: Mapping[str, Sequence[Quad]], mark: str, marking: Quad) -> None:
        """Write each graph whole, and `marking` as the last into the graph `mark`."""


class UpdateWriter(_MarkingWriter):
    """Writes by SPARQL 1.1 Update: all graphs of a policy in one request, so all at once."""

    def _write(self, by_graph: Mapping[str, Sequence[Quad]], mark: str, marking: Quad) -> None:
        drops = "".join(f"DROP SILENT GRAPH <{graph}> ;\n" for graph in (*by_graph, mark))
        quads = [quad for of_graph in by_graph.values() for quad in of_graph]
        for batch in _batches((*quads, marking)):
            self._server.change(f"{drops}INSERT DATA {{\n{''.join(map(_line, batch))}}}")
            drops = ""


class GraphWriter(_MarkingWriter):
    """Writes by the SPARQL 1.1 Graph Store Protocol: one graph after the other, each whole."""

    def _write(self, by_graph: Mapping[str, Sequence[Quad]], mark: str, marking: Quad) -> None:
        self._server.drop(mark)
        for graph, quads in (*by_graph.items(), (mark, [marking])):
            if quads:
                self._server.put(graph, _turtle(quads))
            else:
                self._server.drop(graph)


def _batches(quads: Sequence[Quad]) -> Iterator[Sequence[Quad]]:
    for start in range(0, len(quads), BATCH):
        yield quads[start : start + BATCH]


def _line(quad: Quad) -> str:
    # A term's own `str` is its escaped form, so no policy words can leave their literal.
    return f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}\n"


def _turtle(quads: Sequence[Quad]) -> bytes:
    """Return triples as Turtle that nobody takes for anything else.

    Virtuoso doesn't believe the media type but guesses it from the words: what begins with a prefix
    and has no tag in it is Turtle. A policy may well hold tags, so their "<" is escaped.
    """
    lines = (f"{quad.subject} {quad.predicate} {_escaped(quad.object)} .\n" for quad in quads)
    return "".join((f"@prefix pf: <{PF}> .\n", *lines)).encode()


def _escaped(term: Term) -> str:
    if not isinstance(term, Literal):
        return str(term)
    words = str(Literal(term.value)).replace("<", "\\u003C")
    if term.language:
        return f"{words}@{term.language}"
    return words if term.datatype == _STRING else f"{words}^^{term.datatype}"
