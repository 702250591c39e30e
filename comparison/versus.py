"""An old and a new version side by side, and which topics one of them has alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

from ..graphs.statements import StatedFlow
from ..ontology.terms import PF, PFR
from .changes import Quote
from .doubts import is_excepted, is_pointing, is_promised_by_others, is_trusted, is_without_not
from .excerpts import columns_of
from .kinship import ANYBODY, NOT_PLACED, Kinship
from .limits import is_limited, limits_alike
from .standing import Names, is_denied_still, is_said
from .topics import Side, Topic
from .wording import fold

Lone = Mapping[Topic, tuple[StatedFlow, ...]]

_INSIDE: Final = frozenset({PF + "OwnStaff"})
_LOOKING: Final = frozenset({"access", "view", "see", "read", "review", "monitor"})
_QUOTED: Final = 3
_NOT_PERSONAL: Final = PF + "NonPersonalData"
_WIDER_DEED: Final = {"sell": "share"}
"""Who does not share does not sell; who does not sell may share."""


@dataclass(frozen=True, kw_only=True)
class Versus:
    """Two versions, and what is known of the types and parties in them."""

    old: Side
    new: Side
    kinship: Kinship
    names: Names

    @cached_property
    def turned(self) -> Self:
        """Return the same two with old and new exchanged."""
        return type(self)(old=self.new, new=self.old, kinship=self.kinship, names=self.names)

    @cached_property
    def lone_affirmations(self) -> Lone:
        """What the new version affirms and the old one, to all appearance, does not."""
        known = [topic for topic in self.old.topics if not topic.denied]
        return {
            topic: trusted
            for topic, flows in self.new.topics.items()
            if not topic.denied
            and topic not in self.old.topics
            and not self.is_plain(topic)
            and not _is_known(self, topic, known)
            and not _is_retyped(self, topic, flows, known)
            and (trusted := tuple(flow for flow in flows if is_sure(flow, self.new)))
            and not any(is_said(topic, flow, self.new, self.old, self.names) for flow in flows)
        }

    def covers(self, wider: Topic, narrower: Topic) -> bool:
        """Tell whether all that one topic speaks of is in the other, for the same deed."""
        return (
            wider.deed == narrower.deed
            and self.kinship.is_within(narrower.data, wider.data)
            and (
                wider.recipient == narrower.recipient
                or (
                    bool(wider.recipient and narrower.recipient)
                    and self.kinship.is_within(narrower.recipient, wider.recipient)
                )
            )
        )

    def overlaps(self, topic: Topic, other: Topic) -> bool:
        """Tell whether two topics may speak of the same data and the same recipient."""
        return self.kinship.related(topic.data, other.data) and (
            not topic.recipient
            or not other.recipient
            or self.kinship.related(topic.recipient, other.recipient)
        )

    def is_plain(self, topic: Topic) -> bool:
        """Tell whether a topic says too little to be missed: whose data, or to whom, is left open."""
        if topic.data in NOT_PLACED or topic.recipient in _INSIDE:
            return True
        if not topic.passes:
            return self.kinship.is_generic(topic.data)
        unsaid = topic.recipient in ("", ANYBODY, self.new.policy.company, self.old.policy.company)
        return unsaid and (topic.deed == "share" or self.kinship.is_generic(topic.data))


def lone_denials(versus: Versus) -> Lone:
    """Return what the new version denies and the old one, to all appearance, does not."""
    known = [topic for topic in versus.old.topics if topic.denied]
    found = {
        topic: tuple(_lone_denials(versus, topic, flows, known))
        for topic, flows in versus.new.topics.items()
        if topic.denied
    }
    return {topic: flows for topic, flows in found.items() if flows}


def _lone_denials(
    versus: Versus, topic: Topic, flows: Sequence[StatedFlow], known: Iterable[Topic]
) -> Iterator[StatedFlow]:
    """Yield those denials of a topic that the old side makes neither so nor without a limit."""
    others = [
        flow
        for other in known
        if other.deed in (topic.deed, _WIDER_DEED.get(topic.deed)) and versus.overlaps(topic, other)
        for flow in versus.old.topics[other]
    ]
    still = {
        flow.iri
        for flow in flows
        if is_denied_still(topic, flow, versus.new, versus.old, versus.names)
    }
    for flow in flows:
        if not is_sure(flow, versus.new) or _depends(flow) or is_excepted(flow, versus.new):
            continue
        if is_pointing(flow, versus.new) or is_without_not(flow, versus.new):
            continue
        if is_promised_by_others(flow, versus.new):
            continue
        if flow.iri in still or (still and not is_limited(versus.new, flow)):
            continue
        if not any(_is_as_wide(versus, flow, other) for other in others):
            yield flow


def quotes_of(side: Side, flows: Iterable[StatedFlow]) -> tuple[Quote, ...]:
    """Return the quotes that flows rest on, each place once, the most telling first."""
    found: dict[tuple[int, int], Quote] = {}
    for flow in flows:
        quote = side.quote(flow)
        if "|" in quote.text:
            quote = replace(quote, columns=columns_of(side.policy.text, quote.start))
        found.setdefault((quote.start, quote.end), quote)
    return tuple(list(found.values())[:_QUOTED])


def surest(flows: Sequence[StatedFlow], lone: Lone) -> StatedFlow:
    """Return the flow whose sentence states the most that is new, of these the surest."""
    cited = Counter(flow.evidence for each in lone.values() for flow in each)
    return max(flows, key=lambda flow: (cited[flow.evidence], flow.confidence, flow.iri))


def _is_as_wide(versus: Versus, denial: StatedFlow, other: StatedFlow) -> bool:
    """Tell whether a denial of the old side is unlimited, or limited like one of the new side.

    Who does not look at the data may still use it.
    """
    if limits_alike(versus.new, denial, fold(versus.old.quote(other).text)):
        return True
    if is_limited(versus.old, other) or is_pointing(other, versus.old):
        return False
    return denial.manner in _LOOKING or other.manner not in _LOOKING


def _depends(flow: StatedFlow) -> bool:
    """Tell whether a denial is of one case only ("if you decline …"), not one with an exception."""
    words = flow.condition.text.casefold() if flow.condition else ""
    return words.startswith(("if ", "when ", "where "))


def is_sure(flow: StatedFlow, own: Side) -> bool:
    """Tell whether a flow is sure enough to speak of its absence elsewhere; a place is no party."""
    unknown = flow.recipient is not None and flow.recipient.startswith(PFR + "name-")
    return not (flow.manner == "transfer" and unknown) and is_trusted(flow, own)


def _is_known(versus: Versus, topic: Topic, known: Iterable[Topic]) -> bool:
    """Tell whether other statements say it: having data is said by whatever is done with it."""
    kinship = versus.kinship
    if not topic.passes:
        return any(kinship.is_within(other.data, topic.data) for other in known)
    if kinship.is_generic(topic.data) or kinship.is_within(topic.data, _NOT_PERSONAL):
        return any(
            other.passes
            and kinship.related(other.recipient, topic.recipient)
            and (kinship.is_generic(topic.data) or kinship.is_generic(other.data))
            for other in known
            if other.recipient
        )
    return False


def _is_retyped(
    versus: Versus, topic: Topic, flows: Iterable[StatedFlow], known: Iterable[Topic]
) -> bool:
    """Tell whether the other side says it in words that were given a wider or a narrower type."""
    return any(
        (
            versus.covers(other, topic)
            and any(_has_step(versus, topic, other, flow) for flow in versus.old.topics[other])
        )
        or (
            versus.covers(topic, other)
            and any(_has_step(versus, other, topic, flow) for flow in flows)
        )
        for other in known
        if other.data != topic.data
    )


def _has_step(versus: Versus, narrow: Topic, wide: Topic, flow: StatedFlow) -> bool:
    """Tell whether the words of a statement of a wider type say what makes the other narrower."""
    label = versus.kinship.label
    apart = frozenset(fold(label(narrow.data)).split()) - frozenset(fold(label(wide.data)).split())
    return bool(apart) and apart <= frozenset(fold(flow.data_words.text).split())
