"""Data that goes abroad, where nothing tells how it is protected there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..graphs.statements import StatedFlow
from .cues import NEGATED
from .finding import Finding, Rule, Severity
from .reading import PolicyReading, is_whole

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
        "A sure statement whose sentence moves, stores or processes data in another country, and in the "
        "whole text none of: standard or model clauses, adequacy, binding corporate rules, a privacy "
        "framework or shield, article 46 or 49, safeguards, protection measures for transfers."
    ),
    fix="Name the safeguard for each transfer, and where a copy of it can be had.",
)
RULES: Final = (WITHOUT_SAFEGUARD,)

_LEAST: Final = 0.75
_ABROAD: Final = re.compile(
    r"\b(?:outside (?:of )?(?:your|the|their|of)\b[^.,;]{0,40}(?:country|countries|jurisdiction|state|EEA|EU|"
    r"UK|area|union|kingdom|residence)|"
    r"(?:to|in|into) (?:one or more |any |several |various )?(?:other|another|third|foreign|different) "
    r"(?:countr(?:y|ies)|jurisdictions?)(?! (?:with)?in the E)|"
    r"countr(?:y|ies) other than|across (?:international )?borders|"
    r"(?:transferred|transfer|sent|moved) (?:it |them |information |data )?(?:to|into)\b[^.;]{0,60}"
    r"\b(?:United States|USA|U\.S\.|China|Singapore|India|Canada|Australia)\b)",
    re.IGNORECASE,
)
_SAFEGUARD: Final = re.compile(
    r"\b(?:contractual (?:clause|provision|protection|obligation|commitment)s?|model (?:clause|contract)|"
    r"clauses|SCCs?\b|adequa\w+|binding corporate|privacy (?:shield|framework)|safe harbou?r|safeguards?|"
    r"article 4[69]|data transfer agreements?|transfer mechanisms?|data processing (?:agreement|addend)\w*|"
    r"equivalent|(?:same|comparable) (?:level|protection)|certif\w+ (?:to|under|with)|"
    r"consent\w* to (?:the|such|this|that|any|having)\b[^.]{0,40}transfer|"
    r"appropriate (?:\w+ ){0,2}(?:measures|steps|protection))",
    re.IGNORECASE,
)


def find_transfers(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding a policy, with up to two sentences that move data abroad."""
    if _SAFEGUARD.search(reading.policy.text):
        return
    moving: dict[str, StatedFlow] = {}
    for flow in reading.affirmed("store", "share", "use", at_least=_LEAST):
        words = reading.words(flow)
        if _ABROAD.search(words) and is_whole(words) and not NEGATED.search(words):
            moving.setdefault(flow.evidence, flow)
    if moving:
        chosen = list(moving.values())[:2]
        message = "Data goes to other countries, and no safeguard for that was found in the policy."
        yield reading.finding(WITHOUT_SAFEGUARD, "transfer", message, chosen)
