"""How long data is kept: told vaguely, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten
from typing import Final

from ..graphs.statements import StatedFlow
from .finding import Finding, Rule, Severity
from .reading import PolicyReading, is_own

_WHY: Final = (
    "GDPR article 13(2)(a) asks for the period, or for the criteria that determine it; without one, "
    "nobody can tell when data should be gone."
)
_FIX: Final = "Give a period for each type of data, or criteria that tell when the period ends."
VAGUE: Final = Rule(
    code="PF301",
    name="vague-retention",
    severity=Severity.WARNING,
    title="Kept “as long as necessary”",
    what="The policy speaks of how long data is kept, and no statement found tells a period.",
    why=_WHY,
    decided=(
        "The statements on storing have words for how long, none of them tells a duration, and no "
        "number of days, weeks, months or years stands beside a word of keeping or deleting anywhere "
        "in the text. One finding a policy, with up to two quotes."
    ),
    fix=_FIX,
)
MISSING: Final = Rule(
    code="PF302",
    name="no-retention",
    severity=Severity.NOTE,
    title="Nothing found on how long data is kept",
    what="The policy collects data, and no statement found tells how long it is kept.",
    why=_WHY,
    decided=(
        "Ten statements on collecting or more, none with words for how long, and no word of keeping, "
        "storing, deleting or retention anywhere in the text. One finding a policy."
    ),
    fix=_FIX,
)
RULES: Final = (VAGUE, MISSING)

_LEAST: Final = 0.8
_ENOUGH: Final = 10
_PERIOD: Final = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|thirty|ninety)\)?"
    r"[\s-]+(?:\(\d+\)[\s-]+)?(?:calendar |business |working )?(?:second|minute|hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_KEEPING: Final = re.compile(
    r"\b(?:retain\w*|retention\w*|keep\w*|kept|stor(?:e|es|ed|ing|age)|delet\w*|eras\w+|purg\w+|"
    r"destroy\w*|expir\w+|archiv\w+|remov\w+|hold|held|preserv\w+|lifetime|lifespan|session)\b",
    re.IGNORECASE,
)
_AROUND: Final = 250
_CUT: Final = 120
_OPEN: Final = re.compile(
    r"\b(?:necessary|need|needed|reasonabl\w+|appropriate|required for|purposes?)\b", re.IGNORECASE
)
_CRITERION: Final = re.compile(
    r"\b(?:account|active|delet\w+|remov\w+|withdraw\w*|cancel\w*|unsubscrib\w*|member\w*|complet\w+|"
    r"clos\w+|terminat\w+|relationship|contract)\b",
    re.IGNORECASE,
)
_KEPT: Final = re.compile(
    r"\b(?:retain\w*|retention|delet\w+|eras(?:e|ed|ure|ing)|purge\w*|how long|as long as|no longer (?:needed|"
    r"necessary|required)|(?:keep|kept|stored?|held|hold|maintain\w*|preserved?|archived?|saved?) [^.]{0,80}?"
    r"(?:for|until|as long|indefinit\w+|\d+ (?:day|week|month|year)))",
    re.IGNORECASE,
)


def find_vague_retention(reading: PolicyReading) -> Iterator[Finding]:
    """Yield a finding where words for how long data is kept never tell a period."""
    telling = [flow for flow in reading.affirmed("store") if flow.retention]
    chosen = [flow for flow in telling if _is_sure(reading, flow)]
    if not chosen or any(flow.retention_duration for flow in reading.flows):
        return
    text = reading.policy.text
    for period in _PERIOD.finditer(text):
        if _KEEPING.search(text, max(0, period.start() - _AROUND), period.end() + _AROUND):
            return
    chosen.sort(key=lambda flow: (-flow.confidence, flow.iri))
    first = chosen[0].retention
    told = shorten(" ".join(first.text.split()), _CUT, placeholder=" …") if first else ""
    message = f"Data is kept “{told}”, and no statement found tells a period."
    yield reading.finding(VAGUE, "retention", message, chosen[:2])


def _is_sure(reading: PolicyReading, flow: StatedFlow) -> bool:
    return (
        flow.confidence >= _LEAST
        and flow.retention is not None
        and bool(_OPEN.search(flow.retention.text))
        and is_own(reading, reading.words(flow))
        and not _CRITERION.search(flow.retention.text)
        and (flow.condition is None or flow.condition.text in flow.retention.text)
    )


def find_missing_retention(reading: PolicyReading) -> Iterator[Finding]:
    """Yield a finding where a policy that collects has no word on how long it keeps."""
    collecting = [flow for flow in reading.affirmed("collect") if flow.confidence >= _LEAST]
    if len(collecting) < _ENOUGH or any(flow.retention for flow in reading.flows):
        return
    if _KEPT.search(reading.policy.text):
        return
    flow = max(collecting, key=lambda flow: (flow.confidence, flow.iri))
    message = (
        f"{len(collecting)} statements on collecting, and none was found on how long data is kept."
    )
    yield reading.finding(MISSING, "retention", message, (flow,))
