"""Telling: which of the words around a phrase of data are its purposes, its condition and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from ...ontology.records import Action, Mention, Party, Role, Span
from ..passages import Passage
from ..statements import Statement
from .circumstance_clues import Asked, Where, asked_clues, own_clues, place_clues
from .circumstance_weights import LEAST, load_circumstance_weights
from .circumstances import Candidate, Circumstance, candidates_in, range_of
from .hearing import HeardPhrase, HeardSentence
from .practices_seen import SeenPractice
from .purposes import purposes_apart, stand_joined

# Clauses that, in front of a lead-in, hold for all of its items.
_CLAUSES: Final = frozenset(
    {"if", "when", "while", "once", "whenever", "unless", "after", "during"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A candidate in its passage with the clues that do not hang on what is asked.

    `start` and `end` are half-open characters into the document; `placed` are clues of its place, before it is told
    for what flow they speak; `weight` is what its own clues weigh.
    """

    candidate: Candidate
    passage: Passage
    start: int
    end: int
    clues: list[str]
    placed: list[str]
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """A known candidate with the clues of how it stands to what is asked, and what all its clues weigh.

    `acts` tells that the sentence asked has a verb of practice.
    """

    known: Known
    where: Where
    asked: list[str]
    weight: int
    acts: bool

    @property
    def candidate(self) -> Candidate:
        return self.known.candidate

    @property
    def passage(self) -> Passage:
        return self.known.passage

    @property
    def clues(self) -> list[str]:
        """All clues; none of its own is also one of what is asked."""
        return [*self.known.clues, *self.asked]

    @property
    def span(self) -> Span:
        """The candidate's words as they stand in the document."""
        return self.passage.span(range_of(self.passage, self.candidate))


@dataclass(frozen=True, slots=True)
class Telling:
    """Asks the sentences of one document; `known` are the candidates met before, by their passage's place."""

    known: dict[int, list[Known]] = field(default_factory=dict)

    def possible(
        self,
        sentence: HeardSentence,
        phrase: HeardPhrase,
        action: Action,
        above: HeardSentence | None,
    ) -> Iterator[Possible]:
        """Yield all that could be a circumstance of what is done with the phrase."""
        weights = load_circumstance_weights()
        words = sentence.passage.text.split(maxsplit=1)
        asked = Asked(
            action=action,
            head=phrase.phrase.head,
            practice=practice_of(sentence.practices, phrase.phrase.head, action),
            block=sentence.unit.segment.kind.value,
            opener=words[0].lower() if words else "",
            acts=bool(sentence.practices),
        )
        for where, passage in _places(sentence, above):
            for known in self._candidates(passage):
                clues = asked_clues(known.candidate, known.placed, asked, where)
                if where is Where.HERE and known.start < phrase.end and phrase.start < known.end:
                    clues.append(f"{known.candidate.kind.value} overlaps")
                yield Possible(
                    known=known,
                    where=where,
                    asked=clues,
                    weight=known.weight + weights.of(clues),
                    acts=asked.acts,
                )

    def tell(
        self,
        statement: Statement,
        sentence: HeardSentence,
        phrase: HeardPhrase,
        above: HeardSentence | None,
    ) -> Statement:
        """Return the statement with the circumstances that weigh enough.

        Purposes and a condition that rules read in what follows the sentence stay.
        """
        end = sentence.passage.end
        weighed = sorted(
            self.possible(sentence, phrase, statement.action, above),
            key=lambda each: (-each.weight, each.known.start),
        )
        heard = [each for each in weighed if each.weight >= LEAST[each.candidate.kind]]
        below = tuple(p for p in statement.purposes if p.start >= end)
        later = statement.condition if _stands_from(statement.condition, end) else None
        return replace(
            statement,
            purposes=below or _purposes(_with_joined(heard, weighed)),
            condition=later or _condition(_of(heard, Circumstance.CONDITION), weighed),
            sources=_sources(_of(heard, Circumstance.SOURCE), statement.action),
        )

    def _candidates(self, passage: Passage) -> list[Known]:
        if passage.start not in self.known:
            self.known[passage.start] = [_known(each, passage) for each in candidates_in(passage)]
        return self.known[passage.start]


def _known(candidate: Candidate, passage: Passage) -> Known:
    start, end = passage.place(range_of(passage, candidate))
    clues = own_clues(candidate, passage)
    weights = load_circumstance_weights()
    return Known(
        candidate=candidate,
        passage=passage,
        start=start,
        end=end,
        clues=clues,
        placed=place_clues(candidate, passage),
        weight=weights.bias[candidate.kind] + weights.of(clues),
    )


def practice_of(practices: list[SeenPractice], head: int, action: Action) -> SeenPractice | None:
    """Return the practice that the token belongs to, by its slot, its action and its nearness."""

    def rank(seen: SeenPractice) -> tuple[bool, bool, int]:
        slot = seen.slot_of(head)
        return (seen.action != action.value, slot != "object", abs(seen.frame.verb - head))

    near = [seen for seen in practices if seen.slot_of(head) is not None]
    return min(near, key=rank, default=None)


def _places(
    sentence: HeardSentence, above: HeardSentence | None
) -> Iterator[tuple[Where, Passage]]:
    """Yield the passages that circumstances are looked for in."""
    own = sentence.passage
    yield Where.HERE, own
    if above is not None:
        yield Where.ABOVE, above.passage
    before = [each for each in sentence.unit.passages if each.end <= own.start]
    if before:
        yield Where.PREVIOUS, before[-1]


def _stands_from(span: Span | None, place: int) -> bool:
    return span is not None and span.start >= place


def _of(heard: list[Possible], kind: Circumstance) -> list[Possible]:
    return [each for each in heard if each.candidate.kind is kind]


def _with_joined(heard: list[Possible], weighed: list[Possible]) -> Iterator[Possible]:
    """Yield the purposes that were heard, and what is joined to one: "to ship orders and to send news".

    Annotators mark the first of several purposes only, so that what is learned from them speaks against others.
    """
    kept = _of(heard, Circumstance.PURPOSE)
    others = _of(weighed, Circumstance.PURPOSE)
    while kept:
        yield from kept
        others = [each for each in others if each not in kept]
        kept = [each for each in others if any(_is_joined(before, each) for before in kept)]


def _is_joined(before: Possible, behind: Possible) -> bool:
    """Whether a joint and nothing else stands between two candidates of one passage."""
    doc = before.passage.doc if before.passage is behind.passage else None
    return doc is not None and stand_joined(doc, before.candidate.end, behind.candidate.start)


def _purposes(heard: Iterable[Possible]) -> tuple[Mention, ...]:
    """Return the purposes in reading order, coordinated ones apart; of those within each other, the weightiest."""
    kept: list[Mention] = []
    for each in heard:
        doc = each.passage.doc
        assert doc is not None
        for start, end in purposes_apart(doc, each.candidate):
            purpose = each.passage.purpose(each.passage.range_of(start, end))
            if purpose is not None and not any(
                purpose.start < other.end and other.start < purpose.end for other in kept
            ):
                kept.append(purpose)
    return tuple(sorted(kept, key=lambda purpose: purpose.start))


def _condition(heard: list[Possible], weighed: list[Possible]) -> Span | None:
    """Return the weightiest condition; else the clause that opens the lead-in of an item without a verb."""
    if heard:
        return heard[0].span
    opening = (
        each.span
        for each in weighed
        if each.where is Where.ABOVE
        and each.candidate.kind is Circumstance.CONDITION
        and each.candidate.start == 0
        and each.candidate.form in _CLAUSES
        and not each.acts
    )
    return next(opening, None)


def _sources(heard: list[Possible], action: Action) -> tuple[Party, ...]:
    """Return whom the data comes from, the weightiest first; what is shared has receivers instead."""
    if action is Action.SHARE:
        return ()
    found = (_party(each) for each in heard)
    return tuple(party for party in found if party is not None)


def _party(each: Possible) -> Party | None:
    """Return the party that the words name; None where they name the policy's owner."""
    part = range_of(each.passage, each.candidate)
    words, lexicon = each.passage.words(part), each.passage.lexicon
    named = each.passage.parties(part)
    if named:
        return named[0] if named[0].role is not Role.FIRST_PARTY else None
    if lexicon.is_own(words):
        return None
    kind = lexicon.vocabulary.place_kind(words).iri
    return Party(role=Role.CATEGORY, mention=each.passage.mention(part), kind=kind)
