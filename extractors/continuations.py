"""Continuations: sentences that only go on listing what the one before began ("This may include …")."""

from __future__ import annotations

import re
from dataclasses import replace

from ..ontology.records import Action
from .lists import Range
from .passages import Passage
from .statements import Statement

_CONTINUES = re.compile(
    r"""^(?:
      (?:(?:depending|in|for)\b[^,.;]{0,80},\s+)?(?!(?:for|in|when|if|to|as|with|by
        |depending)\b)[A-Za-z][^.:;,]{0,90}?\b(?:includes?|contains?
        |consists?\ of|comprises?|involves?|included)\b
    | (?:they|these|examples?\b.{0,50})\s(?:are|is)\b
    | (?:such\ as|including|includes?|e\.g\.)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DENIES = re.compile(r"\b(?:not|never|no)\b|n't\b", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\b(?:may|can|will|might|could|would|also|typically|generally|usually|includes?|contains?"
    r"|consists?|comprises?|are|is)\b"
)
_ANY_DATA = frozenset(
    "this these it they that examples as such including data information g".split()
)
_BARE = frozenset({"this", "it", "that"})


def listed_range(passage: Passage, last: Statement | None, *, stated: bool) -> Range | None:
    """Return the range of the list in a sentence that goes on with the statement before it.

    Where the sentence states something itself (`stated`), the list reaches to its first semicolon.
    """
    match = _CONTINUES.match(passage.text)
    if (
        match is None
        or _DENIES.search(match.group())
        or not _speaks_of_data(passage, match.end(), last)
    ):
        return None
    stop = passage.text.find(";", match.end())
    if stated:
        return (match.end(), stop) if stop >= 0 else None
    return match.end(), len(passage.text)


def _speaks_of_data(passage: Passage, end: int, last: Statement | None) -> bool:
    """Whether what goes on is data: "such information may include", not "these functions include"."""
    subject = _PREDICATE.split(passage.text[:end], maxsplit=1)[0]
    words = re.findall(r"[\w'-]+", subject.lower())
    if len(words) == 1 and words[0] in _BARE and last is not None and last.action is Action.USE:
        return False
    subject = re.sub(r"^(?:depending|in|for)\b[^,]*,\s*", "", subject.strip(), flags=re.IGNORECASE)
    subject = re.sub(
        r"^(?:this|these|such|the|that|your|our|any|certain|some|other)\s+",
        "",
        subject,
        flags=re.IGNORECASE,
    )
    return not words or words[-1] in _ANY_DATA or passage.lexicon.names_data(subject.strip())


def continued(
    passage: Passage, listed: Range, last: Statement, beside: tuple[Statement, ...]
) -> list[Statement]:
    """Return the statements before it with the listed data.

    `beside` are all statements of the sentence of `last`: "we collect and store it" goes on with both.
    What is listed of data that is used was collected.
    """
    data = tuple(passage.data(item) for item in passage.data_items(listed))
    if not data:
        return []
    together = [
        other for other in beside if other.data == last.data and other.negated == last.negated
    ] or [last]
    actions = dict.fromkeys(
        Action.COLLECT if other.action is Action.USE else other.action for other in together
    )
    return [
        replace(last, action=action, data=data, rule="continuation", place=0) for action in actions
    ]
