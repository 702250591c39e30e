"""What workers do: each job takes the open graph and what was asked, and returns a finished reply."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import cached_property, partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from ..queries.catalogue import run
from ..queries.result_formats import (
    MEDIA_TYPES,
    RowFormat,
    TripleFormat,
    write_rows,
    write_triples,
    write_truth,
)
from .negotiation import ROWS, TRIPLES, choose
from .refusals import refuse
from .replies import Reply, make_reply

if TYPE_CHECKING:
    from ..graphs.places import Place
    from ..graphs.sparql import QueriedGraphs
    from ..graphs.statement_reader import Background
    from ..graphs.store import GraphStore, Rows
    from ..queries.questions import NamedQuery
    from .protocol import SparqlRequest

KEPT_ROWS: Final = 30_000
"""How many rows of its last answers a worker keeps: who reads a table often takes it as CSV next."""


class OpenGraph:
    """A graph opened to read, and what is the same for all of its policies, read when it is needed."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self._kept: OrderedDict[tuple[str, frozenset[tuple[str, str]]], Rows] = OrderedDict()

    def answer(self, query: NamedQuery, values: Mapping[str, str]) -> Rows:
        """Return the rows that answer a named question. Raises QuestionError."""
        key = query.name, frozenset(values.items())
        rows = self._kept.pop(key, None)
        if rows is None:
            rows = run(self.store, query, values)
        self._kept[key] = rows
        while sum(len(kept.rows) for kept in self._kept.values()) > KEPT_ROWS:
            self._kept.popitem(last=False)
        return rows

    @cached_property
    def background(self) -> Background:
        """The organisations and concepts."""
        from ..graphs.statement_reader import read_background

        return read_background(self.store)


def open_graph(place: Place) -> OpenGraph:
    """Open the graph to read, with everything loaded that the first question would wait for."""
    from ..graphs.places import open_place
    from ..ontology.concepts import load_vocabulary
    from ..queries.ask import understand

    store = open_place(place)
    understand("who receives data?", load_vocabulary(), store)
    return OpenGraph(store)


def run_sparql(graph: OpenGraph, request: SparqlRequest, most: int) -> Reply:
    """Answer a query in the format that the client likes; an answer of more than `most` rows is an
    error. Raises QueryError, Refused."""
    from ..graphs.store import Rows

    answer = graph.store.query(request.query, graphs=_dataset(request), most=most)
    wanted = partial(choose, accept=request.accept, name=request.format)
    if isinstance(answer, bool):
        row_format = RowFormat(wanted(ROWS).name)
        return make_reply(write_truth(answer, row_format), MEDIA_TYPES[row_format])
    if isinstance(answer, Rows):
        row_format = RowFormat(wanted(ROWS).name)
        name = "answer.csv" if row_format is RowFormat.CSV else ""
        return make_reply(write_rows(answer, row_format), MEDIA_TYPES[row_format], file_name=name)
    triple_format = TripleFormat(wanted(TRIPLES).name)
    try:
        content = write_triples(answer, triple_format)
    except ValueError as error:
        raise refuse(
            HTTPStatus.NOT_ACCEPTABLE,
            "RDF/XML",
            f"it can't hold this answer ({error})",
            "Take Turtle.",
        ) from None
    return make_reply(content, MEDIA_TYPES[triple_format])


def _dataset(request: SparqlRequest) -> QueriedGraphs | None:
    if not request.default_graphs and not request.named_graphs:
        return None
    from pyoxigraph import NamedNode

    from ..graphs.sparql import QueriedGraphs

    try:
        return QueriedGraphs(
            default=tuple(map(NamedNode, request.default_graphs)),
            named=tuple(map(NamedNode, request.named_graphs)),
        )
    except ValueError as error:
        raise refuse(
            HTTPStatus.BAD_REQUEST, "the dataset", f"a graph's name is no IRI ({error})"
        ) from None
