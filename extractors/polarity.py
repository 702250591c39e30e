"""Polarity: whether a practice is denied, by its verb, its subject or its clause."""

from __future__ import annotations

import re

from .parses import Word
from .subjects import subject_of

_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "no", "cannot"})
_BARRIERS = frozenset({"but", "however", ";", "instead", "rather"})
_FALSE_NEGATION = re.compile(
    r"\bnot\s+(?:only|limited|responsible|required|be\s+able|necessarily|applicable|apply|obliged|just)\b",
    re.IGNORECASE,
)


def is_negated(token: Word, chain: list[Word], limit: int) -> bool:
    """Whether the verb, or one it is coordinated with, is denied before the token `limit`."""
    for index, link in enumerate(chain):
        if index and _barrier(link.i, token):
            return False
        for child in link.children:
            if child.lower_ == "no" and token.doc.words(child.i, child.i + 3).lower().endswith(
                "than"
            ):
                continue
            if (
                child.lower_ in _NEGATIONS
                and child.i < limit
                and (child.dep_ == "neg" or child.lower_ in {"never", "neither", "nor", "not"})
            ):
                return not _FALSE_NEGATION.match(token.doc.words(child.i))
    return _negated_by_clause(token, chain[-1])


def _negated_by_clause(token: Word, top: Word) -> bool:
    """Read "No data is shared", "Under no circumstances do we …", "neither we nor …", "share no data"."""
    doc = token.doc
    subject = subject_of(token, 0)
    if (
        subject is not None
        and any(child.lower_ in {"no", "neither", "none"} for child in subject.children)
    ) or (subject is not None and subject.lower_ in {"none", "neither", "nobody"}):
        return True
    first = top.left_edge.i
    if top.dep_ == "pcomp" and top.head.lower_ == "from":
        first = top.head.head.i  # "we refrain from selling"
    before = doc.words(first, token.i).lower()
    if re.search(
        r"\b(?:under no circumstances|in no event|in no case|at no time|no longer|refrains? from"
        r"|without|neither|nor)\b(?!.*[;])",
        before[-90:],
    ):
        return "without" not in before[-12:] or before.rstrip().endswith("without")
    after = doc.words(token.i + 1, token.i + 3).lower()
    return after.startswith(("no ", "none ", "neither ", "no\n")) and not after.startswith(
        "no longer than"
    )


def _barrier(start: int, token: Word) -> bool:
    return any(word.lower_ in _BARRIERS for word in token.doc[start : token.i])
