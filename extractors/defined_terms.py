"""Defined terms: what data each of a policy's own terms stands for, and which words are such a term."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from ..ontology.records import BlockKind, DataFlow, DefinedTerm, ListedData, Mention
from ..ontology.terms import PF
from .definitions import POINTERS, Definition, definitions_in
from .passages import Source
from .segments import Segment

_PRONOUN: Final = re.compile(r"\b(?:we|you|us|our|your|my|i)\b", re.IGNORECASE)
# "Your computer, phone and tablet" are devices, none of them a number.
_DEVICES: Final = re.compile(r"\b(?:computer|tablet|laptop|devices?)\b", re.IGNORECASE)
_DEVICE: Final = re.compile(r"(?:mobile |smart|cell )?(?:tele)?phones?", re.IGNORECASE)
_UNTELLING: Final = frozenset({PF + "OtherData", PF + "PersonalData"})


def find_terms(segments: Iterable[Segment], source: Source) -> tuple[DefinedTerm, ...]:
    """Return the terms for data that the document defines by listing data, by their first place.

    A term that is defined without a list ("information about you ("Personal Data")") is left out, and
    so is what a list says of something else than data. A term in another part's words alone
    ("for this section, …") is not the policy's.
    """
    listed: dict[str, dict[tuple[int, int], ListedData]] = {}
    for found in segments:
        if found.kind in {BlockKind.HEADING, BlockKind.CELL}:
            continue
        for definition, section in definitions_in(found, source):
            for item in _items(definition, section, source):
                kept = listed.setdefault(_label(item.term.text), {})
                kept.setdefault((item.data.start, item.data.end), item)
    return tuple(
        DefinedTerm(label=label, listed=tuple(items[place] for place in sorted(items)))
        for label, items in listed.items()
    )


def _label(words: str) -> str:
    return " ".join(words.split())


def _items(
    definition: Definition, section: tuple[str, ...], source: Source
) -> Iterator[ListedData]:
    passage = definition.passage
    terms = [part for part in definition.terms if _names_data(passage.words(part), source)]
    own = {passage.words(part).lower() for part in terms}
    listed = [
        mention
        for mention in map(passage.data, passage.data_items(definition.listed))
        if _tells(mention, own, source)
    ]
    if _DEVICES.search(passage.words(definition.listed)):
        listed = [mention for mention in listed if not _DEVICE.fullmatch(mention.text)]
    if len(listed) < definition.least:
        return
    evidence = passage.whole()
    for term in terms:
        for data in listed:
            yield ListedData(term=passage.span(term), data=data, evidence=evidence, section=section)


def _names_data(term: str, source: Source) -> bool:
    lexicon = source.lexicon
    words = term.split()
    return (
        len(words) <= 5
        and words[0].lower() not in POINTERS
        and not _PRONOUN.search(term)
        and not lexicon.is_generic(term)
        and not lexicon.is_own(term)
        and not lexicon.is_tool(term)
        and (words[-1].lower() in lexicon.cues.data_heads or lexicon.names_data(term))
    )


def _tells(mention: Mention, terms: Collection[str], source: Source) -> bool:
    words = " ".join(mention.text.lower().split())
    return (
        mention.concept not in _UNTELLING
        and words not in terms
        and not source.lexicon.is_generic(words)
        and source.lexicon.names_data(mention.text)
    )


@dataclass(frozen=True, slots=True)
class TermFinder:
    """Tells which defined term a flow's words for its data are, if any."""

    text: str
    terms: tuple[DefinedTerm, ...]

    def find(self, data: Mention) -> DefinedTerm | None:
        """Return the term that the words are.

        A term of several words may be written in other capitals; one of a single word only as it is
        defined, and not where a sentence or a label begins and writes every word so.
        """
        words = _label(data.text)
        for term in self.terms:
            if words == term.label and (" " in words or self._is_inside(data)):
                return term
            if " " in words and words.lower() == term.label.lower():
                return term
        return None

    def _is_inside(self, data: Mention) -> bool:
        before = self.text[max(0, data.start - 12) : data.start].rstrip(" *_\"'“‘(")
        return bool(before) and (before[-1].isalnum() or before[-1] == ",")


def with_terms(
    flows: Iterable[DataFlow], terms: tuple[DefinedTerm, ...], text: str
) -> tuple[DataFlow, ...]:
    """Return the flows, each with the defined term that its words for the data are, if any.

    Words and places of the flows stay as they are.
    """
    finder = TermFinder(text, terms)
    return tuple(replace(flow, term=finder.find(flow.data)) for flow in flows)
