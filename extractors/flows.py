"""Flows: the whole reading of one document, from its segments to its data flow records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..ontology.concepts import load_vocabulary
from ..ontology.records import (
    Action,
    BlockKind,
    DataFlow,
    Party,
    Role,
    SourceDocument,
    Span,
)
from .confidence import confidence_of
from .cues import load_cues
from .leadins import OpenFrame, continues, fill, label_end, open_frame
from .lexicon import Lexicon
from .line_groups import read_line_groups
from .parsing import parse
from .prose import read_prose
from .segments import Segment, announces, segment
from .sentences import Sentence, read_sentence, split_sentences
from .slots import Slot
from .statements import Reader, Statement
from .tables import read_tables

if TYPE_CHECKING:
    from spacy.tokens import Doc

EXTRACTOR = "privacyflow-rules-1"

_SILENT_SECTION = re.compile(
    r"\b(?:your (?:\w+ )?(?:rights|choices)|rights (?:of|under|related)|contact (?:us|information)|how to contact|changes? to|updates? (?:to|of)|amendments?|definitions?|how we update|revisions?|complaints?|questions|governing law)\b",
    re.IGNORECASE,
)


_POINTS_BACK = re.compile(r"\b(?:such|these|those|this|that|the aforesaid|the above)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_NAMES = re.compile(r"\b(?:including|includes?|such as|namely|like|currently|e\.g\.)\s+(?P<list>[^.;:)]+)", re.IGNORECASE)


@dataclass(slots=True)
class _Unit:
    """A segment with its sentences and, later, their parses."""

    segment: Segment
    sentences: list[Sentence]
    docs: list[Doc] = field(default_factory=list)


def extract_flows(document: SourceDocument) -> tuple[DataFlow, ...]:
    """Return every data flow that the document states, in reading order, without doubles."""
    lexicon = Lexicon.of(document, load_vocabulary(), load_cues())
    reader = Reader(document, lexicon)
    segments = list(segment(document))
    flows: list[DataFlow] = []
    tables, rest = read_tables(segments, reader)
    groups, rest = read_line_groups(rest, reader)
    for found in (*tables, *groups):
        flows.extend(_flows(found.statement, found.evidence, found.section, found.lead_in))
    units = [_unit(each) for each in rest]
    docs = parse(sentence.plain for unit in units for sentence in unit.sentences)
    for unit in units:
        unit.docs = [next(docs) for _ in unit.sentences]
    flows.extend(_Walk(document, reader).run(units))
    return _distinct(flows)


def _unit(found: Segment) -> _Unit:
    prose = found.prose
    start = 0
    if found.kind is not BlockKind.HEADING:
        start = label_end(prose.text)
        if start and not _is_sentence_label(prose.text, start):
            start = 0
    pieces = list(split_sentences(prose[start:])) if start else list(split_sentences(prose))
    return _Unit(found, [read_sentence(piece) for piece in pieces])


def _is_sentence_label(text: str, start: int) -> bool:
    """Whether a whole sentence follows the label, so that the label is no part of it."""
    rest = text[start:]
    return len(rest.split()) > 5 and text[:start].rstrip().endswith((":", "-", "–", "—"))


class _Walk:
    """Reads the units in order and remembers what stays open between them."""

    def __init__(self, document: SourceDocument, reader: Reader) -> None:
        self.document = document
        self.reader = reader
        self.open: dict[int, OpenFrame] = {}
        self.last: Statement | None = None
        self.beside: tuple[Statement, ...] = ()
        self.seen: set[str] = set()

    def run(self, units: list[_Unit]) -> Iterator[DataFlow]:
        for unit in units:
            if unit.segment.kind is BlockKind.HEADING:
                self.last = None
                continue
            yield from self._read(unit)

    def _read(self, unit: _Unit) -> Iterator[DataFlow]:
        found = unit.segment
        lead_in = found.lead_in
        frame = self._frame_of(lead_in)
        silent = any(_SILENT_SECTION.search(heading.text) for heading in found.section)
        opened: OpenFrame | None = None
        acts = lead_in is not None and not re.search(r"\byou(?: can| may| must| should| will)?\W*$", lead_in.prose.text)
        own_any = False
        told: tuple[Party, ...] = ()
        for index, (sentence, doc) in enumerate(zip(unit.sentences, unit.docs, strict=True)):
            if self._repeats(sentence):
                continue
            statements = self.reader.read(sentence, doc, default_actor=acts)
            is_last = index == len(unit.sentences) - 1
            evidence = self._evidence(sentence)
            if (is_last and found.opens_list) or announces(sentence.prose.text) is not None:
                inner = statements or self.reader.read(sentence, doc, embedded=True)
                opened = open_frame(sentence.prose.text, inner, self.reader) or opened
            stated = [s for s in statements if s.data and s.rule != "open"]
            listed = self._listed(sentence, stated)
            if listed is not None and self.last is not None and (index or frame is None):
                stated = [*self._continued(sentence, doc, listed, self.last), *stated]
                if stated and is_last and found.opens_list:
                    opened = OpenFrame(statements=(stated[-1],), slot=Slot.OBJECT)
            if not stated and listed is not None and self.last is not None and is_last and found.opens_list and self._speaks_of_data(sentence, listed):
                opened = OpenFrame(statements=(self.last,), slot=Slot.OBJECT)
            if not stated and frame is not None and not own_any and not silent and (index == 0 or listed is not None):
                whole = self._whole(unit, index)
                filled = fill(frame, self.reader, whole)
                if found.opens_list and frame.slot is Slot.OBJECT and index == len(unit.sentences) - 1:
                    continue
                for statement in filled:
                    span = lead_in.span(self.document) if lead_in is not None else None
                    yield from _flows(statement, self._evidence(whole), found.section, span)
                    self.last = statement
                continue
            self.beside = tuple(stated) or self.beside
            for statement in stated:
                own_any = True
                if silent and statement.action in {Action.STORE, Action.USE, Action.COLLECT}:
                    continue
                if opened is not None and self._waits(statement, opened):
                    self.last = statement
                    continue
                if statement.action is Action.SHARE and not statement.recipients:
                    recipients = self._recipients_around(found, told)
                    if not recipients and not statement.negated:
                        continue
                    statement = replace(statement, recipients=recipients, rule=statement.rule + "-around" if recipients else statement.rule)
                statement = self._resolved(statement, found, sentence)
                told = statement.recipients or told
                span = lead_in.span(self.document) if lead_in is not None else None
                yield from _flows(statement, evidence, found.section, span)
                self.last = statement
        if opened is None and found.announces_list and frame is not None:
            opened = frame
        if opened is not None:
            self.open[id(found)] = opened

    def _resolved(self, statement: Statement, found: Segment, sentence: Sentence) -> Statement:
        """Put the named ones for "such providers", where the same paragraph has named them before."""
        if not statement.recipients or any(p.role is not Role.CATEGORY or p.mention is None for p in statement.recipients):
            return statement
        first = min(p.mention.start for p in statement.recipients if p.mention is not None)
        if not _POINTS_BACK.search(self.document.text[max(0, first - 24) : first]):
            return statement
        start = found.prose.offsets[0]
        before = read_prose(self.document.text, start, first)
        named: list[Party] = []
        for match in _NAMES.finditer(before.text):
            parties = self.reader.parties(read_sentence(before), match.span("list"))
            named.extend(p for p in parties if p.role is Role.NAMED)
        return replace(statement, recipients=tuple(named), rule=statement.rule + "-resolved") if named else statement

    def _recipients_around(self, found: Segment, told: tuple[Party, ...]) -> tuple[Party, ...]:
        """Return who receives where the sentence leaves it unsaid: as told just before, or in the heading."""
        if told:
            return told
        for heading in reversed(found.section):
            if re.search(r"\b(?:shar|disclos|transfer|recipient|third|sell|sale|who)", heading.text, re.IGNORECASE):
                prose = read_prose(self.document.text, heading.start, heading.end)
                whom = re.search(r"\b(?:with|to)\b|^(?=third)", prose.text, re.IGNORECASE)
                parties = self.reader.parties(read_sentence(prose), (whom.end(), len(prose.text))) if whom else ()
                found_here = tuple(p for p in parties if p.role is Role.CATEGORY)
                if found_here:
                    return found_here
        return ()

    def _repeats(self, sentence: Sentence) -> bool:
        """Whether the very same sentence stood before: a summary or a copied section states nothing new."""
        if len(sentence.plain) < 40:
            return False
        known = sentence.plain in self.seen
        self.seen.add(sentence.plain)
        return known

    def _waits(self, statement: Statement, opened: OpenFrame) -> bool:
        """Whether the statement says nothing until its list is read."""
        if statement not in opened.statements:
            return False
        if opened.slot is Slot.RECIPIENT:
            return not statement.recipients
        return opened.slot is Slot.OBJECT and all(self.reader.lexicon.heads_list(d.text) for d in statement.data)

    def _whole(self, unit: _Unit, index: int) -> Sentence:
        """The item with its label, for filling a slot."""
        if index:
            return unit.sentences[index]
        first = unit.sentences[0].prose
        prose = unit.segment.prose
        end = len(prose.text) if len(unit.sentences) == 1 else prose.text.find(first.text[-20:]) + min(20, len(first.text))
        return read_sentence(prose[0:end])

    def _frame_of(self, lead_in: Segment | None) -> OpenFrame | None:
        while lead_in is not None:
            found = self.open.get(id(lead_in))
            if found is not None:
                return found
            lead_in = lead_in.lead_in
        return None

    def _listed(self, sentence: Sentence, stated: list[Statement]) -> tuple[int, int] | None:
        """Return the range of the list in a sentence that goes on with the one before."""
        text = sentence.prose.text
        start = continues(text)
        if start is None or not self._speaks_of_data(sentence, (start, 0)):
            return None
        stop = text.find(";", start)
        if stated and stop < 0:
            return None
        return start, stop if stated else len(text)

    def _speaks_of_data(self, sentence: Sentence, listed: tuple[int, int]) -> bool:
        """Whether what goes on is data: "such information may include", not "these functions include"."""
        subject = re.split(r"\b(?:may|can|will|might|could|would|also|typically|generally|usually|includes?|contains?|consists?|comprises?|are|is)\b", sentence.prose.text[: listed[0]], maxsplit=1)[0]
        words = re.findall(r"[\w'-]+", subject.lower())
        if len(words) == 1 and words[0] in {"this", "it", "that"} and self.last is not None and self.last.action is Action.USE:
            return False
        return not words or words[-1] in {"this", "these", "it", "they", "that", "examples", "as", "such", "including", "data", "information", "g"} or self.reader.lexicon.names_data(subject.strip())

    def _continued(self, sentence: Sentence, doc: Doc, listed: tuple[int, int], last: Statement) -> list[Statement]:
        data = self.reader.data_items(sentence, doc, *listed)
        if not data:
            return []
        mentions = tuple(self.reader.mention(sentence, part) for part in data)
        together = [s for s in self.beside if s.data == last.data and s.negated == last.negated] or [last]
        actions = list(dict.fromkeys(Action.COLLECT if s.action is Action.USE else s.action for s in together))
        return [replace(last, action=action, data=mentions, rule="continuation", place=0) for action in actions]

    def _evidence(self, sentence: Sentence) -> Span:
        return sentence.prose.span(self.document.text, 0, len(sentence.prose.text))


def _flows(statement: Statement, evidence: Span, section: tuple[Span, ...], lead_in: Span | None) -> Iterator[DataFlow]:
    recipients: tuple[Party | None, ...] = statement.recipients or (None,)
    for data in statement.data:
        for recipient in recipients:
            yield DataFlow(
                action=statement.action,
                manner=statement.manner,
                negated=statement.negated,
                modality=statement.modality,
                actor=statement.actor,
                data=data,
                recipient=recipient if statement.action is Action.SHARE else None,
                source=statement.sources[0] if statement.sources else None,
                purposes=statement.purposes,
                condition=statement.condition,
                retention=statement.retention,
                evidence=evidence,
                section=tuple(heading.text for heading in section),
                lead_in=lead_in,
                extractor=EXTRACTOR,
                rule=statement.rule,
                confidence=confidence_of(statement.rule),
            )


def _distinct(flows: list[DataFlow]) -> tuple[DataFlow, ...]:
    seen: set[tuple[object, ...]] = set()
    kept: list[DataFlow] = []
    for flow in sorted(flows, key=lambda f: (f.evidence.start, f.data.start)):
        recipient = flow.recipient.mention.text.lower() if flow.recipient and flow.recipient.mention else None
        listed = (flow.evidence.start, flow.rule) if flow.rule in {"lead-in-purpose", "lead-in-condition"} else None
        key = (flow.action, flow.negated, flow.data.start, flow.data.end, recipient, listed)
        if key not in seen:
            seen.add(key)
            kept.append(flow)
    return tuple(kept)
