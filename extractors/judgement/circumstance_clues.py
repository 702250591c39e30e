"""Circumstance clues: what speaks for or against words being a flow's purpose, condition or source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ...ontology.records import Action
from ..parses import Parse, Word
from ..passages import Passage
from .circumstances import Candidate, Circumstance, range_of, words_before
from .practices_seen import SeenPractice

_OPEN: Final = frozenset("NN NNS NNP NNPS VB VBP VBZ VBD VBN VBG JJ PRP PRP$".split())
_CLAUSES: Final = frozenset("relcl acl advcl ccomp xcomp pcomp conj csubj".split())
_BUCKETS: Final = (1, 3, 6, 12, 24)


class Where(StrEnum):
    """Where a candidate stands: in the phrase's own sentence, the one before it in its block, or the lead-in."""

    HERE = "here"
    PREVIOUS = "previous"
    ABOVE = "above"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A phrase of data whose circumstances are asked for.

    `head` is the token that it hangs on and `practice` what the sentence says is done with it; `block` is the
    kind of its block, `opener` the first word of its sentence, `acts` whether that has a verb of practice.
    """

    action: Action
    head: int
    practice: SeenPractice | None
    block: str
    opener: str
    acts: bool


def own_clues(candidate: Candidate, passage: Passage) -> list[str]:
    """Return the clues that do not hang on what is asked."""
    doc, kind, form = passage.doc, candidate.kind.value, _form(candidate)
    assert doc is not None
    clues = _word_clues(candidate, doc)
    clues = [f"{kind} {clue}" for clue in clues] + [f"{form} {clue}" for clue in clues]
    if candidate.kind is Circumstance.PURPOSE:
        words = passage.words(range_of(passage, candidate))
        concept = passage.lexicon.vocabulary.place_purpose(words).iri.rpartition("#")[2]
        clues.append(f"{form} concept={concept}")
    if candidate.kind is Circumstance.SOURCE:
        parties = passage.parties(range_of(passage, candidate))
        clues.append(f"{form} party={parties[0].role.value if parties else 'none'}")
    return clues


def asked_clues(candidate: Candidate, placed: list[str], asked: Asked, where: Where) -> list[str]:
    """Return the clues of how a candidate stands to the phrase that is asked for.

    `placed` are those of where it stands (`place_clues`).
    """
    kind, form = candidate.kind.value, _form(candidate)
    action, here = asked.action.value, where is Where.HERE
    if here:
        placed = [*placed, *_side_clues(candidate, asked.head, placed[0])]
    clues = [f"{where} {form}", f"{where} {form} {action}", f"{form} {asked.block}"]
    clues += [f"{where} {form} {clue}" for clue in placed]
    clues += [f"{kind} {clue}" for clue in placed]
    if here:
        done = _practice_clues(candidate, asked.practice)
        clues += [f"{kind} {clue}" for clue in done] + [f"{form} {clue}" for clue in done]
    else:
        clues += [f"{kind} {where} acts={asked.acts}", f"{kind} {where} {action} {asked.block}"]
        clues += [f"{form} {where} opener={asked.opener}", f"{kind} {where} opener={asked.opener}"]
    return clues


def _form(candidate: Candidate) -> str:
    return f"{candidate.kind.value}/{candidate.form}"


def place_clues(candidate: Candidate, passage: Passage) -> list[str]:
    """Return the clues of where a candidate stands in its sentence; the first is the path above it."""
    doc = passage.doc
    assert doc is not None
    head = doc[candidate.head]
    before = words_before(doc, candidate.start)
    clues = [f"path={_path(head)}", f"dep={head.dep_}", f"first={candidate.start == 0}"]
    clues += [f"before={' '.join(before[-1:])}", f"before2={' '.join(before[-2:])}"]
    if head.head is not head:
        on = head.head
        clues += [f"on={on.lower_}", f"on-tag={on.tag_}", f"on-dep={on.dep_}"]
    return clues


def _side_clues(candidate: Candidate, phrase: int, path: str) -> list[str]:
    """Return the clues of how far and on which side of the token `phrase` a candidate stands."""
    side = "behind" if candidate.start > phrase else "around"
    side = "before" if candidate.end <= phrase else side
    near = min(abs(candidate.start - phrase), abs(phrase - candidate.end))
    return [side, f"{side} {_bucket(near)}", f"{side} {path}"]


def _path(word: Word) -> str:
    """Return how the three next clauses above a word hang on each other, the nearest first."""
    path: list[str] = []
    while word.head is not word and len(path) < 3:
        if word.dep_ in _CLAUSES:
            path.append(word.dep_)
        word = word.head
    return ">".join(path)


def _bucket(distance: int) -> str:
    return next((str(limit) for limit in _BUCKETS if distance <= limit), "far")


def _word_clues(candidate: Candidate, doc: Parse) -> list[str]:
    words, head = doc[candidate.start : candidate.end], doc[candidate.head]
    plain = [word.lower_ for word in words]
    telling = [word for word in words if word.tag_ in _OPEN]
    subjects = (w.lower_ for w in head.children if w.dep_ in {"nsubj", "nsubjpass"})
    return [
        f"opens={' '.join(plain[:2])}",
        f"opens={' '.join(plain[:3])}",
        f"length={_bucket(len(words))}",
        *(f"word={word.lower_}" for word in telling[:6]),
        *(f"first-word={word.lower_}" for word in telling[:1]),
        f"last={plain[-1]}",
        f"subject={next(subjects, 'none')}",
        f"head={head.lower_}",
    ]


def _practice_clues(candidate: Candidate, practice: SeenPractice | None) -> list[str]:
    if practice is None:
        return ["no-practice"]
    frame = practice.frame
    side = "behind-verb" if candidate.start > frame.verb else "before-verb"
    verb = f"{frame.lemma}{'-passive' if frame.passive else ''}"
    return [
        f"slot={practice.slot_of(candidate.start)}",
        f"slot={practice.slot_of(candidate.head)} {practice.action}",
        f"inside={frame.start <= candidate.start < frame.end}",
        side,
        f"verb={verb}",
        f"verb={verb} {side}",
        f"actor={practice.actor} {practice.action}",
        f"embedding={frame.embedding.value} {side}",
    ]
