"""Findings as workflow commands, which GitHub shows beside the lines of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .finding import Finding, Severity
from .report import Policies, is_file_text, line_of

_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_IN_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def annotate(findings: Sequence[Finding], policies: Policies) -> Iterator[str]:
    """Yield one workflow command a finding.

    A line is only named where the stored text is the file itself; words of a policy are escaped, so
    that they can't end the command or begin another.
    """
    for finding in findings:
        policy = policies[finding.policy]
        properties = {"file": policy.file_name}
        if is_file_text(policy):
            properties["line"] = str(line_of(policy, finding.quotes[0]))
        properties["title"] = f"{finding.rule.code} {finding.rule.title}"
        told = ",".join(
            f"{key}={value.translate(_IN_PROPERTY)}" for key, value in properties.items()
        )
        quotes = "\n".join(f"“{' '.join(quote.text.split())}”" for quote in finding.quotes)
        message = f"{finding.message}\n{quotes}".translate(_IN_DATA)
        yield f"::{_COMMANDS[finding.rule.severity]} {told}::{message}"
