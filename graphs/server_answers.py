"""What a SPARQL server sends back, read as answers."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from .dialects import restore
from .errors import StoreError
from .server import Received
from .sparql import Rows, collect, collect_triples

_SHOWN = 160


def read_truth(received: Received, where: str) -> bool:
    """Return the answer of an ASK. Raises StoreError for what is none."""
    try:
        found = parse_query_results(received.content, format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _strange(where, str(error)) from None
    if not isinstance(found, QueryBoolean):
        raise _strange(where, "rows in place of true or false")
    return bool(found)


def read_rows(
    received: Received, where: str, columns: Sequence[str], name: str, most: int | None = None
) -> Rows:
    """Return the rows of a SELECT with its `columns`, in its order.

    Raises StoreError for what are none, and QueryError, with `name`, for more than `most`.
    """
    try:
        found = parse_query_results(received.content, format=QueryResultsFormat.JSON)
        if not isinstance(found, QuerySolutions):
            raise _strange(where, "true or false in place of rows")
        rows = collect(found, name, most)
    except (SyntaxError, ValueError) as error:
        raise _strange(where, str(error)) from None
    assert isinstance(rows, Rows)
    places = [rows.columns.index(name) if name in rows.columns else None for name in columns]
    return Rows(
        columns=tuple(columns),
        rows=tuple(
            tuple(None if place is None else row[place] for place in places) for row in rows.rows
        ),
    )


def read_triples(
    received: Received, where: str, name: str, most: int | None = None
) -> tuple[Triple, ...]:
    """Return the triples of a CONSTRUCT or DESCRIBE, sorted and once each; raises as `read_rows`."""
    form = RdfFormat.from_media_type(received.media_type)
    if form is None:
        raise _strange(where, f"{received.media_type or 'no media type'} in place of triples")
    try:
        found = [
            Triple(quad.subject, quad.predicate, restore(quad.object))
            for quad in parse(received.content, form)
        ]
    except (SyntaxError, ValueError) as error:
        raise _strange(where, str(error)) from None
    return collect_triples(found, name, most)


def _strange(where: str, what: str) -> StoreError:
    return StoreError(
        what=f"what comes back is no SPARQL answer ({' '.join(what.split())[:_SHOWN]})",
        where=where,
        remedy="Correct the address: it is that of the SPARQL endpoint itself.",
    )
