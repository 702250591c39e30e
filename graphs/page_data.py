"""What a page embeds: the stated flows as small JSON tables that refer to each other by number.

Offsets are written in UTF-16 code units, in which JavaScript counts; `at` alone counts characters.
A policy's words are embedded once, as passages: the quotes with the sentences around them, joined
where they overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..ontology.terms import PF, PFR
from .passages import Passages, Units
from .statements import Evidence, PolicyVersion, StatedFlow, Statements, Wording

JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]
JsonObject = dict[str, JsonValue]


def describe_statements(statements: Statements) -> JsonObject:
    """Return the tables `policies`, `parties`, `concepts`, `passages`, `evidence` and `flows`."""
    cited = _cited(statements)
    parties = _numbers(_parties_in_use(statements))
    numbers = _Numbers(
        policies=_numbers(statements.policies),
        parties=parties,
        concepts=_numbers(_concepts_in_use(statements, parties)),
        evidence=_numbers(evidence.iri for evidence in cited),
        units={iri: Units(policy.text) for iri, policy in statements.policies.items()},
    )
    passages = Passages(cited, {iri: policy.text for iri, policy in statements.policies.items()})
    return {
        "policies": [_policy(policy, numbers) for policy in statements.policies.values()],
        "parties": [_party(iri, statements, numbers) for iri in numbers.parties],
        "concepts": [_concept(iri, statements, numbers) for iri in numbers.concepts],
        "passages": [
            {"start": numbers.units[policy](place.start), "text": text}
            for policy, place, text in passages
        ],
        "evidence": [_evidence(evidence, passages, numbers) for evidence in cited],
        "flows": [_flow(flow, numbers) for flow in statements.flows],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers:
    """Which number stands for which IRI."""

    policies: Mapping[str, int]
    parties: Mapping[str, int]
    concepts: Mapping[str, int]
    evidence: Mapping[str, int]
    units: Mapping[str, Units]


def _numbers(iris: Iterable[str]) -> dict[str, int]:
    return {iri: number for number, iri in enumerate(iris)}


def _without_empty(record: Mapping[str, JsonValue]) -> JsonObject:
    return {
        k: v for k, v in record.items() if v is not None and v is not False and v not in ("", [])
    }


def _local(iri: str) -> str:
    return iri.removeprefix(PF).removeprefix(PFR)


def _cited(statements: Statements) -> list[Evidence]:
    used = {e for flow in statements.flows for e in (flow.evidence, flow.lead_in) if e}
    cited = (evidence for iri, evidence in statements.evidence.items() if iri in used)
    return sorted(cited, key=lambda e: (e.policy, e.place.start, e.place.end, e.iri))


def _parties_in_use(statements: Statements) -> list[str]:
    used = {flow.company for flow in statements.flows}
    used.update(policy.company for policy in statements.policies.values())
    used.update(f.recipient for f in statements.flows if f.recipient)
    used.update(f.source for f in statements.flows if f.source)
    owners = {iri: (p.owner,) if p.owner else () for iri, p in statements.parties.items()}
    return sorted(_closed(used, owners))


def _concepts_in_use(statements: Statements, parties: Iterable[str]) -> list[str]:
    used = {flow.data for flow in statements.flows}
    used.update(purpose for flow in statements.flows for purpose in flow.purposes)
    known = (statements.parties[iri] for iri in parties if iri in statements.parties)
    used.update(party.kind for party in known if party.kind)
    return sorted(_closed(used, {iri: c.broader for iri, c in statements.concepts.items()}))


def _closed(start: set[str], above: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return `start` with everything above it."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        iri = waiting.pop()
        if iri not in found:
            found.add(iri)
            waiting.extend(above.get(iri, ()))
    return found


def _policy(policy: PolicyVersion, numbers: _Numbers) -> JsonObject:
    return _without_empty(
        {
            "id": _local(policy.iri),
            "company": numbers.parties[policy.company],
            "title": policy.title,
            "file": policy.file_name,
            "url": policy.url,
            "issued": policy.issued,
            "sha256": policy.sha256,
            "language": policy.language,
            "length": len(policy.text),
        }
    )


def _party(iri: str, statements: Statements, numbers: _Numbers) -> JsonObject:
    party = statements.parties.get(iri)
    if party is None:
        return {"id": _local(iri), "label": _local(iri), "role": "named", "type": "organisation"}
    return _without_empty(
        {
            "id": _local(iri),
            "label": party.label,
            "role": party.role,
            "type": party.type,
            "kind": numbers.concepts[party.kind] if party.kind else None,
            "owner": numbers.parties[party.owner] if party.owner else None,
            "country": party.country,
        }
    )


def _concept(iri: str, statements: Statements, numbers: _Numbers) -> JsonObject:
    concept = statements.concepts.get(iri)
    if concept is None:
        return {"id": _local(iri), "label": _local(iri), "scheme": ""}
    broader: list[JsonValue] = [numbers.concepts[b] for b in concept.broader]
    return _without_empty(
        {"id": _local(iri), "label": concept.label, "scheme": concept.scheme, "broader": broader}
    )


def _evidence(evidence: Evidence, passages: Passages, numbers: _Numbers) -> JsonObject:
    units = numbers.units[evidence.policy]
    context = passages.context(evidence)
    at: list[JsonValue] = [evidence.place.start, evidence.place.end]
    return _without_empty(
        {
            "passage": passages.number(evidence),
            "from": units(evidence.place.start),
            "to": units(evidence.place.end),
            "since": units(context.start),
            "until": units(context.end),
            "at": at,
            "section": evidence.section,
        }
    )


def _flow(flow: StatedFlow, numbers: _Numbers) -> JsonObject:
    purposes: list[JsonValue] = [numbers.concepts[iri] for iri in flow.purposes]
    purpose_words: list[JsonValue] = [words.text for words in flow.purpose_words]
    return _without_empty(
        {
            "id": _local(flow.iri),
            "policy": numbers.policies[flow.policy],
            "company": numbers.parties[flow.company],
            "denied": flow.denied,
            "possible": flow.possible,
            "action": flow.action,
            "manner": flow.manner,
            "data": numbers.concepts[flow.data],
            "words": flow.data_words.text,
            "recipient": numbers.parties[flow.recipient] if flow.recipient else None,
            "recipientWords": flow.recipient_words.text if flow.recipient_words else None,
            "source": numbers.parties[flow.source] if flow.source else None,
            "sourceWords": flow.source_words.text if flow.source_words else None,
            "purposes": purposes,
            "purposeWords": purpose_words,
            "condition": flow.condition.text if flow.condition else None,
            "retention": flow.retention.text if flow.retention else None,
            "evidence": numbers.evidence[flow.evidence],
            "leadIn": numbers.evidence[flow.lead_in] if flow.lead_in else None,
            "rule": flow.rule,
            "extractor": flow.extractor,
            "confidence": flow.confidence,
            "marks": _marks(flow, numbers.units[flow.policy]),
        }
    )


def _marks(flow: StatedFlow, units: Units) -> list[JsonValue]:
    """Return where the parts of a flow stand: [from, to, part], first things first."""
    parts: list[tuple[str, Wording | None]] = [
        ("data", flow.data_words),
        ("recipient", flow.recipient_words),
        ("source", flow.source_words),
        ("condition", flow.condition),
        ("retention", flow.retention),
        *(("purpose", words) for words in flow.purpose_words),
    ]
    return [
        [units(words.place.start), units(words.place.end), part]
        for part, words in parts
        if words and words.place
    ]
