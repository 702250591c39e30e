"""Weighed: a sentence's phrases and receivers with what they weigh, and which of them weigh enough."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from ...ontology.records import Action, Role
from ..interpretation import is_question
from ..own_names import is_legal_form
from .hearing import HeardPhrase, HeardReceiver, HeardSentence
from .phrases import Phrase
from .verdict import VERDICTS, Verdict

# What a phrase must weigh for its verdict to be stated, in thousandths of a logit: chosen on annotated
# policies that the network was not learned from (docs/decisions/0072-a-learned-reader.md).
THRESHOLDS: Final = {
    Verdict.COLLECT: 800,
    Verdict.USE: 1300,
    Verdict.SHARE: 1200,
    Verdict.STORE: 500,
    Verdict.DENIED: 800,
    Verdict.RECEIVES: 300,
}
RECEIVES: Final = THRESHOLDS[Verdict.RECEIVES]
# Where nobody else receives, this is enough.
RECEIVES_ALONE: Final = 100
# Beside a listed neighbour that is stated, this is enough; nothing is stated that weighs less.
LISTED: Final = 0
# The same for a name beside one that receives.
LISTED_NAME: Final = -5000
_JOINT: Final = re.compile(
    r"\s*(?:[,;/•]\s*)?(?:(?:and|or|and/or|as well as)\s+)?(?:(?:the|an?|your|any|other|their)\s+)?",
    re.IGNORECASE,
)
# Whom data is not shared with: to leave one out says less than was said, not more.
DENIED_TO: Final = -300
# Who receives what a later sentence of the block names: "We work with X. We share your name."
BEFORE: Final = 2500
# What is surely denied of a phrase may weigh less.
WHERE_DENIED: Final = 400
# What is shared may weigh less beside a named receiver that weighs so much.
BESIDE_NAMED: Final = 0
SURELY_NAMED: Final = 1000
# An action beside a weightier one must be surer.
SECOND: Final = 800

# Where the weights for actions stand among all.
_ACTIONS: Final = slice(len(VERDICTS))

_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class WeighedPhrase:
    """A phrase with its weight for each verdict."""

    heard: HeardPhrase
    weights: tuple[int, ...]

    def states(self, verdict: Verdict) -> bool:
        """Whether an action is stated: a second one beside a weightier must be surer, a denied one less so."""
        least = THRESHOLDS[verdict]
        if self.is_second(verdict):
            least = SECOND
        elif self.denied:
            least = min(least, WHERE_DENIED)
        return self.weights[verdict] > least

    def is_second(self, verdict: Verdict) -> bool:
        """Whether another action weighs more."""
        return max(self.weights[_ACTIONS]) > self.weights[verdict]

    @property
    def heaviest(self) -> tuple[Action, int]:
        """The action that weighs most, and its weight."""
        return max(
            ((action, self.weights[verdict]) for action, verdict in VERDICTS.items()),
            key=lambda each: each[1],
        )

    @property
    def denied(self) -> bool:
        """Whether what is stated of the phrase is denied."""
        return not self.heard.excepted and self.weights[Verdict.DENIED] > THRESHOLDS[Verdict.DENIED]


@dataclass(frozen=True, slots=True)
class WeighedReceiver:
    """A possible receiver with its weight."""

    heard: HeardReceiver
    weight: int

    @property
    def is_named(self) -> bool:
        """Whether the words are known to name somebody; "Inc" behind a name is a part of it."""
        party, words = self.heard.receiver.party, self.heard.receiver.mention.text
        return party is not None and party.role is Role.NAMED and not is_legal_form(words)

    def overlaps(self, phrase: WeighedPhrase) -> bool:
        """Whether the words are part of what names the data."""
        mention = self.heard.receiver.mention
        return mention.start < phrase.heard.end and phrase.heard.start < mention.end


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedSentence:
    """A sentence with the phrases that could name data and those that could name receivers, in order.

    `above` are the sentences of the lead-in's block that come before it, `before` those of its own, `heading` the
    title that it stands under.
    """

    heard: HeardSentence
    phrases: list[WeighedPhrase]
    receivers: list[WeighedReceiver]
    above: Sequence[WeighedSentence]
    before: Sequence[WeighedSentence]
    heading: WeighedSentence | None

    @property
    def lead_in(self) -> WeighedSentence | None:
        """The lead-in's last sentence, which the block's own words continue."""
        return self.above[-1] if self.above else None

    def data_of(self, action: Action) -> list[WeighedPhrase]:
        """Return the phrases that the action is stated of: the weightiest of those that overlap or say the same.

        The items of a list stand together: beside one that is stated, less is enough for the next.
        """
        verdict = VERDICTS[action]
        heavy = [p for p in self.phrases if p.weights[verdict] > LISTED]
        if not heavy or is_question(self.heard.passage.text):
            return []
        lacks = self._lacks(action)
        if lacks and self.only_shares:
            return []
        told = [p for p in heavy if not (lacks and p.is_second(verdict))]
        kept = self._heaviest(action, [p for p in told if self._states(p, verdict)])
        near = [p for p in told if not self._states(p, verdict)]
        while joined := [
            p for p in near if any(self._joined(p.heard.phrase, k.heard.phrase) for k in kept)
        ]:
            kept = self._heaviest(action, [*kept, *joined])
            near = [p for p in near if p not in joined]
        return kept

    def _states(self, phrase: WeighedPhrase, verdict: Verdict) -> bool:
        """Whether a phrase's verdict is stated here: "we may disclose what you tell us to our partner, Acme Bank"."""
        if phrase.states(verdict):
            return True
        first = verdict is Verdict.SHARE and not phrase.denied and not phrase.is_second(verdict)
        return first and phrase.weights[verdict] > BESIDE_NAMED and self._surely_names

    @property
    def _surely_names(self) -> bool:
        """Whether somebody named receives by this sentence, and surely."""
        return any(each.is_named and each.weight > SURELY_NAMED for each in self.receivers)

    def _heaviest(self, action: Action, phrases: list[WeighedPhrase]) -> list[WeighedPhrase]:
        return _apart(
            phrases,
            weight=lambda each: each.weights[VERDICTS[action]],
            place=lambda each: (each.heard.start, each.heard.end),
            words=lambda each: each.heard.text.lower(),
        )

    def _lacks(self, action: Action) -> bool:
        """Whether the sentence has verbs and none of them does this: beside another action, it is not stated then.

        What users give is collected. Whoever names receivers may share without a verb for it.
        """
        verbs = [seen.action for seen in self.heard.practices]
        if action is Action.COLLECT:
            users = any(seen.actor == "user" for seen in self.heard.practices)
            return bool(verbs) and not users and not {"collect", "give"}.intersection(verbs)
        return action is not Action.SHARE and bool(verbs) and action.value not in verbs

    @property
    def only_shares(self) -> bool:
        """Whether sharing is all that the sentence says of what the first party does."""
        practices = [seen for seen in self.heard.practices if seen.actor != "thing"]
        return bool(practices) and all(
            seen.action == "share" and seen.actor == "we" for seen in practices
        )

    def receiving(self, threshold: int = RECEIVES) -> list[WeighedReceiver]:
        """Return who receives data by this sentence; beside a name in a list, less is enough for the next name."""
        kept = [each for each in self.receivers if each.weight > threshold]
        if not kept and threshold == RECEIVES:
            kept = [each for each in self.receivers if each.weight > RECEIVES_ALONE]
        near = [each for each in self.receivers if LISTED_NAME < each.weight <= threshold]
        while joined := [each for each in near if any(self._listed_name(each, k) for k in kept)]:
            kept += joined
            near = [each for each in near if each not in joined]
        return _apart(
            kept,
            weight=lambda each: each.weight,
            place=lambda each: (each.heard.receiver.mention.start, each.heard.receiver.mention.end),
            words=lambda each: each.heard.receiver.mention.text.lower(),
        )

    def _listed_name(self, one: WeighedReceiver, other: WeighedReceiver) -> bool:
        """Whether both are names, and stand in one list."""
        return (
            one.is_named
            and other.is_named
            and self._joined(one.heard.receiver.phrase, other.heard.receiver.phrase)
        )

    def _joined(self, one: Phrase, other: Phrase) -> bool:
        """Whether only a list's joint stands between two phrases."""
        first, second = sorted((one, other), key=lambda phrase: phrase.start)
        between = self.heard.passage.text[first.end : second.start]
        return first.end < second.start and _JOINT.fullmatch(between) is not None


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
