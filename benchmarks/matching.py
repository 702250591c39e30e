"""One policy's gold beside what was found in it, paired by the shared scorer's rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotation import GoldRecord, json_object
from privacyflow.extractors.protocol import flow_record
from privacyflow.ontology.records import DataFlow, Role, SourceDocument, Span
from recipient_kinds import RecipientKind, kind_of_party, kind_of_words
from scorer import Scorer, ScorerRecord

_THIRD_PARTIES = frozenset({Role.NAMED, Role.CATEGORY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A flow as it is measured, stated by the gold or found.

    `scored` is the record that the scorer compares. Gold has `categories`, a found flow a `concept`
    (an IRI), a `rule` and a `confidence` (0 to 1). `purposes`, `conditions` and `sources` are those of all
    records that the scorer takes for the same flow.
    """

    scored: ScorerRecord
    action: str
    negated: bool
    optional: bool = False
    data: Span
    recipient: str | None
    recipient_kind: RecipientKind | None
    categories: tuple[str, ...] = ()
    concept: str | None = None
    purposes: tuple[Span, ...] = ()
    conditions: tuple[Span, ...] = ()
    sources: tuple[Span, ...] = ()
    rule: str = ""
    confidence: float = 0.0

    @property
    def key(self) -> tuple[object, ...]:
        """What makes records the same flow to the scorer."""
        data = (self.data.start, self.data.end)
        return (self.action, self.negated, *data, (self.recipient or "").lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`pairs` are (gold, found) where they agree; optional gold is left out of all four.

    `wrong` was found and is not in the gold, `missed` is in the gold and was not found.
    """

    stated: tuple[Flow, ...]
    pairs: tuple[tuple[Flow, Flow], ...]
    missed: tuple[Flow, ...]
    wrong: tuple[Flow, ...]
    found: tuple[Flow, ...]


def gold_flow(record: GoldRecord, scorer: Scorer) -> Flow:
    """Return a gold record as a flow; a third party that collects receives."""
    scored = scorer.normalise(json_object(record))
    recipient = (scored.get("recipient") or {}).get("text")
    return Flow(
        scored=scored,
        action=scored["action"],
        negated=record.negated,
        optional=record.optional,
        data=record.data,
        recipient=recipient,
        recipient_kind=None if recipient is None else kind_of_words(recipient),
        categories=tuple(filter(None, (record.category, record.other_category))),
        purposes=(record.purpose,) if record.purpose else (),
        conditions=(record.condition,) if record.condition else (),
        sources=(record.source,) if record.source else (),
    )


def found_flow(document: SourceDocument, flow: DataFlow, scorer: Scorer) -> Flow:
    """Return a flow as `privacyflow extract --format jsonl` writes it."""
    scored = scorer.normalise(json.loads(flow_record(document, flow, "")))
    party = flow.recipient
    if party is None and scored["recipient"] and flow.actor.role in _THIRD_PARTIES:
        party = flow.actor
    data = flow.data
    source = flow.source.mention if flow.source else None
    return Flow(
        scored=scored,
        action=scored["action"],
        negated=flow.negated,
        data=Span(start=data.start, end=data.end, text=data.text),
        recipient=(scored.get("recipient") or {}).get("text"),
        recipient_kind=None if party is None else kind_of_party(party),
        concept=data.concept,
        purposes=_spans((each.start, each.end, each.text) for each in flow.purposes),
        conditions=(flow.condition,) if flow.condition else (),
        sources=_spans([(source.start, source.end, source.text)] if source else []),
        rule=flow.rule,
        confidence=flow.confidence,
    )


def compare(gold: Sequence[Flow], found: Sequence[Flow], scorer: Scorer) -> Comparison:
    """Pair gold and found flows: the most pairs, mandatory gold first, each flow once.

    A found flow that repeats an optional gold record is neither right nor wrong.
    """
    stated, seen = _distinct(gold, scorer), _distinct(found, scorer)
    stated_records = [flow.scored for flow in stated]
    owner = scorer.match(stated_records, [flow.scored for flow in seen])
    optional = [flow.scored for flow in stated if flow.optional]
    met = set(owner.values())
    return Comparison(
        stated=stated,
        pairs=tuple(
            (stated[place], seen[index])
            for index, place in sorted(owner.items())
            if not stated[place].optional
        ),
        missed=tuple(
            flow for place, flow in enumerate(stated) if place not in met and not flow.optional
        ),
        wrong=tuple(
            flow
            for index, flow in enumerate(seen)
            if index not in owner
            and not any(scorer.compatible(record, flow.scored) for record in optional)
        ),
        found=seen,
    )


def _distinct(flows: Sequence[Flow], scorer: Scorer) -> tuple[Flow, ...]:
    """Keep the scorer's distinct flows, each with the roles of all that it stands for."""
    kept = {id(record) for record in scorer.distinct([flow.scored for flow in flows])}
    groups: dict[tuple[object, ...], list[Flow]] = {}
    for flow in flows:
        groups.setdefault(flow.key, []).append(flow)
    return tuple(_merge(flow, groups[flow.key]) for flow in flows if id(flow.scored) in kept)


def _merge(flow: Flow, same: Sequence[Flow]) -> Flow:
    return replace(
        flow,
        purposes=tuple(span for each in same for span in each.purposes),
        conditions=tuple(span for each in same for span in each.conditions),
        sources=tuple(span for each in same for span in each.sources),
    )


def _spans(places: Iterable[tuple[int, int, str]]) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end, text=text) for start, end, text in places)
