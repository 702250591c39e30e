"""Findings as the page shows them."""

from __future__ import annotations

from ..graphs.shown_findings import ShownFinding
from ..graphs.statements import Place, Statements
from .checks import check_statements
from .finding import Finding


def find_to_show(statements: Statements) -> tuple[ShownFinding, ...]:
    """Return what all rules find in the policies of `statements`, for `graphs.page` to show."""
    return tuple(map(_shown, check_statements(statements)))


def _shown(finding: Finding) -> ShownFinding:
    return ShownFinding(
        policy=finding.policy,
        code=finding.rule.code,
        severity=finding.rule.severity,
        title=finding.rule.title,
        message=finding.message,
        advice=finding.rule.fix,
        quotes=tuple(Place(start=quote.start, end=quote.end) for quote in finding.quotes),
        flows=tuple(dict.fromkeys(quote.flow for quote in finding.quotes if quote.flow)),
    )
