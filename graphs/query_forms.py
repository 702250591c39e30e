"""Queries of one form: each asked for what it returns, and refused where it returns something else."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from .errors import wrong_form
from .sparql import Answer, QueriedGraphs, Rows

NO_BINDINGS: Final[Mapping[str, NamedNode | Literal]] = {}


class QueryForms(ABC):
    """What can run a query of any form, and so each of them."""

    @abstractmethod
    def query(
        self,
        sparql: str,
        bindings: Mapping[str, NamedNode | Literal] = NO_BINDINGS,
        *,
        name: str = "the query",
        graphs: QueriedGraphs | None = None,
        most: int | None = None,
    ) -> Answer:
        """Run a query of any form: rows, sorted triples or a truth value. Raises QueryError."""

    def select(
        self,
        sparql: str,
        bindings: Mapping[str, NamedNode | Literal] = NO_BINDINGS,
        *,
        name: str = "the query",
    ) -> Rows:
        """Run a SELECT query; see graphs/sparql.py for how parameters are bound.

        Raises QueryError, also for a query of another form; `name` says in it which query it was.
        """
        answer = self.query(sparql, bindings, name=name)
        if not isinstance(answer, Rows):
            raise wrong_form(name, "SELECT")
        return answer

    def construct(
        self,
        sparql: str,
        bindings: Mapping[str, NamedNode | Literal] = NO_BINDINGS,
        *,
        name: str = "the query",
    ) -> tuple[Triple, ...]:
        """Run a CONSTRUCT or DESCRIBE query and return its triples, sorted. Raises QueryError."""
        answer = self.query(sparql, bindings, name=name)
        if not isinstance(answer, tuple):
            raise wrong_form(name, "CONSTRUCT or DESCRIBE")
        return answer

    def ask(
        self,
        sparql: str,
        bindings: Mapping[str, NamedNode | Literal] = NO_BINDINGS,
        *,
        name: str = "the query",
    ) -> bool:
        """Run an ASK query. Raises QueryError."""
        answer = self.query(sparql, bindings, name=name)
        if not isinstance(answer, bool):
            raise wrong_form(name, "ASK")
        return answer
