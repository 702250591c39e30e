"""`privacyflow explain`: where a flow stands in its policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .console import draw_text
from .failures import OK
from .options import DEFAULT_GRAPH, EndpointOption, GraphOption
from .places import open_to_read

if TYPE_CHECKING:
    from ..queries.flow_card import FlowCard, Piece

# The colours of Okabe and Ito, as on the page; the words in brackets say the same without colour.
_STYLES: Final = {
    "data": "bold #56b4e9",
    "recipient": "bold #e69f00",
    "source": "bold #cc79a7",
    "condition": "#009e73",
    "purpose": "#f0e442",
    "retention": "#d55e00",
}


def explain(
    flow: Annotated[
        str,
        typer.Argument(
            metavar="FLOW",
            help='A flow, as answers name it: "flow-3f9c…", its IRI, or its first digits.',
        ),
    ],
    graph: GraphOption = DEFAULT_GRAPH,
    endpoint: EndpointOption = None,
) -> int:
    """\b
    Examples:
      privacyflow explain pfr:flow-3f9c0a51d27be844
      privacyflow explain 3f9c0a51

    Shows the quote that a flow rests on where it stands in its policy, with the headings and the
    lead-in above it, which words were taken for what, and the rule that found it. Where the words
    for the data are a term of the policy, what its definitions list is shown with their quotes.
    """
    from ..queries.flow_card import read_card

    with open_to_read(graph, endpoint) as store:
        card = read_card(store, flow)
    draw_text(_lines(card))
    return OK


def _lines(card: FlowCard) -> Iterator[tuple[str, str]]:
    """Yield the card as pieces of text, each with its style."""
    yield f"{card.headline}\n\n", "bold"
    for label, value in card.facts:
        yield f"  {label:<13} ", "dim"
        yield f"{value}\n", ""
    if card.lead_in:
        yield "\n", ""
        yield from _marked(card.lead_in)
        yield " […]", "dim"
    yield "\n", ""
    yield card.before, "dim"
    yield from _marked(card.quote)
    yield f"{card.after.rstrip()}\n", "dim"


def _marked(pieces: tuple[Piece, ...]) -> Iterator[tuple[str, str]]:
    for piece in pieces:
        if not piece.part:
            yield piece.text, ""
            continue
        style = _STYLES[piece.part]
        yield f"[{piece.part}: ", style
        yield piece.text, style
        yield "]", style
