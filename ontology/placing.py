"""Finds the place of a policy's own phrase in a tree: the narrowest concept that is surely right.

A noun phrase is placed by its head: the last noun before "of", "about", "that" … The longest label
that ends at the head wins; what stands before it only narrows. Where the head says nothing
("information about your device"), the topic after it decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .labels import tokens_of, without_parentheses, words
from .terms import PF

_COMMA: Final = re.compile(r"\s*[,;/]\s*(?:and\s+|or\s+)?")

# Words after which the head noun is over.
_CLAUSE: Final = words(
    "that which who whom whose you we they it i when where while after before during if how what "
    "whether because since is are was were be been being may might can could will would has have "
    "had do does did used provided given submitted collected generated obtained received stored "
    "contained held transmitted entered uploaded posted created made sent shared shown set "
    "provide submit choose enter required needed necessary available under through via using by "
    "with without to for at upon into onto within between among including like as than "
    "designated"
)
_TOPICAL: Final = words(
    "about regarding concerning relating related pertaining associated connected linked on in "
    "from "
    "describing reflecting"
)
_JOINTS: Final = words("to with by from of on about and")
_BREAKS: Final = _CLAUSE | _TOPICAL | {"of"}
_AND: Final = frozenset({"and", "or"})

_QUESTIONS: Final = words("how whether which what where when if way")

# Heads that name no type; what they are about decides.
_GENERIC_HEADS: Final = frozenset({"information", "data", "detail", "record", "fact", "material"})
_TAILS: Final = frozenset({"information", "data", "detail"})
# "A copy of X" is an X, "X history" is about X.
_TRANSPARENT: Final = words(
    "copy scan list type kind category nature content history set combination part piece portion "
    "result form extract summary confirmation proof evidence analysis digit"
)
_DOCUMENT: Final = PF + "GovernmentID"
_PICTURES: Final = frozenset({"photo", "picture", "image", "photograph", "copy", "scan"})
# Heads whose meaning hangs on the word before: a dealership's name is nobody's name.
_WEAK_HEADS: Final = frozenset({"name", "address", "id", "age", "title", "language", "icon"})
_PERSONS: Final = words(
    "user customer person people child friend contact recipient sender buyer seller holder owner "
    "guardian parent member participant individual applicant candidate employee staff you yourself "
    "passenger guest driver patient student subscriber client visitor spouse player cardholder "
    "shopper consignee receiver beneficiary payer payee adult minor"
)
# Words before a label that change nothing about what it is.
_LOOSE: Final = words(
    "that other additional relevant following more further own personal specific necessary basic "
    "detailed related general full complete current new limited required correct accurate "
    "corresponding above aforementioned same available collected provided individual similar "
    "actual "
    "real valid primary secondary alternative registered associated above mentioned foregoing "
    "existing individual different multiple different original correct standard private "
    "confidential first second preferred chosen selected previous updated exact partial external "
    "internal sufficient historic historical raw non identifiable sensitive"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The labels and hidden labels (`topics`) of one tree in normal form, each to its concept."""

    labels: Mapping[str, str]
    topics: Mapping[str, str]
    generic: frozenset[str]
    ancestors: Callable[[str], tuple[str, ...]]


def find_label(phrase: str, lexicon: Lexicon) -> str | None:
    """Return the concept that has the phrase as a label, give or take words that change nothing."""
    return _find(tokens_of(phrase), lexicon.labels) or (
        _find(tokens_of(without_parentheses(phrase)), lexicon.labels) if "(" in phrase else None
    )


def place_noun_phrase(phrase: str, lexicon: Lexicon) -> str | None:
    """Return the narrowest concept that is surely right for a noun phrase, or None."""
    exact = find_label(phrase, lexicon) or _find(tokens_of(phrase), lexicon.topics)
    if exact is not None:
        return exact
    tokens = tokens_of(_COMMA.sub(" and ", without_parentheses(phrase) or phrase))
    return _place(tokens, lexicon)


def _find(tokens: Sequence[str], labels: Mapping[str, str]) -> str | None:
    """Look the words up, then without loose words before, then without "information" behind."""
    for relaxed in _relaxations(tokens):
        if (iri := labels.get(" ".join(relaxed))) is not None:
            return iri
    return None


def _relaxations(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    yield tokens
    start = 0
    while start < len(tokens) - 1 and tokens[start] in _LOOSE:
        start += 1
        yield tokens[start:]
    if len(tokens) > start + 1 and tokens[-1] in _TAILS:
        yield tokens[start:-1]


def _place(tokens: Sequence[str], lexicon: Lexicon) -> str | None:
    end = _head_end(tokens)
    head = tokens[:end]
    if not head:
        return None
    if head[0] in _QUESTIONS:
        return _place_question(tokens, lexicon)
    if head[-1] in _GENERIC_HEADS:
        return _place_generic(tokens, end, lexicon)
    if crossing := _longest(tokens, end, lexicon.labels, shortest=2):
        return crossing
    if end < len(tokens) and tokens[end] == "of":
        return _place_of(head, tokens[end + 1 :], lexicon)
    if not _AND.isdisjoint(head):
        return _place_coordination(head, lexicon)
    if end == len(tokens):
        return _by_head(head, lexicon)
    named = _by_head(head, lexicon) or lexicon.topics.get(" ".join(head))
    if named is None or named in lexicon.generic:
        named = _place_clause(tokens[end:], lexicon) or named
    return named


def _head_end(tokens: Sequence[str]) -> int:
    for index, word in enumerate(tokens):
        if index and word in _BREAKS:
            return index
    return len(tokens)


def _longest(
    tokens: Sequence[str], end: int, labels: Mapping[str, str], *, shortest: int
) -> str | None:
    """Return the longest label that holds the head (the word before `end`).

    A label may reach over an "of" behind the head ("date of birth"), but leaves no "and" before it
    half read.
    """
    for size in range(min(len(tokens), 12), shortest - 1, -1):
        for start in range(max(0, end - size), min(end - 1, len(tokens) - size) + 1):
            iri = labels.get(" ".join(tokens[start : start + size]))
            if iri is not None and _AND.isdisjoint(tokens[:start]):
                return iri
    return None


def _by_head(head: Sequence[str], lexicon: Lexicon) -> str | None:
    noun = head[-1]
    iri = lexicon.labels.get(noun)
    if iri is None:
        return None
    before = head[-2] if len(head) > 1 else ""
    if noun in _WEAK_HEADS and before and before not in _PERSONS and before not in _LOOSE:
        return None
    return iri


def _place_generic(tokens: Sequence[str], end: int, lexicon: Lexicon) -> str | None:
    """Place "… information", "… data about X": by the words before, else by X."""
    specific = _longest(tokens, end, lexicon.labels, shortest=2)
    if specific is not None and specific not in lexicon.generic:
        return specific
    modifiers = list(tokens[: end - 1])
    if all(word in _LOOSE or word in _AND for word in modifiers):
        modifiers = []
    rest = list(tokens[end:])
    if modifiers and specific is None:
        narrower = _place_modifiers(modifiers, lexicon)
        if narrower is not None or not rest:
            return narrower
    if rest and (rest[0] in _TOPICAL or rest[0] == "of"):
        topic = rest[1:]
        while topic and topic[0] in _JOINTS:
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
    if not _AND.isdisjoint(modifiers):
        return _place_coordination(modifiers, lexicon)
    return _longest(modifiers, len(modifiers), lexicon.labels, shortest=1) or _longest(
        modifiers, len(modifiers), lexicon.topics, shortest=1
    )


def _place_topic(tokens: Sequence[str], lexicon: Lexicon) -> str | None:
    """Place what information is about: "your device", "how you use the service"."""
    if not tokens:
        return None
    if tokens[0] in _QUESTIONS:
        return _place_question(tokens, lexicon)
    end = _head_end(tokens)
    topic = _longest(tokens, end, lexicon.topics, shortest=1)
    if not _AND.isdisjoint(tokens[:end]):
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
    """Place "how often you use the service" by the longest topic, or else label, in it."""
    for labels in (lexicon.topics, lexicon.labels):
        for size in range(min(len(tokens), 12), 0, -1):
            for start in range(len(tokens) - size + 1):
                iri = labels.get(" ".join(tokens[start : start + size]))
                if iri is not None and iri not in lexicon.generic:
                    return iri
    return None


def _place_of(head: Sequence[str], rest: Sequence[str], lexicon: Lexicon) -> str | None:
    """Place "A of B": as "B A" where that is a label ("type of device"), else by A or by B."""
    owner = list(rest[: _head_end(rest)])
    for start in range(len(owner)):
        if iri := lexicon.labels.get(" ".join([*owner[start:], *head])):
            return iri
        if iri := lexicon.labels.get(" ".join([*owner[start:], head[-1]])):
            return iri
    noun = head[-1]
    if noun in _TRANSPARENT:
        return _place(rest, lexicon)
    if noun in _PICTURES:
        inside = _place(rest, lexicon)
        if inside is not None and _DOCUMENT in (inside, *lexicon.ancestors(inside)):
            return inside
    if noun in _WEAK_HEADS and owner and owner[-1] not in _PERSONS:
        return None
    if not _AND.isdisjoint(head):
        return _place_coordination(head, lexicon)
    return _by_head(head, lexicon) or lexicon.topics.get(" ".join(head))


def _place_coordination(
    tokens: Sequence[str], lexicon: Lexicon, *, topics: bool = False
) -> str | None:
    """Place "A and B": where both are placed, at what they have in common; else at the last."""
    parts: list[list[str]] = [[]]
    for word in tokens:
        if word in _AND:
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
    found = _find(part, lexicon.labels) or (_find(part, lexicon.topics) if topics else None)
    return found or _place(part, lexicon)


def _common(one: str, other: str, lexicon: Lexicon) -> str | None:
    others = (other, *lexicon.ancestors(other))
    return next((iri for iri in (one, *lexicon.ancestors(one)) if iri in others), None)
