"""The walk through a document: its segments in order, and what stays open from one to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..ontology.records import Action, BlockKind, Party
from .continuations import continued, listed_range
from .interpretation import interpret
from .leadins import OpenFrame, fill, heading_frame, label_end, open_frame, with_data_above
from .passages import Passage, Source
from .recipients import with_recipients
from .retention import kept_for
from .segments import Segment, announces
from .silence import is_silent
from .slots import Slot
from .statements import Finding, Statement

_USER_ACTS = re.compile(r"\byou(?: can| may| must| should| will)?\W*$")
_DENIES = re.compile(
    r"\b(?:do|does|will|shall|would)\s*(?:not|n't)\b[^.:]{0,40}\W*$|\bnever\W*$", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"\W*(?:(?i:we|you|our|the|personal|this|these|it|they|in|when|if|for|where|as|some|certain)"
    r"|[A-Z][\w'-]+\s+(?:may|will|can|is|are|\w+s))\b"
)
# A sentence of fewer characters may stand twice without repeating anything.
LEAST_REPEATED = 40
# A label before its explanation has at most so many words.
LABEL_WORDS = 5


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment with its parsed sentences."""

    segment: Segment
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class _Open:
    """What one segment leaves behind while it is read."""

    frame: OpenFrame | None
    silent: bool
    acts: bool
    denies: bool
    opened: OpenFrame | None = None
    stated: bool = False
    told: tuple[Party, ...] = ()


def _stands_in_list(passage: Passage, statement: Statement) -> bool:
    """Whether an item under "we use it to:" states a practice of its own, not only what the data is for."""
    subject = _SUBJECT.match(passage.text)
    return subject is not None or (statement.action is Action.SHARE and bool(statement.recipients))


def _is_labelled(text: str) -> bool:
    """Whether a paragraph is a label with its list ("Contact data: …"), not a sentence that happens to be short."""
    label = text[: label_end(text)].strip()
    return bool(label) and label[-1] in ":-–—" and len(label.split()) <= LABEL_WORDS + 1


@dataclass(slots=True)
class Walk:
    """Reads a document's units in order."""

    source: Source
    frames: dict[int, OpenFrame] = field(default_factory=dict)
    heading: OpenFrame | None = None
    titles: frozenset[str] = frozenset()
    last: Statement | None = None
    beside: tuple[Statement, ...] = ()
    seen: set[str] = field(default_factory=set)

    def run(self, units: list[Unit]) -> Iterator[Finding]:
        """Yield what the units state, each with the words it rests on."""
        self.titles = frozenset(
            unit.segment.prose.text.lower()
            for unit in units
            if unit.segment.kind is BlockKind.HEADING
        )
        for unit in units:
            if unit.segment.kind is BlockKind.HEADING:
                self._enter(unit)
            elif unit.segment.prose.text.lower() not in self.titles:
                yield from self._read(unit)

    def _enter(self, unit: Unit) -> None:
        """Open what a heading such as "Information we collect" leaves to the items right below it."""
        self.last = None
        text = unit.segment.prose.text
        statements = [s for passage in unit.passages for s in interpret(passage, embedded=True)]
        silent = is_silent((*unit.segment.section, unit.segment.span(self.source.document)))
        self.heading = None if silent else heading_frame(text, statements)

    def _read(self, unit: Unit) -> Iterator[Finding]:
        found, lead_in = unit.segment, unit.segment.lead_in
        state = _Open(
            frame=self._frame_above(lead_in) or self._frame_of_heading(found),
            silent=is_silent(found.section),
            denies=lead_in is not None and _DENIES.search(lead_in.prose.text) is not None,
            acts=lead_in is not None and not _USER_ACTS.search(lead_in.prose.text),
        )
        for index, passage in enumerate(unit.passages):
            if not self._repeats(passage):
                yield from self._read_sentence(unit, index, state)
        opened = state.opened or (state.frame if found.announces_list else None)
        if opened is None and found.opens_list and not state.stated:
            opened = self.heading
        if opened is not None:
            self.frames[id(found)] = opened

    def _read_sentence(self, unit: Unit, index: int, state: _Open) -> Iterator[Finding]:
        found, passage, is_last = (
            unit.segment,
            unit.passages[index],
            index == len(unit.passages) - 1,
        )
        statements = interpret(passage, default_actor=state.acts)
        if state.frame is not None and state.frame.slot is Slot.PURPOSE and not index:
            statements = [s for s in statements if _stands_in_list(passage, s)]
        opens = is_last and found.opens_list
        if opens or announces(passage.text) is not None:
            state.opened = (
                open_frame(passage.text, statements or interpret(passage, embedded=True))
                or state.opened
            )
        if state.denies:
            statements = [replace(statement, negated=True) for statement in statements]
        if state.frame is not None and not index:
            statements = [with_data_above(statement, state.frame) for statement in statements]
        if not statements and not index and (kept := kept_for(found, self.source)) is not None:
            statements = [kept]
        stated = [s for s in statements if s.data and s.rule != "open"]
        listed = listed_range(passage, self.last, stated=bool(stated))
        if listed is not None and self.last is not None:
            if index or state.frame is None:
                stated = [*continued(passage, listed, self.last, self.beside), *stated]
            if opens:
                above = stated[-1] if stated else self.last
                gathered = Action.COLLECT if above.action is Action.USE else above.action
                state.opened = OpenFrame(
                    statements=(replace(above, action=gathered),), slot=Slot.OBJECT
                )
        fills = not state.stated and not state.silent and (index == 0 or listed is not None)
        if not stated and state.frame is not None and fills:
            yield from self._fill(unit, index, state.frame)
            return
        self.beside = tuple(stated) or self.beside
        for statement in stated:
            state.stated = True
            yield from self._tell(statement, found, passage, state)

    def _fill(self, unit: Unit, index: int, frame: OpenFrame) -> Iterator[Finding]:
        """Let the item's words fill the slot that its lead-in left open."""
        if (
            unit.segment.opens_list
            and frame.slot is Slot.OBJECT
            and index == len(unit.passages) - 1
        ):
            return
        label_only = (
            not index
            and len(unit.passages) > 1
            and len(unit.passages[0].text.split()) <= LABEL_WORDS
        )
        if label_only and frame.slot is Slot.OBJECT:
            return
        item = self._item(unit, index)
        if unit.segment.kind is BlockKind.CELL:
            frame = replace(frame, strong=False)
        for statement in fill(frame, item):
            self.last = statement
            yield self._finding(statement, unit.segment, item)

    def _tell(
        self, statement: Statement, found: Segment, passage: Passage, state: _Open
    ) -> Iterator[Finding]:
        if state.silent and statement.action is not Action.SHARE:
            return
        if state.opened is not None and self._waits(statement, state.opened):
            self.last = statement
            return
        told = with_recipients(statement, found, state.told, self.source)
        if told is not None:
            state.told = told.recipients or state.told
            self.last = told
            yield self._finding(told, found, passage)

    def _finding(self, statement: Statement, found: Segment, passage: Passage) -> Finding:
        lead_in = found.lead_in.span(self.source.document) if found.lead_in is not None else None
        return Finding(
            statement=statement, evidence=passage.whole(), section=found.section, lead_in=lead_in
        )

    def _repeats(self, passage: Passage) -> bool:
        """Whether the very same sentence stood before: a summary or a copied section states nothing new."""
        words = passage.sentence.plain
        if len(words) < LEAST_REPEATED:
            return False
        known = words in self.seen
        self.seen.add(words)
        return known

    def _waits(self, statement: Statement, opened: OpenFrame) -> bool:
        """Whether the statement says nothing until its list is read."""
        if statement not in opened.statements:
            return False
        if opened.slot is Slot.RECIPIENT:
            return not statement.recipients
        lexicon = self.source.lexicon
        return opened.slot is Slot.OBJECT and all(
            lexicon.heads_list(mention.text) for mention in statement.data
        )

    def _item(self, unit: Unit, index: int) -> Passage:
        """Return the item's first sentence with its label, or a later sentence as it is."""
        if index:
            return unit.passages[index]
        prose, first = unit.segment.prose, unit.passages[0].text
        end = len(prose.text)
        if len(unit.passages) > 1:
            end = prose.text.find(first[-20:]) + min(20, len(first))
        return self.source.passage(prose[0:end])

    def _frame_of_heading(self, found: Segment) -> OpenFrame | None:
        """Return the heading's frame for an item, or for a paragraph that is a label with its list."""
        listed = found.kind is BlockKind.ITEM or _is_labelled(found.prose.text)
        return self.heading if listed and found.lead_in is None else None

    def _frame_above(self, lead_in: Segment | None) -> OpenFrame | None:
        while lead_in is not None:
            if (frame := self.frames.get(id(lead_in))) is not None:
                return frame
            lead_in = lead_in.lead_in
        return None
