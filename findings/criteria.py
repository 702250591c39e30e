"""What determines how long data is kept, where no number of days tells it."""

from __future__ import annotations

import re
from typing import Final

_AROUND: Final = 250
_LENGTH: Final = re.compile(
    r"\b(?:(?<!user )(?<!customer )(?<!player )retention|"
    r"how long\b[^.\n]{0,60}?\b(?:retain|kept|keep|stor|hold|held)\w*|"
    r"(?:periods?|durations?|length|amount|time ?frames?)\b[^.\n]{0,60}?\b(?:retain|kept|keep|stor|hold|held)\w*|"
    r"(?:determin|decid|assess)\w* [^.\n]{0,40}\b(?:length of time|periods?|durations?))",
    re.IGNORECASE,
)
_DECIDED: Final = re.compile(
    r"\b(?<!you may )(?<!you can )(?:criteri(?:on|a)|factors?|consider(?:s|ing|ations?)?(?! (?:this|these|you)\b)|"
    r"considered (?:in|when|to|by)|depend(?:s|ing|ent)?|var(?:y|ies|ied)|differs?|different|case[- ]by[- ]case|"
    r"determin\w+|decid\w+|assess(?:es|ing|ed)?|(?:tak\w+|taken) into account|based (?:up)?on)\b",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    r"retention periods?\W{0,4}:|retention periods?\W*\n+\W*[*-] ", re.IGNORECASE
)
_DEPENDENT: Final = re.compile(
    r"\b(?:retain\w*|keep|kept|stor(?:e|ed)|hold|held|delet\w+)\b[^.\n]{0,160}"
    r"\b(?:depend(?:s|ing)? (?:up)?on|var(?:y|ies)|case[- ]by[- ]case|criteria|"
    r"(?:until|once|when) we (?:determine|decide))\b",
    re.IGNORECASE,
)
_POINTER: Final = re.compile(
    r"\b(?:learn|read|find out|know|information|details?) (?:more )?(?:about|on|regarding)\b[^.\n]{0,80}$|"
    r"\b(?:see|refer to|available|here|click|set out in|described in)\b[^.\n]{0,80}$",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"\]\((?!mailto:|#)|https?://")
_SCHEDULE: Final = re.compile(
    r"\bretention (?:policy|policies|schedules?|tables?|guidelines)\b", re.IGNORECASE
)
_OURS: Final = re.compile(
    r"\b(?:with|under|in|see|by) (?:our|the|its) (?:\w+ ){0,2}$", re.IGNORECASE
)
_CLOSING: Final = (
    r"(?:clos\w+|delet\w+|terminat\w+|cancel\w*|deactivat\w+|inactiv\w+)"
    r"(?: (?:of|your|the|an|a|their|my|this|user|\w+['’]s)){0,3} (?:\w+ )?"
    r"(?:accounts?|profiles?|memberships?|subscriptions?|registration)"
)
_CLOSED: Final = (
    r"accounts? (?:(?:is|are|has been|have been|was|being) )?(?:clos\w+|delet\w+|terminat\w+|cancel\w+|"
    r"deactivat\w+|inactiv\w+)"
)
_GONE: Final = (
    r"(?:delet\w+|eras\w+|remov\w+|retain\w*|retention|keep|kept|purg\w+|destr\w+|anonymi\w+)"
)
_LEAVING: Final = rf"(?:{_CLOSING}|{_CLOSED}|unsubscrib\w+)"
_ENDED: Final = re.compile(
    rf"\b{_CLOSING} and (?:all |any |your |its |the )*(?:associated |related )?(?:data|information)\b|"
    rf"\b{_LEAVING}\b[^.\n]{{0,160}}?\b{_GONE}\b|\b{_GONE}\b[^.\n]{{0,160}}?\b{_LEAVING}\b",
    re.IGNORECASE,
)
_WHILE_YOU: Final = re.compile(
    r"\b(?:keep|kept|retain\w*|stor(?:e|ed)|hold|held|maintain\w*)\b[^.\n]{0,160}"
    r"\b(?:(?:as|so) long as:?\W*(?:you|your)\b(?! (?:personal |own )?(?:data|information))|"
    r"while (?:you|your account)|until (?:you|your|the account|an account)|"
    r"unless you (?:ask|request|delete|withdraw|tell|object|instruct|unsubscribe|opt|close|revoke)\w*|"
    r"duration of (?:the|your|our) (?:contract\w*|membership|account|relationship|agreement)|"
    r"(?:during|throughout) (?:the|your) (?:contract|membership|relationship|subscription))\b",
    re.IGNORECASE,
)
_REMAINING: Final = re.compile(
    r"\b(?:while|(?:as|so) long as) (?:you|your account|your profile)\b[^.\n]{0,80}\b(?:keep|retain|store|hold)\b",
    re.IGNORECASE,
)
_SESSION: Final = re.compile(
    r"\b(?:eras|delet|remov|destroy|expir|purg|clear)\w*\b[^.\n]{0,80}"
    r"\b(?:after|once|when|upon|at the end of|as soon as)\b[^.\n]{0,60}"
    r"\b(?:time-? ?out|log(?:s|ged|ging)?[ -]?(?:out|off)|sessions?|(?:your|the) browser)\b",
    re.IGNORECASE,
)
_REGULARLY: Final = re.compile(
    r"\b(?:periodic\w*|regular\w*|automatic\w*|routine\w*) (?:\w+ )?"
    r"(?:rotat\w+|purg\w+|delet\w+|eras\w+|overwrit\w+)\b",
    re.IGNORECASE,
)
_NONE_KEPT: Final = re.compile(
    r"\bwe (?:do not|don['’]t|never) (?:\w+ (?:or|and) )?(?:store|retain|keep) (?:the |any |your |of |our )*"
    r"personal(?:ly identifiable)? (?:data|information)\b(?![^.\n]*\b(?:longer|beyond|more than|unless)\b)",
    re.IGNORECASE,
)


def tells_criteria(text: str) -> bool:
    """Tell whether a text says what determines how long data is kept, or brings about its end.

    That is: what a period depends on or how it is decided, a retention policy that is pointed to, and
    ends that people bring about by closing an account, logging out, unsubscribing and the like, data that
    goes at regular times, or that none is kept.
    """
    patterns = (
        _DEPENDENT,
        _LISTED,
        _ENDED,
        _WHILE_YOU,
        _REMAINING,
        _SESSION,
        _REGULARLY,
        _NONE_KEPT,
    )
    return any(pattern.search(text) for pattern in patterns) or any(
        _is_explained(text, length) for length in _LENGTH.finditer(text)
    )


def _is_explained(text: str, length: re.Match[str]) -> bool:
    """Tell whether the words around a mention of how long say how that is decided, or where it stands."""
    start, end = length.span()
    opening = text.rfind("\n", 0, start) + 1
    if _DECIDED.search(text, max(opening, start - _AROUND), end + _AROUND):
        return True
    line = text[opening:start]
    behind = text[start : end + _AROUND].partition("\n")[0]
    if _SCHEDULE.match(text, start) and (_OURS.search(line) or _LINK.search(behind)):
        return True
    return bool(_POINTER.search(line)) and bool(_LINK.search(line[-_AROUND:] + behind))
