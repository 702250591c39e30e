"""Subjects: whose practice a verb is, wherever in the sentence its subject stands."""

from __future__ import annotations

from .parses import Word

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# "we allow others to collect": the object of these verbs does what follows.
CAUSATIVE = frozenset(
    "ask asks asked allow allows allowed require requires required request requests requested"
    " enable enables permit permits authorize authorizes authorise invite instruct want let help"
    " encourage recommend advise urge remind"
    " enabling allowing asking permitting authorizing requesting requiring".split()
)


def own_subject(token: Word) -> Word | None:
    return next((child for child in token.children if child.dep_ in SUBJECTS), None)


def subjects_of(token: Word) -> tuple[tuple[int, int], ...]:
    subject = subject_of(token, 0)
    if subject is None:
        return ()
    return tuple((part.left_edge.i, _right_edge(part) + 1) for part in _conjuncts(subject))


def _conjuncts(head: Word) -> list[Word]:
    parts, place = [head], head
    while True:
        following = next((child for child in place.children if child.dep_ == "conj"), None)
        if following is None:
            return parts
        parts.append(following)
        place = following


def _right_edge(part: Word) -> int:
    """Return the last token of the noun phrase without its conjuncts and relative clause."""
    edge = part.i
    for child in part.rights:
        if (
            child.dep_ == "prep" and child.lower_ in {"of", "within", "as", "like", "including"}
        ) or (child.dep_ == "acl" and child.tag_ == "VBG"):
            edge = max(edge, child.right_edge.i)
    return edge


def subject_of(token: Word, depth: int) -> Word | None:
    if depth > 6:
        return None
    own = own_subject(token)
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
        and head.lower_ in CAUSATIVE
        and not is_passive(head)
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
        return subject_of(head, depth + 1)
    return None


def is_passive(token: Word) -> bool:
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in token.children):
        return True
    if token.tag_ not in {"VBN", "VBD"} and not token.lower_.endswith("ed"):
        return False
    if token.dep_ == "conj" and not own_subject(token):
        return is_passive(token.head) and token.tag_ == "VBN"
    return token.dep_ == "acl" and token.tag_ == "VBN"
