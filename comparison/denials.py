"""Denials that one version makes and the other does not, and what came in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..graphs.statements import StatedFlow
from .changes import Change, ChangeKind, Severity, name_data, name_recipient
from .kinship import ANYBODY
from .limits import limits_alike, limits_of, name_whole
from .scopes import scope_of
from .topics import Side, Topic
from .versus import Lone, Versus, lone_denials, quotes_of, surest
from .wording import fold, likeness

_NOT: Final = r"\b(?:(?:do|doe|will|would|shall) not|don't|doesn't|won't|never)"
_SELL_OR_SHARE: Final = re.compile(
    _NOT + r"(?: \w+)? sell(?: \w+){0,3} (?:or|and) (?:share|disclose)\b"
)
_DENIED_SHARING: Final = re.compile(
    _NOT + r"(?: \w+){0,5} (?:share|disclose)(?: (?:your|the|any|our|user))*"
)
_SAME_SENTENCE: Final = 62.0


def find_denials(versus: Versus) -> Iterator[Change]:
    """Yield the denials that vanished from the old version, and those that appeared in the new."""
    turned = versus.turned
    dropped, added = lone_denials(turned), lone_denials(versus)
    affirmed = versus.lone_affirmations
    for topic, flows in dropped.items():
        flow = surest(flows, dropped)
        opposite = _opposite(versus, topic, flow, affirmed)
        yield Change(
            kind=ChangeKind.DENIAL_DROPPED,
            severity=Severity.DENIAL_REVERSED if opposite else Severity.DENIAL_DROPPED,
            deed=topic.deed,
            data=(name_whole(versus.old, flow),),
            recipient=name_recipient(versus.old.statements, flow),
            only=_limits(versus.old, flow),
            note="the later version says that it does" if opposite else "",
            old=quotes_of(versus.old, [flow]),
            new=quotes_of(versus.new, [opposite]) if opposite else (),
        )
    yield from _sharing_beside_sale(turned, ChangeKind.DENIAL_DROPPED)
    yield from _sharing_beside_sale(versus, ChangeKind.DENIAL_ADDED)
    for topic, flows in added.items():
        flow = surest(flows, added)
        yield Change(
            kind=ChangeKind.DENIAL_ADDED,
            severity=Severity.NEW_DENIAL,
            deed=topic.deed,
            data=(name_whole(versus.new, flow),),
            recipient=name_recipient(versus.new.statements, flow),
            only=_limits(versus.new, flow),
            new=quotes_of(versus.new, [flow]),
        )


def _sharing_beside_sale(versus: Versus, kind: ChangeKind) -> Iterator[Change]:
    """Yield what the new side of `versus` denies by "sell or share" where the old one only has "sell".

    One flow is read in such a sentence, a sale, which both sides deny.
    """
    dropped = kind is ChangeKind.DENIAL_DROPPED
    for topic, flows in versus.new.topics.items():
        if not topic.denied or topic.deed != "sell" or topic not in versus.old.topics:
            continue
        flow = max(flows, key=lambda flow: (_denies_sharing(versus.new, flow), flow.iri))
        if not _denies_sharing(versus.new, flow) or _is_sharing_denied(versus, topic, flow):
            continue
        told = (
            quotes_of(versus.new, [flow]),
            quotes_of(versus.old, versus.old.topics[topic])[:1],
        )
        yield Change(
            kind=kind,
            severity=Severity.DENIAL_DROPPED if dropped else Severity.NEW_DENIAL,
            deed="share",
            data=(name_data(versus.new.statements, flow),),
            recipient=name_recipient(versus.new.statements, flow),
            only=scope_of(versus.new, flow),
            note=f"the {'later' if dropped else 'earlier'} version only denies to sell it",
            old=told[0] if dropped else told[1],
            new=told[1] if dropped else told[0],
        )


def _limits(side: Side, flow: StatedFlow) -> str:
    """Return what limits a denial and where it holds, each once."""
    told = [*limits_of(side, flow).split("; "), *scope_of(side, flow).split("; ")]
    found: list[str] = []
    for each in filter(None, told):
        words = fold(each)
        if not any(words in fold(known) or fold(known) in words for known in found):
            found.append(each)
    return "; ".join(found)


def _denies_sharing(own: Side, flow: StatedFlow) -> bool:
    return bool(_SELL_OR_SHARE.search(fold(own.quote(flow).text)))


def _is_sharing_denied(versus: Versus, topic: Topic, flow: StatedFlow) -> bool:
    """Tell whether the old side denies to share such data, in a flow or in its text."""
    said = versus.new.quote(flow).text
    if versus.old.wording.holds(said) or _SELL_OR_SHARE.search(
        versus.old.wording.holds_nearly(said)
    ):
        return True
    if any(_denies_sharing(versus.old, other) for other in versus.old.topics[topic]):
        return True
    if any(
        other.denied and other.deed == "share" and versus.kinship.is_within(topic.data, other.data)
        for other in versus.old.topics
    ):
        return True
    names = versus.names.of(flow.data, flow.data_words.text)
    return any(
        any(each[found.end() :].startswith(f" {name}") for name in names)
        for each in versus.old.wording.holding(names)
        if (found := _DENIED_SHARING.search(each))
    )


def _opposite(versus: Versus, denied: Topic, flow: StatedFlow, affirmed: Lone) -> StatedFlow | None:
    """Return what the new version affirms of what the old one denied, if anything is as clear."""
    kinship = versus.kinship
    said = versus.old.quote(flow).text
    for topic, flows in versus.new.topics.items():
        if topic.denied or topic.deed != denied.deed or not versus.overlaps(topic, denied):
            continue
        told = surest(flows, affirmed)
        if not limits_alike(versus.old, flow, fold(versus.new.quote(told).text)):
            continue
        if topic in affirmed:
            vague = kinship.is_generic(denied.data) or denied.recipient in ("", ANYBODY)
            if not vague or topic.deed == "sell":
                return told
        if topic not in versus.old.topics:
            alike = likeness(said, versus.new.quote(told).text)
            if alike >= _SAME_SENTENCE and kinship.is_within(topic.data, denied.data):
                return told
    return None
