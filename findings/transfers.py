"""Data that goes abroad, where nothing tells how it is protected there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..graphs.statements import StatedFlow
from .cues import NEGATED
from .finding import Finding, Rule, Severity
from .reading import PolicyReading, is_whole
from .sentences import is_cut_off

WITHOUT_SAFEGUARD: Final = Rule(
    code="PF601",
    name="transfer-without-safeguard",
    severity=Severity.NOTE,
    title="Data goes abroad, and no safeguard was found",
    what="The policy moves data to other countries, and nothing found names a safeguard for that.",
    why=(
        "GDPR articles 13(1)(f) and 46 ask for a safeguard, such as standard contractual clauses or an "
        "adequacy decision, and that people are told which."
    ),
    decided=(
        "A statement whose sentence moves, stores or processes data in another country; in the whole text "
        "none of: standard or model clauses, adequacy, binding corporate rules, a privacy framework or "
        "shield, article 46 or 49, appropriate safeguards, adequate controls, consent to the transfer; and within "
        "300 characters of words on going abroad nothing that may mean one: safeguards, the same protection, "
        "appropriate measures, the law, an agreement of the person. Silent on texts whose sections are folded."
    ),
    fix="Name the safeguard for each transfer, and where a copy of it can be had.",
)
RULES: Final = (WITHOUT_SAFEGUARD,)

_LEAST: Final = 0.6
_AROUND: Final = 300
_ABROAD: Final = re.compile(
    r"\b(?:outside (?:of )?(?:your|the|their|of)\b[^.,;]{0,40}(?:country|countries|jurisdiction|state|EEA|EU|"
    r"UK|area|union|kingdom|residence)|"
    r"(?:to|in|into|or) (?:in |to )?(?:one or more |any |several |various )?(?:other|another|third|foreign|different) "
    r"(?:countr(?:y|ies)|jurisdictions?)(?! (?:with)?in the E)|"
    r"various countries|cross-border (?:data )?transfers?|countr(?:y|ies) other than|across (?:international )?borders|"
    r"(?:transferr(?:ed|ing)|transfer|sent|moved) (?:it |them |(?:your |personal )*(?:information|data) )?"
    r"(?:to|into)\b[^.;]{0,60}"
    r"\b(?:United States|USA|U\.S\.|China|Singapore|India|Canada|Australia)\b)",
    re.IGNORECASE,
)
_MOVED: Final = re.compile(
    r"\b(?:transfer\w*|transmi\w+|sen[dt]|mov(?:e|ed|ing)|stor(?:e|ed|ing|age)|process\w*|host\w*|"
    r"maintain\w*|h[eo]ld|kept|export\w*)\b",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(
    r"\b(?:within|inside) the (?:EEA|EU|European|UK)|"
    r"\b(?:to|in) (?:the )?(?:Netherlands|Germany|Ireland|France|Sweden|Finland|Denmark|Norway|Iceland|Spain|"
    r"Italy|Austria|Belgium|Portugal|Poland|Luxembourg|European (?:Union|Economic Area))\b",
    re.IGNORECASE,
)
"""Destinations to which data of people in Europe is not transferred in the sense of GDPR chapter V."""
_NAMED: Final = re.compile(
    r"\b(?:contractual (?:clause|provision|protection|obligation|commitment)s?|model (?:clause|contract)|"
    r"clauses|SCCs?\b|adequacy|adequate (?:\w+ ){0,3}(?:level|protection|safeguard)|binding corporate|"
    r"privacy (?:shield|framework)|safe harbou?r|article 4[69]|data transfer agreements?|"
    r"transfer mechanisms?|adequate (?:controls?|protections?)|"
    r"(?:appropriate|suitable|adequate) safeguards? (?:to|for|in place|that|when|where)\b|"
    r"(?:agree\w*|consent\w*|permission)\b[^.\n]{0,120}\btransf\w+|"
    r"certif\w+ (?:to|under|with)|"
    r"consent\w* to (?:the|such|this|that|any|having)\b[^.]{0,40}transfer)",
    re.IGNORECASE,
)
"""Safeguards by name: wherever one stands, the policy has spoken of them."""
_HINTED: Final = re.compile(
    r"(?<!physical )(?<!technical )(?<!procedural )(?<!organizational )(?<!security )\bsafeguards\b|"
    r"\bhow (?:do )?we safeguard\b|"
    r"\b(?:data processing (?:agreement|addend)\w*|equivalent|"
    r"(?:same|comparable|similar) (?:\w+ ){0,2}(?:level|protection|standard)s?|"
    r"(?:legal|lawful) (?:mechanism|framework|ground|bas[ei]s)\w*|"
    r"(?:appropriate|suitable|necessary) (?:\w+ ){0,2}(?:measures|protection|steps(?! to (?:delete|remove)))|"
    r"guarantees?|levels? of (?:\w+ )?(?:security|protection)|consent\w*|"
    r"you (?:\w+ )?(?:agree|acknowledge|accept|authori[sz]e|understand)|"
    r"applicable (?:\w+ )?(?:laws?|legal requirements|data protection))\b",
    re.IGNORECASE,
)
"""Words that may stand for a safeguard where data's going abroad is spoken of, and for another thing elsewhere."""


def find_transfers(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding a policy, with up to two sentences that move data abroad."""
    text = reading.policy.text
    if is_cut_off(text) or _NAMED.search(text) or _is_hinted(text):
        return
    moving: dict[str, StatedFlow] = {}
    for flow in reading.affirmed("store", "share", "use", at_least=_LEAST):
        words = reading.words(flow)
        if (
            _ABROAD.search(words)
            and _MOVED.search(words)
            and is_whole(words)
            and not _WITHIN.search(words)
            and not NEGATED.search(words)
        ):
            moving.setdefault(flow.evidence, flow)
    if moving:
        chosen = list(moving.values())[:2]
        message = (
            "Data goes to other countries, and no safeguard for that was found by name in the policy "
            "(contractual clauses, an adequacy decision, a framework …)."
        )
        yield reading.finding(WITHOUT_SAFEGUARD, "transfer", message, chosen)


def _is_hinted(text: str) -> bool:
    """Tell whether a safeguard may be meant, without its name, near words on going abroad."""
    return any(
        _HINTED.search(text, max(0, abroad.start() - _AROUND), abroad.end() + _AROUND)
        for abroad in _ABROAD.finditer(text)
    )
