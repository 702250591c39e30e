"""What can go wrong with a graph, said in one line: what, where, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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


def wrong_form(name: str, wanted: str) -> QueryError:
    """Return the error for a query that is no `wanted` ("SELECT")."""
    return QueryError(
        what=f"{wanted} was expected here", where=name, remedy="Change the form of the query."
    )


def closed_graph(folder: Path | None) -> StoreError:
    """Return the error for whoever uses a graph that was closed."""
    return StoreError(what="a closed graph", where=str(folder), remedy="Open it again first.")


def unwritable_graph(folder: Path | None) -> StoreError:
    """Return the error for whoever writes into a graph that was opened for reading."""
    what = "a graph opened for reading only"
    return StoreError(what=what, where=str(folder), remedy="Open it for writing.")


@contextmanager
def explain_disk(folder: Path | None) -> Iterator[None]:
    """Turn what the disk has against writing into a StoreError."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(
            what=" ".join(str(error).split()),
            where=str(folder),
            remedy="Make room or mend the disk, then run again: nothing is half written.",
        ) from None
