"""Frames: the practice verbs of a parsed sentence, each with who does it, its polarity and its reach."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from .cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "no", "cannot"})
_POSSIBLE = frozenset({"may", "might", "can", "could"})
_BARRIERS = frozenset({"but", "however", ";", "instead", "rather"})
_FALSE_NEGATION = re.compile(r"\bnot\s+(?:only|limited|responsible|required|be\s+able|necessarily|applicable|apply|obliged|just)\b", re.IGNORECASE)
_VERB_TAGS = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# "we allow others to collect": the object of these verbs does what follows.
_CAUSATIVE = frozenset(
    "ask asks asked allow allows allowed require requires required request requests requested enable enables permit permits authorize authorizes authorise invite instruct want let help"
    " enabling allowing asking permitting authorizing requesting requiring".split()
)


class Embedding(StrEnum):
    """How far the verb is from being the sentence's own statement."""

    MAIN = "main"
    PURPOSE = "purpose"
    CONDITION = "condition"
    RELATIVE = "relative"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One practice verb. Token numbers count in the sentence's Doc; `subject` is a half-open range.

    The verb's own words reach from `verb + 1` to `end`; `start` is where its clause begins.
    """

    verb: int
    lemma: str
    passive: bool
    negated: bool
    possible: bool
    embedding: Embedding
    subjects: tuple[tuple[int, int], ...]
    start: int
    end: int
    particle: bool = False


def find_frames(doc: Doc, cues: Cues) -> list[Frame]:
    """Return the sentence's frames from left to right."""
    verbs = [token for token in doc if _is_practice(token, cues)]
    return [_frame(token, verbs, cues) for token in verbs]


def _is_practice(token: Token, cues: Cues) -> bool:
    if cues.lemma(token.text) is None:
        return False
    if token.tag_ in _VERB_TAGS:
        return token.dep_ not in {"amod", "compound", "prep", "nmod", "case"} and not _is_noun_use(token)
    return token.dep_ in {"conj", "ROOT"} and token.head.tag_ in _VERB_TAGS and cues.lemma(token.head.text) is not None


def _is_noun_use(token: Token) -> bool:
    """Whether a verb form stands as a noun ("the processing of", "your use of")."""
    before = token.nbor(-1).lower_ if token.i else ""
    return token.tag_ in {"VBG", "VBN"} and before in {"the", "a", "an", "any", "our", "your", "such", "this", "their", "its"}


def _frame(token: Token, verbs: list[Token], cues: Cues) -> Frame:
    lemma = cues.lemma(token.text)
    assert lemma is not None
    chain = _chain(token)
    subjects = _subjects(token)
    start, end = _reach(token, verbs)
    return Frame(
        verb=token.i,
        lemma=lemma,
        passive=_is_passive(token),
        negated=_is_negated(token, chain),
        possible=any(child.lower_ in _POSSIBLE for link in chain for child in link.children if child.i < token.i),
        embedding=_embedding(token),
        subjects=subjects,
        start=start,
        end=end,
    )


def _chain(token: Token) -> list[Token]:
    """Return the verb and the verbs it is coordinated with and takes its subject from."""
    chain = [token]
    while token.dep_ in {"conj", "xcomp", "ccomp"} and token.head.i < token.i and not _own_subject(token):
        token = token.head
        chain.append(token)
    return chain


def _own_subject(token: Token) -> Token | None:
    return next((child for child in token.children if child.dep_ in _SUBJECTS), None)


def _subjects(token: Token) -> tuple[tuple[int, int], ...]:
    subject = _subject(token, 0)
    if subject is None:
        return ()
    return tuple((part.left_edge.i, _right_edge(part) + 1) for part in _conjuncts(subject))


def _conjuncts(head: Token) -> list[Token]:
    parts, place = [head], head
    while True:
        following = next((child for child in place.children if child.dep_ == "conj"), None)
        if following is None:
            return parts
        parts.append(following)
        place = following


def _right_edge(part: Token) -> int:
    """Return the last token of the noun phrase without its conjuncts and relative clause."""
    edge = part.i
    for child in part.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "within"}:
            edge = max(edge, child.right_edge.i)
    return edge


def _subject(token: Token, depth: int) -> Token | None:
    if depth > 6:
        return None
    own = _own_subject(token)
    if own is not None and own.tag_ not in {"WDT", "WP", "EX"} and own.lower_ not in {"that", "which", "who"}:
        return own
    if token.dep_ in {"relcl", "acl"}:
        if own is not None or token.dep_ == "acl":
            return token.head
        return None
    head = token.head
    if head.i == token.i:
        return own
    if token.dep_ in {"xcomp", "ccomp", "pcomp", "advcl"} and head.lower_ in _CAUSATIVE and not _is_passive(head):
        causee = next((child for child in head.children if child.dep_ in {"dobj", "dative"} and child.i < token.i), None)
        if causee is not None:
            return causee
    if token.dep_ in {"conj", "xcomp", "ccomp", "advcl", "pcomp", "prep", "aux", "dep"}:
        return _subject(head, depth + 1)
    return None


def _is_passive(token: Token) -> bool:
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in token.children):
        return True
    if token.tag_ not in {"VBN", "VBD"} and not token.lower_.endswith("ed"):
        return False
    if token.dep_ == "conj" and not _own_subject(token):
        return _is_passive(token.head) and token.tag_ == "VBN"
    return token.dep_ == "acl" and token.tag_ == "VBN"


def _is_negated(token: Token, chain: list[Token]) -> bool:
    for index, link in enumerate(chain):
        if index and _barrier(link.i, token):
            return False
        for child in link.children:
            if child.lower_ in _NEGATIONS and child.i < token.i and (child.dep_ == "neg" or child.lower_ in {"never", "neither", "nor", "not"}):
                return not _FALSE_NEGATION.match(token.doc[child.i :].text)
    return _negated_by_clause(token, chain[-1])


def _negated_by_clause(token: Token, top: Token) -> bool:
    """Read "No data is shared", "Under no circumstances do we …", "neither we nor …", "share no data"."""
    doc = token.doc
    subject = _subject(token, 0)
    if subject is not None and any(child.lower_ in {"no", "neither", "none"} for child in subject.children) or (subject is not None and subject.lower_ in {"none", "neither", "nobody"}):
        return True
    before = doc[top.left_edge.i : token.i].text.lower()
    if re.search(r"\b(?:under no circumstances|in no event|in no case|at no time|no longer|refrains? from|without|neither|nor)\b(?!.*[;])", before[-90:]):
        return "without" not in before[-12:] or before.rstrip().endswith("without")
    after = doc[token.i + 1 : token.i + 3].text.lower()
    return after.startswith(("no ", "none ", "neither ", "no\n")) and not after.startswith("no longer than")


def _barrier(start: int, token: Token) -> bool:
    return any(word.lower_ in _BARRIERS for word in token.doc[start : token.i])


def _embedding(token: Token) -> Embedding:
    place = token
    steps = 0
    while place.head.i != place.i and steps < 12:
        steps += 1
        if place.dep_ == "relcl" or (place.dep_ == "acl" and place.tag_ in {"VBN", "VBG"}):
            return Embedding.RELATIVE
        marks = {child.lower_ for child in place.children if child.dep_ in {"mark", "advmod", "aux", "attr", "dobj", "nsubj"} and child.i < place.i}
        if place.dep_ in {"advcl", "ccomp", "pcomp", "xcomp", "csubj"}:
            if marks & {"how", "what", "why", "whether", "which"} and place.dep_ != "advcl":
                return Embedding.QUESTION
            if place.dep_ in {"advcl", "pcomp"} and marks & {"if", "when", "where", "once", "unless", "while", "before", "after", "until", "whenever", "because", "since", "as", "although", "though"}:
                return Embedding.CONDITION
            if place.dep_ in {"advcl", "pcomp"} or (place.dep_ == "xcomp" and place.head.tag_.startswith("V") and "to" in marks and place.head.lower_ in {"use", "uses", "used", "using"}):
                return Embedding.PURPOSE
        if place.dep_ == "acl":
            return Embedding.PURPOSE
        place = place.head
    return Embedding.MAIN


def _reach(token: Token, verbs: list[Token]) -> tuple[int, int]:
    """Return where the verb's clause begins and where its own words end."""
    doc = token.doc
    end = len(doc)
    for other in doc[token.i + 1 :]:
        if other.dep_ in {"conj", "ROOT", "ccomp", "parataxis"} and other.tag_ in _VERB_TAGS and not other.is_ancestor(token):
            subject = _own_subject(other)
            if subject is not None and subject.left_edge.i > token.i and _starts_clause(subject.left_edge):
                end = subject.left_edge.i
                break
            if other in verbs and subject is None and (other.head.i == token.i or other.head in verbs) and other.dep_ == "conj":
                end = _verb_start(other, token.i + 1)
                break
        if other.text == ";" and _depth(doc, token.i, other.i) == 0 and ":" not in doc[token.i : other.i].text:
            end = other.i
            break
    start = token.left_edge.i
    return start, end


def _starts_clause(first: Token) -> bool:
    before = first.nbor(-1).lower_ if first.i else ","
    return before in {",", ";", "and", "but", "or", "so", "-", "–", ":", "nor", "then", "however", "therefore"}


def _verb_start(verb: Token, floor: int) -> int:
    place = verb.i
    while place > floor and (verb.doc[place - 1].dep_ in {"aux", "auxpass", "neg", "advmod", "cc", "punct"} ):
        place -= 1
    return place


def _depth(doc: Doc, start: int, end: int) -> int:
    words = doc[start:end].text
    return words.count("(") - words.count(")")
