"""Circumstances: the words of a sentence that could be a flow's purpose, its condition or its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ..frames import Frame
from ..lists import Range
from ..parses import Parse, Word
from ..passages import Passage


class Circumstance(StrEnum):
    """What the words could be to a flow."""

    PURPOSE = "purpose"
    CONDITION = "condition"
    SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that could be a circumstance: the half-open token range `start` to `end` of the parse.

    `form` tells how they are introduced ("to", "for", "if" …); `head` is the token that they hang on
    the sentence by: their verb, preposition or noun.
    """

    kind: Circumstance
    form: str
    start: int
    end: int
    head: int


_VERBS: Final = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
_NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
_HELPS: Final = frozenset("help helps helping enable enables allow allows assist assists".split())
_BEFORE_NOUN: Final = frozenset({"compound", "amod", "nmod", "punct", "nummod", "poss"})
_MARKS: Final = frozenset({",", ".", ":", ";", "("})
# A choice, a ground or an occasion this far from its opener is another's.
_LONGEST_GROUND: Final = 40
_JOINTS: Final = frozenset({"and", "or", "and/or", ",", ";"})


_Openers = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


def _by_first(openers: Mapping[tuple[str, ...], str]) -> _Openers:
    """Return openers of several words, each with its form, by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, form in openers.items():
        found.setdefault(words[0], []).append((words, form))
    return found


# Several words that open a purpose or a condition.
_PURPOSE_OPENERS: Final = _by_first({
    ("in", "connection", "with"): "connection",
    ("in", "relation", "to"): "connection",
    ("as", "part", "of"): "part",
    ("so", "that"): "so-that",
    ("on", "behalf", "of"): "behalf",
    ("in", "the", "course", "of"): "part",
})  # fmt: skip
_CONDITION_OPENERS: Final = _by_first({
    ("in", "the", "event"): "event",
    ("in", "case"): "event",
    ("in", "cases"): "event",
    ("to", "the", "extent"): "extent",
    ("provided", "that"): "if",
    ("subject", "to"): "subject",
    ("depending", "on"): "depending",
    ("depends", "on"): "depending",
    ("depend", "on"): "depending",
    ("in", "accordance", "with"): "accordance",
    ("in", "compliance", "with"): "accordance",
    ("pursuant", "to"): "accordance",
    ("as", "long", "as"): "as-long-as",
    ("so", "long", "as"): "as-long-as",
    ("for", "the", "duration"): "as-long-as",
    ("for", "the", "period"): "as-long-as",
    ("even", "if"): "even",
    ("in", "connection", "with"): "connection",
    ("as", "part", "of"): "part",
    ("on", "the", "basis"): "based",
    ("in", "certain", "cases"): "cases",
    ("in", "some", "cases"): "cases",
    ("for", "a", "period"): "as-long-as",
    ("at", "any", "time"): "any-time",
})  # fmt: skip
_CONDITION_WORDS: Final = frozenset(
    "if when where once unless whenever upon after before until while as during except without by"
    " through at with based under wherever".split()
)
_GROUNDS: Final = frozenset({"with", "under", "based", "at", "by", "through", "as"})
_GRANT: Final = frozenset(
    "consent permission authorization authorisation approval request direction instructions discretion"
    " law laws choice settings acceptance agreement".split()
)
_FILLING: Final = re.compile(
    r"for (?:example|instance)\b|(?:for|to) (?:do|achieve|accomplish)? ?(?:so|this|that|these)\b[.,]?$",
    re.IGNORECASE,
)


def candidates_in(passage: Passage) -> list[Candidate]:
    """Return all candidates of a parsed passage, from left to right within each kind."""
    doc = passage.doc
    assert doc is not None
    return [*_purposes(doc), *_conditions(doc), *_sources(doc, passage.frames)]


def _purposes(doc: Parse) -> Iterator[Candidate]:
    """Yield the purposes, each up to where the next that is coordinated with it begins."""
    opened = [each for token in doc if (each := _opens_purpose(doc, token)) is not None]
    for number, (form, head, start) in enumerate(opened):
        end = _end(doc, head, start)
        for other, _, place in opened[number + 1 :]:
            if place < end and other != "and" and doc[place - 1].lower_ in _JOINTS:
                end = place - 1
        while end - 1 > start and doc[end - 1].lower_ in _JOINTS:
            end -= 1
        if end - start > 1 and not _FILLING.match(doc.words(start, end)):
            yield Candidate(kind=Circumstance.PURPOSE, form=form, start=start, end=end, head=head.i)


def _opens_purpose(doc: Parse, token: Word) -> tuple[str, Word, int] | None:
    """Return how the token opens a purpose, what carries it and where it begins."""
    opened = _opener_at(doc, token, _PURPOSE_OPENERS)
    if opened is not None:
        form, length = opened
        behind = token.i + length
        alone = token.right_edge.i < behind
        return form, _clause_behind(doc, behind) if alone else token, token.i
    if token.lower_ == "to":
        verb = _infinitive(doc, token.i + 1)
        before = words_before(doc, token.i)[-2:]
        if verb is not None and before in {("in", "order"), ("so", "as")}:
            return "order", verb, token.i - 2
        return ("to", verb, token.i) if verb is not None else None
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if token.lower_ == "for":
        ing = following is not None and following.tag_ == "VBG"
        return "for-ing" if ing else "for", token, token.i
    if token.lower_ in _HELPS and token.tag_ in _VERBS:
        return "help", token, token.i
    if token.i == 0 and token.tag_ in {"VB", "VBG", "VBP"}:
        return "initial", token, 0
    if token.lower_ in {"and", "or", ","} and following is not None:
        joined = following.dep_ == "conj" and {following.tag_, following.head.tag_} == {"VB"}
        return ("and", following, following.i) if joined else None
    return None


def _opener_at(doc: Parse, token: Word, openers: _Openers) -> tuple[str, int] | None:
    """Return the form of the first opener of several words that stands at the token, and how many they are."""
    for opener, form in openers.get(token.lower_, ()):
        words = tuple(word.lower_ for word in doc[token.i : token.i + len(opener)])
        if words == opener:
            return form, len(opener)
    return None


def _clause_behind(doc: Parse, place: int) -> Word:
    """Return what the words behind an opener of several words hang on: the verb of their clause."""
    word = doc[min(place, len(doc) - 1)]
    while word.head.i >= place and word.dep_ not in {"ROOT", "advcl", "relcl"}:
        word = word.head
    return word


def words_before(doc: Parse, place: int) -> tuple[str, ...]:
    """Return the three words before a token in lower case."""
    return tuple(word.lower_ for word in doc[max(0, place - 3) : place])


def _infinitive(doc: Parse, place: int) -> Word | None:
    for word in doc[place : place + 4]:
        if word.tag_ == "VB":
            return word
        if word.tag_ != "RB":
            return None
    return None


def _conditions(doc: Parse) -> Iterator[Candidate]:
    taken = 0
    for token in doc:
        if token.i < taken:
            continue
        opened = _opens_condition(doc, token)
        if opened is None:
            continue
        form, length = opened
        head = _carrier(token)
        end = _end(doc, head, token.i)
        if form in _GROUNDS and end - token.i > _LONGEST_GROUND:
            continue
        if end - token.i > 1:
            taken = token.i + length
            yield Candidate(
                kind=Circumstance.CONDITION, form=form, start=token.i, end=end, head=head.i
            )


def _opens_condition(doc: Parse, token: Word) -> tuple[str, int] | None:
    """Return the form of the condition that the token opens, and of how many words its opener is."""
    opened = _opener_at(doc, token, _CONDITION_OPENERS)
    if opened is not None:
        return opened
    word = token.lower_
    if word == "for" and token.i == 0:
        return "for", 1
    if word not in _CONDITION_WORDS:
        return None
    if word in _GROUNDS - {"as"}:
        near = {each.lower_ for each in doc[token.i + 1 : token.i + 8]}
        return (word, 1) if near & _GRANT or word in {"by", "through"} else None
    if word == "as" and words_before(doc, token.i)[-1:] in {("such",), ("well",), ("known",)}:
        return None
    return word, 1


def _carrier(token: Word) -> Word:
    """Return what carries the opener's words: the verb of its clause, or the preposition itself."""
    if token.dep_ in {"mark", "advmod", "aux", "cc"} and token.head.i > token.i:
        return token.head
    return token


def _end(doc: Parse, head: Word, start: int) -> int:
    """Return where the words of a carrier end: with what hangs on it, or at a mark that ends the clause."""
    end = max(head.right_edge.i, start) + 1
    for word in doc[start + 1 : end]:
        if word.text == ";" or (word.text == ":" and word.i + 1 < end):
            return word.i
    while end - 1 > start and doc[end - 1].text in _MARKS:
        end -= 1
    return end


def _sources(doc: Parse, frames: tuple[Frame, ...]) -> Iterator[Candidate]:
    """Yield what "from" names, who gives ("partners provide us with …"), and whose data or account it is."""
    for token in doc:
        if token.lower_ in {"from", "by", "through", "via", "with"} and token.tag_ == "IN":
            for noun in _objects(token):
                yield _party(doc, noun, token.lower_)
    for frame in frames:
        for start, end in frame.subjects:
            within = doc[start:end]
            tops = (w for w in within if not start <= w.head.i < end or w.head is w)
            top = next(tops, None)
            if top is not None and top.tag_ in _NOUNS:
                yield _party(doc, top, "subject")


def _objects(preposition: Word) -> Iterator[Word]:
    """Yield the nouns that hang on a preposition, each of a coordination."""
    level = [child for child in preposition.children if child.dep_ == "pobj"]
    while level:
        yield from (noun for noun in level if noun.tag_ in _NOUNS)
        level = [child for noun in level for child in noun.children if child.dep_ == "conj"]


def _party(doc: Parse, noun: Word, form: str) -> Candidate:
    """Return a noun with what stands before it, without determiners."""
    start = noun.i
    while start:
        before = doc[start - 1]
        if before.dep_ not in _BEFORE_NOUN or before.text in _MARKS:
            break
        if not start <= before.head.i <= noun.i:
            break
        start -= 1
    while start < noun.i and doc[start].tag_ in {"DT", "PRP$", "HYPH", ":"}:
        start += 1
    return Candidate(kind=Circumstance.SOURCE, form=form, start=start, end=noun.i + 1, head=noun.i)


def range_of(passage: Passage, candidate: Candidate) -> Range:
    """Return where the candidate's words stand in the passage's readable text."""
    return passage.range_of(candidate.start, candidate.end)


__all__ = ["Candidate", "Circumstance", "candidates_in", "range_of"]
