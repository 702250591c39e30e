"""What every reader makes of a file: its text, its blocks, and the way back to the file."""

from __future__ import annotations

from dataclasses import dataclass

from ...ontology.records import Block, Origin
from ...ontology.spots import Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document as text: its blocks, the way back to the source, and what its head says."""

    text: str
    blocks: tuple[Block, ...]
    origins: tuple[Origin, ...] = ()
    spots: tuple[Spot, ...] = ()
    title: str = ""
    site_name: str = ""
    url: str | None = None
