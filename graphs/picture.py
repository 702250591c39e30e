"""The network as the picture that the page draws first: nodes and edges for vis-network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..ontology.terms import PF, PFR
from .layout import place_nodes
from .network import Drawing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .page_data import JsonObject

_SHAPES: Final = {
    "company": "box",
    "named": "dot",
    "sdk": "diamond",
    "category": "square",
    "vague": "triangle",
    "public": "star",
    "other users": "triangleDown",
    "bundle": "hexagon",
}


def draw_network(drawing: Drawing) -> JsonObject:
    """Return the nodes with their places and the edges with the numbers of their flows.

    pyvis only collects them. The pages that it writes load a CDN and let labels run as markup, so
    none is written; and no node has a `title`, which vis-network would take for HTML.
    """
    from pyvis.network import Network

    picture = Network(directed=True)
    places = place_nodes(drawing.network)
    for node, about in sorted(drawing.network.nodes(data=True)):
        x, y = places[node]
        picture.add_node(
            _short(node),
            # An empty label would be replaced by the node's id.
            label=about["label"] or " ",
            shape=_SHAPES.get(about["group"], "dot"),
            group=about["group"],
            x=x,
            y=y,
        )
    for author, recipient, state, flows in sorted(drawing.network.edges(keys=True, data="flows")):
        picture.add_edge(_short(author), _short(recipient), state=state, flows=list(flows))
    return {
        "nodes": [_without(node, "color") for node in picture.nodes],
        "edges": [_without(edge, "arrows") for edge in picture.edges],
        "note": drawing.note,
    }


def _short(node: str) -> str:
    return node.replace(PFR, "").replace(PF, "")


def _without(record: Mapping[str, object], name: str) -> JsonObject:
    return {key: value for key, value in record.items() if key != name}  # type: ignore[misc]
