"""`privacyflow compare`: what companies say of data types or recipients, side by side."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .console import count, deliver, draw_table, on_terminal, say, say_past
from .failures import OK, Failure
from .formats import choose_format
from .options import DEFAULT_GRAPH, AllVersionsOption, EndpointOption, GraphOption, OutputOption
from .places import open_to_read

if TYPE_CHECKING:
    from ..comparison.matrix import Matrix
    from ..graphs.statements import Statements
    from ..graphs.store import GraphStore

COMPARE_FORMATS: Final = ("table", "csv", "json", "md", "html")
_SHOWN: Final = 40


CompanyOption = Annotated[
    list[str] | None,
    typer.Option("--company", "-c", metavar="NAME", help="A company; repeat for more."),
]
DataOption = Annotated[
    list[str] | None,
    typer.Option("--data", "-d", metavar="TYPE", help="A type of data; repeat for more."),
]
ByOption = Annotated[
    str, typer.Option("--by", metavar="data|recipient", help="What stands in the rows.")
]
ActionOption = Annotated[
    list[str] | None,
    typer.Option("--action", metavar="ACTION", help="Only collect, use, share or store."),
]
QuotesOption = Annotated[
    bool, typer.Option("--quotes", help="List the statements behind the cells.")
]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, json, md or html."),
]


def compare(
    company: CompanyOption = None,
    data: DataOption = None,
    by: ByOption = "data",
    action: ActionOption = None,
    quotes: QuotesOption = False,
    all_versions: AllVersionsOption = False,
    graph: GraphOption = DEFAULT_GRAPH,
    endpoint: EndpointOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> int:
    """\b
    Examples:
      privacyflow compare
      privacyflow compare --data Location --data Email --action share
      privacyflow compare --company Fernway --by recipient -o recipients.html
      privacyflow compare --company Fernway --quotes -f csv

    Shows for each company what it says of each type of data, or of sharing with each recipient: does,
    only if (a condition or a "may"), says it does not, not mentioned; in brackets the number of
    statements. Of several dated versions of a policy the latest counts.
    """
    from ..comparison.current import read_current

    chosen = choose_format(
        format, output, COMPARE_FORMATS, "table" if on_terminal(sys.stdout) else "csv"
    )
    with open_to_read(graph, endpoint) as store:
        statements, past = read_current(store, all_versions=all_versions)
        matrix = _cross(store, statements, company or [], data or [], by, action or [])
    say_past(past)
    if chosen == "table":
        if output is not None:
            raise Failure(str(output), "a table is for a terminal", "Use -f md or -f csv.")
        _show(matrix, quotes=quotes)
    else:
        deliver(_write(matrix, chosen, quotes=quotes).encode("utf-8", "replace"), output)
    return OK


def _cross(
    store: GraphStore,
    statements: Statements,
    companies: list[str],
    data: list[str],
    by: str,
    actions: list[str],
) -> Matrix:
    from ..comparison.matrix import By, cross
    from ..ontology.concepts import load_vocabulary
    from ..queries.names import read_publishers, resolve_value
    from ..queries.questions import Parameter, ParameterType

    if by not in tuple(By):
        raise Failure(f"--by {by}", "is neither data nor recipient", "Example: --by recipient.")
    names = read_publishers(store, load_vocabulary())

    def resolve(name: str, kind: ParameterType, example: str) -> list[str]:
        asked = Parameter(
            name=kind.value, type=kind, required=False, description="", example=example
        )
        return [
            str(getattr(term, "value", "")) for term in resolve_value("compare", asked, name, names)
        ]

    for each in actions:
        resolve(each, ParameterType.ACTION, "share")
    return cross(
        statements,
        companies=[
            i for name in companies for i in resolve(name, ParameterType.COMPANY, "Fernway")
        ],
        data=[i for name in data for i in resolve(name, ParameterType.DATA, "Location")],
        by=By(by),
        actions=[each.strip().lower() for each in actions],
    )


def _write(matrix: Matrix, chosen: str, *, quotes: bool) -> str:
    from ..comparison.matrix_report import render_matrix, to_csv, to_json, to_markdown
    from ..queries.results import dump_json

    match chosen:
        case "json":
            return dump_json(to_json(matrix)) + "\n"
        case "md":
            return to_markdown(matrix, quotes=quotes)
        case "html":
            return render_matrix(matrix)
        case _:
            return to_csv(matrix, quotes=quotes)


def _show(matrix: Matrix, *, quotes: bool) -> None:
    from ..comparison.matrix_report import quote_table, table_of
    from ..queries.results import make_inert

    head, rows = quote_table(matrix) if quotes else table_of(matrix)
    if quotes:
        kept = [head.index(name) for name in ("row", "company", "state", "action", "quote")]
        head, rows = tuple(head[i] for i in kept), [tuple(row[i] for i in kept) for row in rows]
    shown = rows if quotes else rows[:_SHOWN]
    draw_table([*map(make_inert, head)], [[*map(make_inert, row)] for row in shown])
    left = len(rows) - len(shown)
    more = f" shown, {left} more with -f csv" if left else ""
    say(f"{count(len(shown), 'row')}{more}")
