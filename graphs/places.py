"""Where a graph is kept: in a folder of this machine or at a SPARQL server."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from .endpoint import Endpoint
from .store import GraphStore

Place: TypeAlias = Path | Endpoint


def open_place(place: Place) -> GraphStore:
    """Open a graph to read it, wherever it is kept. Raises StoreError."""
    if isinstance(place, Endpoint):
        from .server_store import ServerStore

        return ServerStore.connect(place)
    return GraphStore.open(place, read_only=True)
