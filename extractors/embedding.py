"""Embedding: how far a verb is from being the sentence's own statement."""

from __future__ import annotations

from enum import StrEnum

from .parses import Word

_MARKS = frozenset({"mark", "advmod", "aux", "attr", "dobj", "nsubj"})
_QUESTIONS = frozenset({"how", "what", "why", "whether", "which"})
_CONDITIONS = frozenset(
    "if when where once unless while before after until whenever because since as".split()
)


class Embedding(StrEnum):
    """How far the verb is from being the sentence's own statement."""

    MAIN = "main"
    PURPOSE = "purpose"
    CONDITION = "condition"
    RELATIVE = "relative"
    QUESTION = "question"


def embedding_of(token: Word) -> Embedding:
    """Climb to the sentence's own statement; what stands in a condition or a relative clause stays there."""
    found = Embedding.MAIN
    place = token
    for _ in range(12):
        if place.head.i == place.i:
            break
        step = _step(place)
        if step not in {Embedding.MAIN, Embedding.PURPOSE}:
            return step
        found = step if step is Embedding.PURPOSE else found
        place = place.head
    return found


def _step(place: Word) -> Embedding:
    """Tell how one verb hangs on the next above it."""
    if place.dep_ == "relcl" or (place.dep_ == "acl" and place.tag_ in {"VBN", "VBG"}):
        return Embedding.RELATIVE
    if place.dep_ == "acl":
        return Embedding.PURPOSE
    if place.dep_ not in {"advcl", "ccomp", "pcomp", "xcomp", "csubj"}:
        return Embedding.MAIN
    marks = {child.lower_ for child in place.children if child.i < place.i and child.dep_ in _MARKS}
    if marks & _QUESTIONS and place.dep_ != "advcl":
        return Embedding.QUESTION
    if place.dep_ == "advcl" and marks & {"although", "though", "whereas"}:
        return Embedding.MAIN
    if place.dep_ in {"advcl", "pcomp"}:
        return Embedding.CONDITION if marks & _CONDITIONS else Embedding.PURPOSE
    of_use = (
        place.dep_ == "xcomp"
        and "to" in marks
        and place.head.lower_ in {"use", "uses", "used", "using"}
    )
    return Embedding.PURPOSE if of_use else Embedding.MAIN
