"""Options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from .failures import Failure

ENDPOINT_VARIABLE: Final = "PRIVACYFLOW_ENDPOINT"
GRAPH_VARIABLE: Final = "PRIVACYFLOW_GRAPH"
DEFAULT_GRAPH: Final = Path("privacyflow.graph")


def _source(context: typer.Context, name: str) -> str:
    """Return where an option comes from, empty while it isn't read: the command line is read first."""
    source = context.get_parameter_source(name)
    return source.name if source else ""


def _check_graph(context: typer.Context, graph: Path) -> Path:
    """Refuse a folder and a server on the same command line, whichever comes last."""
    sources = {_source(context, name) for name in ("graph", "endpoint")}
    if sources == {"COMMANDLINE"}:
        raise Failure("--graph", "can't be given together with --endpoint", "Name one of the two.")
    return graph


def _check_endpoint(context: typer.Context, endpoint: str | None) -> str | None:
    """Return the server to ask, None for a folder: the command line outdoes the environment."""
    graph, server = (_source(context, name) for name in ("graph", "endpoint"))
    if graph == server == "COMMANDLINE":
        raise Failure("--endpoint", "can't be given together with --graph", "Name one of the two.")
    if graph == server == "ENVIRONMENT":
        where = f"{ENDPOINT_VARIABLE} and {GRAPH_VARIABLE}"
        raise Failure(where, "both are set", "Unset one, or give --graph or --endpoint.")
    return None if graph == "COMMANDLINE" else endpoint or None


SourcesArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE|FOLDER", help='Policies, or folders of them; "-" is standard input.'
    ),
]
GraphOption = Annotated[
    Path,
    typer.Option(
        "--graph",
        "-g",
        envvar=GRAPH_VARIABLE,
        metavar="PATH",
        help="The graph, a folder.",
        callback=_check_graph,
    ),
]
EndpointOption = Annotated[
    str | None,
    typer.Option(
        "--endpoint",
        "-e",
        envvar=ENDPOINT_VARIABLE,
        metavar="URL",
        help="A SPARQL server that holds the graph, in place of --graph.",
        callback=_check_endpoint,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help='Write to this file, whose ending tells the format; "-" is standard output.',
    ),
]
RowFormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table, csv, tsv, json, ndjson or md; a graph: ttl, nt, nq, trig or jsonld. "
        "Default: a table (Turtle) on a terminal, else csv (Turtle).",
    ),
]
IrisOption = Annotated[
    bool, typer.Option("--iris", help="Show whole IRIs instead of labels and short names.")
]
AllVersionsOption = Annotated[
    bool,
    typer.Option("--all-versions", help="Count versions of which the graph has a later one, too."),
]
CompanyOption = Annotated[
    str | None,
    typer.Option(
        "--company",
        metavar="NAME",
        help="Whose policy it is; by default found in the text, else the file's name.",
    ),
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="Exit with 2 if any file could not be read.")
]
