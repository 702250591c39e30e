"""Openings: which slot a lead-in leaves open for its items, by the words it ends with."""

from __future__ import annotations

import re

from ..ontology.records import Action
from .slots import Slot
from .statements import Statement

_ENDING = (
    r"(?:\s+(?:of|below|including|the following|such as|described below|set out below|eg|e\.g|types"
    r"|categories))*\W*$"
)
_CONDITION = re.compile(
    r"\b(?:circumstances|cases|situations|instances|conditions|events?|scenarios|exceptions"
    r"|legal (?:bases|grounds)|(?:if|when|where|unless)(?:\s+(?:you|we|they|we or they))?)"
    rf"(?:\s+(?:below|apply|applies))?{_ENDING}",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?:\b(?:in order to|so (?:that )?(?:we|you) can|to|for|purposes?|reasons?|is as follows)"
    r"|\b(?:purposes?|reasons?)\b[^.;]{0,60}|\b(?:use|process)(?:es)?\b.{0,80}\bways?)"
    + _ENDING
    + r"|\b(?:reasons?|purposes?)\b[^.]*\b(?:include|are)\W*$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    rf"\b(?:from|sources?){_ENDING}|\bfrom\b[^.]{{0,40}}\b(?:sources|third parties|categories of sources){_ENDING}",
    re.IGNORECASE,
)
_RECIPIENT = re.compile(
    r"\b(?:with|recipients?|third[- ]part(?:y|ies)|parties|partners|organi[sz]ations|companies|entities"
    rf"|people|persons|providers|others){_ENDING}"
    r"|\b(?:following|these)\s+(?:\w+\s+){0,3}(?:recipients|third parties|parties|organi[sz]ations|partners"
    r"|companies|entities|groups)|(?<!necessary )(?<!order )(?<!required )(?<!need )(?<!needed )\bto\W*$"
    r"|\bas follows\W*$|\b(?:following|these) (?:\w+ )?ways\W*$",
    re.IGNORECASE,
)
_FOLLOWING_DATA = re.compile(
    r"\bthe following (?:\w+ ){0,3}?(?:data|information|details)\b|\bfollowing (?:types|categories|kinds) of",
    re.IGNORECASE,
)
_LISTS_DATA = re.compile(r"\b(?:information|data|including|such as)\W*$", re.IGNORECASE)
_TAIL = 140


def slot_left_open(text: str, last: Statement) -> Slot:
    """Return the slot that the lead-in `text` with the statement `last` leaves to its items."""
    tail = text[-_TAIL:]
    if last.action is Action.SHARE and _RECIPIENT.search(tail):
        return Slot.RECIPIENT
    if _FOLLOWING_DATA.search(text):
        return Slot.OBJECT
    if _CONDITION.search(tail):
        return Slot.CONDITION
    if _PURPOSE.search(tail):
        return Slot.PURPOSE
    if last.action is Action.COLLECT and _SOURCE.search(tail):
        return Slot.SOURCE
    waits = last.action is Action.SHARE and not last.recipients and last.data
    return Slot.RECIPIENT if waits and not _LISTS_DATA.search(tail) else Slot.OBJECT
