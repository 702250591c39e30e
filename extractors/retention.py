"""Retention: how long data is kept, in a sentence or as "data: period" in a list of periods."""

from __future__ import annotations

import re

from ..ontology.records import Action, Modality, Span
from .passages import Passage, Source
from .segments import Segment
from .statements import FIRST_PARTY, Statement

_NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|thirty|sixty|ninety)"
)
_UNIT = r"(?:business\s+|working\s+|calendar\s+)?(?:hours?|days?|weeks?|months?|years?)"
_PERIOD = re.compile(
    rf"""\b(?:
      for\s+(?:a\s+)?(?:(?:maximum|minimum|limited|shortest|longer|additional|certain)\s+)?(?:period|term|duration)s?\s+
      (?:of\s+|necessary\s+|required\s+)?[^,.;]{{2,80}}
    | (?:for\s+)?(?:up\s+to|at\s+least|no\s+(?:longer|more)\s+than|a\s+maximum\s+of|within|after
      |for)\s+(?:\w+\s+){{0,3}}?
      {_NUMBER}[\s-]+(?:\(\d+\)\s+)?{_UNIT}\b[^,.;]{{0,60}}
    | (?:only\s+)?(?:for\s+)?(?:as|so)\s+long\s+as\s+[^,.;]{{2,90}}
    | until\s+[^,.;]{{2,80}}
    | {_NUMBER}\s+(?:\(\d+\)\s+)?{_UNIT}\b[^,.;]{{0,50}}
    | indefinitely | permanently
    | for\s+the\s+(?:duration|shortest\s+period|minimum\s+period|period|time|lifetime)\s+[^,.;]{{2,80}}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ENTRY = re.compile(
    rf"^(?P<data>[^:]{{2,80}}?)\s*(?::|\s[–—-])\s*(?=(?:\w+\s+){{0,4}}?{_NUMBER}\s+{_UNIT}\b)",
    re.IGNORECASE,
)
_OF_RETENTION = re.compile(
    r"\b(?:retention|retain|stor(?:e|age)|keep|kept|how long|period)", re.IGNORECASE
)


def find_period(passage: Passage) -> Span | None:
    """Return how long, as the passage says it."""
    match = _PERIOD.search(passage.text)
    return passage.span(match.span()) if match else None


def kept_for(found: Segment, source: Source) -> Statement | None:
    """Read "Order details: 2 years after delivery" in a section or under a lead-in about retention."""
    match = _ENTRY.match(found.prose.text)
    above = [heading.text for heading in found.section[-1:]]
    if found.lead_in is not None:
        above.append(found.lead_in.prose.text)
    if match is None or not any(_OF_RETENTION.search(words) for words in above):
        return None
    passage = source.passage(found.prose)
    data = tuple(
        passage.data(item) for item in passage.data_items((0, match.end("data")), weak=True)
    )
    if not data:
        return None
    words = passage.text.rstrip(" .;")
    return Statement(
        action=Action.STORE,
        manner="retain",
        negated=False,
        modality=Modality.STATED,
        actor=FIRST_PARTY,
        data=data,
        retention=passage.span((match.end(), len(words))),
        rule="retention-entry",
    )
