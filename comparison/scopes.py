"""Where a statement holds: for children, in one state, by default, if the reader chooses so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..graphs.statements import StatedFlow
from .changes import shorten
from .excerpts import plain
from .topics import Side
from .wording import fold

_PLACES: Final = (
    r"California|Colorado|Connecticut|Nevada|Texas|Utah|Virginia|Washington|U\.?S\.? States?|States? Privacy"
    r"|United States|European|EEA|(?-i:EU|UK)|Switzerland|Swiss|Brazil|Canada|Australia|India|Japan|Korea|Mexico|Quebec"
    r"|South Africa|Türkiye|Turkey|Illinois"
)
_OF_SOME: Final = re.compile(
    rf"\b(?:child(?:ren)?(?:['’]s)?|kids?|minors?|teens?|under(?: the age of)? 1\d|{_PLACES}|CCPA|GDPR|HIPAA"
    r"|job (?:applicants?|candidates?)|candidates|applicants|employees|students?)\b",
    re.IGNORECASE,
)
_HEDGES: Final = re.compile(
    r"\b(?:generally|typically|usually|normally|by default|on-device|locally)\b"
    r"|(?<!stays )(?<!stay )(?<!remain )(?<!remains )(?<!only )\bon your devices?\b"
    r"|(?:^|(?<=; ))(?:with your (?:explicit )?(?:consent|permission)|where permitted by law)\b",
    re.IGNORECASE,
)
_CASE: Final = re.compile(
    r"(?:^|(?<=[.;:,(] )|(?<=and ))((?:if|when|where|whenever|unless) your? "
    r"(?:(?!\bwe (?!offer|provide|operate|own|make))[^,.;:()]){3,110})",
    re.IGNORECASE,
)
_TRANSFER: Final = re.compile(r"\btransfer", re.IGNORECASE)
_NAMED: Final = 3
_NEAR: Final = 2
"""A section and the one that it is in; headings further up are often of another part."""
_ENDS: Final = (". ", "|", "<br>")
_STANDING: Final = re.compile(
    r"(?:if|when|where|whenever) you (?:otherwise )?(?:use|visit|access|interact with|browse|contact)\b.{0,30}\b"
    r"(?:services?|sites?|websites?|platform|apps?|products|us)\s*$",
    re.IGNORECASE,
)
"""What holds for every reader is no scope."""


def scope_of(side: Side, flow: StatedFlow) -> str:
    """Return what a statement is limited to: "in the section “For children”; “by default”", or "".

    Sections count that are of children, of applicants or of one region; in the sentence and in what
    leads into it, hedges ("generally", "by default", "on your device") and what the reader does.
    """
    found = dict.fromkeys(filter(None, (_section(side, flow), *_words(side, flow))))
    return "; ".join(found)


def _section(side: Side, flow: StatedFlow) -> str:
    for heading in reversed(side.quote(flow).section.split(" > ")[-_NEAR:]):
        words = plain(heading).strip("*_ ")
        if _OF_SOME.search(words) and not _TRANSFER.search(words):
            return f"in the section “{shorten(words)}”"
    return ""


def _words(side: Side, flow: StatedFlow) -> Iterator[str]:
    quote = side.quote(flow)
    place = flow.data_words.place
    at = place.start - quote.start if place and place.start >= quote.start else 0
    text = quote.text
    start = max(
        (found + len(mark) for mark in _ENDS if (found := text.rfind(mark, 0, at)) >= 0), default=0
    )
    end = min((found for mark in _ENDS if (found := text.find(mark, at)) > 0), default=len(text))
    lead = (quote.lead_in or "").rpartition(". ")[2] if "|" not in text else ""
    named = fold(flow.data_words.text)
    ahead = text[start:at] if at else text[start:end]
    for words in (text[start:end], lead):
        for hedge in _HEDGES.finditer(" ".join(words.split())):
            if fold(hedge[0]) not in named:
                yield f"“{hedge[0].lower()}”"
    for words in (ahead, lead):
        cases = list(_CASE.finditer(plain(words)))
        if cases and not _STANDING.match(cases[-1][1]) and cases[-1][1].count(" ") >= _NAMED:
            yield f"“{shorten(cases[-1][1])}”"
