"""Data whose story is not told to the end: shared but never collected, collected for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..graphs.statements import StatedFlow
from ..ontology.concepts import load_vocabulary
from ..ontology.labels import normalise
from ..ontology.terms import PF
from .cues import MASKED, MINORS
from .finding import Finding, Rule, Severity
from .reading import GIVING, PolicyReading, is_own, is_whole
from .sentences import is_cut_off, sentence_around

WITHOUT_PURPOSE: Final = Rule(
    code="PF202",
    name="no-purpose-found",
    severity=Severity.NOTE,
    title="Collected, and no purpose of its own found",
    what="The policy collects a telling type of data, and no statement found says what this type is for.",
    why="GDPR articles 5(1)(b) and 13(1)(c): the purposes are to be told for what is collected.",
    decided=(
        "A sure statement of collecting a telling type (location, contacts, biometric, health or "
        "financial data, government identifiers, camera, microphone, calendar, text messages, call "
        "records, installed apps, clipboard) without words of purpose in the sentence; no other "
        "statement gives the type, a narrower or a broader one a purpose or a condition, no other "
        "sentence with words of purpose names one of these, and the last word for the data stands nowhere else in "
        "the text. General words (“we use your information to …”) don't "
        "count, but for “the information we collect is used to …”. One finding a policy, with up "
        "to three types."
    ),
    fix="Say for each type of data what it is needed for.",
)
NOT_COLLECTED: Final = Rule(
    code="PF203",
    name="shared-not-collected",
    severity=Severity.NOTE,
    title="Shared, but not said to be collected",
    what="The policy shares a type of data that no statement found says is collected, used or stored.",
    why="People who read what is collected don't learn of data that only turns up where it is given away.",
    decided=(
        "A sure statement of sharing by the company with somebody outside; the last word for the data "
        "stands nowhere else in the whole policy; no statement collects, uses or stores the type, a narrower "
        "or a broader one, or one near it. One finding a policy, with up to three types."
    ),
    fix="Add the data to what the policy says is collected, or drop it from what is shared.",
)
RULES: Final = (WITHOUT_PURPOSE, NOT_COLLECTED)

_LEAST: Final = 0.85
_SHARED: Final = 0.75
_OWN: Final = frozenset({"continuation", "lead-in-data", "passive-collect", "user-gives"})
_SHOWN: Final = 3
_ROOTS: Final = frozenset({PF + "PersonalData", PF + "SensitiveData", PF + "OtherData"})
_TELLING: Final = (
    "Location",
    "Contacts",
    "BiometricData",
    "HealthInfo",
    "FinancialInfo",
    "GovernmentID",
    "Camera",
    "Microphone",
    "Calendar",
    "SMSContent",
    "CallRecord",
    "PhotoLibrary",
    "InstalledApps",
    "Clipboard",
)
_SERVING: Final = re.compile(
    r"\b(?:use[sd]?|using|so that|purposes?|help\w*|due to|based (?:up)?on|according to|(?:in order )?to (?:better )?"
    r"(?:provide|improve|personali[sz]e|customi[sz]e|show|deliver|offer|understand|prevent|detect|protect|"
    r"determine|restrict|verify|tailor|serve|target|operate|analy[sz]e|comply|enable|allow|process))\b",
    re.IGNORECASE,
)
_ROUTED: Final = re.compile(
    r"\b(?:rout(?:e|ed|es|ing)|(?:go(?:es)?|pass(?:es|ed)?|travel\w*|flows?|sent|transmitted) "
    r"(?:through|over|across|via)|in transit)\b",
    re.IGNORECASE,
)
"""Networks that only carry data are no recipients of it."""
_ALL_USED: Final = re.compile(
    r"\b(?:all|the|this) (?:\w+ )?(?:information|data) (?:(?:that |which )?we (?:\w+ )?collect(?:ed)?|collected|"
    r"gathered)\b[^.\n]{0,60}?\b(?:is|are|will be|may be) (?:\w+ )?used (?:to|for|in order)\b",
    re.IGNORECASE,
)
"""A purpose told of all that is collected, in a sentence that makes the data its subject."""
_PURPOSE: Final = re.compile(
    r"\b(?:to (?!the\b|you\b|us\b|our\b|your\b|a\b|any\b|be\b|this\b|these\b|which\b|it\b)\w+|for|so that|"
    r"in order|because|purposes?|help\w*|used|use|using|enabl\w+|allow\w*|necessary|when|if|needed|"
    r"provid\w+)\b",
    re.IGNORECASE,
)


def find_missing_purposes(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding a policy, about the telling types that no purpose is found for."""
    if is_cut_off(reading.policy.text) or _ALL_USED.search(reading.policy.text):
        return
    tree = reading.taxonomy
    explained: set[str] = set()
    for flow in reading.flows:
        if flow.purposes or flow.condition:
            explained |= tree.above.get(flow.data, frozenset({flow.data}))
    told = {flow.data for flow in reading.flows if flow.purposes and tree.is_specific(flow.data)}
    chosen: dict[str, StatedFlow] = {}
    for flow in reading.affirmed("collect", at_least=_LEAST):
        if (
            tree.is_under(flow.data, *_TELLING)
            and flow.data not in explained
            and not told & tree.above.get(flow.data, frozenset())
            and is_sure(reading, flow)
            and not _PURPOSE.search(reading.words(flow))
            and (is_own(reading, reading.words(flow)) or flow.rule in _OWN)
            and not _is_spoken_of_again(reading, flow)
            and not _kin_has_purpose(reading, flow)
        ):
            chosen.setdefault(flow.data, flow)
    flows = list(chosen.values())[:_SHOWN]
    if flows:
        data = ", ".join(flow.data_words.text for flow in flows)
        message = f"No statement found says what this data in particular is collected for: {data}."
        yield reading.finding(WITHOUT_PURPOSE, "purposes", message, flows)


def _is_spoken_of_again(reading: PolicyReading, flow: StatedFlow) -> bool:
    """Tell whether the last word for the data stands anywhere else: there a purpose may be told."""
    last = normalise(flow.data_words.text).split()[-1].rstrip("s")
    place = reading.place(flow)
    text = reading.policy.text
    rest = f"{text[: place.start]} {text[place.end :]}"
    return re.search(rf"\b{re.escape(last)}", rest, re.IGNORECASE) is not None


def _kin_has_purpose(reading: PolicyReading, flow: StatedFlow) -> bool:
    """Tell whether a sentence with words of purpose names the type, a narrower or a broader one."""
    above = reading.taxonomy.above
    broader = above.get(flow.data, frozenset({flow.data})) - _ROOTS
    vocabulary = load_vocabulary()
    labels = {
        label
        for iri in vocabulary.concepts
        if iri in broader or flow.data in above.get(iri, ())
        for label in (vocabulary.concepts[iri].label, *vocabulary.concepts[iri].alternatives)
    }
    longest = sorted(labels, key=lambda label: (-len(label), label))
    names = re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")s?\b", re.IGNORECASE)
    text, own = reading.policy.text, reading.place(flow)
    for name in names.finditer(text):
        place = sentence_around(text, *name.span())
        outside = place.end <= own.start or own.end <= place.start
        if outside and _SERVING.search(text, place.start, place.end):
            return True
    return False


def is_sure(reading: PolicyReading, flow: StatedFlow) -> bool:
    """Tell whether a flow is a whole sentence that calls its data by a name of its type."""
    words = reading.words(flow)
    found = load_vocabulary().find_data(flow.data_words.text)
    return (
        found is not None
        and found.iri == flow.data
        and is_whole(words)
        and not MASKED.search(words)
        and not MINORS.search(words)
        and flow.rule not in ("table-row", "line-group")
    )


def find_uncollected(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding a policy, about data that is only spoken of where it is shared."""
    if is_cut_off(reading.policy.text):
        return
    known = [flow.data for flow in reading.flows if flow.action != "share" or flow.denied]
    kin = frozenset().union(*(_kin(reading, data) for data in known))
    chosen: dict[str, StatedFlow] = {}
    for flow in reading.affirmed("share", at_least=_SHARED):
        if (
            not _is_broadest(reading, flow.data)
            and not {*known} & reading.taxonomy.above.get(flow.data, frozenset()) - _ROOTS
            and not _kin(reading, flow.data) & kin
            and _is_given_away(reading, flow)
            and not _is_spoken_of_again(reading, flow)
        ):
            chosen.setdefault(flow.data, flow)
    flows = list(chosen.values())[:_SHOWN]
    if flows:
        data = ", ".join(flow.data_words.text for flow in flows)
        message = f"Shared, but no statement found says that it is collected: {data}."
        yield reading.finding(NOT_COLLECTED, "collected", message, flows)


def _kin(reading: PolicyReading, data: str) -> frozenset[str]:
    """Return a type with the broader ones that are near enough to be meant by it."""
    tree = reading.taxonomy
    return frozenset(
        iri
        for iri in tree.above.get(data, frozenset({data}))
        if iri == data or not _is_broadest(reading, iri)
    )


def _is_broadest(reading: PolicyReading, data: str) -> bool:
    """Tell whether a type is "personal data" or stands right below it."""
    concept = reading.taxonomy.concepts.get(data)
    return data in _ROOTS or concept is None or bool(_ROOTS & {*concept.broader})


def _is_given_away(reading: PolicyReading, flow: StatedFlow) -> bool:
    receiver = reading.recipient(flow)
    return (
        receiver is not None
        and receiver.role in ("named", "category", "vague")
        and is_sure(reading, flow)
        and is_own(reading, reading.words(flow))
        and flow.manner in GIVING
        and not _ROUTED.search(reading.words(flow))
        and not flow.rule.startswith("third-party")
    )
