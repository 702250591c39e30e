"""`privacyflow render`: the graph as one interactive HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .console import deliver
from .failures import OK
from .options import DEFAULT_GRAPH, GraphOption


def render(
    graph: GraphOption = DEFAULT_GRAPH,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help='The page; "-" is standard output.'),
    ] = Path("privacyflow.html"),
    title: Annotated[str, typer.Option(metavar="TEXT", help="The page's title.")] = (
        "Where the data goes"
    ),
) -> int:
    """\b
    Examples:
      privacyflow render
      privacyflow render -o flows.html --title "Fitness apps, spring 2026"
      privacyflow render -o - > flows.html

    Draws the graph as one HTML file that opens from disk and asks the network for nothing.
    """
    from ..graphs.page import render_page
    from ..graphs.store import GraphStore
    from ..queries.catalogue import load_catalogue

    wordings = {question.name: question.title for question in load_catalogue()}
    with GraphStore.open(graph, read_only=True) as store:
        page = render_page(store, title=title, questions=wordings)
    deliver(page.encode(), output)
    return OK
