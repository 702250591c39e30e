"""How far a denial goes: of which information, for which purpose, in which case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ..graphs.statements import StatedFlow
from .changes import Named, name_data, shorten
from .kinship import GENERIC
from .topics import Side
from .wording import fold

_RESTRICTION: Final = re.compile(
    r"\s+(?:that|which|about|from|of|collected|obtained|received|relating to|regarding)\s[^,;:.()\n]*"
)


_LIGHT: Final = frozenset(
    "a an and any by for from in it of on or our purpose that the their them to we which with you your".split()
)
_OTHER_VERB: Final = re.compile(
    r"[.;]|\b(?:do|does|will) not\b|\b(?:which|that|who)\b|\b(?:are|is) (?:only )?used\b"
    r"|\b(?:and|nor|or) (?:disclos|rent|sell|shar|trad|us)(?:e|es)?\b",
    re.IGNORECASE,
)


def name_whole(side: Side, flow: StatedFlow) -> Named:
    """Return what a flow calls its data; "information that …" is named with what it is limited to."""
    named = name_data(side.statements, flow)
    more = _restriction(side, flow)
    return (
        replace(named, words=shorten(f"{flow.data_words.text}{more}"), type="") if more else named
    )


def limits_of(side: Side, flow: StatedFlow) -> str:
    """Return the words that limit a denial: "for marketing", "after the call ends", "" without any."""
    words = list(_purposes(side, flow))
    if flow.condition:
        words.append(flow.condition.text)
    known = _restriction(side, flow)
    told = dict.fromkeys(shorten(each) for each in words if each not in known)
    return "; ".join(f"“{each}”" for each in told)


def limits_alike(side: Side, flow: StatedFlow, sentence: str) -> bool:
    """Tell whether a folded sentence holds most words of a limit of a denial, if that has any.

    "We do not use your photos for marketing" does not say "We do not use your photos to train …".
    """
    wanted = [_weighty(fold(each)) for each in _limits(side, flow)]
    found = frozenset(sentence.split())
    return not wanted or any(2 * len(found & words) > len(words) for words in wanted)


def is_limited(side: Side, flow: StatedFlow) -> bool:
    """Tell whether a denial is of one purpose, of one case or of some information only."""
    return flow.condition is not None or bool(_limits(side, flow))


def _limits(side: Side, flow: StatedFlow) -> tuple[str, ...]:
    return tuple(filter(None, (*_purposes(side, flow), _restriction(side, flow))))


def _weighty(words: str) -> frozenset[str]:
    return frozenset(words.split()) - _LIGHT


def _purposes(side: Side, flow: StatedFlow) -> Iterator[str]:
    """Yield the words for purposes that no other verb parts from the data; those of an exception
    ("except to …") are of what is not denied.
    """
    data = flow.data_words.place
    condition = flow.condition.place if flow.condition else None
    for each in flow.purpose_words:
        if not data or not each.place or data.end > each.place.start:
            continue
        if condition and condition.start <= each.place.start < condition.end:
            continue
        if not _OTHER_VERB.search(side.policy.text, data.end, each.place.start):
            yield each.text


def _restriction(side: Side, flow: StatedFlow) -> str:
    """Return how "information" goes on in a denial: to the end of the clause, or to the recipient."""
    place = flow.data_words.place
    if flow.data not in GENERIC or place is None:
        return ""
    end = side.statements.evidence[flow.evidence].place.end
    recipient = flow.recipient_words.place if flow.recipient_words else None
    if recipient and place.end < recipient.start:
        end = recipient.start
    more = _RESTRICTION.match(side.policy.text, place.end, end)
    return re.sub(r"\s+(?:to|with)(?:\s+(?:any|our|the))?\s*$", "", more[0]) if more else ""
