"""Frames: the practice verbs of a parsed sentence, each with who does it, its polarity and its reach."""

from __future__ import annotations

from dataclasses import dataclass

from .cues import Cues
from .embedding import Embedding, embedding_of
from .parses import Parse, Word
from .polarity import is_negated
from .slots import Filler
from .subjects import CAUSATIVE, is_passive, own_subject, subjects_of

_POSSIBLE = frozenset({"may", "might", "can", "could"})
# Data that is any of these to someone is shared with them.
VISIBLE = frozenset({"visible", "viewable", "accessible", "available", "searchable"})
_JOINTS = frozenset({",", "/", "and", "or", "and/or", "otherwise", "also", "nor"})
_VERB_TAGS = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One practice verb. Numbers of words count in the sentence's parse; `subject` is a half-open range.

    Coordinated verbs ("collect, use and store") form a group: `head` is its first verb, which the subject
    and the auxiliaries belong to, `tail` its last, behind which the object stands. The clause reaches from
    `start` to `end`. `causative` tells that the subject is allowed or asked to do it by another. `fillers` are
    what fills its slots, from left to right (`filling` reads them).
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
    fillers: tuple[Filler, ...] = ()


def find_frames(doc: Parse, cues: Cues) -> list[Frame]:
    """Return the sentence's frames from left to right, their slots not filled."""
    verbs = _with_listed([token for token in doc if _is_practice(token, cues)], doc, cues)
    frames: list[Frame] = []
    for group in _groups(verbs, doc):
        frames.extend(_frame(token, group, verbs, cues) for token in group)
    return frames


def _with_listed(verbs: list[Word], doc: Parse, cues: Cues) -> list[Word]:
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
        offered = token.nbor(-1).lower_ in {"and", "or"} and token.lower_ == cues.lemma(token.text)
        if offered and found and following is not None and following.tag_ in {"DT", "PRP$"}:
            found.add(token.i)
        if (
            joined
            and following is not None
            and (following.lower_ in _JOINTS or following.tag_ in {"PRP$", "DT", "PRP", "IN", "TO"})
        ):
            found.add(token.i)
    return [doc[i] for i in sorted(found)]


def _groups(verbs: list[Word], doc: Parse) -> list[list[Word]]:
    """Join verbs that only commas, "and", "or" and adverbs stand between."""
    groups: list[list[Word]] = []
    for token in verbs:
        if groups:
            between = doc[groups[-1][-1].i + 1 : token.i]
            joined = len(between) > 0 and any(word.lower_ in _JOINTS for word in between)
            if (
                joined
                and all(word.lower_ in _JOINTS or word.tag_ == "RB" for word in between)
                and not own_subject(token)
            ):
                groups[-1].append(token)
                continue
        groups.append([token])
    return groups


def _is_practice(token: Word, cues: Cues) -> bool:
    if cues.lemma(token.text) is None:
        return False
    if token.lower_ in VISIBLE:
        return token.dep_ in {"acomp", "oprd", "conj"} and copula_of(token) is not None
    if token.tag_ in _VERB_TAGS:
        return token.dep_ not in {"amod", "compound", "prep", "nmod", "case"} and not _is_noun_use(
            token
        )
    return (
        token.dep_ in {"conj", "ROOT"}
        and token.head.tag_ in _VERB_TAGS
        and cues.lemma(token.head.text) is not None
    )


def copula_of(token: Word) -> Word | None:
    """Return the form of "be" that an adjective of visibility belongs to ("your name is visible to")."""
    if token.lower_ not in VISIBLE:
        return None
    head = token.head
    while head.dep_ == "acomp" or head.lower_ in VISIBLE:
        head = head.head
    return head if head.lower_ in {"is", "are", "be", "was", "were", "been"} else None


def _is_noun_use(token: Word) -> bool:
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


def _frame(token: Word, group: list[Word], verbs: list[Word], cues: Cues) -> Frame:
    lemma = cues.lemma(token.text)
    assert lemma is not None
    head, tail = group[0], group[-1]
    anchor = copula_of(head) or head
    chain = _chain(anchor)
    start, end = _reach(head, tail, verbs)
    return Frame(
        verb=token.i,
        lemma=lemma,
        passive=anchor.i != head.i or is_passive(head),
        negated=is_negated(anchor, chain, head.i),
        possible=any(
            child.lower_ in _POSSIBLE
            for link in chain
            for child in link.children
            if child.i < head.i
        ),
        embedding=embedding_of(anchor),
        subjects=subjects_of(anchor),
        start=start,
        end=end,
        head=head.i,
        tail=tail.i,
        causative=head.dep_ in {"xcomp", "ccomp"}
        and head.head.lower_ in CAUSATIVE
        and not is_passive(head.head),
    )


def _chain(token: Word) -> list[Word]:
    """Return the verb and the verbs it is coordinated with and takes its subject from."""
    chain = [token]
    while (
        token.dep_ in {"conj", "xcomp", "ccomp"}
        and token.head.i < token.i
        and not own_subject(token)
    ):
        token = token.head
        chain.append(token)
    return chain


def _reach(token: Word, tail: Word, verbs: list[Word]) -> tuple[int, int]:
    """Return where the verb's clause begins and where its own words end."""
    doc = token.doc
    end = len(doc)
    for other in doc[tail.i + 1 :]:
        if (
            other.dep_ in {"conj", "ROOT", "ccomp", "parataxis"}
            and other.tag_ in _VERB_TAGS
            and not other.is_ancestor(token)
        ):
            subject = own_subject(other)
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
                and token.i <= other.head.i <= tail.i
                and other.dep_ == "conj"
            ):
                end = _verb_start(other, tail.i + 1)
                break
        if other in verbs and _offers_next(other):
            end = _verb_start(other, tail.i + 1)
            break
        if (
            other.text == ";"
            and _depth(doc, tail.i, other.i) == 0
            and ":" not in doc.words(tail.i, other.i)
        ):
            end = other.i
            break
    start = token.left_edge.i
    return start, end


def _offers_next(verb: Word) -> bool:
    """Whether "or forward the …" begins a practice of its own, though the parser did not see a verb."""
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    before = verb.nbor(-1).lower_ if verb.i else ""
    return (
        before in {"and", "or"}
        and verb.tag_ not in _VERB_TAGS
        and following is not None
        and following.tag_ in {"DT", "PRP$"}
    )


def _starts_clause(first: Word) -> bool:
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


def _verb_start(verb: Word, floor: int) -> int:
    place = verb.i
    while place > floor and (
        verb.doc[place - 1].dep_ in {"aux", "auxpass", "neg", "advmod", "cc", "punct"}
    ):
        place -= 1
    return place


def _depth(doc: Parse, start: int, end: int) -> int:
    words = doc.words(start, end)
    return words.count("(") - words.count(")")
