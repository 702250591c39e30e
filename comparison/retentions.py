"""For how long a version keeps data, where the other names another time or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..graphs.statements import StatedFlow
from .changes import Change, ChangeKind, Severity, name_recipient
from .doubts import is_pointing
from .edits import revised
from .limits import name_whole
from .scopes import scope_of
from .topics import Side, Topic
from .versus import Versus, is_sure, quotes_of
from .wording import fold, stands_in

_DURATION: Final = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")
_TIME: Final = re.compile(r"\w+ (?:hour|day|week|month|year)\b")
_KEPT_FOR: Final = re.compile(
    r"(?:for|up to|at least|at most|a maximum|no (?:more|longer) than)\b", re.IGNORECASE
)
_IDLE: Final = re.compile(
    r"\b(?:inactive|dormant|unused|idle|not (?:been )?(?:used|active|logged in|signed in))\b[^.;]{0,30}$",
    re.IGNORECASE,
)
"""The words before a time that is not how long data is kept, but how long an account lay idle."""
_DAYS: Final = (365.25, 30.44, 7.0, 1.0, 1 / 24)
_LONGER: Final = 1.1


def find_longer(
    versus: Versus, topic: Topic, pairs: Sequence[tuple[StatedFlow, StatedFlow]]
) -> Iterator[Change]:
    """Yield what a sentence that both versions have now keeps for longer or for less long."""
    for old, new in pairs:
        before, after = _days(old.retention_duration), _days(new.retention_duration)
        if not before or not after or old.retention_bound != new.retention_bound:
            continue
        if _times(old) & _all_times(versus.new, new) or _times(new) & _all_times(versus.old, old):
            continue
        longer = after > before * _LONGER
        if longer or before > after * _LONGER:
            words = [flow.retention.text if flow.retention else "" for flow in (old, new)]
            detail = f"kept {'longer' if longer else 'shorter'}: “{words[0]}” → “{words[1]}”"
            yield revised(versus, topic, old, new, longer, detail)


def find_durations(versus: Versus, kind: ChangeKind) -> Iterator[Change]:
    """Yield the times that the new side of `versus` keeps data for and that the old one never names."""
    added = kind is ChangeKind.ADDED
    told = versus.lone_affirmations
    for topic, flows in versus.new.topics.items():
        earlier = versus.old.topics.get(topic, ())
        if topic.denied or topic in told or any(flow.retention_duration for flow in earlier):
            continue
        for flow in filter(lambda flow: _is_new_time(versus, flow), flows):
            quotes = quotes_of(versus.new, [flow])
            yield Change(
                kind=kind,
                severity=Severity.DETAIL if added else Severity.LESS,
                deed=topic.deed,
                data=(name_whole(versus.new, flow),),
                recipient=name_recipient(versus.new.statements, flow),
                detail=f"“{' '.join(flow.retention.text.split())}”" if flow.retention else "",
                only=scope_of(versus.new, flow),
                old=() if added else quotes,
                new=quotes if added else (),
            )


def _is_new_time(versus: Versus, flow: StatedFlow) -> bool:
    """Tell whether a flow's sentence names one time for which data is kept, which the old text does
    not name at all.
    """
    if flow.action != "store" or not flow.retention_duration or flow.retention is None:
        return False
    if not is_sure(flow, versus.new) or is_pointing(flow, versus.new):
        return False
    place, quote = flow.retention.place, versus.new.quote(flow)
    if place and _IDLE.search(versus.new.policy.text[quote.start : place.start]):
        return False
    times = _all_times(versus.new, flow)
    return (
        len(times) == 1
        and times == _times(flow)
        and _KEPT_FOR.match(flow.retention.text) is not None
        and not any(stands_in(time, versus.old.wording.whole) for time in times)
    )


def _times(flow: StatedFlow) -> frozenset[str]:
    """Return the spans of time in what a flow says of retention: "30 day"."""
    return frozenset(_TIME.findall(fold(flow.retention.text if flow.retention else "")))


def _all_times(side: Side, flow: StatedFlow) -> frozenset[str]:
    """Return all spans of time in the sentence of a flow: one may be of other data."""
    return frozenset(_TIME.findall(fold(side.quote(flow).text)))


def _days(duration: str | None) -> float:
    match = _DURATION.fullmatch(duration or "")
    if not match:
        return 0.0
    return sum(int(n) * days for n, days in zip(match.groups(), _DAYS, strict=True) if n)
