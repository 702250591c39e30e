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
_FALSE_NEGATION = re.compile(
    r"\bnot\s+(?:only|limited|responsible|required|be\s+able|necessarily|applicable|apply|obliged|just)\b",
    re.IGNORECASE,
)
_JOINTS = frozenset({",", "/", "and", "or", "and/or", "otherwise", "also", "nor"})
_VERB_TAGS = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
_MARKS = frozenset({"mark", "advmod", "aux", "attr", "dobj", "nsubj"})
_QUESTIONS = frozenset({"how", "what", "why", "whether", "which"})
_CONDITIONS = frozenset(
    "if when where once unless while before after until whenever because since as although though".split()
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# "we allow others to collect": the object of these verbs does what follows.
_CAUSATIVE = frozenset(
    "ask asks asked allow allows allowed require requires required request requests requested enable enables permit permits authorize authorizes authorise invite instruct want let help"
    " encourage recommend advise urge remind"
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

    Coordinated verbs ("collect, use and store") form a group: `head` is its first verb, which the subject
    and the auxiliaries belong to, `tail` its last, behind which the object stands. The clause reaches from
    `start` to `end`. `causative` tells that the subject is allowed or asked to do it by another.
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
    head: int
    tail: int
    causative: bool = False


def find_frames(doc: Doc, cues: Cues) -> list[Frame]:
    """Return the sentence's frames from left to right."""
    verbs = _with_listed([token for token in doc if _is_practice(token, cues)], doc, cues)
    frames: list[Frame] = []
    for group in _groups(verbs, doc):
        frames.extend(_frame(token, group, verbs, cues) for token in group)
    return frames


def _with_listed(verbs: list[Token], doc: Doc, cues: Cues) -> list[Token]:
    """Add the forms that the tagger takes for nouns in a list of practices ("sell, rent, share or trade")."""
    found = {token.i for token in verbs}
    for token in doc:
        if (
            token.i in found
            or cues.lemma(token.text) is None
            or token.tag_ in {"JJ"}
            or not token.i
        ):
            continue
        before = token.i - 1
        while before >= 0 and (doc[before].lower_ in _JOINTS or doc[before].tag_ == "RB"):
            before -= 1
        joined = before in found and before < token.i - 1
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if (
            joined
            and following is not None
            and (following.lower_ in _JOINTS or following.tag_ in {"PRP$", "DT", "PRP", "IN", "TO"})
        ):
            found.add(token.i)
    return [doc[i] for i in sorted(found)]


def _groups(verbs: list[Token], doc: Doc) -> list[list[Token]]:
    """Join verbs that only commas, "and", "or" and adverbs stand between."""
    groups: list[list[Token]] = []
    for token in verbs:
        if groups:
            between = doc[groups[-1][-1].i + 1 : token.i]
            joined = len(between) > 0 and any(word.lower_ in _JOINTS for word in between)
            if (
                joined
                and all(word.lower_ in _JOINTS or word.tag_ == "RB" for word in between)
                and not _own_subject(token)
            ):
                groups[-1].append(token)
                continue
        groups.append([token])
    return groups


def _is_practice(token: Token, cues: Cues) -> bool:
    if cues.lemma(token.text) is None:
        return False
    if token.tag_ in _VERB_TAGS:
        return token.dep_ not in {"amod", "compound", "prep", "nmod", "case"} and not _is_noun_use(
            token
        )
    return (
        token.dep_ in {"conj", "ROOT"}
        and token.head.tag_ in _VERB_TAGS
        and cues.lemma(token.head.text) is not None
    )


def _is_noun_use(token: Token) -> bool:
    """Whether a verb form stands as a noun ("the processing of", "your use of")."""
    before = token.nbor(-1).lower_ if token.i else ""
    return token.tag_ in {"VBG", "VBN"} and before in {
        "the",
        "a",
        "an",
        "any",
        "our",
        "your",
        "such",
        "this",
        "their",
        "its",
    }


def _frame(token: Token, group: list[Token], verbs: list[Token], cues: Cues) -> Frame:
    lemma = cues.lemma(token.text)
    assert lemma is not None
    head, tail = group[0], group[-1]
    chain = _chain(head)
    start, end = _reach(head, tail, verbs)
    return Frame(
        verb=token.i,
        lemma=lemma,
        passive=_is_passive(head),
        negated=_is_negated(head, chain),
        possible=any(
            child.lower_ in _POSSIBLE
            for link in chain
            for child in link.children
            if child.i < head.i
        ),
        embedding=_embedding(head),
        subjects=_subjects(head),
        start=start,
        end=end,
        head=head.i,
        tail=tail.i,
        causative=head.dep_ in {"xcomp", "ccomp"}
        and head.head.lower_ in _CAUSATIVE
        and not _is_passive(head.head),
    )


def _chain(token: Token) -> list[Token]:
    """Return the verb and the verbs it is coordinated with and takes its subject from."""
    chain = [token]
    while (
        token.dep_ in {"conj", "xcomp", "ccomp"}
        and token.head.i < token.i
        and not _own_subject(token)
    ):
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
        if (child.dep_ == "prep" and child.lower_ in {"of", "within"}) or (
            child.dep_ == "acl" and child.tag_ == "VBG"
        ):
            edge = max(edge, child.right_edge.i)
    return edge


def _subject(token: Token, depth: int) -> Token | None:
    if depth > 6:
        return None
    own = _own_subject(token)
    if (
        own is not None
        and own.tag_ not in {"WDT", "WP", "EX"}
        and own.lower_ not in {"that", "which", "who"}
    ):
        return own
    if token.dep_ in {"relcl", "acl"}:
        if own is not None or token.dep_ == "acl":
            return token.head
        return None
    head = token.head
    if head.i == token.i:
        return own
    if (
        token.dep_ in {"xcomp", "ccomp", "pcomp", "advcl"}
        and head.lower_ in _CAUSATIVE
        and not _is_passive(head)
    ):
        causee = next(
            (
                child
                for child in head.children
                if child.dep_ in {"dobj", "dative"} and child.i < token.i
            ),
            None,
        )
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
            if child.lower_ == "no" and token.doc[child.i : child.i + 3].text.lower().endswith(
                "than"
            ):
                continue
            if (
                child.lower_ in _NEGATIONS
                and child.i < token.i
                and (child.dep_ == "neg" or child.lower_ in {"never", "neither", "nor", "not"})
            ):
                return not _FALSE_NEGATION.match(token.doc[child.i :].text)
    return _negated_by_clause(token, chain[-1])


def _negated_by_clause(token: Token, top: Token) -> bool:
    """Read "No data is shared", "Under no circumstances do we …", "neither we nor …", "share no data"."""
    doc = token.doc
    subject = _subject(token, 0)
    if (
        subject is not None
        and any(child.lower_ in {"no", "neither", "none"} for child in subject.children)
        or (subject is not None and subject.lower_ in {"none", "neither", "nobody"})
    ):
        return True
    before = doc[top.left_edge.i : token.i].text.lower()
    if re.search(
        r"\b(?:under no circumstances|in no event|in no case|at no time|no longer|refrains? from|without|neither|nor)\b(?!.*[;])",
        before[-90:],
    ):
        return "without" not in before[-12:] or before.rstrip().endswith("without")
    after = doc[token.i + 1 : token.i + 3].text.lower()
    return after.startswith(("no ", "none ", "neither ", "no\n")) and not after.startswith(
        "no longer than"
    )


def _barrier(start: int, token: Token) -> bool:
    return any(word.lower_ in _BARRIERS for word in token.doc[start : token.i])


def _embedding(token: Token) -> Embedding:
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


def _step(place: Token) -> Embedding:
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
    if place.dep_ in {"advcl", "pcomp"}:
        return Embedding.CONDITION if marks & _CONDITIONS else Embedding.PURPOSE
    of_use = (
        place.dep_ == "xcomp"
        and "to" in marks
        and place.head.lower_ in {"use", "uses", "used", "using"}
    )
    return Embedding.PURPOSE if of_use else Embedding.MAIN


def _reach(token: Token, tail: Token, verbs: list[Token]) -> tuple[int, int]:
    """Return where the verb's clause begins and where its own words end."""
    doc = token.doc
    end = len(doc)
    for other in doc[tail.i + 1 :]:
        if (
            other.dep_ in {"conj", "ROOT", "ccomp", "parataxis"}
            and other.tag_ in _VERB_TAGS
            and not other.is_ancestor(token)
        ):
            subject = _own_subject(other)
            if (
                subject is not None
                and subject.left_edge.i > tail.i
                and _starts_clause(subject.left_edge)
            ):
                end = subject.left_edge.i
                break
            if (
                other in verbs
                and subject is None
                and (other.head.i == token.i or other.head in verbs)
                and other.dep_ == "conj"
            ):
                end = _verb_start(other, tail.i + 1)
                break
        if (
            other.text == ";"
            and _depth(doc, tail.i, other.i) == 0
            and ":" not in doc[tail.i : other.i].text
        ):
            end = other.i
            break
    start = token.left_edge.i
    return start, end


def _starts_clause(first: Token) -> bool:
    before = first.nbor(-1).lower_ if first.i else ","
    return before in {
        ",",
        ";",
        "and",
        "but",
        "or",
        "so",
        "-",
        "–",
        ":",
        "nor",
        "then",
        "however",
        "therefore",
    }


def _verb_start(verb: Token, floor: int) -> int:
    place = verb.i
    while place > floor and (
        verb.doc[place - 1].dep_ in {"aux", "auxpass", "neg", "advmod", "cc", "punct"}
    ):
        place -= 1
    return place


def _depth(doc: Doc, start: int, end: int) -> int:
    words = doc[start:end].text
    return words.count("(") - words.count(")")
