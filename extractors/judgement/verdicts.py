"""Verdicts: which phrases of a document are stated as data, with which action, and who receives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, TypeVar

from ...ontology.records import Action, BlockKind, Party
from ..interpretation import is_question
from ..passages import Source
from ..statements import Finding, Statement
from ..walk import Unit
from .composing import Composer
from .hearing import HeardPhrase, HeardReceiver, HeardSentence, hear
from .rules_said import RulesSaid
from .weights import Verdict, Weights, load_weights, probability

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
# Whom data is not shared with: to leave one out says less than was said, not more.
DENIED_TO: Final = -1500
# An action beside a weightier one must be surer.
SECOND: Final = 0
# Read by their form alone, as the rows of a table are.
_BY_FORM: Final = frozenset({"retention-entry"})
_ACTIONS: Final = {
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
        beside = any(self.weights[other] > weight for other in _ACTIONS.values())
        return weight > (SECOND if beside else THRESHOLDS[verdict])

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
        """Return the phrases that the action is stated of; the weightiest of those that overlap or say the same."""
        verdict = _ACTIONS[action]
        if is_question(self.heard.passage.text):
            return []
        return _apart(
            [
                each
                for each in self.phrases
                if each.states(verdict) and not (each.states(Verdict.SHARE) and self._lacks(action))
            ],
            weight=lambda each: each.weights[verdict],
            place=lambda each: (each.heard.start, each.heard.end),
            words=lambda each: each.heard.text.lower(),
        )

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


def judge(units: list[Unit], findings: Iterable[Finding], source: Source) -> Iterator[Finding]:
    """Yield what the document's sentences state, by the weight of all their clues.

    `findings` is what the rules read in them: a clue among others, and the source of purposes and conditions.
    """
    read = list(findings)
    rules = RulesSaid.of(read)
    composer = Composer(source, rules)
    weights = load_weights()
    stated: dict[tuple[Action, int], Statement] = {}
    lead_ins: dict[int, WeighedSentence] = {}
    headings: dict[int, WeighedSentence] = {}
    for heard in hear(units, rules, source):
        segment = heard.unit.segment
        above = lead_ins.get(id(segment.lead_in)) if segment.lead_in is not None else None
        title = headings.get(segment.section[-1].start) if segment.section else None
        sentence = WeighedSentence(heard, above, title, weights)
        lead_ins[id(segment)] = sentence
        if segment.kind is BlockKind.HEADING:
            headings[segment.block.start] = sentence
        else:
            for finding in _stated(sentence, composer):
                statement = finding.statement
                stated.update(((statement.action, m.start), statement) for m in statement.data)
                yield finding
    yield from _listed_below(read, stated)


def _listed_below(
    read: list[Finding], stated: dict[tuple[Action, int], Statement]
) -> Iterator[Finding]:
    """Yield the purposes and conditions that rules read in the items below what is stated."""
    for finding in read:
        statement = finding.statement
        if statement.rule in _BY_FORM:
            yield finding
        if statement.rule not in {"lead-in-purpose", "lead-in-condition"}:
            continue
        for mention in statement.data:
            above = stated.get((statement.action, mention.start))
            if above is not None and above.negated == statement.negated:
                listed = replace(statement, data=(mention,), confidence=above.confidence)
                yield replace(finding, statement=listed)


def _stated(sentence: WeighedSentence, composer: Composer) -> Iterator[Finding]:
    for action in (Action.COLLECT, Action.USE, Action.STORE):
        for phrase in sentence.data_of(action):
            sure = probability(phrase.weights[_ACTIONS[action]])
            yield composer.compose(
                sentence.heard,
                phrase.heard,
                action,
                denied=phrase.denied,
                confidence=sure,
                above=sentence.lead_in.heard if sentence.lead_in else None,
            )
    yield from _shared(sentence, composer)


def _shared(sentence: WeighedSentence, composer: Composer) -> Iterator[Finding]:
    """Yield the sharings with the receivers of the sentence, or else with those named around it.

    An item that only names receivers takes the data of its lead-in. Where nobody is named, only a denial is
    stated (decision 0062).
    """
    data = sentence.data_of(Action.SHARE)
    if not data and sentence.lead_in is not None:
        above = sentence.lead_in.data_of(Action.SHARE)
        data = above if above and sentence.receiving() else []
    for phrase in data:
        weight = phrase.weights[Verdict.SHARE]
        receivers = _beside(
            sentence, phrase, sentence.receiving(DENIED_TO if phrase.denied else RECEIVES)
        )
        parties = composer.parties(each.heard.receiver for each in receivers)
        if not parties:
            parties = composer.received(phrase.heard) or _around(sentence, composer)
        if parties or phrase.denied:
            yield composer.compose(
                sentence.heard,
                phrase.heard,
                Action.SHARE,
                denied=phrase.denied,
                recipients=parties,
                confidence=probability(min([weight, *(each.weight for each in receivers)])),
                above=sentence.lead_in.heard if sentence.lead_in else None,
            )


def _beside(
    sentence: WeighedSentence, phrase: WeighedPhrase, receivers: list[WeighedReceiver]
) -> list[WeighedReceiver]:
    """Return the receivers in a clause of the phrase; all of them where none is."""
    clauses = [
        seen
        for seen in sentence.heard.practices
        if seen.action in {"share", "give"} and seen.slot_of(phrase.heard.phrase.head) is not None
    ]
    receivers = [each for each in receivers if not each.overlaps(phrase)]
    near = [
        receiver
        for receiver in receivers
        if any(seen.slot_of(receiver.heard.receiver.phrase.head) is not None for seen in clauses)
    ]
    return near or receivers


def _around(sentence: WeighedSentence, composer: Composer) -> tuple[Party, ...]:
    """Return the receivers that the lead-in names, or else the heading."""
    for above in (sentence.lead_in, sentence.heading):
        if above is not None and (receivers := above.receiving()):
            return composer.parties(each.heard.receiver for each in receivers)
    return ()


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
