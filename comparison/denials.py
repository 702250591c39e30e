"""Denials that one version makes and the other does not, and what came in their place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..graphs.statements import StatedFlow
from .changes import Change, ChangeKind, Severity, name_data, name_recipient, shorten
from .kinship import ANYBODY
from .topics import Side, Topic
from .versus import Lone, Versus, lone_affirmations, lone_denials, quotes_of, surest
from .wording import likeness

_SAME_SENTENCE: Final = 62.0
_TELLING: Final = 2


def find_denials(versus: Versus) -> Iterator[Change]:
    """Yield the denials that vanished from the old version, and those that appeared in the new."""
    turned = versus.turned()
    dropped, added = lone_denials(turned), lone_denials(versus)
    affirmed = lone_affirmations(versus)
    for topic, flows in dropped.items():
        flow = surest(flows, dropped)
        opposite = _opposite(versus, topic, flow, affirmed)
        yield Change(
            kind=ChangeKind.DENIAL_DROPPED,
            severity=Severity.DENIAL_REVERSED if opposite else Severity.DENIAL_DROPPED,
            deed=topic.deed,
            data=(name_data(versus.old.statements, flow),),
            recipient=name_recipient(versus.old.statements, flow),
            only=_restriction(versus.old, flow),
            note="the later version says that it does" if opposite else "",
            old=quotes_of(versus.old, [flow]),
            new=quotes_of(versus.new, [opposite]) if opposite else (),
        )
    for topic, flows in added.items():
        flow = surest(flows, added)
        yield Change(
            kind=ChangeKind.DENIAL_ADDED,
            severity=Severity.NEW_DENIAL,
            deed=topic.deed,
            data=(name_data(versus.new.statements, flow),),
            recipient=name_recipient(versus.new.statements, flow),
            only=_restriction(versus.new, flow),
            new=quotes_of(versus.new, [flow]),
        )


def _restriction(own: Side, flow: StatedFlow) -> str:
    """Return what a denial is restricted to, in its own words: a purpose, a condition."""
    told = (
        words
        for topic, flows in own.topics.items()
        for each in flows
        if topic.denied and each.evidence == flow.evidence
        for words in (*each.purpose_words, *filter(None, (each.condition,)))
    )
    texts = dict.fromkeys(shorten(words.text) for words in told)
    return "; ".join(f"“{text}”" for text in texts if text.count(" ") >= _TELLING)


def _opposite(versus: Versus, denied: Topic, flow: StatedFlow, affirmed: Lone) -> StatedFlow | None:
    """Return what the new version affirms of what the old one denied, if anything is as clear."""
    kinship = versus.kinship
    said = versus.old.quote(flow).text
    for topic, flows in versus.new.topics.items():
        if topic.denied or topic.deed != denied.deed or not versus.overlaps(topic, denied):
            continue
        told = surest(flows, affirmed)
        if topic in affirmed:
            vague = kinship.is_generic(denied.data) or denied.recipient in ("", ANYBODY)
            if not vague or topic.deed == "sell":
                return told
        if topic not in versus.old.topics:
            alike = likeness(said, versus.new.quote(told).text)
            if alike >= _SAME_SENTENCE and kinship.is_within(topic.data, denied.data):
                return told
    return None
