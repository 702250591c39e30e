"""Conditions: whether a condition is the reader's consent, a device's permission, a legal duty or a feature's use."""

from __future__ import annotations

import re
from typing import Final

from ..ontology.records import ConditionKind

_CONSENT: Final = re.compile(
    r"\b(?:consent\w*|agree(?:d|s|ing)?\b(?! (?:upon|between))|opt(?:ed|s|ing)?[- ]?in\b|authori[sz]\w+"
    r"|approv(?:al|e[ds]?)\b|(?:your|user'?s?|explicit|express|prior|specific|written)\s+permissions?"
    r"|permission\s+from\b|(?:you|users?)\s+(?:\w+\s+)?(?:give|gave|given)\s+(?:us\s+)?(?:\w+\s+)?permission"
    r"|(?:have|ha[sd]|get|got|obtain\w*|receiv\w*|seek|ask(?:ed|ing)?(?:\s+\w+)?\s+for)\s+(?:\w+\s+){0,3}permission"
    r"|(?:at|on|with|under|upon)\s+your\s+(?:\w+\s+)?(?:direction|instructions?|request|choice))",
    re.IGNORECASE,
)
_LAW: Final = re.compile(
    r"\b(?:laws?\b(?!\s+enforcement\b)|legal(?:ly)?\s+(?:requir|obli|process|dut|compel|permit|mandat|request"
    r"|requirements?|grounds?)\w*|law\s+enforcement|regulat(?:ions?|ory|ors?)|statut\w+|lawful\w*|courts?|subpoenas?|warrants?"
    r"|(?:governmental|judicial|official)\s+\w*\s*(?:requests?|process|orders?)|obliged\s+to|compelled)",
    re.IGNORECASE,
)
_PERMISSION: Final = re.compile(
    r"\b(?:permissions?|(?:grant|allow|giv|permit)\w*\s+(?:us\s+|the\s+\w+\s+)?(?:\w+\s+)?(?:access|permission)"
    r"|enabl\w+|turn(?:ed|s|ing)?\s+(?:\w+\s+){0,3}on\b|switch(?:ed|es|ing)?\s+(?:\w+\s+){0,3}on\b|activat\w+"
    r"|settings?\b|you\s+(?:\w+\s+)?allow(?:ed)?\b|choose\s+to\s+allow)",
    re.IGNORECASE,
)
# "When you visit our site", "by registering", "during installation": what somebody does with the service.
_WHO: Final = (
    r"(?:you\w*|you[’']\w+|your\s+\w+|(?:the\s+|a\s+|an\s+|such\s+|any\s+|other\s+|another\s+)?"
    r"(?:users?|customers?|members?|visitors?|subscribers?|players?|children|child|parents?|consumers?|clients?|buyers?"
    r"|sellers?|merchants?|guests?|individuals?|company|institution|person|people|someone|somebody|they))"
)
_USE: Final = re.compile(
    rf"\s*(?:and\s+|but\s+)?(?:only\s+)?(?:if|when(?:ever)?|where(?:ver)?|once|while|after|before|until|unless|as\s+(?:soon|long)\s+as|upon|each\s+time"
    rf"|every\s+time|any\s+time|in\s+(?:the\s+)?(?:event|case)(?:\s+(?:that|of))?|to\s+the\s+extent(?:\s+that)?"
    rf"|provided\s+(?:that\s+)?|(?:depending|based)\s+on\s+(?:how|what|whether|which)|during\s+the\s+time|as)\s+(?:that\s+)?{_WHO}\b(?!\s+(?:are|is|were)\s+(?:under|over|at\s+least|younger|older"
    r"|located|resident|a\s+resident|in\b|from\b|based))"
    r"|\s*(?:(?:when|while|by|after|before|upon|in|on|through|during)\s+)?(?:first\s+)?"
    r"(?:us(?:e|ing)|visit\w*|access\w*|regist\w+|sign\w*|creat\w+|log\w*|subscri\w+|contact\w*|install\w*|download\w*"
    r"|order\w*|purchas\w*|buy\w*|participat\w*|interact\w*|provid\w+|fill\w*|submit\w*|brows\w*|corresponding|upload\w*"
    r"|apply\w*|complet\w*|connecting|post\w*|enter\w*|account\s+\w+|your\s+use\b)",
    re.IGNORECASE,
)
_UNASKED: Final = re.compile(
    r"\bwithout\s+(?:[\w'’]+\s+){0,4}?(?:consent|authori[sz]ation|approval|permission|agreement)\b"
    r"|\bconsent\s+is\s+not\s+(?:required|needed|necessary)\b",
    re.IGNORECASE,
)
# What is longer says more than one thing.
_LONGEST: Final = 400


def kind_of(condition: str, *, denied: bool = False) -> ConditionKind | None:
    """Return of what kind a condition is by its words; None where they tell none of the four.

    Whoever consents, is asked for permission or directs it decides for himself, also where a law asks for that:
    consent goes before legal duty, and that before the rest. What is `denied` without consent happens with it; what
    is affirmed without consent does not hang on any.
    """
    words = condition[:_LONGEST]
    if not denied:
        words = _UNASKED.sub(" ", words)
    if _CONSENT.search(words):
        return ConditionKind.CONSENT
    if _LAW.search(words):
        return ConditionKind.LEGAL_DUTY
    if _PERMISSION.search(words):
        return ConditionKind.PERMISSION
    return ConditionKind.FEATURE_USE if _USE.match(words) else None
