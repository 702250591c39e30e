"""The application: the verbs in the order in which one meets them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Final

import typer

from .. import __version__
from .ask import ask
from .build import build
from .chain import chain
from .check import check
from .compare import compare
from .console import write
from .coverage import coverage
from .diff import diff
from .explain import explain
from .export import export
from .extract import extract
from .fetch import fetch
from .info import info
from .load import load
from .measure import measure
from .query import query
from .reason import reason
from .render import render
from .serve import serve
from .validate import validate

HELP: Final = """\b
Examples:
  privacyflow extract policy.html              show what one policy states
  privacyflow build policies/                  read a folder into ./privacyflow.graph
  privacyflow ask "who receives location data?"
  privacyflow render -o flows.html             draw the graph as one page

Reads privacy policies and tells where people's data goes. Every answer shows the sentence it rests
on. What is shown are statements, not behaviour; it is no legal advice.
"""

VERBS: Final[Mapping[Callable[..., int], str]] = {
    fetch: "Keep pages of the web as dated snapshots.",
    extract: "Show the flows that documents state.",
    coverage: "List the sentences that gave no flow, and what was skipped.",
    build: "Read files or folders into a graph.",
    load: "Put shards of quads into a graph, here or at a SPARQL server.",
    ask: "Ask the graph a question in plain English.",
    query: "Run a named question or SPARQL on the graph.",
    chain: "Follow data on by the recipients' own policies.",
    compare: "Show what companies say of data or recipients, side by side.",
    diff: "Show what changed between two versions of a policy.",
    measure: "Measure the network: central recipients, who could join data, reach.",
    explain: "Show where a flow stands in its policy.",
    render: "Draw the graph as one interactive HTML page.",
    export: "Write the graph for other programs: RDF, tables, networks.",
    serve: "Serve the page, SPARQL and the questions to a browser.",
    check: "Find contradictions, vague words and gaps in policies.",
    validate: "Check the graph's shapes and that every quote is found.",
    reason: "Find what follows, with a reasoner, and whether all holds together.",
    info: "Tell what a graph holds.",
}


def application() -> typer.Typer:
    """Build the application; nothing but the signatures of the verbs is loaded."""
    app = typer.Typer(
        name="privacyflow",
        help=HELP,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        invoke_without_command=True,
    )
    app.callback()(_root)
    for verb, summary in VERBS.items():
        app.command(short_help=summary)(verb)
    return app


def _show_version(asked: bool) -> None:
    if asked:
        write(f"privacyflow {__version__}")
        raise typer.Exit


def _root(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and exit.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        write(context.get_help())
