"""Findings as text for people and as JSON for programs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ..graphs.page_data import JsonObject, JsonValue
from ..graphs.statements import PolicyVersion
from .finding import Finding, Quote, Rule, Severity

Policies = Mapping[str, PolicyVersion]

_LINE_BREAK: Final = re.compile(r"(?:\s?<br ?/?>\s?)+", re.IGNORECASE)
_TEXT_TYPES: Final = (".txt", ".md", ".markdown")


def line_of(policy: PolicyVersion, quote: Quote) -> int:
    """Return the number, from 1, of the line of the stored text on which a quote begins."""
    return policy.text.count("\n", 0, quote.start) + 1


def is_file_text(policy: PolicyVersion) -> bool:
    """Tell whether the stored text is the policy's file itself, so that places count in it."""
    return policy.file_name.lower().endswith(_TEXT_TYPES)


def tell(finding: Finding, policy: PolicyVersion) -> Iterator[tuple[str, str]]:
    """Yield the lines of a finding, each with its part: "head", "quote", "place", "why" or "fix"."""
    first = finding.quotes[0]
    where = f"{policy.file_name}:{line_of(policy, first)}"
    yield "head", f"{where}: {finding.rule.severity} {finding.rule.code} {finding.message}"
    for quote in finding.quotes:
        yield "quote", f"“{_LINE_BREAK.sub(' ', quote.text).strip()}”"
        section = f"{quote.section}, " if quote.section else ""
        flow = f", flow {quote.flow.rpartition('flow-')[2]}" if quote.flow else ""
        yield "place", f"{section}characters {quote.start} to {quote.end}{flow}"
    yield "why", f"Why it matters: {finding.rule.why}"
    yield "fix", f"What to do: {finding.rule.fix}"


def summarise(findings: Sequence[Finding], policies: int) -> str:
    """Return how much was found in how many policies, by severity."""
    counts = Counter(finding.rule.severity for finding in findings)
    told = ", ".join(
        f"{counts[severity]:,} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
    )
    return f"{policies:,} {'policy' if policies == 1 else 'policies'} checked: {told}"


def to_json(findings: Sequence[Finding], policies: Policies) -> JsonObject:
    """Return the findings with their rules, policies and quotes."""
    used = sorted({finding.rule.code: finding.rule for finding in findings}.items())
    return {
        "rules": [_rule(rule) for _, rule in used],
        "findings": [_finding(finding, policies[finding.policy]) for finding in findings],
    }


def _rule(rule: Rule) -> JsonObject:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "title": rule.title,
        "what": rule.what,
        "why": rule.why,
        "decided": rule.decided,
        "fix": rule.fix,
    }


def _finding(finding: Finding, policy: PolicyVersion) -> JsonObject:
    quotes: list[JsonValue] = [_quote(quote, policy) for quote in finding.quotes]
    return {
        "rule": finding.rule.code,
        "severity": finding.rule.severity.value,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "policy": policy.iri,
        "file": policy.file_name,
        "sha256": policy.sha256,
        "quotes": quotes,
    }


def _quote(quote: Quote, policy: PolicyVersion) -> JsonObject:
    return {
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "line": line_of(policy, quote),
        "section": quote.section,
        "flow": quote.flow,
    }
