"""A gold record: what a careful reader says that a policy states at one place.

It is kept in two forms: as a JSON object with the policy's words, the form of the shared gold, and as
one line of offsets, which the words are taken out of the policy for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from privacyflow.ontology.records import Span

FIRST_PARTY: Final = "first_party"
COLUMNS: Final = (
    "action",
    "polarity",
    "data",
    "category",
    "recipient",
    "source",
    "purpose",
    "condition",
    "evidence",
    "context",
    "actor",
    "optional",
)
_ABSENT: Final = "-"
_POLARITY: Final = {False: "+", True: "-"}
_OPTIONAL: Final = {False: "no", True: "yes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRecord:
    """One flow of a policy, as read by a person.

    `actor` is `first_party` or the third party's own words. `other_category` is the second
    annotator's, where two disagreed. `optional` marks what careful readers could leave out.
    """

    id: str
    action: str
    negated: bool
    actor: str
    data: Span
    category: str
    other_category: str | None = None
    recipient: Span | None = None
    source: Span | None = None
    purpose: Span | None = None
    condition: Span | None = None
    evidence: Span
    context: Span | None = None
    optional: bool


def read_json(line: str, text: str) -> GoldRecord:
    """Read one line of the shared form about the policy `text`.

    Raises ValueError where a span's words don't stand at its offsets.
    """
    record = json.loads(line)

    def span(key: str) -> Span | None:
        found = record.get(key)
        if found is None:
            return None
        if text[found["start"] : found["end"]] != found["text"]:
            raise ValueError(f"{record['id']}: the words of its {key} don't stand at its offsets")
        return Span(**found)

    def stated(key: str) -> Span:
        found = span(key)
        if found is None:
            raise ValueError(f"{record['id']}: it has no {key}")
        return found

    return GoldRecord(
        id=record["id"],
        action=record["action"],
        negated=record["negated"],
        actor=record["actor"],
        data=stated("data"),
        category=record["category"],
        other_category=record.get("category_alt"),
        recipient=span("recipient"),
        source=span("source"),
        purpose=span("purpose"),
        condition=span("condition"),
        evidence=stated("evidence"),
        context=span("context"),
        optional=record["optional"],
    )


def json_object(record: GoldRecord) -> dict[str, object]:
    """Return the record as the object of the shared form, keys in its order."""

    def span(found: Span | None) -> dict[str, object] | None:
        if found is None:
            return None
        return {"text": found.text, "start": found.start, "end": found.end}

    return {
        "id": record.id,
        "action": record.action,
        "negated": record.negated,
        "actor": record.actor,
        "data": span(record.data),
        "category": record.category,
        "recipient": span(record.recipient),
        "source": span(record.source),
        "purpose": span(record.purpose),
        "condition": span(record.condition),
        "evidence": span(record.evidence),
        "context": span(record.context),
        "optional": record.optional,
    }


def row(record: GoldRecord, text: str) -> str:
    """Return the record as a line of offsets into the policy `text`, fields as in `COLUMNS`.

    Raises ValueError for an actor whose words don't stand in the policy.
    """
    spans = {
        "data": record.data,
        "recipient": record.recipient,
        "source": record.source,
        "purpose": record.purpose,
        "condition": record.condition,
        "evidence": record.evidence,
        "context": record.context,
        "actor": _find_actor(record, text),
    }
    fields = {name: f"{span.start}-{span.end}" for name, span in spans.items() if span}
    fields["action"] = record.action
    fields["polarity"] = _POLARITY[record.negated]
    fields["category"] = record.category
    fields["optional"] = _OPTIONAL[record.optional]
    return "\t".join(fields.get(name, _ABSENT) for name in COLUMNS)


def read_row(line: str, text: str, number: int) -> GoldRecord:
    """Read a line of offsets into the policy `text`; `number`, from 1, gives the record its id.

    Raises ValueError where the line doesn't have the form.
    """
    values = line.split("\t")
    if len(values) != len(COLUMNS):
        raise ValueError(f"a record has {len(COLUMNS)} fields, not {len(values)}: {line!r}")
    fields = dict(zip(COLUMNS, values, strict=True))

    def span(name: str) -> Span | None:
        return None if fields[name] == _ABSENT else _read_span(fields[name], text)

    actor = span("actor")
    return GoldRecord(
        id=f"r{number:03d}",
        action=fields["action"],
        negated=fields["polarity"] == _POLARITY[True],
        actor=FIRST_PARTY if actor is None else actor.text,
        data=_read_span(fields["data"], text),
        category=fields["category"],
        recipient=span("recipient"),
        source=span("source"),
        purpose=span("purpose"),
        condition=span("condition"),
        evidence=_read_span(fields["evidence"], text),
        context=span("context"),
        optional=fields["optional"] == _OPTIONAL[True],
    )


def _read_span(field: str, text: str) -> Span:
    start, _, end = field.partition("-")
    if not (start.isdecimal() and end.isdecimal() and 0 <= int(start) < int(end) <= len(text)):
        raise ValueError(f"no span of this policy: {field!r}")
    return Span(start=int(start), end=int(end), text=text[int(start) : int(end)])


def _find_actor(record: GoldRecord, text: str) -> Span | None:
    """Return where the actor's words stand: in the evidence, its context, or nearest to the data."""
    actor = record.actor
    if actor == FIRST_PARTY:
        return None
    for place in filter(None, (record.evidence, record.context)):
        start = text.find(actor, place.start, place.end)
        if start >= 0:
            return Span(start=start, end=start + len(actor), text=actor)
    before = text.rfind(actor, 0, record.data.start)
    start = before if before >= 0 else text.find(actor)
    if start < 0:
        raise ValueError(f"{record.id}: its actor's words don't stand in the policy: {actor!r}")
    return Span(start=start, end=start + len(actor), text=actor)
