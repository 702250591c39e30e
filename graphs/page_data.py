"""What a page embeds: the stated flows as small JSON tables that refer to each other by number.

A policy's words are embedded once, as its whole text; quotes and the parts of a flow are offsets
into it, in UTF-16 code units, in which JavaScript counts. `model.js` puts them together again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..ontology.terms import PF, PFR
from .closures import closure
from .statements import Evidence, PolicyVersion, StatedFlow, Statements, Wording
from .units import Units

JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]
JsonObject = dict[str, JsonValue]

EVIDENCE: Final = ("policy", "from", "to", "section")
FLOWS: Final = (
    "id",
    "company",
    "says",
    "action",
    "manner",
    "data",
    "recipient",
    "source",
    "purposes",
    "evidence",
    "leadIn",
    "rule",
    "extractor",
    "confidence",
    "marks",
    "said",
)
"""The columns of the two large tables; a row ends where it has nothing more to say."""

PARTS: Final = ("data", "recipient", "source", "condition", "retention", "purpose")
"""The parts of a flow whose words are marked; `marks` gives them by their number here."""

POSSIBLE: Final = 1
DENIED: Final = 2
"""What `says` is the sum of."""


def describe_statements(statements: Statements) -> JsonObject:
    """Return the tables `policies`, `parties`, `concepts`, `evidence`, `flows` and `words`.

    Words that recur (actions, rules, sections) stand in `words`, and their number elsewhere.
    """
    cited = _cited(statements)
    parties = _numbers(_parties_in_use(statements))
    numbers = _Numbers(
        policies=_numbers(statements.policies),
        parties=parties,
        concepts=_numbers(_concepts_in_use(statements, parties)),
        evidence=_numbers(evidence.iri for evidence in cited),
        units={iri: Units(policy.text) for iri, policy in statements.policies.items()},
    )
    texts = {iri: policy.text for iri, policy in statements.policies.items()}
    evidence_rows: list[JsonValue] = [_evidence(evidence, numbers) for evidence in cited]
    flow_rows: list[JsonValue] = [_flow(flow, numbers, texts) for flow in statements.flows]
    return {
        "policies": [_policy(policy, numbers) for policy in statements.policies.values()],
        "parties": [_party(iri, statements, numbers) for iri in numbers.parties],
        "concepts": [_concept(iri, statements, numbers) for iri in numbers.concepts],
        "evidence": {"columns": list(EVIDENCE), "rows": evidence_rows},
        "flows": {"columns": list(FLOWS), "rows": flow_rows},
        "parts": list(PARTS),
        "words": list(numbers.words),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers:
    """Which number stands for which IRI, and for which word that recurs."""

    policies: Mapping[str, int]
    parties: Mapping[str, int]
    concepts: Mapping[str, int]
    evidence: Mapping[str, int]
    units: Mapping[str, Units]
    words: dict[str, int] = field(default_factory=dict)

    def word(self, text: str) -> int:
        """Return the number of a word, a new one where it has none."""
        return self.words.setdefault(text, len(self.words))


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
    return sorted(closure(used, owners))


def _concepts_in_use(statements: Statements, parties: Iterable[str]) -> list[str]:
    used = {flow.data for flow in statements.flows}
    used.update(purpose for flow in statements.flows for purpose in flow.purposes)
    known = (statements.parties[iri] for iri in parties if iri in statements.parties)
    used.update(party.kind for party in known if party.kind)
    return sorted(closure(used, {iri: c.broader for iri, c in statements.concepts.items()}))


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
            "text": policy.text,
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


def _evidence(evidence: Evidence, numbers: _Numbers) -> list[JsonValue]:
    units = numbers.units[evidence.policy]
    return [
        numbers.policies[evidence.policy],
        units(evidence.place.start),
        units(evidence.place.end),
        numbers.word(evidence.section),
    ]


def _flow(flow: StatedFlow, numbers: _Numbers, texts: Mapping[str, str]) -> list[JsonValue]:
    marks, said = _wordings(flow, numbers.units[flow.policy], texts[flow.policy])
    purposes: list[JsonValue] = [numbers.concepts[iri] for iri in flow.purposes]
    row: list[JsonValue] = [
        _local(flow.iri),
        numbers.parties[flow.company],
        DENIED * flow.denied + POSSIBLE * flow.possible,
        numbers.word(flow.action),
        numbers.word(flow.manner),
        numbers.concepts[flow.data],
        numbers.parties[flow.recipient] if flow.recipient else None,
        numbers.parties[flow.source] if flow.source else None,
        purposes,
        numbers.evidence[flow.evidence],
        numbers.evidence[flow.lead_in] if flow.lead_in else None,
        numbers.word(flow.rule),
        numbers.word(flow.extractor),
        flow.confidence,
        marks,
        said or None,
    ]
    while row[-1] is None:
        row.pop()
    return row


def _wordings(flow: StatedFlow, units: Units, text: str) -> tuple[list[JsonValue], JsonObject]:
    """Return where the parts of a flow stand, as a flat list of from, to and the part's number,
    and by part the words that differ from what stands there."""
    parts: list[tuple[str, Wording | None]] = [
        ("data", flow.data_words),
        ("recipient", flow.recipient_words),
        ("source", flow.source_words),
        ("condition", flow.condition),
        ("retention", flow.retention),
        *(("purpose", words) for words in flow.purpose_words),
    ]
    marks: list[JsonValue] = []
    said: dict[str, list[JsonValue]] = {}
    for part, words in parts:
        if words is None:
            continue
        place = words.place
        if place:
            marks += [units(place.start), units(place.end), PARTS.index(part)]
        if place is None or text[place.start : place.end] != words.text:
            said.setdefault(part, []).append(words.text)
    return marks, {part: words for part, words in said.items()}
