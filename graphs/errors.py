"""What can go wrong with a graph, said in one line: what, where, what to do."""

from __future__ import annotations


class GraphError(Exception):
    """A graph can't be opened, read or asked. `str()` gives the one line a user needs."""

    def __init__(self, *, what: str, where: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")
        self.what = what
        self.where = where
        self.remedy = remedy


class StoreError(GraphError):
    """The store on disk is missing, in use, broken or of another version."""


class QueryError(GraphError):
    """A SPARQL query is wrong or asks for what isn't allowed.

    `line` and `column` count from 1 and are None where the place isn't known.
    """

    def __init__(
        self,
        *,
        what: str,
        where: str,
        remedy: str,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(what=what, where=where, remedy=remedy)
        self.line = line
        self.column = column
