"""SDKs of an app: listed without data or purpose, or spoken of and not listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..graphs.statements import StatedFlow
from .finding import Finding, Rule, Severity
from .reading import PolicyReading

INCOMPLETE: Final = Rule(
    code="PF801",
    name="sdk-without-purpose-or-data",
    severity=Severity.WARNING,
    title="An SDK is listed without what it does",
    what="An SDK that the policy names has no purpose, or no data named more closely than “information”.",
    why="An SDK list is there to tell what each SDK collects, and what for; app stores ask for both.",
    decided=(
        "A party known as an SDK, called one or listed under a heading that speaks of SDKs, none of whose "
        "statements has a purpose, or none of whose statements names data more closely than “information”."
    ),
    fix="Give each SDK its data and its purpose.",
)
UNLISTED: Final = Rule(
    code="PF802",
    name="recipient-not-in-sdk-list",
    severity=Severity.NOTE,
    title="Named in the text, missing from the SDK list",
    what="The policy lists SDKs, and names elsewhere a party as collecting from the app that is not in that list.",
    why="Who looks at the list alone gets a wrong picture.",
    decided=(
        "A policy with three listed SDKs or more; a named party that is an SDK or service of others, "
        "receives data outside the list, and neither it nor its owner nor a service of the same owner is in it."
    ),
    fix="Add it to the list, or say why it is none.",
)
RULES: Final = (INCOMPLETE, UNLISTED)

_SDK: Final = re.compile(r"\bSDKs?\b")
_ENOUGH: Final = 3
_LEAST: Final = 0.75
_LISTED: Final = frozenset({"line-group", "table-row"})


def find_incomplete_sdks(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding for each listed SDK that lacks a purpose or data."""
    for iri, flows in _listed(reading).items():
        label = reading.parties[iri].label
        lacks = []
        if not any(flow.purposes for flow in flows):
            lacks.append("purpose")
        if not any(reading.taxonomy.is_specific(flow.data) for flow in flows):
            lacks.append("data")
        if lacks:
            message = f"No {' and no '.join(lacks)} was found for {label} in the list of SDKs."
            yield reading.finding(INCOMPLETE, label, message, flows[:1])


def find_unlisted(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding for each party that is named outside the list of SDKs alone."""
    listed = _listed(reading)
    if len(listed) < _ENOUGH:
        return
    known = {owner for iri in listed for owner in reading.owners(iri)}
    found: dict[str, StatedFlow] = {}
    for flow in reading.affirmed("share", at_least=_LEAST):
        party = reading.recipient(flow)
        if (
            party is not None
            and party.role == "named"
            and party.type in ("sdk", "service")
            and flow.rule not in _LISTED
            and not known & {*reading.owners(party.iri)}
        ):
            found.setdefault(party.iri, flow)
    example = next(iter(listed.values()))[0]
    for iri, flow in found.items():
        label = reading.parties[iri].label
        message = (
            f"{label} receives data, and is not among the {len(listed)} SDKs that the policy lists."
        )
        yield reading.finding(UNLISTED, label, message, (flow, example))


def _listed(reading: PolicyReading) -> dict[str, list[StatedFlow]]:
    """Return the flows of each listed SDK, in the order of the text."""
    listed: dict[str, list[StatedFlow]] = {}
    for flow in reading.affirmed("share"):
        party = reading.recipient(flow)
        if party is None or party.role not in ("named", "category") or flow.rule not in _LISTED:
            continue
        called = _SDK.search(party.label) or _SDK.search(reading.section(flow))
        if party.type == "sdk" or called or flow.rule == "line-group":
            listed.setdefault(party.iri, []).append(flow)
    return listed
