"""Verdicts: what the weighed sentences of a document state, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from ...ontology.records import Action, BlockKind, Party
from ..passages import Passage, Source
from ..slots import Slot
from ..statements import Finding, Statement
from .composing import Composer, forbids_users, keeps_right
from .practices_seen import SeenPractice
from .rules_said import RulesSaid
from .verdict import VERDICTS, Verdict, probability
from .weighed import BEFORE, DENIED_TO, RECEIVES, WeighedPhrase, WeighedReceiver, WeighedSentence

# Read by their form alone, as the rows of a table are.
_IT: Final = frozenset({"it", "them", "this", "these", "those", "such"})
_BY_FORM: Final = frozenset({"retention-entry"})


def judge(
    sentences: Iterable[WeighedSentence], read: list[Finding], rules: RulesSaid, source: Source
) -> Iterator[Finding]:
    """Yield what the weighed sentences of a document state.

    `read` is what the rules read in them, of which `rules` were made: the source of purposes and conditions.
    """
    composer = Composer(source, rules)
    stated: dict[tuple[Action, int], Statement] = {}
    for sentence in sentences:
        if sentence.heard.unit.segment.kind is not BlockKind.HEADING:
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
    if forbids_users(sentence.heard) or keeps_right(sentence.heard):
        return
    for action in (Action.COLLECT, Action.USE, Action.STORE):
        for phrase in sentence.data_of(action):
            sure = probability(phrase.weights[VERDICTS[action]])
            denied = composer.denies(phrase, action)
            collects = action is Action.COLLECT and not denied
            others = composer.collectors(sentence.heard, phrase.heard) if collects else ()
            yield composer.compose(
                sentence.heard,
                phrase.heard,
                Action.SHARE if others else action,
                denied=denied,
                confidence=sure,
                recipients=others,
                above=sentence.lead_in.heard if sentence.lead_in else None,
            )
    yield from _shared(sentence, composer)


def _shared(sentence: WeighedSentence, composer: Composer) -> Iterator[Finding]:
    """Yield the sharings with the receivers of the sentence, or else with those named around it.

    Words that only name receivers take the data of what they stand under. Where nobody is named, only a denial is
    stated (decision 0062).
    """
    given = [(sentence, phrase) for phrase in sentence.data_of(Action.SHARE)]
    if not given and sentence.receiving():
        given = _given_above(sentence)
    for source, phrase in given:
        weight = phrase.weights[Verdict.SHARE]
        receivers = _beside(
            sentence, phrase, sentence.receiving(DENIED_TO if phrase.denied else RECEIVES)
        )
        parties = composer.parties(each.heard.receiver for each in receivers)
        if not parties:
            parties = _as_read(sentence, phrase, composer)
        if parties or phrase.denied:
            yield composer.compose(
                source.heard,
                phrase.heard,
                Action.SHARE,
                denied=phrase.denied,
                recipients=parties,
                confidence=probability(min([weight, *(each.weight for each in receivers)])),
                above=sentence.lead_in.heard if sentence.lead_in else None,
                told=sentence.heard,
            )


def _given_above(sentence: WeighedSentence) -> list[tuple[WeighedSentence, WeighedPhrase]]:
    """Return the data that is shared by the lead-in's block, or by what that stands under itself.

    "We never sell it. We share it with:" – what is denied before the lead-in's last sentence is not the list's.
    """
    above = sentence.above
    for _ in range(2):
        for each in reversed(above):
            data = [p for p in each.data_of(Action.SHARE) if each is above[-1] or not p.denied]
            if data:
                return [(each, phrase) for phrase in data]
        above = above[-1].above if above else ()
    return []


def _beside(
    sentence: WeighedSentence, phrase: WeighedPhrase, receivers: list[WeighedReceiver]
) -> list[WeighedReceiver]:
    """Return the receivers in a clause of the phrase; all of them where none is, but those of other clauses."""
    receivers = [each for each in receivers if not each.overlaps(phrase)]
    own, others = _giving(sentence, phrase)
    near = [each for each in receivers if _receives_in(own, each)]
    return near or [each for each in receivers if not _receives_in(others, each)]


def _giving(
    sentence: WeighedSentence, phrase: WeighedPhrase
) -> tuple[list[SeenPractice], list[SeenPractice]]:
    """Return the clauses that give the phrase's data away, and those whose receivers are not its own.

    "We do not sell your name; we share your address with advertisers": whoever is named with other data is not whom
    a denial speaks of.
    """
    head, passage = phrase.heard.phrase.head, sentence.heard.passage
    giving = [seen for seen in sentence.heard.practices if seen.action in {"share", "give"}]
    own = [seen for seen in giving if seen.slot_of(head) is not None]
    giving_it = [seen for seen in own if seen.slot_of(head) in {"object", "subject"}]
    others = [
        seen
        for seen in giving
        if phrase.denied and giving_it and seen not in giving_it and _gives_other(passage, seen)
    ]
    return [seen for seen in own if seen not in others], others


def _gives_other(passage: Passage, seen: SeenPractice) -> bool:
    """Whether a clause names what it gives away, other than by "it": "we never sell your name or share it"."""
    assert passage.doc is not None
    given = (f for f in seen.frame.fillers if f.slot is Slot.OBJECT)
    words = [passage.doc.words(each.start, each.end).lower().strip(" ,.;") for each in given]
    return any(each not in _IT for each in words)


def _receives_in(practices: list[SeenPractice], receiver: WeighedReceiver) -> bool:
    head = receiver.heard.receiver.phrase.head
    return any(seen.slot_of(head) is not None for seen in practices)


def _as_read(
    sentence: WeighedSentence, phrase: WeighedPhrase, composer: Composer
) -> tuple[Party, ...]:
    """Return the receivers that rules read in the sentence, or else those around it, or what rules read elsewhere."""
    passage, (_, others) = sentence.heard.passage, _giving(sentence, phrase)
    foreign = {
        each.heard.receiver.mention.start
        for each in sentence.receivers
        if _receives_in(others, each)
    }
    read = tuple(
        party
        for party in composer.received(phrase.heard)
        if party.mention is None or party.mention.start not in foreign
    )
    here = tuple(
        party
        for party in read
        if party.mention is not None and passage.start <= party.mention.start < passage.end
    )
    return here or _around(sentence, phrase, composer) or read


def _around(
    sentence: WeighedSentence, phrase: WeighedPhrase, composer: Composer
) -> tuple[Party, ...]:
    """Return the receivers that a sentence before it in its block surely names, or its lead-ins, or the heading.

    "Your address is public. Your name is never shared": what is denied is not denied to those named before.
    """
    higher = sentence.above[-1].above if sentence.above else ()
    heading = [sentence.heading] if sentence.heading and not phrase.denied else []
    before = () if phrase.denied else sentence.before
    for near, threshold in (
        (before, BEFORE),
        (sentence.above, RECEIVES),
        (higher, RECEIVES),
        (heading, RECEIVES),
    ):
        for each in reversed(near):
            if receivers := each.receiving(threshold):
                return composer.parties(each.heard.receiver for each in receivers)
    return ()
