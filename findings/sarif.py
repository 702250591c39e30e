"""Findings as SARIF 2.1.0, which code scanners and editors read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote as escape

from .. import __version__
from ..graphs.page_data import JsonObject, JsonValue
from ..graphs.statements import PolicyVersion
from .finding import Finding, Quote, Rule
from .report import Policies, is_file_text, line_of

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT: Final = "privacyflow/v1"


def to_sarif(findings: Sequence[Finding], policies: Policies, rules: Sequence[Rule]) -> JsonObject:
    """Return one run with all `rules` and a result a finding.

    A result's place is its first quote; the others are related locations. Offsets count characters
    (code points) of the text that was read, which is the file itself for .txt and .md alone: for
    other files a location has no line, and the artifact says so.
    """
    index = {rule.code: number for number, rule in enumerate(rules)}
    named = sorted({finding.policy for finding in findings})
    artifact = {iri: number for number, iri in enumerate(named)}
    results: list[JsonValue] = [
        _result(finding, policies[finding.policy], index, artifact) for finding in findings
    ]
    driver: JsonObject = {
        "name": "privacyflow",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    run: JsonObject = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(policies[iri]) for iri in named],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> JsonObject:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "help": {"text": f"Decided by: {rule.decided} To fix it: {rule.fix}"},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _artifact(policy: PolicyVersion) -> JsonObject:
    counted = "the file" if is_file_text(policy) else "the text that privacyflow read from the file"
    return {
        "location": {"uri": escape(policy.file_name, safe="")},
        "hashes": {"sha-256": policy.sha256},
        "properties": {"policy": policy.iri, "offsetsIn": counted},
    }


def _result(
    finding: Finding,
    policy: PolicyVersion,
    rules: dict[str, int],
    artifacts: dict[str, int],
) -> JsonObject:
    number = artifacts[finding.policy]
    first, *others = finding.quotes
    result: JsonObject = {
        "ruleId": finding.rule.code,
        "ruleIndex": rules[finding.rule.code],
        "level": finding.rule.severity.value,
        "message": {"text": finding.message},
        "locations": [_location(first, policy, number)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if others:
        related: list[JsonValue] = []
        for place, quote in enumerate(others, start=1):
            location = _location(quote, policy, number)
            related.append({"id": place, **location, "message": {"text": quote.text}})
        result["relatedLocations"] = related
    return result


def _location(quote: Quote, policy: PolicyVersion, artifact: int) -> JsonObject:
    region: JsonObject = {
        "charOffset": quote.start,
        "charLength": quote.end - quote.start,
        "snippet": {"text": quote.text},
    }
    if is_file_text(policy):
        before = policy.text[: quote.start]
        region["startLine"] = line_of(policy, quote)
        region["startColumn"] = len(before) - (before.rfind("\n") + 1) + 1
        ended = policy.text[: quote.end]
        region["endLine"] = ended.count("\n") + 1
        region["endColumn"] = len(ended) - (ended.rfind("\n") + 1) + 1
    location: JsonObject = {
        "physicalLocation": {
            "artifactLocation": {"uri": escape(policy.file_name, safe=""), "index": artifact},
            "region": region,
        },
        "properties": {"flow": quote.flow},
    }
    if quote.section:
        location["logicalLocations"] = [{"fullyQualifiedName": quote.section, "kind": "section"}]
    return location
