"""Tables and line groups: third-party lists that are read by their structure, never parsed."""

from __future__ import annotations

from dataclasses import dataclass

from ..ontology.records import Span
from .segments import Segment
from .statements import Reader, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStatement:
    """A statement read from rows or lines, with its evidence."""

    statement: Statement
    evidence: Span
    section: tuple[Span, ...]
    lead_in: Span | None = None


def read_tables(segments: list[Segment], reader: Reader) -> tuple[list[TableStatement], list[Segment]]:
    """Return what the document's tables and SDK line groups state, and the segments that are none."""
    return [], segments
