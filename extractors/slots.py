"""Slots: what the words of a frame's clause can be to it, and the ranges that fill them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Slot(StrEnum):
    """What the words are to the frame."""

    OBJECT = "object"
    RECIPIENT = "recipient"
    SOURCE = "source"
    PURPOSE = "purpose"
    CONDITION = "condition"
    AGENT = "agent"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Filler:
    """The half-open token range that fills a slot."""

    slot: Slot
    start: int
    end: int


CONDITIONS = frozenset(
    "if when where once unless whenever upon after before until while except without during subject".split()
)
CONSENT = re.compile(
    r"\b(?:with(?:out)?|unless|subject to|based on|upon|only|after"
    r"|in accordance with)\s+(?:(?!with|unless\b)\w+\s+){0,4}?(?:consent|permission|authori[sz]ation|approval)\b"
    r"|\b(?:as|when|where|if|unless|to the extent)\s+(?:\w+\s+){0,3}?(?:required|permitted"
    r"|allowed)\s+(?:or\s+\w+\s+)?by\s+(?:applicable\s+)?(?:law|laws|regulations?)\b",
    re.IGNORECASE,
)
