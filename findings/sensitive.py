"""Sensitive data: health, beliefs, biometrics … of which nothing says that it takes consent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..graphs.statements import StatedFlow
from ..ontology.concepts import load_vocabulary
from .cues import CONSENT, MASKED, MINORS
from .finding import Finding, Rule, Severity
from .reading import PolicyReading, is_whole
from .sentences import is_cut_off

WITHOUT_CONSENT: Final = Rule(
    code="PF401",
    name="sensitive-without-consent",
    severity=Severity.NOTE,
    title="Sensitive data, and no word of consent found beside it",
    what=(
        "The policy collects, uses or shares a type of data that the law protects most, and neither "
        "the sentence nor what stands around it speaks of consent."
    ),
    why="GDPR article 9 forbids this processing unless one of few exceptions holds; consent is the usual one.",
    decided=(
        "A sure statement on a type below pf:SensitiveData, without a condition other than that a service "
        "is used and without a word of the law; no word of consent, choice or permission within 500 "
        "characters, and no other statement on the type in the policy that has one. Silent where consent is told for "
        "sensitive data or special categories at large, or explicit or prior consent for anything. One finding a "
        "policy, with up to three types."
    ),
    fix="Say that the data is only processed with explicit consent, or which exception of the law applies.",
)
RULES: Final = (WITHOUT_CONSENT,)

_LEAST: Final = 0.8
_BY_LAW: Final = re.compile(
    r"\b(?:laws?|lawful\w*|legal\w*|regulat\w+|statut\w+|public interest|vital interests?)\b",
    re.IGNORECASE,
)
_USING: Final = re.compile(
    r"(?:when|if|as|where|while|once) you(?: \w+){0,2}? (?:us(?:e|ing)|appl(?:y|ying)|creat(?:e|ing)|regist\w+|"
    r"visit\w*|book\w*|order\w*|buy\w*|purchas\w+|take part|participat\w+)\b",
    re.IGNORECASE,
)
_CONSENTED: Final = re.compile(
    r"\b(?:explicit|express|prior|affirmative|opt-in)(?:ly)? consent|"
    r"(?<![a-z])(?:sensitive|special categor)[^\n]{0,300}\b(?:consent\w*|opt[- ]in|permission|permit\w*|choose)|"
    r"\b(?:consent\w*|opt[- ]in|permission)\b[^\n]{0,300}(?<![a-z])(?:sensitive|special categor)|\barticle 9\b",
    re.IGNORECASE,
)
_AROUND: Final = 500
_SHOWN: Final = 3
_LISTED: Final = 10
"""From this many commas on a sentence recites the categories of a law, whether collected or not."""


def find_sensitive(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding a policy, about the sensitive types that no consent is found for."""
    if is_cut_off(reading.policy.text) or _CONSENTED.search(reading.policy.text):
        return
    open_: dict[str, StatedFlow] = {}
    settled: set[str] = set()
    for flow in reading.affirmed():
        if not reading.taxonomy.is_under(flow.data, "SensitiveData"):
            continue
        if CONSENT.search(reading.surroundings(flow, _AROUND)) or _is_bound(flow):
            settled.add(flow.data)
        elif _is_sure(reading, flow):
            open_.setdefault(flow.data, flow)
    chosen = [flow for iri, flow in open_.items() if iri not in settled]
    if not chosen:
        return
    data = ", ".join(flow.data_words.text for flow in chosen[:_SHOWN])
    message = f"No word of consent was found beside these statements on sensitive data: {data}."
    yield reading.finding(WITHOUT_CONSENT, "consent", message, chosen[:_SHOWN])


def _is_bound(flow: StatedFlow) -> bool:
    """Tell whether a condition may be a ground of the law: anything but that a service is used."""
    return flow.condition is not None and _USING.match(flow.condition.text) is None


def _is_sure(reading: PolicyReading, flow: StatedFlow) -> bool:
    words = reading.words(flow)
    found = load_vocabulary().find_data(flow.data_words.text)
    return (
        flow.confidence >= _LEAST
        and found is not None
        and found.iri == flow.data
        and reading.taxonomy.is_specific(flow.data)
        and is_whole(words)
        and words.count(",") < _LISTED
        and not _BY_LAW.search(words)
        and flow.rule not in ("table-row", "line-group")
        and not MASKED.search(words)
        and not MINORS.search(words)
    )
