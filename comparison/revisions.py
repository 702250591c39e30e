"""What changed within a statement that both versions make: condition, "may", purpose, duration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..graphs.statements import StatedFlow
from .changes import Change, ChangeKind, Named, Severity, name_data, name_recipient
from .doubts import is_trusted
from .kinship import NOT_PLACED
from .standing import is_unchanged
from .topics import Side, Topic
from .versus import Versus, quotes_of
from .wording import CONDITIONS, fold, likeness, stands_in

_EDITED: Final = 60.0
"""Two sentences at least this alike, of 100, are one sentence that was edited."""

_POSSIBLE: Final = frozenset("may might can could sometimes".split())
_DURATION: Final = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")
_DAYS: Final = (365.25, 30.44, 7.0, 1.0, 1 / 24)
_BY_LAW: Final = re.compile(r"\b(?:law|legal|legally|regulation)\b")
"""What the law asks for is no condition that a policy can drop."""
_LONGER: Final = 1.1
_LONGEST: Final = 120


def find_revisions(versus: Versus) -> Iterator[Change]:
    """Yield how statements that stand in both versions were changed."""
    for topic, flows in versus.new.topics.items():
        earlier = versus.old.topics.get(topic, ())
        if topic.denied or not earlier:
            continue
        pairs = list(_edited(versus, earlier, flows))
        yield from _conditions(versus, topic, pairs)
        yield from _retentions(versus, topic, pairs)
    yield from _purposes(versus, ChangeKind.WIDENED)
    yield from _purposes(versus.turned(), ChangeKind.NARROWED)


def _edited(
    versus: Versus, earlier: Sequence[StatedFlow], later: Sequence[StatedFlow]
) -> Iterator[tuple[StatedFlow, StatedFlow]]:
    """Yield the flows of both sides whose sentences are one sentence that was edited."""
    gone = [flow for flow in earlier if not is_unchanged(flow, versus.old, versus.new)]
    for flow in later:
        if not gone or is_unchanged(flow, versus.new, versus.old):
            continue
        said = versus.new.quote(flow).text
        alike = [(likeness(said, versus.old.quote(other).text), other) for other in gone]
        best, other = max(alike, key=lambda each: (each[0], each[1].iri))
        if best >= _EDITED:
            yield other, flow


def _conditions(
    versus: Versus, topic: Topic, pairs: Sequence[tuple[StatedFlow, StatedFlow]]
) -> Iterator[Change]:
    before, after = versus.old.topics[topic], versus.new.topics[topic]
    for old, new in pairs:
        if all(flow.condition for flow in before) and _is_free(versus, new, new=True):
            words = old.condition.text if old.condition else ""
            if not _still_said(words, versus.new, new):
                yield _revised(versus, topic, old, new, True, f"no longer only “{words}”")
        elif all(flow.condition for flow in after) and _is_free(versus, old, new=False):
            words = new.condition.text if new.condition else ""
            if not _still_said(words, versus.old, old):
                yield _revised(versus, topic, old, new, False, f"now only “{words}”")
        if "we" not in _said(versus, old, new=False) & _said(versus, new, new=True):
            continue
        if all(flow.possible for flow in before) and _is_stated(versus, new, new=True):
            yield _revised(versus, topic, old, new, True, "what it may do, it now says it does")
        elif all(flow.possible for flow in after) and _is_stated(versus, old, new=False):
            yield _revised(versus, topic, old, new, False, "what it does, it now says it may do")


def _still_said(words: str, side: Side, flow: StatedFlow) -> bool:
    """Tell whether a condition stands in a version, or most of its words in a flow's sentence."""
    wanted = frozenset(fold(words).split())
    if _BY_LAW.search(fold(words)):
        return True
    found = wanted & frozenset(fold(side.quote(flow).text).split())
    return side.wording.holds(words) or 2 * len(found) > len(wanted)


def _retentions(
    versus: Versus, topic: Topic, pairs: Sequence[tuple[StatedFlow, StatedFlow]]
) -> Iterator[Change]:
    for old, new in pairs:
        before, after = _days(old.retention_duration), _days(new.retention_duration)
        if not before or not after or old.retention_bound != new.retention_bound:
            continue
        longer = after > before * _LONGER
        if longer or before > after * _LONGER:
            words = [flow.retention.text if flow.retention else "" for flow in (old, new)]
            detail = f"kept {'longer' if longer else 'shorter'}: “{words[0]}” → “{words[1]}”"
            yield _revised(versus, topic, old, new, longer, detail)


def _purposes(versus: Versus, kind: ChangeKind) -> Iterator[Change]:
    """Yield the purposes that the new side of `versus` names and the old one nowhere does."""
    known = {
        purpose
        for topic, flows in versus.old.topics.items()
        if not topic.denied
        for flow in flows
        for purpose in flow.purposes
    }
    added = kind is ChangeKind.WIDENED
    for topic, flows in versus.new.topics.items():
        if topic.denied:
            continue
        for flow in flows:
            for purpose in _new_purposes(versus, flow, known):
                quotes = quotes_of(versus.new, [flow])
                label = str(
                    Named(
                        words=_words_for(versus, flow, purpose), type=versus.kinship.label(purpose)
                    )
                )
                yield Change(
                    kind=kind,
                    severity=Severity.WIDER if added else Severity.LESS,
                    deed=topic.deed,
                    data=(name_data(versus.new.statements, flow),),
                    recipient=name_recipient(versus.new.statements, flow),
                    purpose=versus.kinship.label(purpose),
                    detail=f"{'new purpose' if added else 'purpose no longer named'}: {label}",
                    old=() if added else quotes,
                    new=quotes if added else (),
                )


def _new_purposes(versus: Versus, flow: StatedFlow, known: Iterable[str]) -> Iterator[str]:
    if is_unchanged(flow, versus.new, versus.old) or not is_trusted(flow, versus.new):
        return
    for purpose in flow.purposes:
        if purpose in NOT_PLACED or any(versus.kinship.related(purpose, one) for one in known):
            continue
        names = versus.names.of(purpose, None)
        said = versus.old.wording
        if any(stands_in(name, said.whole) or said.echoes(name) for name in names):
            continue
        if _words_for(versus, flow, purpose):
            yield purpose


def _words_for(versus: Versus, flow: StatedFlow, purpose: str) -> str:
    """Return the words for a purpose, if the old side of `versus` nowhere has them or most of them.

    A flow does not tell which of its words name which purpose: those with a name of it count, if any.
    """
    names = versus.names.of(purpose, None)
    words = [each.text for each in flow.purpose_words]
    naming = [text for text in words if any(stands_in(name, fold(text)) for name in names)]
    said = versus.old.wording
    told = (text for text in naming or words if not said.holds(text) and not said.echoes(text))
    return "; ".join(" ".join(text.split())[:_LONGEST] for text in told)


def _is_free(versus: Versus, flow: StatedFlow, *, new: bool) -> bool:
    """Tell whether nothing in a flow's sentence sounds like a condition."""
    return flow.condition is None and not CONDITIONS & _said(versus, flow, new=new)


def _is_stated(versus: Versus, flow: StatedFlow, *, new: bool) -> bool:
    """Tell whether a flow's sentence states it, without a "may"."""
    return not flow.possible and not _POSSIBLE & _said(versus, flow, new=new)


def _said(versus: Versus, flow: StatedFlow, *, new: bool) -> frozenset[str]:
    quote = (versus.new if new else versus.old).quote(flow)
    return frozenset(fold(f"{quote.lead_in or ''} {quote.text}").split())


def _revised(
    versus: Versus, topic: Topic, old: StatedFlow, new: StatedFlow, wider: bool, detail: str
) -> Change:
    return Change(
        kind=ChangeKind.WIDENED if wider else ChangeKind.NARROWED,
        severity=Severity.WIDER if wider else Severity.LESS,
        deed=topic.deed,
        data=(name_data(versus.new.statements, new),),
        recipient=name_recipient(versus.new.statements, new),
        detail=detail,
        old=quotes_of(versus.old, [old]),
        new=quotes_of(versus.new, [new]),
    )


def _days(duration: str | None) -> float:
    match = _DURATION.fullmatch(duration or "")
    if not match:
        return 0.0
    return sum(int(n) * days for n, days in zip(match.groups(), _DAYS, strict=True) if n)
