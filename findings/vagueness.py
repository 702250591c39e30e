"""Recipients that a policy leaves open: "third parties", "our partners"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..graphs.statements import StatedFlow
from ..ontology.concepts import load_vocabulary
from .cues import CONSENT, COORDINATED, JOINED, MASKED, MINORS, POINTING
from .disclosures import is_told_elsewhere, stands_explained
from .finding import Finding, Rule, Severity
from .naming import names_somebody
from .reading import GIVING, PolicyReading, is_own, is_whole, stands_in
from .sentences import is_cut_off

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
        "policy's sharing statements are of the vague kinds of the vocabulary (pf:vague) and stand alone, "
        "in a sentence that hands the data over; neither it nor the one before or behind speaks of consent or "
        "tells the recipients' kind; a broader or narrower type of data has no other recipient, in no statement and in "
        "no other sentence or table row; and the policy nowhere points to the recipients of each kind of data. One "
        "finding a policy, with up to three types of data."
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
        "Ten sentences of sharing or more (a list with a lead-in counts once), but for those that people "
        "ask for or agree to and those on aggregated data; no recipient of any of them has a name; nowhere in "
        "the text is a known organisation, service or SDK named, somebody called by an unknown name as an "
        "example of a recipient, another company's privacy policy "
        "linked, or a list of recipients pointed to. One finding a policy."
    ),
    fix="Name the recipients, or link to a list of them.",
)
RULES: Final = (VAGUE_ONLY, UNNAMED)

_LEAST: Final = 0.75
_SHOWN: Final = 3
_BEFORE: Final = 30
_MANY: Final = 10
_OFFICIAL: Final = re.compile(
    r"\b(?:authorit\w+|law enforcement|regulator\w*|courts?|government\w*|legal|advis[eo]rs?|auditors?|"
    r"accountants?|consultants?|bank\w*|insur\w+|owner|persons?|subsidiar\w+|parent)\b",
    re.IGNORECASE,
)
_TOLD_ON: Final = re.compile(
    r"\W{0,4}(?:these|those|such|the) (?:third[- ]part(?:y|ies)|partners?|compan(?:y|ies)|providers?|recipients?)\b",
    re.IGNORECASE,
)
"""A next sentence that tells what these recipients do."""
_TOLD: Final = frozenset({"active-share", "active-share-around", "passive-share"})


def find_vague_recipients(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding a policy, about the types of data whose recipients are all vague."""
    receivers: dict[str, set[str]] = {}
    broader: dict[str, set[str]] = {}
    shown: dict[str, StatedFlow] = {}
    for flow in reading.affirmed("share"):
        receiver = reading.recipient(flow)
        role = receiver.role if receiver else ""
        for iri in reading.taxonomy.above.get(flow.data, {flow.data}):
            receivers.setdefault(iri, set()).add(role)
        broader.setdefault(flow.data, set()).add(role)
        if role == "vague" and _is_sure(reading, flow):
            best = shown.get(flow.data)
            if best is None or flow.confidence > best.confidence:
                shown[flow.data] = flow
    vague = [
        flow
        for iri, flow in shown.items()
        if receivers[iri] == {"vague"}
        and not any(
            broader.get(each, set()) - {"vague"}
            for each in reading.taxonomy.above.get(iri, ())
            if reading.taxonomy.is_specific(each)
        )
        and not is_told_elsewhere(reading, flow)
    ]
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
        flow.manner in GIVING
        and stands_in(receiver.place, reading.place(flow))
        and data is not None
        and data.iri == flow.data
        and kind is not None
        and kind.vague
        and (flow.condition is None or _is_usual(flow))
        and not POINTING.search(before)
        and not JOINED.search(before)
        and is_own(reading, words)
        and not COORDINATED.match(reading.policy.text[receiver.place.end :][:_BEFORE])
        and not _TOLD_ON.match(reading.policy.text, reading.place(flow).end)
        and not stands_explained(reading, flow)
        and not MINORS.search(words)
        and not MASKED.search(words)
    )


def _is_usual(flow: StatedFlow) -> bool:
    """Tell whether a condition says when data is shared, and nothing about with whom."""
    kind = (flow.condition_kind or "").rpartition("#")[2]
    return kind == "OnUse"


def find_unnamed_recipients(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding where a policy shares much and names nobody."""
    sharing = [
        flow
        for flow in reading.affirmed("share")
        if (receiver := reading.recipient(flow)) and receiver.role in ("named", "category", "vague")
    ]
    roles = {party.role for flow in sharing if (party := reading.recipient(flow))}
    told = [flow for flow in sharing if not _is_asked_for(reading, flow)]
    number = len({" ".join(_sentence(reading, flow).split()) for flow in told})
    if number < _MANY or "named" in roles or is_cut_off(reading.policy.text):
        return
    chosen = [
        flow
        for flow in told
        if flow.rule in _TOLD
        and flow.manner in GIVING
        and is_own(reading, words := reading.words(flow))
        and is_whole(words)
    ]
    if chosen and not names_somebody(reading):
        chosen.sort(key=lambda flow: (_is_of_the_state(reading, flow), -flow.confidence, flow.iri))
        message = (
            f"{_MANY} sentences on sharing or more were found, and no recipient in them has a name."
        )
        yield reading.finding(UNNAMED, "names", message, chosen[:1])


def _sentence(reading: PolicyReading, flow: StatedFlow) -> str:
    """Return the sentence that states a flow, of an item of a list its lead-in: a list is told once."""
    words = reading.words(flow)
    whole = is_whole(words) and not flow.rule.startswith("lead-in")
    if whole or flow.lead_in is None or flow.lead_in not in reading.evidence:
        return words
    place = reading.evidence[flow.lead_in].place
    return reading.policy.text[place.start : place.end]


def _is_asked_for(reading: PolicyReading, flow: StatedFlow) -> bool:
    """Tell whether a person has a say in who receives, or nobody's data goes out."""
    words = reading.words(flow)
    return CONSENT.search(words) is not None or MASKED.search(words) is not None


def _is_of_the_state(reading: PolicyReading, flow: StatedFlow) -> bool:
    """Tell whether data goes to authorities or advisers, whom nobody expects to be named."""
    receiver = reading.recipient(flow)
    return receiver is not None and _OFFICIAL.search(receiver.label) is not None
