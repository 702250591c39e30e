"""`privacyflow measure`: what the statements of many policies amount to as a network."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ..ontology.terms import XSD
from .answers import write_rows
from .console import on_terminal, say_past
from .failures import OK, Failure
from .formats import ROW_FORMATS, choose_format
from .options import (
    DEFAULT_GRAPH,
    AllVersionsOption,
    EndpointOption,
    GraphOption,
    IrisOption,
    OutputOption,
)
from .places import open_to_read

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from ..graphs.measures.centrality import Centrality
    from ..graphs.measures.communities import Member
    from ..graphs.measures.joining import Joinable
    from ..graphs.measures.reach import Hop
    from ..graphs.statements import Statements
    from ..graphs.store import GraphStore, Rows
    from ..queries.questions import ParameterType

    Measured = Centrality | Joinable | Member | Hop

_FOR_READING: Final = ("table", "md")
_PLACE: Final = ("lead_in", "section", "policy", "start", "end")
_IRIS: Final = ("flow", "policy")


class Measure(StrEnum):
    """What can be measured."""

    CENTRAL = "central"
    JOINABLE = "joinable"
    COMMUNITIES = "communities"
    REACH = "reach"


MeasureArgument = Annotated[
    Measure, typer.Argument(metavar="central|joinable|communities|reach", show_default=False)
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table, csv, tsv, json, ndjson or md. Default: a table on a terminal, else csv.",
    ),
]


OwnerOption = Annotated[
    bool, typer.Option("--by-owner", help="central, communities: count services as their owner.")
]
DataOption = Annotated[
    str | None,
    typer.Option("--data", metavar="TYPE", help="reach: the type of data, and all narrower."),
]
CompanyOption = Annotated[
    str | None,
    typer.Option("--company", metavar="NAME", help="reach: where it starts; default: everywhere."),
]
HopsOption = Annotated[
    int, typer.Option("--hops", metavar="N", min=1, max=9, help="reach: how far.")
]


def measure(
    what: MeasureArgument,
    graph: GraphOption = DEFAULT_GRAPH,
    endpoint: EndpointOption = None,
    by_owner: OwnerOption = False,
    data: DataOption = None,
    company: CompanyOption = None,
    hops: HopsOption = 2,
    all_versions: AllVersionsOption = False,
    format: FormatOption = None,
    output: OutputOption = None,
    iris: IrisOption = False,
) -> int:
    """\b
    Examples:
      privacyflow measure central
      privacyflow measure central --by-owner -f ndjson
      privacyflow measure joinable -o joinable.csv
      privacyflow measure communities
      privacyflow measure reach --data Location --company Fernway --hops 3

    Measures the network of companies and the recipients that their policies name: which recipients
    are central; who receives the same identifier from several companies, so that it could join what
    they tell (no policy says that anybody does); which companies name the same recipients; whom a
    type of data reaches, hop by hop, each hop by what one policy says. Denials don't count, nor what
    one owner has on both sides; of several dated versions of a policy the latest counts. Each row has
    a statement that it rests on.
    """
    from ..comparison.current import read_current

    shown = choose_format(format, output, ROW_FORMATS, _usual(output))
    with open_to_read(graph, endpoint) as store:
        values = _values(what, store, data, company)
        statements, past = read_current(store, all_versions=all_versions)
        found = _measure(what, statements, values, by_owner=by_owner, hops=hops)
        columns = _COLUMNS[what] + (() if shown in _FOR_READING else _PLACE)
        rows = _rows(found, columns)
        write_rows(rows, store, format=format, output=output, iris=iris)
    say_past(past)
    return OK


def _usual(output: Path | None) -> str:
    return "table" if output is None and on_terminal(sys.stdout) else "csv"


_COLUMNS: Final[Mapping[Measure, tuple[str, ...]]] = {
    Measure.CENTRAL: tuple(
        "recipient owner listed companies data_types flows pagerank betweenness policy_of state flow "
        "quote".split()
    ),
    Measure.JOINABLE: tuple(
        "receiver identifier companies company recipient data state flow quote".split()
    ),
    Measure.COMMUNITIES: tuple(
        "community member side inside outside partner policy_of state flow quote".split()
    ),
    Measure.REACH: tuple("origin hop sender through recipient role data state flow quote".split()),
}


def _values(
    what: Measure, store: GraphStore, data: str | None, company: str | None
) -> tuple[str, tuple[str | None, ...]]:
    """Return the IRIs of the type of data and of the companies that `reach` is about."""
    if what is not Measure.REACH:
        if data or company:
            option = "--data" if data else "--company"
            raise Failure(option, f"is not for {what}", "It is for reach.")
        return "", (None,)
    if data is None:
        raise Failure("measure reach", "no type of data given", "Example: --data Location.")
    from ..queries.questions import ParameterType

    (concept,) = _resolve(store, ParameterType.DATA, data)
    companies = _resolve(store, ParameterType.COMPANY, company) if company else (None,)
    return concept, companies


def _resolve(store: GraphStore, kind: ParameterType, value: str) -> tuple[str, ...]:
    from ..ontology.concepts import load_vocabulary
    from ..queries.names import read_names, resolve_value
    from ..queries.questions import Parameter

    example = {"data": "Location", "company": "Fernway"}[kind]
    parameter = Parameter(name=kind, type=kind, required=True, description="", example=example)
    found = resolve_value("reach", parameter, value, read_names(store, load_vocabulary()))
    return tuple(term.value for term in found)


def _measure(
    what: Measure,
    statements: Statements,
    values: tuple[str, tuple[str | None, ...]],
    *,
    by_owner: bool,
    hops: int,
) -> Iterable[Measured]:
    from ..graphs.measures import centrality, communities, joining, reach

    match what:
        case Measure.CENTRAL:
            return centrality.measure_centrality(statements, by_owner=by_owner)
        case Measure.JOINABLE:
            return joining.find_joinable(statements)
        case Measure.COMMUNITIES:
            return communities.find_communities(statements, by_owner=by_owner)
        case Measure.REACH:
            data, starts = values
            return [
                hop
                for start in starts
                for hop in reach.measure_reach(statements, data, company=start, hops=hops)
            ]


def _rows(found: Iterable[Measured], columns: Sequence[str]) -> Rows:
    """Return what was measured as rows of an answer."""
    from ..graphs.store import Rows

    return Rows(
        columns=tuple(columns),
        rows=tuple(tuple(_term(_cell(one, name), name) for name in columns) for one in found),
    )


def _cell(one: Measured, column: str) -> str | int | float:
    """Return the value of a column: the measure's own, else that of its witness."""
    owner = one if hasattr(one, column) else one.witness
    value: str | int | float = getattr(owner, column)
    return value


def _term(value: str | int | float, column: str) -> NamedNode | Literal:
    from pyoxigraph import Literal, NamedNode

    if column in _IRIS:
        return NamedNode(str(value))
    if isinstance(value, float):
        return Literal(f"{value:.6f}", datatype=NamedNode(XSD + "decimal"))
    return Literal(value)
