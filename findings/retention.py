"""How long data is kept: told vaguely, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten
from typing import Final

from ..graphs.statements import Place, StatedFlow
from .criteria import tells_criteria
from .cues import MASKED, MINORS, NEGATED
from .finding import Finding, Rule, Severity
from .reading import PolicyReading, is_own, is_whole
from .sentences import is_cut_off, sentence_around

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
    what="The policy speaks of how long data is kept, and nothing found tells a period or what determines it.",
    why=_WHY,
    decided=(
        "The statements on storing have words for how long, none of them tells a duration, and no "
        "number of days, weeks, months or years stands beside a word of keeping or deleting anywhere "
        "in the text, but for ages and the times in which requests are answered; nor is it told what the period "
        "depends on or how it is decided, where that stands, or that data is gone when an account is closed or "
        "somebody unsubscribes, that data goes when a session ends or at regular times, or that none is kept. "
        "One finding a policy, with up to two quotes."
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
        "Ten statements on collecting or more, none with words for how long; nowhere in the text a word of "
        "retention, deleting or erasing, nor “how long”, “as long as” or “no longer needed”, nor a word of keeping, "
        "storing or holding with how long behind it in the sentence (for, until, a number of days). “Stored in "
        "a cookie” and “we hold your name in confidence” tell nothing of how long. One finding a policy."
    ),
    fix=_FIX,
)
RULES: Final = (VAGUE, MISSING)

_LEAST: Final = 0.8
_ENOUGH: Final = 10
_PERIOD: Final = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|thirty|ninety)\)?"
    r"[\s-]+(?:\(\d+\)[\s-]+)?(?:calendar |business |working )?(?:minute|hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_KEEPING: Final = re.compile(
    r"\b(?:retain\w*|retention\w*|keep\w*|kept|stor(?:e|es|ed|ing|age)|delet\w*|eras\w+|purg\w+|"
    r"destroy\w*|expir\w+|archiv\w+|remov\w+|hold|held|preserv\w+|lifetime|lifespan|session)\b",
    re.IGNORECASE,
)
_AROUND: Final = 250
_BESIDE: Final = 40
_AGED: Final = re.compile(
    r"\b(?:under|over|least|age[ds]?|than|attained|reached)(?: of)?\W*$", re.IGNORECASE
)
_OF_AGE: Final = re.compile(
    r"\W{0,3}(?:of age\b|old\b|or (?:older|younger|over|under)\b)", re.IGNORECASE
)
_LOOKING_BACK: Final = re.compile(
    r"\b(?:past|previous|last|preceding|prior|rolling|every)\W*$", re.IGNORECASE
)
_ANSWERED: Final = re.compile(
    r"\b(?:request\w*|respon(?:d|se|ses|ding)|repl(?:y|ies)|answer\w*|rights?|inquir\w+|enquir\w+|"
    r"complain\w*|notif\w+|notice)\b",
    re.IGNORECASE,
)
_SOME: Final = re.compile(
    r"\b(?:these|other|certain|some|such) (?:\w+ ){0,3}(?:data|information|categories)\b",
    re.IGNORECASE,
)
_CUT: Final = 120
_HEADED: Final = re.compile(
    r"\b(?:ret(?:ain|ention)\w*|keep|kept|stor\w+|how long)\b", re.IGNORECASE
)
_PASSIVE: Final = re.compile(
    r"\b(?:is|are|be) (?:\w+ ){0,2}(?:retained|stored|kept|held|maintained|saved)\b(?! by\b)",
    re.IGNORECASE,
)
_BY_LAW: Final = re.compile(
    r"(?:unless|except|subject to|pursuant|by|as|to the extent|or)\b.*?\b(?:laws?|legal\w*|regulat\w+|statut\w+)\b",
    re.IGNORECASE | re.DOTALL,
)
_OPEN: Final = re.compile(
    r"\b(?:necessary|need|needed|reasonabl\w+|appropriate|required for|purposes?)\b", re.IGNORECASE
)
_CRITERION: Final = re.compile(
    r"\b(?:account|active|delet\w+|remov\w+|withdraw\w*|cancel\w*|unsubscrib\w*|member\w*|complet\w+|"
    r"clos\w+|terminat\w+|relationship|contract)\b",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"\b(?:keep(?:ing)?|retain(?:ing)?|stor(?:e|ing)|hold(?:ing)?|maintain)\b[^.;\n]{0,80}?"
    r"(?P<how>\b(?:only )?(?:for )?(?:(?:as|so) long as|no longer than)\b[^.;\n]{0,40}?"
    r"\b(?:necessary|needed|required|need|require)\b)",
    re.IGNORECASE,
)
_UNTIL_YOU: Final = re.compile(r"\b(?:until|unless|when|after) (?:you|your)\b", re.IGNORECASE)
_KEPT: Final = re.compile(
    r"\b(?:retain\w*|retention|delet\w+|eras(?:e|ed|ure|ing)|purge\w*|how long|as long as|no longer (?:needed|"
    r"necessary|required)|(?:keep|kept|stored?|held|hold|maintain\w*|preserved?|archived?|saved?) [^.]{0,80}?"
    r"(?:for|until|as long|indefinit\w+|\d+ (?:day|week|month|year)))",
    re.IGNORECASE,
)


def find_vague_retention(reading: PolicyReading) -> Iterator[Finding]:
    """Yield a finding where words for how long data is kept never tell a period."""
    text = reading.policy.text
    chosen = [flow for flow in reading.affirmed("store") if _is_sure(reading, flow)]
    places = [] if chosen else _find_in_text(reading)
    if not (chosen or places) or any(flow.retention_duration for flow in reading.flows):
        return
    if is_cut_off(text) or tells_period(text) or tells_criteria(text):
        return
    what = "Data is kept"
    if chosen:
        chosen.sort(key=lambda flow: _fit(reading, flow))
        first = chosen[0].retention
        told = first.text if first else ""
        if reading.taxonomy.is_specific(chosen[0].data):
            what = f"How long is told of {chosen[0].data_words.text} as"
    else:
        told = _told(text[places[0].start : places[0].end])
    told = shorten(" ".join(told.split()), _CUT, placeholder=" …")
    if told.count("“") > told.count("”"):
        told = told[: told.rindex("“")].rstrip(" ,;(") + " …"
    message = f"{what} “{told}”, and no period or criterion was found."
    yield reading.finding(VAGUE, "retention", message, chosen[:2], places[:1])


def _fit(reading: PolicyReading, flow: StatedFlow) -> tuple[bool, bool, float, str]:
    """Order quotes: of all data first, then those under a heading on keeping, then the surest."""
    narrow = reading.taxonomy.is_specific(flow.data)
    heading = reading.section(flow).rpartition(" > ")[2]
    return narrow, not _HEADED.search(heading), -flow.confidence, flow.iri


def _find_in_text(reading: PolicyReading) -> list[Place]:
    """Return the sentences of the company that leave open how long it keeps, a flow or not."""
    text = reading.policy.text
    found = [sentence_around(text, *told.span()) for told in _TOLD.finditer(text)]
    return [
        place
        for place in found
        if is_own(reading, words := text[place.start : place.end])
        and is_whole(words)
        and not NEGATED.search(words)
        and not _SOME.search(words)
        and not MINORS.search(words)
        and not _CRITERION.search(_told(words))
        and not _UNTIL_YOU.search(words)
    ]


def _told(words: str) -> str:
    """Return a sentence's words for how long, to its end or the next comma."""
    told = _TOLD.search(words)
    return re.split(r"[,;.]", words[told.start("how") :])[0] if told else ""


def tells_period(text: str) -> bool:
    """Tell whether a text has a number of days, months … that may be how long something is kept.

    Ages ("under 13 years of age"), periods that are looked back on ("in the last 12 months") and
    those in which requests are answered tell nothing about keeping.
    """
    return any(_is_of_keeping(text, period) for period in _PERIOD.finditer(text))


def _is_of_keeping(text: str, period: re.Match[str]) -> bool:
    start, end = period.span()
    before = text[max(0, start - _BESIDE) : start]
    if _AGED.search(before) and "year" in period.group().lower():
        return False
    if _OF_AGE.match(text, end) or _LOOKING_BACK.search(before):
        return False
    place = sentence_around(text, start, end)
    sentence = text[place.start : place.end]
    if _ANSWERED.search(sentence) and not _KEEPING.search(sentence):
        return False
    return _KEEPING.search(text, max(0, start - _AROUND), end + _AROUND) is not None


def _is_sure(reading: PolicyReading, flow: StatedFlow) -> bool:
    return (
        flow.confidence >= _LEAST
        and flow.retention is not None
        and bool(_OPEN.search(flow.retention.text))
        and _is_told_of_itself(reading, flow)
        and not _CRITERION.search(flow.retention.text)
        and not _UNTIL_YOU.search(reading.words(flow))
        and not _SOME.search(reading.words(flow))
        and (flow.condition is None or _leaves_open(flow.condition.text, flow.retention.text))
    )


def _is_told_of_itself(reading: PolicyReading, flow: StatedFlow) -> bool:
    words = reading.words(flow)
    if is_own(reading, words):
        return True
    everything = not reading.taxonomy.is_specific(flow.data)
    return everything and _PASSIVE.search(words) is not None and is_whole(words)


def _leaves_open(condition: str, retention: str) -> bool:
    """Tell whether a condition is the words for how long themselves, or only points to the law."""
    overlapping = condition in retention or retention[-len(condition) :] in condition
    return overlapping or condition.startswith(retention[:_CUT]) or bool(_BY_LAW.match(condition))


def find_missing_retention(reading: PolicyReading) -> Iterator[Finding]:
    """Yield a finding where a policy that collects has no word on how long it keeps."""
    collecting = [flow for flow in reading.affirmed("collect") if flow.confidence >= _LEAST]
    if len(collecting) < _ENOUGH or any(flow.retention for flow in reading.flows):
        return
    if is_cut_off(reading.policy.text) or _KEPT.search(reading.policy.text):
        return
    flow = max(collecting, key=lambda flow: _weigh(reading, flow))
    message = (
        f"{len(collecting)} statements on collecting, and none was found on how long data is kept."
    )
    yield reading.finding(MISSING, "retention", message, (flow,))


def _weigh(reading: PolicyReading, flow: StatedFlow) -> tuple[bool, bool, float, str]:
    words = reading.words(flow)
    return is_own(reading, words), not MASKED.search(words), flow.confidence, flow.iri
