"""Silence: sections about rights, contacts and changes speak of the reader's requests, not of practices."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..ontology.records import Span

_SILENT_SECTION = re.compile(
    r"""\b(?:your\ (?:\w+\ )?(?:rights|choices)|rights\ (?:of|under|related)|contact\ (?:us|information)
      |how\ to\ contact
    |changes?\ to|updates?\ (?:to|of)|amendments?|definitions?|how\ we\ update|revisions?|complaints?
      |questions|governing\ law)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def is_silent(section: Iterable[Span]) -> bool:
    """Whether one of the headings opens a section that states no practice."""
    return any(_SILENT_SECTION.search(heading.text) for heading in section)
