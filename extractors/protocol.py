"""The public record of a flow: one JSON object a line, keys in a fixed order."""

from __future__ import annotations

import json

from ..ontology.records import (
    DataFlow,
    DefinedTerm,
    Duration,
    Mention,
    Party,
    SourceDocument,
    Span,
    StandsFor,
)

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


def flow_record(document: SourceDocument, flow: DataFlow, flow_id: str) -> str:
    """Return the flow as one line of JSON, without a newline.

    `flow_id` is the local name of the flow's IRI. Offsets are half-open characters into the document's text.
    """
    record: dict[str, Json] = {
        "id": flow_id,
        "policy": document.id,
        "company": document.company,
        "action": flow.action.value,
        "manner": flow.manner,
        "negated": flow.negated,
        "modality": flow.modality.value,
        "actor": _party(flow.actor),
        "data": _mention(flow.data),
        "recipient": _party(flow.recipient) if flow.recipient else None,
        "source": _party(flow.source) if flow.source else None,
        "purposes": [_mention(purpose) for purpose in flow.purposes],
        "condition": _span(flow.condition) if flow.condition else None,
        "retention": _span(flow.retention) if flow.retention else None,
        "evidence": {**_span(flow.evidence), "section": list(flow.section)},
        "lead_in": _span(flow.lead_in) if flow.lead_in else None,
        "extractor": flow.extractor,
        "rule": flow.rule,
        "confidence": flow.confidence,
        "term": _term(flow.term) if flow.term else None,
        "retention_duration": _duration(flow.retention_duration),
        "condition_kind": flow.condition_kind.value if flow.condition_kind else None,
        "data_stands_for": _stands_for(flow.data_stands_for),
        "recipient_stands_for": _stands_for(flow.recipient_stands_for),
    }
    return json.dumps(record, ensure_ascii=False)


def _span(span: Span | Mention) -> dict[str, Json]:
    return {"text": span.text, "start": span.start, "end": span.end}


def _duration(duration: Duration | None) -> Json:
    return {"iso": duration.iso, "bound": duration.bound.value} if duration else None


def _mention(mention: Mention) -> dict[str, Json]:
    return {**_span(mention), "concept": mention.concept}


def _term(term: DefinedTerm) -> dict[str, Json]:
    definitions = {(each.evidence.start, each.evidence.end): each.evidence for each in term.listed}
    return {
        "text": term.label,
        "listed": [_mention(each.data) for each in term.listed],
        "definitions": [_span(definitions[place]) for place in sorted(definitions)],
    }


def _stands_for(found: StandsFor | None) -> Json:
    if found is None:
        return None
    return {"words": [_span(each) for each in found.mentions], "evidence": _span(found.evidence)}


def _party(party: Party) -> dict[str, Json]:
    mention = party.mention
    return {
        "role": party.role.value,
        "text": mention.text if mention else None,
        "start": mention.start if mention else None,
        "end": mention.end if mention else None,
        "organisation": party.organisation,
    }
