"""What the tests of reading share: documents shown as outlines, a line a block."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from privacyflow.extractors.reading import read_text
from privacyflow.ontology.records import Block, SourceDocument

Outline = Callable[..., list[str]]


def show_block(document: SourceDocument, block: Block) -> str:
    """Return "kind level marker: words" of a block, a cell's place instead of its level."""
    words = " ".join(document.text[block.start : block.end].split())
    place = str(block.level)
    if block.cell is not None:
        place = f"{block.cell.row},{block.cell.column}{' head' if block.cell.header else ''}"
    return f"{block.kind.value} {place} {block.marker}".rstrip() + f": {words}"


@pytest.fixture
def outline() -> Outline:
    """Return a function that reads a text in a format and shows its blocks."""

    def read(text: str, ending: str = "txt") -> list[str]:
        document = read_text(text.encode(), file_name=f"policy.{ending}")
        return [show_block(document, block) for block in document.blocks]

    return read
