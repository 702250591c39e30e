"""References: what "this information" and "these partners" stand for, where the words before tell it for certain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..ontology.records import BlockKind, DataFlow, Mention, Party, Role, Span, StandsFor
from ..ontology.terms import PF
from .passages import Passage, Source
from .prose import read_prose
from .segments import Segment
from .sentences import split_sentences

_POINTS: Final = re.compile(
    r"\b(?:this|these|such(?!\s+as\b)|those|(?:all|any|some)\s+(?:of\s+)?(?:this|these|such|those)|the\s+(?:above|aforesaid"
    r"|aforementioned|foregoing|same))(?:\s+(?:types|kinds|categories|pieces)\s+of)?\s+[*_]*$",
    re.IGNORECASE,
)
_ABOVE: Final = re.compile(
    r"\W*(?:described|listed|mentioned|set\s+out|specified|outlined)?\s*above\b", re.IGNORECASE
)
# "Such data as you give us" and "this other data" point to nothing before; "this type" is no data.
_FORWARD: Final = re.compile(r"[*_]*\s+(?:that|which|as)\s", re.IGNORECASE)
_NEW: Final = re.compile(r"(?:other|further|additional)\b|types?$", re.IGNORECASE)
# "This personal data" is none of what no longer tells who somebody is.
_NOBODYS: Final = re.compile(r"(?:non-?|anonym|aggregat|de-?identif)", re.IGNORECASE)
_PRONOUN: Final = re.compile(
    r"(?:they|them|it|this|these|those|all of (?:this|these|them))", re.IGNORECASE
)
_WORD: Final = re.compile(r"[\w'-]+")
_ANYBODY: Final = frozenset(
    "party parties company companies entity entities organization organizations organisation"
    " organisations recipient recipients they them business businesses others".split()
)
_ANY_DATA: Final = frozenset({PF + "OtherData", PF + "PersonalData"})
# How far before the reference what it stands for may end, in characters.
_FARTHEST: Final = 1500


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the document with the segment that it stands in; `block` counts the segments."""

    start: int
    end: int
    block: int
    segment: Segment


def with_references(
    flows: Iterable[DataFlow], segments: Iterable[Segment], source: Source
) -> tuple[DataFlow, ...]:
    """Return the flows, each with what its data and its recipient stand for where they only point back.

    What is pointed to is looked for in the same sentence, then in the sentences before it, in the same
    block or the one before. A sentence between that names other data or parties than its flows tell,
    a heading, or a pointer that fits nothing leaves the words unresolved. Words and places of the flows
    stay as they are.
    """
    return tuple(_Reader(segments, source).read(flows))


class _Reader:
    """Reads a document's flows in order, and remembers those before by the sentence of their words."""

    def __init__(self, segments: Iterable[Segment], source: Source) -> None:
        self.source = source
        self.sentences = list(_sentences(segments))
        self.starts = [sentence.start for sentence in self.sentences]
        self.told: dict[int, list[DataFlow]] = {}

    def read(self, flows: Iterable[DataFlow]) -> list[DataFlow]:
        """Return the flows in the order given, with what their words stand for."""
        read = list(flows)
        for place, start, each in self._in_order(flow.data for flow in read):
            read[each] = replace(read[each], data_stands_for=self._data(read[each], place, start))
            self.told.setdefault(place, []).append(read[each])
        self.told.clear()
        recipients = (flow.recipient.mention if flow.recipient else None for flow in read)
        for place, start, each in self._in_order(recipients):
            found = self._recipients(read[each], place, start)
            read[each] = replace(read[each], recipient_stands_for=found)
            self.told.setdefault(place, []).append(read[each])
        return read

    def _in_order(self, mentions: Iterable[Mention | None]) -> list[tuple[int, int, int]]:
        """Return the sentence, the start and the number of each mention, in reading order."""
        found = [
            (place, mention.start, each)
            for each, mention in enumerate(mentions)
            if mention is not None and (place := self._sentence_at(mention.start)) is not None
        ]
        return sorted(found)

    def _sentence_at(self, start: int) -> int | None:
        place = bisect_right(self.starts, start) - 1
        return place if place >= 0 and start < self.sentences[place].end else None

    def _data(self, flow: DataFlow, place: int, start: int) -> StandsFor | None:
        if not self._points_back(flow.data):
            return None
        for before, flows in self._before(place):
            direct = _distinct(
                mention
                for told in flows
                for mention in _data_of(told, start)
                if self._fits(flow.data, mention)
            )
            passed_on = [told.data_stands_for for told in flows if told.data_stands_for]
            found = self._certain(place, before, direct, passed_on)
            if found is not None:
                return found
            if before != place and (flows or self._names_data(before)):
                return None
        return None

    def _recipients(self, flow: DataFlow, place: int, start: int) -> StandsFor | None:
        party = flow.recipient
        if party is None or party.mention is None or not self._points_back(party.mention):
            return None
        if party.role is not Role.CATEGORY and _PRONOUN.fullmatch(party.mention.text) is None:
            return None
        for before, flows in self._before(place):
            direct = _distinct(
                mention
                for told in flows
                for mention in _recipients_of(told, start)
                if not self._points_back(mention) and _is_called(party.mention.text, told.recipient)
            )
            passed_on = [told.recipient_stands_for for told in flows if told.recipient_stands_for]
            found = self._certain(place, before, direct, passed_on)
            if found is not None:
                return found
            if before != place and (flows or self._names_parties(before)):
                return None
        return None

    def _certain(
        self,
        place: int,
        before: int,
        direct: tuple[Mention, ...],
        passed_on: Sequence[StandsFor],
    ) -> StandsFor | None:
        """Return what the words before stand for, by their own names or all by the same pointer.

        A pointer to a pointer stands for what that one does, if it is near enough itself.
        """
        if direct and not passed_on:
            return StandsFor(mentions=direct, evidence=self._quote(before, direct))
        if direct or len(set(passed_on)) != 1:
            return None
        first = self._sentence_at(passed_on[0].evidence.start)
        near = first is not None and (
            self.sentences[place].block - self.sentences[first].block <= 1
        )
        return passed_on[0] if near else None

    def _points_back(self, mention: Mention) -> bool:
        """Whether a word before the mention, or the mention itself, only points to words before it."""
        text = self.source.document.text
        if _PRONOUN.fullmatch(mention.text):
            return True
        if _FORWARD.match(text, mention.end) or _NEW.match(mention.text):
            return False
        if _POINTS.search(text[max(0, mention.start - 40) : mention.start]):
            return True
        return _ABOVE.match(text[mention.end : mention.end + 40]) is not None

    def _fits(self, pointer: Mention, named: Mention) -> bool:
        """Whether what is named can be what the pointer says: "this location data" is no name."""
        concept = pointer.concept or PF + "OtherData"
        if concept == PF + "PersonalData" and _NOBODYS.match(named.text):
            return False
        if concept in _ANY_DATA or _PRONOUN.fullmatch(pointer.text):
            return True
        own = named.concept or PF + "OtherData"
        return own != concept and concept in self.source.lexicon.vocabulary.ancestors(own)

    def _before(self, place: int) -> Iterator[tuple[int, list[DataFlow]]]:
        """Yield the sentence itself and those before it, the nearest first, with their flows."""
        yield place, self.told.get(place, [])
        here = self.sentences[place]
        at = place - 1
        while at >= 0:
            there = self.sentences[at]
            same_list = here.segment.lead_in is None and _is_item(there.segment)
            near = here.block - there.block <= 1 and here.start - there.end < _FARTHEST
            if not near or there.segment.section != here.segment.section:
                return
            if same_list and here.block != there.block:
                items = self._list_above(at)
                if items is not None:
                    yield at, items
                return
            yield at, self.told.get(at, [])
            at -= 1

    def _list_above(self, place: int) -> list[DataFlow] | None:
        """Return the flows of all items of the list that ends with this sentence.

        None where an item has several sentences or nothing says what the list is: then nobody can tell which of
        them is meant.
        """
        lead_in = self.sentences[place].segment.lead_in
        if lead_in is None:
            return None
        blocks: list[int] = []
        flows: list[DataFlow] = []
        while place >= 0 and self.sentences[place].segment.lead_in is lead_in:
            blocks.append(self.sentences[place].block)
            flows = [*self.told.get(place, ()), *flows]
            place -= 1
        return flows if len(set(blocks)) == len(blocks) else None

    def _names_data(self, place: int) -> bool:
        """Whether a sentence names data though it gave no flow: then it may be what is pointed to."""
        sentence = self.sentences[place]
        passage = _passage(sentence, self.source)
        items = passage.data_items((0, len(passage.text)))
        return any(not self.source.lexicon.is_generic(passage.words(item)) for item in items)

    def _names_parties(self, place: int) -> bool:
        passage = _passage(self.sentences[place], self.source)
        named = passage.parties((0, len(passage.text)))
        return any(party.role in {Role.NAMED, Role.CATEGORY} for party in named)

    def _quote(self, place: int, mentions: Sequence[Mention]) -> Span:
        """Return the words that say what is pointed to: the sentence, or the list from its first item."""
        first = self._sentence_at(min(mention.start for mention in mentions))
        start = self.sentences[place if first is None else min(first, place)].start
        end = max([self.sentences[place].end, *(mention.end for mention in mentions)])
        return self.source.quote(start, end)


def _sentences(segments: Iterable[Segment]) -> Iterator[_Sentence]:
    for block, found in enumerate(segments):
        if found.kind in {BlockKind.HEADING, BlockKind.CELL}:
            continue
        for prose in split_sentences(found.prose):
            start, end = prose.place(0, len(prose.text))
            yield _Sentence(start, end, block, found)


def _is_item(found: Segment) -> bool:
    return found.kind is BlockKind.ITEM or found.lead_in is not None


def _passage(sentence: _Sentence, source: Source) -> Passage:
    return source.passage(read_prose(source.document.text, sentence.start, sentence.end))


def _data_of(flow: DataFlow, before: int) -> tuple[Mention, ...]:
    """Return the data that an affirmed flow names; "information" names none."""
    behind = flow.negated or flow.data.end > before
    nameless = behind or flow.data_stands_for or flow.data.concept in _ANY_DATA
    return () if nameless else (flow.data,)


def _recipients_of(flow: DataFlow, before: int) -> tuple[Mention, ...]:
    if flow.recipient is None or flow.recipient.mention is None or flow.negated:
        return ()
    mention = flow.recipient.mention
    other = flow.recipient.role not in {Role.NAMED, Role.CATEGORY} or mention.end > before
    return () if other or flow.recipient_stands_for else (mention,)


def _is_called(pointer: str, party: Party | None) -> bool:
    """Whether "these partners" can be the party: a name, or one with the pointer's own head."""
    if party is None or party.mention is None:
        return False
    head = _WORD.findall(pointer.lower())[-1:]
    if not head or head[0] in _ANYBODY or party.role is Role.NAMED:
        return True
    own = _WORD.findall(party.mention.text.lower())
    return any(word.rstrip("s") == head[0].rstrip("s") for word in own)


def _distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    kept = {(mention.start, mention.end): mention for mention in mentions}
    return tuple(kept[place] for place in sorted(kept))
