"""Weighed: a sentence's phrases and receivers with what their clues weigh, and which of them weigh enough."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from ...ontology.records import Action
from ..interpretation import is_question
from .hearing import HeardPhrase, HeardReceiver, HeardSentence
from .weights import Verdict, Weights

# What a phrase's clues must weigh for its verdict to be stated, in thousandths of a logit: chosen on annotated
# policies that the weights were not learned from (docs/decisions/0070-learned-weights.md).
THRESHOLDS: Final = {
    Verdict.COLLECT: -700,
    Verdict.USE: -600,
    Verdict.SHARE: -1000,
    Verdict.STORE: -500,
    Verdict.DENIED: 0,
    Verdict.RECEIVES: 300,
}
RECEIVES: Final = THRESHOLDS[Verdict.RECEIVES]
# Beside a listed neighbour that is stated, this is enough.
LISTED: Final = -300
_JOINT: Final = re.compile(
    r"\s*(?:[,;/•]\s*)?(?:(?:and|or|and/or|as well as)\s+)?(?:(?:the|an?|your|any|other|their)\s+)?",
    re.IGNORECASE,
)
# Whom data is not shared with: to leave one out says less than was said, not more.
DENIED_TO: Final = -1500
# An action beside a weightier one must be surer.
SECOND: Final = 0
VERDICTS: Final = {
    Action.COLLECT: Verdict.COLLECT,
    Action.USE: Verdict.USE,
    Action.SHARE: Verdict.SHARE,
    Action.STORE: Verdict.STORE,
}

_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class WeighedPhrase:
    """A phrase with the weight of its clues for each verdict."""

    heard: HeardPhrase
    weights: tuple[int, ...]

    def states(self, verdict: Verdict) -> bool:
        """Whether an action is stated: a second one beside a weightier must be surer."""
        weight = self.weights[verdict]
        beside = any(self.weights[other] > weight for other in VERDICTS.values())
        return weight > (SECOND if beside else THRESHOLDS[verdict])

    @property
    def heaviest(self) -> tuple[Action, int]:
        """The action that weighs most, and its weight."""
        return max(
            ((action, self.weights[verdict]) for action, verdict in VERDICTS.items()),
            key=lambda each: each[1],
        )

    @property
    def denied(self) -> bool:
        return self.weights[Verdict.DENIED] > THRESHOLDS[Verdict.DENIED]


@dataclass(frozen=True, slots=True)
class WeighedReceiver:
    """A possible receiver with the weight of its clues."""

    heard: HeardReceiver
    weight: int

    def overlaps(self, phrase: WeighedPhrase) -> bool:
        """Whether the words are part of what names the data."""
        mention = self.heard.receiver.mention
        return mention.start < phrase.heard.end and phrase.heard.start < mention.end


@dataclass(frozen=True)
class WeighedSentence:
    """A sentence with what its clues weigh; `lead_in` and `heading` are those that it stands under."""

    heard: HeardSentence
    lead_in: WeighedSentence | None
    heading: WeighedSentence | None
    weights: Weights

    @cached_property
    def phrases(self) -> list[WeighedPhrase]:
        """The phrases that could name data."""
        heard = self.heard.phrases
        weighed = self._weigh([(each.phrase.head, each.clues) for each in heard])
        return [WeighedPhrase(*each) for each in zip(heard, map(tuple, weighed), strict=True)]

    @cached_property
    def receivers(self) -> list[WeighedReceiver]:
        """The phrases that could name a receiver."""
        heard = self.heard.receivers
        weighed = self._weigh([(each.receiver.phrase.head, each.clues) for each in heard])
        return [
            WeighedReceiver(each, weights[Verdict.RECEIVES])
            for each, weights in zip(heard, weighed, strict=True)
        ]

    def _weigh(self, phrases: list[tuple[int, list[str]]]) -> list[list[int]]:
        """Weigh phrases, each by its head and its own clues, with the clues that the sentence shares."""
        if not phrases:
            return []
        heads = {head: place for place, head in enumerate(dict.fromkeys(h for h, _ in phrases))}
        above = self.weights.add([self.heard.shared]) + self.weights.add(
            map(self.heard.head, heads)
        )
        own = self.weights.add(clues for _, clues in phrases)
        return self.weights.weigh(above[[heads[head] for head, _ in phrases]] + own)

    def data_of(self, action: Action) -> list[WeighedPhrase]:
        """Return the phrases that the action is stated of: the weightiest of those that overlap or say the same.

        The items of a list stand together: beside one that is stated, less is enough for the next.
        """
        if is_question(self.heard.passage.text):
            return []
        verdict = VERDICTS[action]
        lacks = self._lacks(action)
        told = [p for p in self.phrases if not (lacks and p.states(Verdict.SHARE))]
        kept = self._heaviest(action, [p for p in told if p.states(verdict)])
        near = [p for p in told if p.weights[verdict] > LISTED and not p.states(verdict)]
        while joined := [p for p in near if any(self._listed(p, other) for other in kept)]:
            kept = self._heaviest(action, [*kept, *joined])
            near = [p for p in near if p not in joined]
        return kept

    def _heaviest(self, action: Action, phrases: list[WeighedPhrase]) -> list[WeighedPhrase]:
        return _apart(
            phrases,
            weight=lambda each: each.weights[VERDICTS[action]],
            place=lambda each: (each.heard.start, each.heard.end),
            words=lambda each: each.heard.text.lower(),
        )

    def _listed(self, one: WeighedPhrase, other: WeighedPhrase) -> bool:
        """Whether only a list's joint stands between two phrases."""
        first, second = sorted((one.heard.phrase, other.heard.phrase), key=lambda p: p.start)
        between = self.heard.passage.text[first.end : second.start]
        return first.end < second.start and _JOINT.fullmatch(between) is not None

    def _lacks(self, action: Action) -> bool:
        """Whether no verb of the sentence does this: beside a sharing, then, it is not stated."""
        verbs = {action.value, "give"} if action is Action.COLLECT else {action.value}
        return action is not Action.SHARE and not any(
            seen.action in verbs for seen in self.heard.practices
        )

    def receiving(self, threshold: int = RECEIVES) -> list[WeighedReceiver]:
        """Return who receives data by this sentence."""
        return _apart(
            [each for each in self.receivers if each.weight > threshold],
            weight=lambda each: each.weight,
            place=lambda each: (each.heard.receiver.mention.start, each.heard.receiver.mention.end),
            words=lambda each: each.heard.receiver.mention.text.lower(),
        )


def _apart(
    candidates: Sequence[_Each],
    *,
    weight: Callable[[_Each], int],
    place: Callable[[_Each], tuple[int, int]],
    words: Callable[[_Each], str],
) -> list[_Each]:
    """Return the weightiest of the candidates that overlap or have the same words, in order of place."""
    kept: list[_Each] = []
    said: set[str] = set()
    for each in sorted(candidates, key=lambda each: (-weight(each), place(each))):
        start, end = place(each)
        apart = not any(first < end and start < last for first, last in map(place, kept))
        if apart and words(each) not in said:
            kept.append(each)
            said.add(words(each))
    return sorted(kept, key=place)
