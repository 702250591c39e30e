"""SPARQL against a store: what a query may hold, how parameters are bound, what comes back.

How a query must be written so that parameters can be bound (pyoxigraph 0.5, measured):

- A bound variable must be projected by the outermost SELECT and by every sub-select that uses it.
  In a sub-select that doesn't project it, it is silently another variable. With GROUP BY it must be
  grouped, too. Parameters are therefore called `?_data`, `?_company` …, and columns whose name
  starts with an underscore are left out of `Rows`.
- `BOUND(?_x)` is false even where `?_x` is bound. For an optional parameter write a pattern
  (`?flow pf:company ?_company`), `FILTER EXISTS { … ?_x … }` or
  `FILTER(COALESCE(?x = ?_x, true))`.
- In ASK and CONSTRUCT only a variable of the WHERE pattern can be bound, not one in a FILTER only.
- GRAPH, OPTIONAL, MINUS, UNION, EXISTS, IN, BIND, VALUES, paths and HAVING all work.
- Rows come in no fixed order, so a query that is to be repeatable ends with a total ORDER BY.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeAlias, TypeVar

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from ..ontology.terms import PREFIXES
from .errors import QueryError

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Answer: TypeAlias = "Rows | tuple[Triple, ...] | bool"
_Item = TypeVar("_Item")

# The parser of pyoxigraph 0.5 recurses; past some 5,000 steps it overflows the stack and takes the
# whole process with it (measured with an 8 MB stack).
LONGEST_QUERY: Final = 20_000
DEEPEST_NESTING: Final = 100
MOST_OPERATORS: Final = {"!": 2_000, "/": 4_000}

_GAP: Final = r"(?:\s|#[^\n\r]*[\n\r])*"
# Deliberately no parser: it also finds SERVICE inside a string or a comment, and rather refuses
# too much. Names that merely hold the word (`?service`, `pfr:service-maps`) are not caught.
_SERVICE: Final = re.compile(
    rf"(?P<before>[?$:\w-]*)SERVICE{_GAP}(?:SILENT{_GAP})?"
    rf"(?:<[^>]*>|[?$]\w+|[\w.-]*:[^\s{{]*){_GAP}\{{",
    re.IGNORECASE,
)
_FROM: Final = re.compile(rf"\bFROM{_GAP}(?:NAMED{_GAP})?(?:<|[\w.-]*:)", re.IGNORECASE)
_UPDATE: Final = re.compile(
    r"\b(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD)\b", re.IGNORECASE
)
_PLACE: Final = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<rest>.*)", re.DOTALL)
_NOT_PROJECTED: Final = re.compile(r"does not contains? variable (?P<name>\?\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a SELECT; a cell is None where the variable is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueriedGraphs:
    """The graphs that a query is about, in place of those that its FROM clauses name.

    The default graph is the union of `default`, and GRAPH reaches `named` only; either may be empty.
    """

    default: tuple[NamedNode, ...] = ()
    named: tuple[NamedNode, ...] = ()


def ask_store(
    store: Store,
    sparql: str,
    bindings: Mapping[str, NamedNode | Literal],
    *,
    name: str,
    graphs: QueriedGraphs | None = None,
    most: int | None = None,
) -> Answer:
    """Run a query of any form. The default graph is the union of all graphs unless FROM is used.

    `bindings` maps variable names, without "?", to the values that take their place; `graphs`
    outdoes FROM. Triples come sorted and once each. Raises QueryError, with line and column, for a
    query that can't be read, that calls another endpoint (SERVICE), that changes data, or whose
    answer has more than `most` rows or triples; `name` tells which query it was.
    """
    _refuse_unsafe(sparql, name)
    try:
        found = store.query(
            sparql,
            prefixes=PREFIXES,
            use_default_graph_as_union=graphs is None and _FROM.search(sparql) is None,
            default_graph=None if graphs is None else list(graphs.default),
            named_graphs=None if graphs is None else list(graphs.named),
            substitutions={Variable(key): value for key, value in bindings.items()},
        )
        return collect(found, name, most)
    except SyntaxError as error:
        raise _unreadable(str(error), sparql, name) from None
    except OSError as error:
        raise QueryError(
            what=f"the graph can't be read ({' '.join(str(error).split())[:160]})",
            where=name,
            remedy="If a build is running, ask again.",
        ) from None
    except (RuntimeError, ValueError) as error:
        raise _failed(str(error), name) from None


def collect(
    found: QuerySolutions | QueryBoolean | QueryTriples, name: str, most: int | None
) -> Answer:
    """Return what was found as an answer. Raises QueryError where it has more than `most` rows."""
    if isinstance(found, QueryBoolean):
        return bool(found)
    if isinstance(found, QueryTriples):
        return collect_triples(found, name, most)
    names = [variable.value for variable in found.variables]
    shown = [i for i, name in enumerate(names) if not name.startswith("_")]
    return Rows(
        columns=tuple(names[i] for i in shown),
        rows=tuple(tuple(row[i] for i in shown) for row in _take(found, name, most)),
    )


def collect_triples(found: Iterable[Triple], name: str, most: int | None) -> tuple[Triple, ...]:
    """Return triples sorted and once each. Raises QueryError where they are more than `most`."""
    return tuple(sorted(set(_take(found, name, most)), key=str))


def _take(found: Iterable[_Item], name: str, most: int | None) -> Iterable[_Item]:
    """Yield what was found; one too many is an error, because an answer cut short is a wrong one."""
    if most is None:
        yield from found
        return
    rest = iter(found)
    yield from islice(rest, most)
    if next(rest, None) is not None:
        raise QueryError(
            what=f"the answer has more than {most:,} rows",
            where=name,
            remedy="Add LIMIT to the query, or ask for less.",
        )


def _refuse_unsafe(sparql: str, name: str) -> None:
    if len(sparql) > LONGEST_QUERY:
        raise _too_big(name, f"{len(sparql)} characters", f"{LONGEST_QUERY} characters")
    if _depth(sparql) > DEEPEST_NESTING:
        raise _too_big(name, "brackets inside brackets", f"{DEEPEST_NESTING} levels")
    for operator, most in MOST_OPERATORS.items():
        if sparql.count(operator) > most:
            raise _too_big(name, f"{sparql.count(operator)} times {operator}", f"{most}")
    for match in _SERVICE.finditer(sparql):
        before = match["before"]
        if not before.startswith(("?", "$")) and ":" not in before and not before.endswith("-"):
            line = sparql.count("\n", 0, match.start()) + 1
            raise QueryError(
                what=f"line {line}: SERVICE would ask another server",
                line=line,
                where=name,
                remedy="Take it out: a query reads this graph only.",
            )


def _too_big(name: str, what: str, most: str) -> QueryError:
    return QueryError(
        what=f"{what} are too much for a query", where=name, remedy=f"At most {most} are read."
    )


def _depth(sparql: str) -> int:
    deepest = depth = 0
    for bracket in re.findall(r"[(\[{]|[)\]}]", sparql):
        depth += 1 if bracket in "([{" else -1
        deepest = max(deepest, depth)
    return deepest


def _unreadable(message: str, sparql: str, name: str) -> QueryError:
    place = _PLACE.search(message)
    what = " ".join((place["rest"] if place else message).split())
    if len(what) > 120:
        what = what[:119] + "…"
    if place:
        what = f"line {place['line']}, column {place['column']}: {what}"
    remedy = "Correct the SPARQL there."
    if _UPDATE.search(sparql):
        remedy = "A query only reads: use SELECT, ASK, CONSTRUCT or DESCRIBE."
    return QueryError(
        what=what,
        where=name,
        remedy=remedy,
        line=int(place["line"]) if place else None,
        column=int(place["column"]) if place else None,
    )


def _failed(message: str, name: str) -> QueryError:
    missing = _NOT_PROJECTED.search(message)
    if missing:
        return QueryError(
            what=f"the parameter {missing['name']} is not a column of the query",
            where=name,
            remedy=f"Add {missing['name']} to the SELECT line.",
        )
    return QueryError(
        what=" ".join(message.split()), where=name, remedy="Change the query or its parameters."
    )
