"""Findings as a page shows them: made elsewhere, of flows that the page has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .page_data import JsonValue
from .statements import Place, Statements
from .units import Units

ORDER: Final = ("error", "warning", "note")
"""The severities, the gravest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """What a rule found in one policy version.

    `policy` and `flows` are IRIs, `severity` is one of `ORDER`; `quotes` are places in the policy's
    text. `advice` says what its author can do.
    """

    policy: str
    code: str
    severity: str
    title: str
    message: str
    advice: str
    quotes: tuple[Place, ...]
    flows: tuple[str, ...]


def describe_findings(findings: Iterable[ShownFinding], statements: Statements) -> list[JsonValue]:
    """Return the findings in the policies of `statements`, the gravest first, as a page embeds them.

    Policies and flows are given by their numbers, quotes as [from, to] in UTF-16 code units.
    """
    policies = {iri: number for number, iri in enumerate(statements.policies)}
    flows = {flow.iri: number for number, flow in enumerate(statements.flows)}
    units = {iri: Units(policy.text) for iri, policy in statements.policies.items()}
    here = [finding for finding in findings if finding.policy in policies]
    here.sort(key=lambda each: (policies[each.policy], ORDER.index(each.severity), each.code))
    return [
        {
            "policy": policies[finding.policy],
            "code": finding.code,
            "severity": finding.severity,
            "title": finding.title,
            "message": finding.message,
            "advice": finding.advice,
            "quotes": [
                [units[finding.policy](place.start), units[finding.policy](place.end)]
                for place in finding.quotes
            ],
            "flows": [flows[iri] for iri in finding.flows if iri in flows],
        }
        for finding in here
    ]
