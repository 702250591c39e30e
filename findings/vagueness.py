"""Recipients that a policy leaves open: "third parties", "our partners"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ..graphs.statements import StatedFlow
from ..ontology.concepts import load_vocabulary
from .cues import COORDINATED, JOINED, MASKED, MINORS, POINTING
from .destinations import find_owner
from .finding import Finding, Rule, Severity
from .reading import PolicyReading, is_own, is_whole, stands_in

VAGUE_ONLY: Final = Rule(
    code="PF201",
    name="only-vague-recipients",
    severity=Severity.WARNING,
    title="Shared with nobody in particular",
    what=(
        "The policy shares a type of data, and in every statement found the recipient is only called "
        "something like “third parties” or “partners”."
    ),
    why=(
        "GDPR articles 13 and 14 ask for the recipients or their categories. Words that fit anybody "
        "are neither."
    ),
    decided=(
        "A type of data that is named more closely than “information”, all of whose recipients in the "
        "policy's sharing statements are of the vague kinds of the vocabulary (pf:vague) and stand alone. One finding "
        "a policy, with up to three types of data."
    ),
    fix="Name the recipients, or say what business they are in and what they get the data for.",
)
UNNAMED: Final = Rule(
    code="PF204",
    name="no-recipient-named",
    severity=Severity.NOTE,
    title="No recipient is named",
    what="The policy shares data in many statements, and names not one organisation that receives it.",
    why="Nobody can ask a recipient without a name, nor look at its own policy.",
    decided=(
        "Ten statements of sharing or more, no recipient of any of them has a name, and no known "
        "organisation, service or SDK outside the company's group is named anywhere in the text. One finding a policy."
    ),
    fix="Name the recipients, or link to a list of them.",
)
RULES: Final = (VAGUE_ONLY, UNNAMED)

_LEAST: Final = 0.75
_SHOWN: Final = 3
_BEFORE: Final = 30
_MANY: Final = 10
_TOLD: Final = frozenset({"active-share", "active-share-around", "passive-share"})
_ADDRESS: Final = re.compile(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)+\b")


def find_vague_recipients(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding a policy, about the types of data whose recipients are all vague."""
    receivers: dict[str, set[str]] = {}
    shown: dict[str, StatedFlow] = {}
    for flow in reading.affirmed("share"):
        receiver = reading.recipient(flow)
        role = receiver.role if receiver else ""
        for iri in reading.taxonomy.above.get(flow.data, {flow.data}):
            receivers.setdefault(iri, set()).add(role)
        if role == "vague" and _is_sure(reading, flow):
            best = shown.get(flow.data)
            if best is None or flow.confidence > best.confidence:
                shown[flow.data] = flow
    vague = [flow for iri, flow in shown.items() if receivers[iri] == {"vague"}]
    if not vague:
        return
    vague.sort(key=lambda flow: (-flow.confidence, flow.iri))
    chosen = vague[:_SHOWN]
    told = "; ".join(f"{flow.data_words.text}: “{_whom(flow)}”" for flow in chosen)
    more = len(vague) - len(chosen)
    message = (
        f"All recipients found for this data are vague ({told}"
        + (f"; and {more} more" if more else "")
        + ")."
    )
    yield reading.finding(VAGUE_ONLY, "recipients", message, chosen)


def _whom(flow: StatedFlow) -> str:
    return flow.recipient_words.text if flow.recipient_words else ""


def _is_sure(reading: PolicyReading, flow: StatedFlow) -> bool:
    """Tell whether both the data and the vague words stand in the sentence, each by its usual name."""
    receiver = flow.recipient_words
    if flow.confidence < _LEAST or receiver is None or receiver.place is None:
        return False
    words = reading.words(flow)
    before = reading.policy.text[max(0, receiver.place.start - _BEFORE) : receiver.place.start]
    data = load_vocabulary().find_data(flow.data_words.text)
    kind = load_vocabulary().find_kind(receiver.text)
    return (
        stands_in(receiver.place, reading.place(flow))
        and data is not None
        and data.iri == flow.data
        and kind is not None
        and kind.vague
        and (flow.condition is None or _is_usual(flow))
        and not POINTING.search(before)
        and not JOINED.search(before)
        and is_own(reading, words)
        and not COORDINATED.match(reading.policy.text[receiver.place.end :][:_BEFORE])
        and not MINORS.search(words)
        and not MASKED.search(words)
    )


def _is_usual(flow: StatedFlow) -> bool:
    """Tell whether a condition says when data is shared, and nothing about with whom."""
    kind = (flow.condition_kind or "").rpartition("#")[2]
    return kind in ("OnConsent", "OnUse")


def find_unnamed_recipients(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding where a policy shares much and names nobody."""
    sharing = [
        flow
        for flow in reading.affirmed("share")
        if (receiver := reading.recipient(flow)) and receiver.role in ("named", "category", "vague")
    ]
    roles = {party.role for flow in sharing if (party := reading.recipient(flow))}
    if len(sharing) < _MANY or "named" in roles or _names_others(reading):
        return
    chosen = sorted(
        (
            flow
            for flow in sharing
            if flow.rule in _TOLD
            and is_own(reading, words := reading.words(flow))
            and is_whole(words)
        ),
        key=lambda flow: (-flow.confidence, flow.iri),
    )[:1]
    if chosen:
        message = (
            f"{len(sharing)} statements of sharing were found, and no recipient in them has a name."
        )
        yield reading.finding(UNNAMED, "names", message, chosen)


def _names_others(reading: PolicyReading) -> bool:
    """Tell whether a known party outside the company's own group is named anywhere in the text."""
    vocabulary = load_vocabulary()
    own = {*reading.owners(reading.policy.company)}
    own |= {*vocabulary.owners(reading.policy.company)}
    text = reading.policy.text
    named = [vocabulary.find_party(name) for name in sorted({*_known_names().findall(text)})]
    linked = [find_owner(address) for address in sorted({*_ADDRESS.findall(text)})]
    for party in (*named, *linked):
        if party is not None and not own & {party.iri, *vocabulary.owners(party.iri)}:
            return True
    return False


@cache
def _known_names() -> re.Pattern[str]:
    """Return a pattern of the labels of all known parties, the longest first."""
    labels = sorted((p.label for p in load_vocabulary().parties.values()), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, labels)) + r")\b")
