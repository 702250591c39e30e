"""Composing: a verdict becomes a finding, with the actor, purpose, condition and source that its sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ...ontology.records import Action, Mention, Modality, Party, Role
from ..interpretation import actors_of, clause_of
from ..passages import Passage, Source
from ..retention import find_period
from ..statements import FIRST_PARTY, Finding, Statement
from .hearing import HeardPhrase, HeardSentence
from .practices_seen import SeenPractice
from .receivers import PossibleReceiver
from .rules_said import RulesSaid
from .telling import Telling, practice_of
from .verdict import VERDICTS
from .weighed import WeighedPhrase

_KEEPS_RIGHT = re.compile(
    r"\b(?:not|never|n't)\s+(?:stop|prevent|prohibit|preclude|keep|hinder|restrict)\s+us\b",
    re.IGNORECASE,
)
# "They are not authorized to use your data": what others are kept from is no promise of the first party's own.
_BOUND = re.compile(
    r"\b(?:(?:not|only)\s+(?:\w+\s+)?(?:authori[sz]ed|permitted|allowed|entitled)\s+to"
    r"|(?:prohibited|forbidden|barred|restricted|precluded)\s+from"
    r"|(?:required|obliged|obligated|bound)\s+not\s+to)\b",
    re.IGNORECASE,
)
_OTHERS = frozenset({"they", "these", "those", "it"})
_NEXT = re.compile(
    r"(?:(?:the|our|its) purposes? (?:of|for|behind) (?:this|such|these|that|the)\b[^.;]{0,40}?|this|which)"
    r"\s+(?:is|are)\s+"
    r"(?P<purpose>(?:in order to|so as to|to|for)\s+[^.;()]{4,200})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Composer:
    """Writes the findings of one document; `rules` are what the rules read in it."""

    source: Source
    rules: RulesSaid
    telling: Telling = field(default_factory=Telling)

    def compose(
        self,
        sentence: HeardSentence,
        phrase: HeardPhrase,
        action: Action,
        *,
        denied: bool,
        confidence: float,
        recipients: tuple[Party, ...] = (),
        above: HeardSentence | None = None,
        told: HeardSentence | None = None,
    ) -> Finding:
        """Return the finding that `action` is done, or denied, with the data that the phrase names.

        `above` is the lead-in's sentence: it may tell the purpose, condition and source of an item. `told` is the
        sentence below that names who receives the data, where it is not the data's own.
        """
        evidence = told or sentence
        segment = evidence.unit.segment
        place = self.source.lexicon.vocabulary.type_data(phrase.text)
        data = Mention(start=phrase.start, end=phrase.end, text=phrase.text, concept=place.iri)
        statement = self._as_read(phrase, action) or _as_seen(sentence, phrase, action)
        if denied and statement.actor == FIRST_PARTY:
            statement = replace(statement, actor=self._bound(sentence, phrase, action))
        statement = self.telling.tell(statement, sentence, phrase, above)
        if not statement.purposes:
            statement = replace(statement, purposes=_purposes_told_next(sentence))
        lead_in = segment.lead_in.span(self.source.document) if segment.lead_in else None
        return Finding(
            statement=replace(
                statement,
                data=(data,),
                negated=denied,
                recipients=recipients,
                confidence=confidence,
            ),
            evidence=evidence.passage.whole(),
            section=segment.section,
            lead_in=lead_in,
        )

    def denies(self, phrase: WeighedPhrase, action: Action) -> bool:
        """Whether the action is denied: of data that is "kept on your device and never sent to us" only the one is.

        The network weighs one denial a phrase; where several actions are stated of it, each is as the rules read it.
        """
        several = sum(map(phrase.states, VERDICTS.values())) > 1
        read = self._as_read(phrase.heard, action) if several and phrase.denied else None
        return phrase.denied if read is None else read.negated

    def parties(self, receivers: Iterable[PossibleReceiver]) -> tuple[Party, ...]:
        """Return the parties that the phrases name."""
        return tuple(self._party(each) for each in receivers)

    def collectors(self, sentence: HeardSentence, phrase: HeardPhrase) -> tuple[Party, ...]:
        """Return the known organisations that collect the phrase's data themselves: that is a sharing with them.

        Of names that are not known, many are the company's own.
        """
        seen = practice_of(sentence.practices, phrase.phrase.head, Action.COLLECT)
        if seen is None or seen.frame.passive or seen.action != Action.COLLECT.value:
            return ()
        actors = actors_of(sentence.passage, seen.frame, default_actor=False)
        known = tuple(actor for actor in actors if actor and actor.organisation)
        return known if len(known) == len(actors) else ()

    def received(self, phrase: HeardPhrase) -> tuple[Party, ...]:
        """Return the receivers that the rules found for the phrase, in other sentences too."""
        read = self._as_read(phrase, Action.SHARE)
        return read.recipients if read is not None else ()

    def _as_read(self, phrase: HeardPhrase, action: Action) -> Statement | None:
        """Return what the rules read of the phrase, where they read the same action."""
        read = [
            (abs(start - phrase.start) + abs(end - phrase.end), statement)
            for start, end, statement in self.rules.between(phrase.start - 200, phrase.end)
            if end > phrase.start and statement.action is action
        ]
        return min(read, key=lambda each: each[0])[1] if read else None

    def _bound(self, sentence: HeardSentence, phrase: HeardPhrase, action: Action) -> Party:
        """Return who is kept from what is denied: "they" of a sentence that binds them, else the first party."""
        passage = sentence.passage
        seen = practice_of(sentence.practices, phrase.phrase.head, action)
        if seen is None or not seen.frame.subjects or not _BOUND.search(passage.text):
            return FIRST_PARTY
        assert passage.doc is not None
        subject = seen.frame.subjects[0]
        if passage.doc.words(*subject).lower() not in _OTHERS:
            return FIRST_PARTY
        mention = passage.mention(passage.range_of(*subject))
        kind = self.source.lexicon.vocabulary.place_kind("third party")
        return Party(role=Role.CATEGORY, mention=mention, kind=kind.iri)

    def _party(self, receiver: PossibleReceiver) -> Party:
        if receiver.party is not None:
            return receiver.party
        mention = receiver.mention
        if any(word[0].isupper() for word in mention.text.split()):
            return Party(role=Role.NAMED, mention=mention)
        kind = self.source.lexicon.vocabulary.place_kind(mention.text)
        return Party(role=Role.CATEGORY, mention=mention, kind=kind.iri)


def forbids_users(sentence: HeardSentence) -> bool:
    """Whether all that a sentence denies is what users do: "you can choose not to share your location"."""
    denied = [seen.actor for seen in sentence.practices if seen.frame.negated]
    return bool(denied) and all(actor == "user" for actor in denied)


def _as_seen(sentence: HeardSentence, phrase: HeardPhrase, action: Action) -> Statement:
    """Return a statement with what the phrase's own clause says of who does it, how and how long."""
    seen = practice_of(sentence.practices, phrase.phrase.head, action)
    rule = f"weighed-{action.value}"
    if seen is None:
        return Statement(
            action=action,
            manner=action.value,
            negated=False,
            modality=Modality.STATED,
            actor=FIRST_PARTY,
            rule=rule,
        )
    clause = clause_of(sentence.passage, seen.frame)
    return Statement(
        action=action,
        manner=seen.frame.lemma,
        negated=False,
        modality=clause.modality,
        actor=_actor(sentence.passage, seen, action),
        retention=find_period(sentence.passage) if action is Action.STORE else None,
        rule=rule,
        place=clause.place,
    )


def keeps_right(sentence: HeardSentence) -> bool:
    """Whether the sentence says that something does not keep the company from it: that is no denial, nor a flow."""
    return _KEEPS_RIGHT.search(sentence.passage.text) is not None


def _purposes_told_next(sentence: HeardSentence) -> tuple[Mention, ...]:
    """Return the purpose that the next sentence of the block tells: "The purpose of this is to …"."""
    passages = sentence.unit.passages
    place = next(i for i, each in enumerate(passages) if each is sentence.passage)
    if place + 1 == len(passages):
        return ()
    match = _NEXT.match(passages[place + 1].text)
    purpose = passages[place + 1].purpose(match.span("purpose")) if match else None
    return (purpose,) if purpose is not None else ()


def _actor(passage: Passage, seen: SeenPractice, action: Action) -> Party:
    if action not in {Action.USE, Action.STORE}:
        return FIRST_PARTY
    actors = actors_of(passage, seen.frame, default_actor=True)
    return next((actor for actor in actors if actor is not None), FIRST_PARTY)
