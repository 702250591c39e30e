"""Options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

GRAPH_VARIABLE: Final = "PRIVACYFLOW_GRAPH"
DEFAULT_GRAPH: Final = Path("privacyflow.graph")

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
