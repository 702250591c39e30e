"""Flows: the whole reading of one document, from its segments to its data flow records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..ontology.concepts import load_vocabulary
from ..ontology.records import (
    Action,
    BlockKind,
    ConditionKind,
    DataFlow,
    DefinedTerm,
    Duration,
    Party,
    SourceDocument,
)
from .conditions import kind_of
from .confidence import confidence_at, confidence_of
from .coverage import Coverage, cover
from .cues import load_cues
from .defined_terms import find_terms, with_terms
from .durations import duration_of
from .judgement.hearing import hear
from .judgement.rules_said import RulesSaid
from .judgement.verdicts import judge
from .judgement.weighing import weigh
from .leadins import label_end
from .lexicon import Lexicon
from .line_groups import read_line_groups
from .own_recipients import OwnParties, without_own_recipients
from .parsing import parse
from .passages import Source
from .references import with_references
from .segments import Segment, segment
from .sentences import Sentence, read_sentence, split_sentences
from .skipped import SkippedPart
from .statements import Finding, Statement
from .tables import read_tables
from .walk import Unit, Walk

EXTRACTOR = "privacyflow-judgement-4"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesReading:
    """What structure and rules alone read.

    `segments` are all blocks of the document, `units` those that are parsed, `structured` what tables and line groups
    state, `skipped` what of tables is not read, `findings` what rules find in the units.
    """

    source: Source
    segments: list[Segment]
    units: list[Unit]
    structured: list[Finding]
    skipped: list[SkippedPart]
    findings: list[Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The flows that a document states, in reading order, without doubles, how far it was understood, and
    the terms for data that it defines.
    """

    flows: tuple[DataFlow, ...]
    coverage: Coverage
    terms: tuple[DefinedTerm, ...] = ()


def read_by_rules(document: SourceDocument) -> RulesReading:
    """Parse the document and read it by structure and rules, before anything is weighed."""
    source = Source(document, Lexicon.of(document, load_vocabulary(), load_cues()))
    segments = list(segment(document))
    tables = read_tables(segments, source)
    groups, rest = read_line_groups(tables.left, source)
    units = _units(rest, source)
    return RulesReading(
        source=source,
        segments=segments,
        units=units,
        structured=[*tables.findings, *groups],
        skipped=tables.skipped,
        findings=list(Walk(source).run(units)),
    )


def extract_flows(document: SourceDocument) -> tuple[DataFlow, ...]:
    """Return every data flow that the document states, in reading order, without doubles."""
    return read_flows(document).flows


def read_flows(document: SourceDocument) -> Reading:
    """Read the document once: its flows, and the sentences that gave none."""
    reading = read_by_rules(document)
    rules = RulesSaid.of(reading.findings)
    weighed = [*weigh([*hear(reading.units, rules, reading.source)])]
    judged = list(judge(weighed, reading.findings, rules, reading.source))
    own = OwnParties.of(reading.segments, reading.source)
    judged = list(without_own_recipients(judged, own))
    structured = list(without_own_recipients(reading.structured, own))
    terms = find_terms(reading.segments, reading.source)
    flows = with_references(flows_of([*structured, *judged]), reading.segments, reading.source)
    return Reading(
        flows=with_terms(flows, terms, document.text),
        coverage=cover(
            weighed,
            reading.units,
            judged=judged,
            structured=structured,
            skipped=reading.skipped,
            source=reading.source,
        ),
        terms=terms,
    )


def flows_of(findings: Iterable[Finding]) -> tuple[DataFlow, ...]:
    """Return the flows that the findings state, in reading order, without doubles."""
    return _distinct([flow for finding in findings for flow in _flows(finding)])


def _units(segments: list[Segment], source: Source) -> list[Unit]:
    """Split the segments into sentences and parse them all in one go."""
    split = [(found, _sentences(found)) for found in segments]
    docs = parse(sentence.plain for _, sentences in split for sentence in sentences)
    return [
        Unit(found, tuple(source.parsed(sentence, next(docs)) for sentence in sentences))
        for found, sentences in split
    ]


def _sentences(found: Segment) -> list[Sentence]:
    prose = found.prose
    start = 0 if found.kind is BlockKind.HEADING else label_end(prose.text)
    if not _labels_sentence(prose.text, start):
        start = 0
    return [read_sentence(piece) for piece in split_sentences(prose[start:])]


def _labels_sentence(text: str, start: int) -> bool:
    """Whether a whole sentence follows the label, so that the label is no part of it."""
    return len(text[start:].split()) > 5 and text[:start].rstrip().endswith((":", "-", "–", "—"))


def _flows(finding: Finding) -> Iterator[DataFlow]:
    statement = finding.statement
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
                evidence=finding.evidence,
                section=tuple(heading.text for heading in finding.section),
                lead_in=finding.lead_in,
                extractor=EXTRACTOR,
                rule=statement.rule,
                confidence=_confidence(statement),
                retention_duration=_duration(finding),
                condition_kind=_condition_kind(statement),
            )


def _confidence(statement: Statement) -> float:
    if statement.confidence is None:
        return confidence_of(statement.rule)
    return confidence_at(statement.confidence, statement.action)


def _condition_kind(statement: Statement) -> ConditionKind | None:
    if statement.condition is None:
        return None
    return kind_of(statement.condition.text, denied=statement.negated)


def _duration(finding: Finding) -> Duration | None:
    """Return the duration of the finding's period, read with the words of its evidence in front of it."""
    period, evidence = finding.statement.retention, finding.evidence
    if period is None:
        return None
    before = evidence.text[: max(0, period.start - evidence.start)]
    return duration_of(period.text, before=before, denied=finding.statement.negated)


def _distinct(flows: list[DataFlow]) -> tuple[DataFlow, ...]:
    """Keep one flow of each content and place; a purpose or condition listed below is a flow of its own."""
    kept: dict[tuple[object, ...], DataFlow] = {}
    for flow in sorted(flows, key=lambda flow: (flow.evidence.start, flow.data.start)):
        receiver = (
            flow.recipient.mention.text.lower()
            if flow.recipient and flow.recipient.mention
            else None
        )
        listed = (
            flow.evidence.start if flow.rule in {"lead-in-purpose", "lead-in-condition"} else None
        )
        key = (flow.action, flow.negated, flow.data.start, flow.data.end, receiver, listed)
        kept.setdefault(key, flow)
    return tuple(kept.values())
