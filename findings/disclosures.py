"""What else a policy tells of who gets a type of data, beside the statement whose recipient is vague."""

from __future__ import annotations

import re
from typing import Final

from ..graphs.statements import Place, StatedFlow
from ..ontology.concepts import load_vocabulary
from ..ontology.labels import normalise
from .cues import CONSENT
from .reading import PolicyReading
from .sentences import sentence_around

_GROUPS: Final = (
    r"(?:partners?|compan(?:y|ies)|providers?|vendors?|networks?|agenc(?:y|ies)|platforms?|firms?|advertisers?|"
    r"affiliates?|subsidiar(?:y|ies)|processors?|merchants?|retailers?|authorities|banks?|sponsors?)"
)
_KIND: Final = re.compile(
    r"\b(?!(?:third|other|party|parties|our|its|their|certain|selected|chosen|trusted|business|such|these|those|the|and|"
    r"with|any|some|outside|many|different|independent|unrelated|related|various|external|reputable|several|to|from|"
    r"or|by|for|as|all|unaffiliated|non-affiliated)\b)"
    rf"[\w-]{{3,30}} {_GROUPS}\b|\b(?:advertisers?|affiliates?|subsidiar(?:y|ies)|processors?|merchants?|retailers?|"
    r"sponsors?)\b",
    re.IGNORECASE,
)
"""A recipient with a word of what it does: "advertising partners", "payment providers"."""
_HANDED: Final = re.compile(
    r"\b(?:shar|disclos|provid|transfer|transmit|send|sent|pass|giv|suppl|releas)"
    r"(?:e|ed|es|en|ing|s|y|ied|ies|ting|ted)?\b",
    re.IGNORECASE,
)
_BY_CATEGORY: Final = re.compile(
    r"\b(?:categories|kinds|types) of (?:third[ -]part(?:y|ies)|recipients|entities|parties|partners)\b[^.\n]{0,160}?"
    r"\b(?:described|listed|set (?:out|forth)|identified|detailed|explained|shown|section|table|below|above)\b",
    re.IGNORECASE,
)
_PRIVATE_ROOTS: Final = frozenset({"personal", "information", "data"})
_STEM: Final = 4


def stands_explained(reading: PolicyReading, flow: StatedFlow) -> bool:
    """Tell whether the sentence or a neighbour speaks of consent, or tells what the recipients do."""
    place = reading.place(flow)
    beside = _neighbours(reading.policy.text, place)
    return bool(
        CONSENT.search(reading.words(flow))
        or any(CONSENT.search(each) or _KIND.search(each) for each in beside)
    )


def _neighbours(text: str, place: Place) -> tuple[str, ...]:
    """Return the sentences before and behind one, of the same line."""
    start, end = place.start, place.end
    opening = text.rfind("\n", 0, start) + 1
    closing = text.find("\n", end)
    closing = len(text) if closing < 0 else closing
    found: list[str] = []
    ahead = text[opening:start].rstrip()
    if len(ahead) > 1:
        before = sentence_around(text, opening + len(ahead) - 1, opening + len(ahead))
        found.append(text[max(opening, before.start) : start])
    behind = text[end:closing].lstrip()
    if behind:
        at = closing - len(behind)
        after = sentence_around(text, at, at + 1)
        found.append(text[end : after.end])
    return tuple(found)


def is_told_elsewhere(reading: PolicyReading, flow: StatedFlow) -> bool:
    """Tell whether recipients of the data, by any of its names, are told in another sentence or row."""
    text, own = reading.policy.text, reading.place(flow)
    if _BY_CATEGORY.search(text):
        return True
    names = _names(reading, flow)
    for name in names.finditer(text):
        if own.start <= name.start() < own.end:
            continue
        place = _row_or_sentence(text, name)
        if _HANDED.search(text, place.start, place.end) and _KIND.search(
            text, place.start, place.end
        ):
            return True
    return False


def _row_or_sentence(text: str, name: re.Match[str]) -> Place:
    opening = text.rfind("\n", 0, name.start()) + 1
    if not text.startswith("|", opening):
        return sentence_around(text, *name.span())
    closing = text.find("\n", name.end())
    return Place(start=opening, end=len(text) if closing < 0 else closing)


def _names(reading: PolicyReading, flow: StatedFlow) -> re.Pattern[str]:
    """Return a pattern of the names of the type, of narrower and broader ones, and of its own words' stem."""
    vocabulary, tree = load_vocabulary(), reading.taxonomy
    kin = {
        iri
        for iri in vocabulary.concepts
        if tree.is_specific(iri) and (tree.covers(iri, flow.data) or tree.covers(flow.data, iri))
    }
    labels = {
        label
        for iri in kin
        for label in (vocabulary.concepts[iri].label, *vocabulary.concepts[iri].alternatives)
    }
    words = [each for each in normalise(flow.data_words.text).split() if each not in _PRIVATE_ROOTS]
    stems = [
        rf"{re.escape(each.rstrip('s'))}s?\s+(?:data|information|details)"
        for each in words[:1]
        if len(each) >= _STEM
    ]
    longest = sorted(labels, key=lambda label: (-len(label), label))
    return re.compile(
        r"\b(?:" + "|".join([*map(re.escape, longest), *stems]) + r")s?\b", re.IGNORECASE
    )
