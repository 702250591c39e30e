"""Rows of an answer as text: CSV, JSON, NDJSON, and cells for a table.

The words in them come from policies and may be hostile. A CSV cell can't become a formula, and what
a terminal would obey or hide is taken out of the cells of a table. JSON is written with such
characters escaped, so that it loses nothing.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..graphs.export.cells import neutralise
from ..ontology.terms import PREFIXES, XSD

if TYPE_CHECKING:
    from ..graphs.store import Rows, Term

# Escape sequences whole, then C0 and C1 controls, and what hides or reorders text on a terminal.
_ESCAPES: Final = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_].*?(?:\x1b\\|\x07|$)|[ -/]*[0-~])", re.DOTALL
)
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_BREAKS: Final = re.compile(r"[\t\n\u2028\u2029]+ *")
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[\w.-]*[\w-])?", re.ASCII)
_NUMBERS: Final = MappingProxyType({XSD + "integer": int, XSD + "decimal": float})
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_STRING: Final = XSD + "string"
_UNSAFE_IN_JSON: Final = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def compact(iri: str) -> str:
    """Return `iri` with its prefix ("pfr:flow-3f9c…") where it has a known one, else the IRI."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return iri


def show(term: Term | None, *, iris: bool = False) -> str:
    """Return the term as a reader sees it: a literal's words, an IRI short or (`iris`) in full."""
    from pyoxigraph import Literal, NamedNode

    match term:
        case None:
            return ""
        case Literal():
            return term.value
        case NamedNode():
            return term.value if iris else compact(term.value)
        case _:
            return str(term)


def make_inert(text: str) -> str:
    """Return `text` on one line and without what a terminal would obey, hide or reorder."""
    return _HIDDEN.sub("", _BREAKS.sub(" ", _ESCAPES.sub("", text)))


def to_cells(rows: Rows, *, iris: bool = False) -> Iterator[tuple[str, ...]]:
    """Yield each row as inert words for a table on a terminal."""
    for row in rows.rows:
        yield tuple(make_inert(show(term, iris=iris)) for term in row)


def to_csv(rows: Rows, *, iris: bool = False) -> str:
    """Return the rows as CSV (RFC 4180, a header line, lines end in CR LF)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(rows.columns)
    for row in rows.rows:
        writer.writerow([neutralise(show(term, iris=iris)) for term in row])
    return text.getvalue()


def to_ndjson(rows: Rows, *, iris: bool = False) -> str:
    """Return one JSON object a line; a cell without a value is null, a count is a number."""
    return "".join(dump_json(record) + "\n" for record in to_records(rows, iris=iris))


def to_records(rows: Rows, *, iris: bool = False) -> Iterator[dict[str, str | int | float | None]]:
    """Yield each row as values by column; a cell without a value is None, a count is a number."""
    for row in rows.rows:
        yield {column: _plain(term, iris) for column, term in zip(rows.columns, row, strict=True)}


def to_json(rows: Rows) -> str:
    """Return the rows in the W3C's SPARQL 1.1 Query Results JSON Format, IRIs in full."""
    bindings = [
        {
            column: _binding(term)
            for column, term in zip(rows.columns, row, strict=True)
            if term is not None
        }
        for row in rows.rows
    ]
    return (
        dump_json({"head": {"vars": list(rows.columns)}, "results": {"bindings": bindings}}) + "\n"
    )


def _plain(term: Term | None, iris: bool) -> str | int | float | None:
    from pyoxigraph import Literal

    if term is None:
        return None
    if isinstance(term, Literal) and _NUMBER.fullmatch(term.value):
        number = _NUMBERS.get(term.datatype.value)
        return number(term.value) if number else term.value
    return show(term, iris=iris)


def _binding(term: Term) -> dict[str, str]:
    from pyoxigraph import BlankNode, Literal, NamedNode

    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal():
            found = {"type": "literal", "value": term.value}
            if term.language:
                found["xml:lang"] = term.language
            elif term.datatype.value != _STRING:
                found["datatype"] = term.datatype.value
            return found
        case _:
            return {"type": "literal", "value": str(term)}


def dump_json(value: object) -> str:
    """Return `value` as JSON on one line; what a terminal would obey or hide is escaped."""
    # Line separators and direction marks are legal in JSON; escaped, they do a terminal no harm.
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
