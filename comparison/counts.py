"""Statements of how much or how many: figures about people are no data about one of them."""

from __future__ import annotations

import re
from typing import Final

from ..graphs.statements import StatedFlow
from .topics import PASSING, Side

_FIGURES: Final = re.compile(
    r"\b(?:numbers? of|how many|aggregated?|anonymi[sz]ed|anonymous|pseudonymi[sz]ed|pseudonymous"
    r"|de-?identified|statistic(?:s|al)?|metrics|totals?)\b",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(_FIGURES.pattern + r"[^.;:|]{0,70}$", re.IGNORECASE)
_OF_IT: Final = re.compile(
    r"\b(?:number|count|amount|percentage|share|total) of (?:[\w-]+ ){0,2}$", re.IGNORECASE
)
_REPORT: Final = re.compile(r"\breports? (?:about|on|of)\b", re.IGNORECASE)


def is_figure(flow: StatedFlow, own: Side) -> bool:
    """Tell whether what is passed on, or had, is a number of such data rather than the data.

    "We tell advertisers the number of views, likes and comments" passes no comment on.
    """
    place = flow.data_words.place
    start = own.statements.evidence[flow.evidence].place.start
    before = own.policy.text[start : place.start] if place and place.start > start else ""
    if _OF_IT.search(before):
        return True
    words = flow.data_words.text
    return flow.action in PASSING and bool(
        _BEFORE.search(before) or _FIGURES.search(words) or _REPORT.search(words)
    )
