"""`privacyflow render`: the graph as one interactive HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from .console import deliver
from .failures import OK
from .options import DEFAULT_GRAPH, EndpointOption, GraphOption
from .places import open_to_read

REPORT: Final = "tab=policy"
"""What a page on one policy opens with."""


def render(
    graph: GraphOption = DEFAULT_GRAPH,
    endpoint: EndpointOption = None,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help='The page; "-" is standard output.'),
    ] = Path("privacyflow.html"),
    title: Annotated[str, typer.Option(metavar="TEXT", help="The page's title.")] = (
        "Where the data goes"
    ),
    policy: Annotated[
        str | None,
        typer.Option(
            "--policy",
            metavar="ID|COMPANY|FILE",
            help="Draw this policy alone, and open with its report beside its text.",
        ),
    ] = None,
) -> int:
    """\b
    Examples:
      privacyflow render
      privacyflow render -o flows.html --title "Fitness apps, spring 2026"
      privacyflow render --policy fernway.md -o fernway.html
      privacyflow render -o - > flows.html

    Draws the graph as one HTML file that opens from disk and asks the network for nothing.
    """
    from ..findings.shown import find_to_show
    from ..graphs.page import render_page
    from ..ontology.concepts import load_vocabulary
    from ..queries.catalogue import load_catalogue
    from ..queries.policies import find_policy

    titles = load_catalogue().titles
    with open_to_read(graph, endpoint) as store:
        only = None if policy is None else find_policy(store, policy, load_vocabulary())
        view = REPORT if only else ""
        page = render_page(
            store, title=title, policy=only, questions=titles, find=find_to_show, view=view
        )
    deliver(page.encode(), output)
    return OK
