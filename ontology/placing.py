"""Finds the place of a policy's own phrase in a tree: the narrowest concept that is surely right.

A noun phrase is placed by its head: the last noun before "of", "about", "that" … The longest label
that ends at the head wins; what stands before it only narrows. Where the head says nothing
("information about your device"), the topic after it decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from .labels import tokens_of, without_parentheses
from .nouns import (
    AND,
    BREAKS,
    DEALINGS,
    DOCUMENT,
    GENERIC_HEADS,
    JOINTS,
    LOOSE,
    PERSONS,
    PICTURES,
    QUESTIONS,
    TAILS,
    TOPICAL,
    TRANSPARENT,
    WEAK_HEADS,
)

_COMMA: Final = re.compile(r"\s*[,;/]\s*(?:and\s+|or\s+)?")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """The labels and hidden labels (`topics`) of one tree in normal form, each to its concept.

    `false_friends` end like a label and name nothing of the tree: a court order is no order.
    `names` are known parties of one word; like "your", they only say whose ("PayPal orders").
    """

    labels: Mapping[str, str]
    topics: Mapping[str, str]
    generic: frozenset[str]
    false_friends: frozenset[str]
    names: frozenset[str]
    ancestors: Callable[[str], tuple[str, ...]]


@lru_cache(maxsize=16384)
def find_label(phrase: str, lexicon: Lexicon) -> str | None:
    """Return the concept that has the phrase as a label, give or take words that change nothing."""
    return _find(tokens_of(phrase), lexicon.labels) or (
        _find(tokens_of(without_parentheses(phrase)), lexicon.labels) if "(" in phrase else None
    )


@lru_cache(maxsize=16384)
def place_noun_phrase(phrase: str, lexicon: Lexicon) -> str | None:
    """Return the narrowest concept that is surely right for a noun phrase, or None."""
    exact = find_label(phrase, lexicon) or _find(tokens_of(phrase), lexicon.topics)
    if exact is not None:
        return exact
    tokens = tokens_of(_COMMA.sub(" and ", without_parentheses(phrase) or phrase))
    return _place(tokens, lexicon)


def _find(tokens: Sequence[str], labels: Mapping[str, str]) -> str | None:
    """Look the words up, then without loose words before, then without "information" behind."""
    iri = labels.get(" ".join(tokens))
    start, last = 0, len(tokens) - 1
    while iri is None and start < last and tokens[start] in LOOSE:
        start += 1
        iri = labels.get(" ".join(tokens[start:]))
    if iri is None and start < last and tokens[-1] in TAILS:
        iri = labels.get(" ".join(tokens[start:-1]))
    return iri


def _place(tokens: Sequence[str], lexicon: Lexicon) -> str | None:
    end = head_end(tokens)
    head = tokens[:end]
    if not head or is_false_friend(head, lexicon):
        return None
    if head[0] in QUESTIONS:
        return _place_question(tokens, lexicon)
    if head[-1] in GENERIC_HEADS:
        return _place_generic(tokens, end, lexicon)
    rest = tokens[end:]
    named = _longest(tokens, end, lexicon.labels, shortest=2)
    if rest and rest[0] == "of":
        return named or _place_of(head, rest[1:], lexicon)
    if named is None:
        named = _place_head(head, lexicon, followed=bool(rest))
    if rest and (named is None or named in lexicon.generic):
        return _place_clause(rest, lexicon) or named
    return named


def is_false_friend(head: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words end like a label and name nothing of the tree ("court order")."""
    for start in range(len(head) - 1):
        phrase = " ".join(head[start:])
        if phrase in lexicon.labels:
            return False
        if phrase in lexicon.false_friends:
            return True
    return False


def head_end(tokens: Sequence[str]) -> int:
    """Return how many words stand before the clause or the topic behind a head."""
    for index, word in enumerate(tokens):
        if index and word in BREAKS:
            return index
    return len(tokens)


def _longest(
    tokens: Sequence[str], end: int, labels: Mapping[str, str], *, shortest: int
) -> str | None:
    """Return the longest label that holds the head (the word before `end`).

    A label may reach over an "of" behind the head ("date of birth"), but cuts no noun phrase there
    ("name of the file system"), and leaves no "and" before it half read.
    """
    stops = [
        stop
        for stop in range(end, len(tokens) + 1)
        if stop in (end, len(tokens)) or tokens[stop] in BREAKS or tokens[stop] in AND
    ]
    spans = [(start, stop) for stop in stops for start in range(end) if stop - start >= shortest]
    for start, stop in sorted(spans, key=lambda span: span[0] - span[1]):
        iri = labels.get(" ".join(tokens[start:stop]))
        if iri is not None and AND.isdisjoint(tokens[:start]):
            return iri
    return None


def _place_head(head: Sequence[str], lexicon: Lexicon, *, followed: bool) -> str | None:
    """Place a noun phrase by its last noun, or as a topic where a clause follows."""
    if not AND.isdisjoint(head):
        return _place_coordination(head, lexicon)
    noun = head[-1]
    before = head[-2] if len(head) > 1 else ""
    if noun in WEAK_HEADS:
        known = not before or before in PERSONS or before in LOOSE
        dealing = noun in DEALINGS and before in lexicon.names
        return lexicon.labels.get(noun) if known or dealing else None
    topic = lexicon.topics.get(" ".join(head)) if followed else None
    return lexicon.labels.get(noun) or topic


def _place_generic(tokens: Sequence[str], end: int, lexicon: Lexicon) -> str | None:
    """Place "… information", "… data about X": by the words before, else by X."""
    specific = _longest(tokens, end, lexicon.labels, shortest=2)
    if specific is not None and specific not in lexicon.generic:
        return specific
    modifiers = list(tokens[: end - 1])
    if all(word in LOOSE or word in AND for word in modifiers):
        modifiers = []
    rest = list(tokens[end:])
    if modifiers and specific is None:
        narrower = _place_modifiers(modifiers, lexicon)
        if narrower is not None or not rest:
            return narrower
    if rest and (rest[0] in TOPICAL or rest[0] == "of"):
        topic = rest[1:]
        while topic and topic[0] in JOINTS:
            topic = topic[1:]
        about = _place_topic(topic, lexicon)
        if about is not None:
            return about
    elif rest and rest[0] in {"that", "which"}:
        about = next((lexicon.topics[word] for word in rest[1:2] if word in lexicon.topics), None)
        if about is not None:
            return about
    return specific or lexicon.labels.get(tokens[end - 1])


def _place_modifiers(modifiers: Sequence[str], lexicon: Lexicon) -> str | None:
    if not AND.isdisjoint(modifiers):
        return _place_coordination(modifiers, lexicon)
    return _longest(modifiers, len(modifiers), lexicon.labels, shortest=1) or _longest(
        modifiers, len(modifiers), lexicon.topics, shortest=1
    )


def _place_topic(tokens: Sequence[str], lexicon: Lexicon) -> str | None:
    """Place what information is about: "your device", "how you use the service"."""
    if not tokens:
        return None
    if tokens[0] in QUESTIONS:
        return _place_question(tokens, lexicon)
    end = head_end(tokens)
    topic = _longest(tokens, end, lexicon.topics, shortest=1)
    if not AND.isdisjoint(tokens[:end]):
        return _place_coordination(tokens[:end], lexicon, topics=True)
    return topic or _place(tokens, lexicon)


def _place_clause(tokens: Sequence[str], lexicon: Lexicon) -> str | None:
    """Place "… who process payments for us" by the longest topic of two words or more in it."""
    for size in range(min(len(tokens), 6), 1, -1):
        for start in range(len(tokens) - size + 1):
            iri = lexicon.topics.get(" ".join(tokens[start : start + size]))
            if iri is not None:
                return iri
    return None


def _place_question(tokens: Sequence[str], lexicon: Lexicon) -> str | None:
    """Place "how often you use the service" by the longest topic or label in it."""
    for size in range(min(len(tokens), 12), 0, -1):
        for labels in (lexicon.topics, lexicon.labels):
            for start in range(len(tokens) - size + 1):
                iri = labels.get(" ".join(tokens[start : start + size]))
                if iri is not None and iri not in lexicon.generic:
                    return iri
    return None


def _place_of(head: Sequence[str], rest: Sequence[str], lexicon: Lexicon) -> str | None:
    """Place "A of B": as "B A" where that is a label ("type of device"), else by A or by B."""
    owner = list(rest[: head_end(rest)])
    for start in range(len(owner)):
        if iri := lexicon.labels.get(" ".join([*owner[start:], *head])):
            return iri
        if iri := lexicon.labels.get(" ".join([*owner[start:], head[-1]])):
            return iri
    noun = head[-1]
    if noun in TRANSPARENT:
        return _place(rest, lexicon)
    if noun in PICTURES:
        inside = _place(rest, lexicon)
        if inside is not None and DOCUMENT in (inside, *lexicon.ancestors(inside)):
            return inside
    if noun in WEAK_HEADS and owner and owner[-1] not in PERSONS:
        return None
    return _place_head(head, lexicon, followed=True)


def _place_coordination(
    tokens: Sequence[str], lexicon: Lexicon, *, topics: bool = False
) -> str | None:
    """Place "A and B": where both are placed, at what they have in common; else at the last."""
    parts: list[list[str]] = [[]]
    for word in tokens:
        if word in AND:
            parts.append([])
        else:
            parts[-1].append(word)
    places = [_place_part(part, lexicon, topics=topics) for part in parts if part]
    known = [place for place in places if place is not None]
    if not known or (places[-1] is None and not topics):
        return None
    common = known[0]
    for place in known[1:]:
        shared = _common(common, place, lexicon)
        if shared is None:
            return None
        common = shared
    return common


def _place_part(part: Sequence[str], lexicon: Lexicon, *, topics: bool) -> str | None:
    topic = _find(part, lexicon.topics) if topics else None
    return topic or _find(part, lexicon.labels) or _place(part, lexicon)


def _common(one: str, other: str, lexicon: Lexicon) -> str | None:
    others = (other, *lexicon.ancestors(other))
    return next((iri for iri in (one, *lexicon.ancestors(one)) if iri in others), None)
