"""Identifiers that a policy calls "non-personal" or "anonymous" in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ..graphs.statements import Place, StatedFlow
from ..ontology.concepts import load_vocabulary
from ..ontology.terms import PF
from .finding import Finding, Rule, Severity
from .reading import PolicyReading, stands_in
from .sentences import sentence_around

IDENTIFYING: Final = Rule(
    code="PF402",
    name="identifier-called-non-personal",
    severity=Severity.WARNING,
    title="An identifier is called non-personal",
    what=(
        "The policy calls data “non-personal” or “anonymous”, and names an IP address or another "
        "online identifier as an example of it."
    ),
    why="GDPR recital 30: online identifiers can single people out, so that the law's duties hold for them.",
    decided=(
        "In one sentence, words such as “non-personal information” followed by “such as”, “including” "
        "or the like, and behind that a name of a type below pf:OnlineIdentifier, whether a flow was found "
        "there or not; or such a name followed by “does not identify you”, or after “anonymous”. Sentences that "
        "only tell what a cookie is don't count, nor do those that the next words take back (“however, when "
        "combined …”), nor an adjective in a list; silent where the policy counts an identifier or IP addresses "
        "as personal data elsewhere, under a heading or by “may constitute personal data”, or uses them “to "
        "identify users”."
    ),
    fix="Treat the identifier as personal data, and say so.",
)
RULES: Final = (IDENTIFYING,)

_CALLED: Final = re.compile(
    r"(?<!not )\b(?:non-?\s?personal(?:ly)?(?:[- ]identif(?:iable|ying))?|non-?\s?identif(?:iable|ying)|"
    r"anonymous|anonymi[sz]ed|not (?:personally )?identif(?:iable|ying))\s+(?:\w+\s+){0,2}?"
    r"(?:information|data|details)\b(?P<between>[^.;]{0,60}?)"
    r"(?:\bsuch as\b|\bincluding\b|\bincludes?\b|\blike\b|\bfor example\b|\be\.g\.|\bnamely\b|"
    r"\bmay include\b|\bconsists? of\b|\((?!“|\"))",
    re.IGNORECASE,
)
_APART: Final = re.compile(r"\b(?:not|and|or|personal|from|with|to)\b", re.IGNORECASE)
_END: Final = re.compile(
    r"[.;]\s|\)|\bpersonal(?:ly)? (?:information|data|identif)|\b(?:which|who|we|to|is|are|from|but|not)\b"
)


_DENIED: Final = re.compile(
    r"[^.;]{0,40}?\b(?:cannot|can ?not|do(?:es)? not|don['’]t|doesn['’]t|(?:is|are) not|(?:isn|aren)['’]t)"
    r"(?:,? by (?:itself|themselves),?| alone)? (?:personally )?(?:identify (?:you|a person|any ?one|individuals)|"
    r"reveal (?:who you are|your identity)|(?:considered )?(?:to be )?"
    r"personal(?:ly identifi\w+)? (?:data|information))|"
    r", an? non-personal identifier",
    re.IGNORECASE,
)
_OXYMORON: Final = re.compile(r"\b(?:anonymous|non-personal)(?:\s+unique)?\s+$", re.IGNORECASE)
_SHORTENED: Final = re.compile(
    r"\b(?:abbreviat\w+|abridg\w+|anonym\w+|encrypt\w+|hash\w*|mask\w+|partial|pseudonym\w+|shortened|truncated|"
    r"range|random\w*|other|similar)\b",
    re.IGNORECASE,
)
_COOKIE: Final = re.compile(
    r"\b(?:cookies?|beacons?|tags?|pixels?)\b[^.\n]{0,40}?\b(?:is|are)\b[^.\n]{0,40}?\b(?:files?|pieces?|amounts?|strings?|data)\b",
    re.IGNORECASE,
)
_ONLINE: Final = (
    r"(?:\bIP\b|internet protocol|device id\w*|online identifiers?|(?:unique|user|advertising) id\w*|"
    r"cookies and usage data)"
)
_PERSONAL: Final = (
    r"(?<!non-)(?<!non )(?<!not )\bpersonal(?:ly)?(?: identif\w+)? (?:data|information)\b"
)
_COUNTED: Final = re.compile(
    rf"{_PERSONAL}[\"”’)*_]{{0,4}}\s+(?:(?:may|can|also|which|that|we collect|about you) ){{0,4}}"
    rf"(?:includ\w+|means?|such as|like|consists? of|is|are)\b[^.]{{0,400}}?{_ONLINE}|"
    rf"{_PERSONAL}[^.]{{0,40}}:[^.]{{0,400}}?{_ONLINE}|"
    rf"{_ONLINE}[^.\n]{{0,100}}\b(?:is|are|as|be|considered|constitutes?|treat\w*) (?:(?!not\b)\w+ )?{_PERSONAL}|"
    rf"\b(?:may|can|could|might)(?! not\b)[^.\n]{{0,30}}\b(?:constitute|considered|deemed|treated as|regarded as|"
    rf"qualify as)\b[^.\n]{{0,20}}?{_PERSONAL}|"
    rf"{_ONLINE}[^.\n]{{0,60}}\bto (?:uniquely )?identify (?:you|users?|visitors?|individuals?|people)\b|"
    r"\bcookies and usage data\b",
    re.IGNORECASE,
)
"""Where a policy counts online identifiers as personal data, one sentence otherwise is a slip of words."""
_HEADED: Final = re.compile(
    rf"^[#*_\d. ]{{0,20}}(?:[\w’']{{1,20}} ){{0,4}}?{_PERSONAL}[.:*_ ]*\n"
    rf"(?:(?!\n\s*(?:#|\*\*|.+\n---)|\bnon-?\s?person|\bnon-?\s?identif|\banonym)[\s\S]){{0,1500}}?{_ONLINE}",
    re.IGNORECASE | re.MULTILINE,
)
"""Identifiers that are listed under a heading on personal data are counted as such."""
_TAKEN_BACK: Final = re.compile(
    r"\b(?:however|but|unless|although|though|nevertheless|when|if|in combination|together)\b[^.\n]{0,160}?"
    r"\b(?:combin\w+|identif\w+|link\w*|associat\w+|personal)\b",
    re.IGNORECASE,
)
_NEXT: Final = 200
_NAMING: Final = re.compile(r"(?:address|ID|identifiers?|IMEI|IDFA|GAID|OAID|fingerprint)$")
_CALLING: Final = 240
_BEFORE: Final = 90
_BEHIND: Final = 60
_WORD: Final = 15
_CUE: Final = re.compile(
    r"\b(?:cannot|can ?not|do(?:es)? not|don['’]t|doesn['’]t|(?:is|are) not|(?:isn|aren)['’]t|anonymous|"
    r"non-personal)\b",
    re.IGNORECASE,
)


def find_identifiers(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding a policy, with every sentence that calls an identifier non-personal."""
    text = reading.policy.text
    if _COUNTED.search(text) or _HEADED.search(text):
        return
    found: dict[str, StatedFlow] = {}
    for flow in reading.flows:
        if (
            reading.taxonomy.is_under(flow.data, "OnlineIdentifier")
            and not _is_excused(text, flow.data_words.place or reading.place(flow))
            and _is_belittled(reading, flow)
        ):
            found.setdefault(flow.evidence, flow)
    named = [place for place in _named_in_text(text) if not _is_excused(text, place)]
    flows = list(found.values())
    if not flows and not named:
        return
    words = {flow.data_words.text for flow in flows}
    words |= {" ".join(text[place.start : place.end].split()) for place in named}
    data = ", ".join(sorted({each.lower(): each for each in sorted(words)}.values()))
    message = (
        f"The policy counts this as non-personal data, though it can single a person out: {data}."
    )
    places = [sentence_around(text, place.start, place.end) for place in named]
    yield reading.finding(IDENTIFYING, "identifiers", message, flows, places)


def _is_excused(text: str, place: Place) -> bool:
    """Tell whether the words are about what a cookie is, or the next ones take them back."""
    if _tells_what_cookies_are(text, place):
        return True
    sentence = sentence_around(text, place.start, place.end)
    following = text[sentence.end : sentence.end + _NEXT].lstrip(" *_\n")
    next_one = re.split(r"[.!?]\s", following)[0]
    denied = _DENIED.match(text, place.end)
    rest = text[denied.end() : sentence.end] if denied else ""
    return bool(_TAKEN_BACK.match(next_one) or (denied and _TAKEN_BACK.search(rest)))


def _is_passing(text: str, place: Place) -> bool:
    """Tell whether an adjective before an identifier only passes by, in a list of things."""
    listed = re.search(
        r"(?:,|;|\band|\bor|\bas)\s+(?:an? )?(?:anonymous|non-personal)(?:\s+unique)?\s+$",
        text[max(0, place.start - _BEFORE) : place.start],
        re.IGNORECASE,
    )
    joined = re.match(r"(?:e?s)?\s*(?:,|;|and\b|or\b)", text[place.end : place.end + _BEHIND])
    return listed is not None or joined is not None


def _tells_what_cookies_are(text: str, place: Place) -> bool:
    sentence = sentence_around(text, place.start, place.end)
    words = text[sentence.start : sentence.end]
    return _COOKIE.search(words) is not None or "session" in text[place.start : place.end].lower()


def _named_in_text(text: str) -> Iterator[Place]:
    """Yield where a text names an identifier that it calls non-personal, a flow or not."""
    names = _identifier_names()
    for called in _CALLED.finditer(text):
        if _APART.search(called["between"]):
            continue
        tail = text[called.end() : called.end() + _CALLING].partition("\n")[0]
        end = _END.search(tail)
        stop = called.end() + (end.start() if end else len(tail))
        for name in names.finditer(text, called.end(), stop):
            yield Place(start=name.start(), end=name.end())
    for cue in _CUE.finditer(text):
        for name in names.finditer(text, max(0, cue.start() - _BEFORE), cue.end() + _BEHIND):
            before = text[max(0, name.start() - _BEFORE) : name.start()]
            if _DENIED.match(text, name.end()):
                misnamed = not _SHORTENED.search(before[-_WORD:])
            else:
                # A part of an IP address may well be anonymous, a whole identifier never is.
                misnamed = (
                    bool(_OXYMORON.search(before))
                    and "address" not in name.group().lower()
                    and not _is_passing(text, Place(start=name.start(), end=name.end()))
                )
            if misnamed:
                yield Place(start=name.start(), end=name.end())


@cache
def _identifier_names() -> re.Pattern[str]:
    """Return a pattern of what the vocabulary calls online identifiers, the longest first."""
    vocabulary = load_vocabulary()
    labels = {
        label
        for iri in vocabulary.narrower(PF + "OnlineIdentifier") | {PF + "OnlineIdentifier"}
        for label in (vocabulary.concepts[iri].label, *vocabulary.concepts[iri].alternatives)
        if _NAMING.search(label) and not _SHORTENED.search(label) and " " in label
    }
    longest = sorted(labels, key=lambda label: (-len(label), label))
    wrapped = (r"\s+".join(map(re.escape, label.split())) for label in longest)
    return re.compile(r"\b(?:" + "|".join(wrapped) + r")(?:es|s)?\b", re.IGNORECASE)


def _is_belittled(reading: PolicyReading, flow: StatedFlow) -> bool:
    """Tell whether the sentence calls the data non-personal, before it or right behind it."""
    place, sentence = flow.data_words.place, reading.place(flow)
    if place is None or not stands_in(place, sentence):
        return False
    before = reading.policy.text[sentence.start : place.start]
    behind = reading.policy.text[place.end : sentence.end]
    oxymoron = _OXYMORON.search(before) and not _is_passing(reading.policy.text, place)
    if _DENIED.match(behind) or oxymoron:
        return True
    return any(
        not _APART.search(called["between"]) and not _END.search(before[called.end() :])
        for called in _CALLED.finditer(before)
    )
