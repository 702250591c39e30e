"""Lead-ins: a sentence that ends ":" is read once into an open frame; each item below fills its slot."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..ontology.records import Action, Mention, Role
from .line_groups import name_party
from .lists import Range, find_triggers
from .openings import slot_left_open
from .passages import Passage
from .segments import announces
from .slots import Slot
from .statements import Statement

_SENTENCE = re.compile(
    r"\W*(?:we|you|when|if|after|before|some of|in|for|our|they|please|this|these)\b", re.IGNORECASE
)
_TITLE = re.compile(r"^(?:[A-Z][\w.&'-]*,?\s*){1,4}\W*$")
_WITH = re.compile(
    r"^\W*(?:with|to|between|among)\s+(?:our|the|your|a|an|other|third|any|its|their|certain|such"
    r"|[a-z]+ers?\b|[a-z]+ies\b|[A-Z])",
    re.IGNORECASE,
)
# A sentence that leads in its own list ("We collect the following: …") is no label.
_CLAUSE = re.compile(
    r"^(?!how|what|why|when|where|who|which).*\b(?:we|includes?|including|such as|are|is|following)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?P<label>[^.:;!?]{2,70}?)\s*(?::|\s[–—-]\s|\.(?=\s*[A-Z]))\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFrame:
    """Statements of one sentence with one slot left open for the items below it."""

    statements: tuple[Statement, ...]
    slot: Slot
    strong: bool = False


def open_frame(text: str, statements: list[Statement]) -> OpenFrame | None:
    """Return what the lead-in leaves open; None if it states no practice."""
    pointer = announces(text)
    if pointer is not None and not text.rstrip().endswith(":"):
        statements = [s for s in statements if s.place < pointer]
    if not statements:
        return None
    last = statements[-1]
    slot = slot_left_open(text, last)
    if slot is Slot.OBJECT and not last.data and not _asks_for_data(text, last.place):
        return None
    together = (
        [s for s in statements if s.data == last.data and s.negated == last.negated]
        if slot is Slot.OBJECT
        else [last]
    )
    if any(s.action is Action.COLLECT for s in together):
        together = [s for s in together if s.action is not Action.USE]
    return OpenFrame(statements=tuple(together), slot=slot, strong=text.rstrip().endswith(":"))


def _asks_for_data(text: str, place: int) -> bool:
    """Whether a lead-in without an object speaks of data all the same ("Information we create about you:")."""
    ends = re.search(
        r"\b\w+\s+(?:the\s+)?(?:following|including|include)?\W*$|^\w+\W*$", text[place:]
    )
    return (
        ends is not None
        or re.match(r"\W*(?:\w+\s+)?(?:information|data|details)\b", text, re.IGNORECASE)
        is not None
    )


def heading_frame(text: str, statements: list[Statement]) -> OpenFrame | None:
    """Return what a heading leaves open: the data of "Information we collect", the purposes of "How we use it"."""
    stated = [statement for statement in statements if not statement.negated]
    if not stated:
        return None
    first = stated[0]
    if first.action is Action.SHARE:
        whom = re.search(
            r"\b(?:who|whom|recipients?|third part(?:y|ies)|with)\b", text, re.IGNORECASE
        )
        return OpenFrame(statements=(first,), slot=Slot.RECIPIENT) if whom and first.data else None
    asks_how = (
        re.match(r"\W*(?:[\d.]+\s+)?(?:how|why|purposes?|uses?)\b", text, re.IGNORECASE) is not None
    )
    names_data = (
        re.match(r"\W*(?:[\w’'-]+\s+){0,3}?(?:data|information)\b", text, re.IGNORECASE) is not None
    )
    if asks_how or (first.action is Action.USE and not names_data):
        using = next((statement for statement in stated if statement.action is Action.USE), None)
        return (
            OpenFrame(statements=(using,), slot=Slot.PURPOSE)
            if using is not None and using.data
            else None
        )
    return OpenFrame(statements=(first,), slot=Slot.OBJECT)


def label_end(text: str) -> int:
    """Return where the text goes on after its label ("Log files: As true of …"); 0 without one."""
    match = _LABEL.match(text)
    if (
        match is None
        or len(match.group("label").split()) > 8
        or _CLAUSE.search(match.group("label"))
    ):
        return 0
    return match.end()


def fill(frame: OpenFrame, passage: Passage) -> list[Statement]:
    """Return the frame's statements with the open slot filled by the item's words."""
    filled = (
        _filled(frame, replace(statement, place=0), passage) for statement in frame.statements
    )
    return [statement for statement in filled if statement is not None]


def with_data_above(statement: Statement, frame: OpenFrame) -> Statement:
    """Give an item's own sharing without an object ("Disclose to a court") the data its lead-in speaks of."""
    above = frame.statements[0]
    if statement.data or not statement.recipients or statement.action is not above.action:
        return statement
    return replace(statement, data=above.data, negated=above.negated)


def _filled(frame: OpenFrame, base: Statement, passage: Passage) -> Statement | None:
    text = passage.text
    if (
        base.action is Action.SHARE
        and frame.slot is not Slot.OBJECT
        and base.data
        and _WITH.match(text)
    ):
        parties = tuple(
            p for p in passage.parties(_first_clause(text)) if p.role is not Role.FIRST_PARTY
        )
        if parties:
            return replace(base, recipients=parties, rule="lead-in-recipient")
    if frame.slot is Slot.OBJECT:
        data = _item_data(passage, lone=frame.strong)
        return replace(base, data=data, rule="lead-in-data") if data else None
    if frame.slot is Slot.RECIPIENT:
        parties = tuple(
            p for p in passage.parties(_first_clause(text)) if p.role is not Role.FIRST_PARTY
        )
        if not parties and _TITLE.match(text) and (named := name_party(passage)) is not None:
            parties = (named,)
        if not parties or not base.data:
            return None
        return replace(base, recipients=parties, rule="lead-in-recipient")
    if frame.slot is Slot.SOURCE:
        parties = tuple(
            p for p in passage.parties(_first_clause(text)) if p.role is not Role.FIRST_PARTY
        )
        return (
            replace(base, sources=parties, rule="lead-in-source") if parties and base.data else None
        )
    return _fill_clause(frame.slot, base, passage)


def _fill_clause(slot: Slot, base: Statement, passage: Passage) -> Statement | None:
    words = passage.text.rstrip(" ,.;:")
    if not base.data or not words:
        return None
    if slot is Slot.CONDITION:
        if base.action is Action.SHARE and not base.recipients:
            return None
        return replace(base, condition=passage.span((0, len(words))), rule="lead-in-condition")
    purpose = passage.purpose((0, len(words)))
    return replace(base, purposes=(purpose,), rule="lead-in-purpose") if purpose else None


def _item_data(passage: Passage, *, lone: bool) -> tuple[Mention, ...]:
    """Return the data an item names; behind a dash or label first, before it where that is only a purpose.

    With `lone`, a short item that is no known data counts as data of its own.
    """
    text = passage.text
    dash = re.search(r"\s[–—-]\s|(?<=\w):\s", text[:90])
    found: list[Range] = []
    rest = dash.end() if dash else 0
    if _SENTENCE.match(text[rest:]):
        trigger = next(find_triggers(text, rest, len(text)), None)
        found = passage.data_items((trigger[1], len(text)), clauses=True) if trigger else []
        return tuple(passage.data(part) for part in found)
    if dash and not re.match(r"(?:to|for|in order|so that)\b", text[dash.end() :], re.IGNORECASE):
        found = passage.data_items((dash.end(), len(text)), clauses=True)
    if not found:
        found = passage.data_items((0, dash.start() if dash else len(text)), clauses=True)
    words = text.rstrip(" ,.;:")
    short = (
        len(text.split()) <= 7
        and not re.search(r"\b(?:to|the right)\b", text)
        and not text.endswith(".")
    )
    if not found and lone and short and words and passage.lexicon.may_be_data(words):
        found = [(0, len(words))]
    return tuple(passage.data(part) for part in found)


def _first_clause(text: str) -> Range:
    """Return the part of the item that names who: its label, or its words up to the first clause."""
    if re.match(
        r"\W*(?:if|when|where|in|for|as|on|once|because|under|upon|after|before|during|while|at|by"
        r"|to\s+(?:protect|comply|enforce|prevent|detect|provide|help|respond|investigate))\b",
        text,
        re.IGNORECASE,
    ):
        return 0, 0
    label = label_end(text)
    if label:
        return 0, label
    clause = re.search(
        r"\b(?:when|if|who|whom|whose|that|for|pursuant|(?<!such )(?<!well )as|so|where|because|in order|in connection"
        r"|to (?:the extent|help|provide|assist|enable|perform))\b",
        text[8:],
        re.IGNORECASE,
    )
    return 0, clause.start() + 8 if clause else len(text)
