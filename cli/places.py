"""Where a verb finds its graph: a folder on this machine, or a SPARQL server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..graphs.places import Place
    from ..graphs.store import GraphStore


def choose_place(graph: Path, endpoint: str | None) -> Place:
    """Return the server at the address `endpoint`, the folder `graph` where there is none.

    Raises StoreError for what is no address.
    """
    if endpoint is None:
        return graph
    from ..graphs.endpoint import Endpoint

    return Endpoint.at(endpoint)


def open_to_read(graph: Path, endpoint: str | None) -> GraphStore:
    """Open the graph in the folder, or at the server, to read it. Raises StoreError."""
    from ..graphs.places import open_place

    return open_place(choose_place(graph, endpoint))
