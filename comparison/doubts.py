"""Readings that no change is claimed on: sentences that an extractor is known to misread.

A wrong flow does little harm where a policy is asked what it says: its quote stands beside it. As one
side of a comparison it would be told as a change, so these are left out there.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from ..graphs.statements import Place, StatedFlow
from .counts import is_figure
from .topics import PASSING, SALES, Side
from .wording import fold, is_negated

_DELETING: Final = frozenset({"delete", "remove", "erase"})
_PASSING_NOTHING: Final = frozenset({"place", "set", "help"})
"""What a recipient does itself: whoever places a cookie is given nothing by that."""
_OPENING: Final = 3
_SURE: Final = 0.5
_LEFT_OUT: Final = re.compile(
    r"\b(?:(?:disconnected|dissociated|detached|unlinked|separated?) from(?: \w+){0,5}"
    r"|(?:shield|hide|conceal|withhold|strip|mask)(?:s|ed|ing)?(?: \w+){0,2}"
    r"|(?:without|excluding|except|other than|rather than|instead of)(?: \w+){0,2})$"
)
"""The words before data that a sentence names to say that it is left out."""

_TO_THE_COMPANY: Final = re.compile(
    r"\b(?:give|provide|send|tell|supply|share|pass)s?(?: it| this| that)? (?:us|to us|with us)\b"
)
_READER_SELLS: Final = re.compile(
    r"\byou (?:\w+ )?(?:sell|rent|trade)\b|\bselling (?:with|on|through)\b"
)
_WHOSE: Final = re.compile(
    r"\b(?:rights|property|safety|security|interests|privacy)(?:,? (?:and|or) \w+)* of [^,;:.]{0,60}$"
)
"""The words before a party whose rights or safety are protected: nothing is passed to it."""
_NUMBERED: Final = re.compile(r"\((?:[ivx]{1,5}|[a-h]|\d{1,2})\)")
_PART: Final = re.compile(_NUMBERED.pattern + r"(?:(?!\b(?:with|to)\b)[^,;:()]){0,60}$")
_CASE: Final = re.compile(r"\b(?:when|if|where|whenever) you\b", re.IGNORECASE)
_MAIN_CLAUSE: Final = re.compile(r", we (?:may |will |can |might )?\w+")
_OTHER_CLAUSE: Final = re.compile(
    r",\s+(?:and\s+|or\s+)?(?:if|when|allow|enable|let)\b", re.IGNORECASE
)
_ONLY_READER: Final = re.compile(
    r"\bonly (?:the |our )?(?:you|user|member|participant|customer|owner|recipient)\b"
)
_FEATURES: Final = re.compile(
    r"\bfeature (?:that )?(?:you|user|member|people) \w+(?: \w+)? (?:like|such as|including)(?: \w+){0,14}$"
)
"""The words before the names of features that are used: none of them is data."""
_KNOWING: Final = re.compile(r"\bwho (?:already )?(?:have|know|has|knows)(?: \w+){0,2}$")
"""The words before data that tells which people are meant: who has it already."""
_IN_CASE: Final = re.compile(r"(?:to the extent|in the event|should|if) (?:that )?we \w+")
"""The first words of a sentence that leaves open whether the company does so."""
_GROUP: Final = re.compile(r"(?<!our)(?<!corporate)(?<!company) groups?", re.IGNORECASE)
"""A group that is nobody's is one of people, no company."""
_PROMISED: Final = re.compile(
    r"(\w+)\W+(?:\([^()]*\) )?(?:has|have|is|are)(?: also)?(?: contractually)? "
    r"(?:committed|agreed|promised|pledged|undertaken|obliged|obligated|bound|required)\b"
)
_DENYING: Final = frozenset({"no", "none", "nothing", "nobody", "prohibit", "refrain"})
_POINTING: Final = frozenset(map(fold, ("this", "these", "those", "such", "that")))
_FIRST_PERSON: Final = frozenset("we us our ours i me my".split())
_OF_DATA: Final = re.compile(
    r"\b(?:collect|use|using|share|sharing|disclos|process|obtain|receiv|retain|retention|stor|provid"
    r"|information|data|source|categor)"
)
"""What headings say under which a policy tells of itself."""

_OF_THE_COMPANY: Final = ("the company", "this policy", "this notice", "this statement")


def is_trusted(flow: StatedFlow, own: Side) -> bool:
    """Tell whether what a flow affirms may be claimed as a change."""
    return flow.confidence >= _SURE and not is_doubtful(flow, own)


def is_doubtful(flow: StatedFlow, own: Side) -> bool:
    """Tell whether the sentence of a flow likely does not affirm what was read in it.

    That is where it says "not" before it names the data, or that the data is left out; where it tells
    what the reader may delete or sells, or what a recipient gives to the company; where data and
    recipient stand in two parts of an enumeration; where it speaks of others than the company.
    """
    if flow.denied:
        return False
    before = _before(flow, own)
    told = fold(before)
    by_reader = flow.manner in _DELETING and "you" in told.split()[:_OPENING]
    only_reader = _ONLY_READER.search(told) is not None and "we" not in told.split()
    return (
        by_reader
        or only_reader
        or is_negated(told)
        or bool(_LEFT_OUT.search(told))
        or is_figure(flow, own)
        or bool(_IN_CASE.match(told) or _FEATURES.search(told) or _KNOWING.search(told))
        or _is_unbalanced(flow.data_words.text)
        or _is_of_others(flow, own)
        or (flow.action in PASSING and _is_passed_otherwise(flow, own))
    )


def is_excepted(flow: StatedFlow, own: Side) -> bool:
    """Tell whether a denial names its recipient only where it says what is not denied."""
    place = flow.recipient_words.place if flow.recipient_words else None
    text = _between(own, own.statements.evidence[flow.evidence].place.start, place)
    return bool(re.search(r"\b(?:except|other than|apart from|unless)\b", text))


def is_promised_by_others(flow: StatedFlow, own: Side) -> bool:
    """Tell whether a denial is what another company has committed to, not what this one says of itself."""
    quote = own.quote(flow)
    place = flow.data_words.place
    text = own.policy.text[quote.start : place.end] if place else quote.text
    promised = _PROMISED.search(re.sub(r"\]\([^)]*\)|\[", " ", text))
    company = fold(own.statements.parties[own.policy.company].label).split()
    return promised is not None and fold(promised[1]) not in (*_FIRST_PERSON, *company)


def is_without_not(flow: StatedFlow, own: Side) -> bool:
    """Tell whether a flow is denied where neither its words nor those that lead into it hold a "not"."""
    words = fold(f"{own.statements.lead_in(flow) or ''} {own.quote(flow).text}")
    return flow.denied and not is_negated(words) and _DENYING.isdisjoint(words.split())


def is_pointing(flow: StatedFlow, own: Side) -> bool:
    """Tell whether a flow is of "such information", or of what its sentence has called "these
    photos" before: which that is stands elsewhere.
    """
    words = fold(_before(flow, own)).split()
    named = fold(flow.data_words.text).split()
    if not named:
        return False
    return not _POINTING.isdisjoint((*words[-1:], named[0])) or any(
        first in _POINTING and second == named[-1] for first, second in pairwise(words)
    )


def _is_passed_otherwise(flow: StatedFlow, own: Side) -> bool:
    """Tell whether data and recipient are both named, but not as what is passed, and to whom."""
    quote = own.statements.evidence[flow.evidence].place
    data, recipient = flow.data_words.place, flow.recipient_words and flow.recipient_words.place
    if flow.manner in _PASSING_NOTHING:
        return True
    if flow.manner in SALES and _READER_SELLS.search(own.policy.text[quote.start : quote.end]):
        return True
    if recipient and _GROUP.fullmatch(own.policy.text, recipient.start - 1, recipient.end):
        return True
    if data and _is_within(data, flow.condition.place if flow.condition else None):
        return True
    if not data or not recipient or not quote.start <= recipient.start < quote.end:
        return False
    if _OTHER_CLAUSE.search(own.policy.text[data.end : max(data.end, recipient.start)]):
        return True
    first, last = sorted((data, recipient), key=lambda place: place.start)
    between = own.policy.text[first.end : max(first.end, last.start)]
    ahead = own.policy.text[quote.start : first.start]
    after = own.policy.text[last.end : quote.end]
    return (
        _are_parts(ahead, between, own.policy.text[quote.start : recipient.start])
        or bool(_WHOSE.search(own.policy.text[quote.start : recipient.start]))
        or (first == recipient and bool(_TO_THE_COMPANY.search(between)))
        or bool(
            _CASE.search(ahead)
            and not _MAIN_CLAUSE.search(ahead + between)
            and _MAIN_CLAUSE.search(after)
        )
    )


def _is_within(place: Place, whole: Place | None) -> bool:
    return whole is not None and whole.start <= place.start < whole.end


def _are_parts(ahead: str, between: str, before_recipient: str) -> bool:
    """Tell whether data and recipient stand in two parts of an enumeration of recipients."""
    numbered = _NUMBERED.search(ahead) and _NUMBERED.search(between)
    return bool(numbered and _PART.search(before_recipient))


def _is_of_others(flow: StatedFlow, own: Side) -> bool:
    """Tell whether a sentence that stands alone names the company in no way: it tells of others.

    Items and table rows are read with what leads into them, so only sentences of prose count, and
    only where no heading says that data of the company is told of.
    """
    quote = own.quote(flow)
    if quote.lead_in or "|" in quote.text or flow.recipient_words:
        return False
    headings = fold(quote.section)
    if _OF_DATA.search(headings) and not is_negated(headings):
        return False
    words = fold(quote.text)
    names = [fold(own.statements.parties[own.policy.company].label), *_OF_THE_COMPANY]
    return _FIRST_PERSON.isdisjoint(words.split()) and not any(
        name and f" {name} " in f" {words} " for name in names
    )


def _is_unbalanced(words: str) -> bool:
    """Tell whether words are a piece of a link or a bracket rather than a name of data."""
    return any(words.count(one) != words.count(other) for one, other in ("[]",))


def _before(flow: StatedFlow, own: Side) -> str:
    return _between(own, own.statements.evidence[flow.evidence].place.start, flow.data_words.place)


def _between(own: Side, start: int, place: Place | None) -> str:
    return own.policy.text[start : place.start] if place and place.start > start else ""
