"""Receivers: the data that a clause hands on, and who receives it."""

from __future__ import annotations

import re

from ..ontology.records import Action, Mention, Party, Role
from .clauses import Clause
from .lists import Range, find_triggers
from .objects import find_data
from .slots import Slot

_PERMISSION = re.compile(
    r"^\W*(?:(?:the|a|your|us|any|our|relevant|corresponding)\s+)*(?:permissions?|authori[sz]ation"
    r"|authorit(?:y|ies)|access)\W*$",
    re.IGNORECASE,
)
_OPENS_DATA = re.compile(
    r"\W*(?:(?:the|a|your|us|any|our)\s+)*(?:permissions?|authori[sz]ation|authorit(?:y|ies)"
    r"|access)?\s*(?:on|to|for|of)?\s+",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"\bpublicly\b")
_HANDS_OVER = frozenset({"provide", "supply", "furnish", "give"})


def data_and_receivers(
    clause: Clause, action: Action
) -> tuple[tuple[Mention, ...], tuple[Party, ...]]:
    """Return the object's data and, where data is shared, who receives it."""
    frame, dative = clause.frame, clause.dative()
    objects, receivers = clause.ranges(Slot.OBJECT), clause.ranges(Slot.RECIPIENT)
    if (
        frame.lemma in _HANDS_OVER
        and not frame.passive
        and (handed := _handed(clause, receivers)) is not None
    ):
        return _handed_over(clause, handed, action)
    asked = (
        dative == "you" or not objects or clause.passage.lexicon.is_user(clause.words(Slot.OBJECT))
    )
    if frame.lemma in {"ask", "request"} and not frame.passive and asked:
        objects = [
            (part[0] + len("for "), part[1])
            for part in clause.ranges(Slot.PURPOSE)[:1]
            if clause.passage.words(part).lower().startswith("for ")
        ]
    if dative == "you" and action is Action.SHARE:
        return (), ()
    permits = _PERMISSION.match(clause.words(Slot.OBJECT)) is not None
    if permits and action is Action.SHARE and len(receivers) > 1:
        objects, receivers = [_opened(clause, part) for part in receivers[:1]], receivers[1:]
    elif permits or frame.lemma == "have":
        around = [*objects, *clause.ranges(Slot.OTHER), *receivers, *clause.ranges(Slot.PURPOSE)]
        objects, receivers = [_opened(clause, part) for part in around], []
    data = find_data(clause, objects, action)
    return _with_receivers(clause, data, receivers) if action is Action.SHARE else (data, ())


def _handed(clause: Clause, receivers: list[Range]) -> Range | None:
    """Return the range of the data in "provide us with your name"."""
    for part in receivers:
        if re.match(r"with (?!which|whom)", clause.passage.words(part), re.IGNORECASE):
            return part[0] + len("with "), part[1]
    return None


def _handed_over(
    clause: Clause, handed: Range, action: Action
) -> tuple[tuple[Mention, ...], tuple[Party, ...]]:
    if clause.dative() == "you" or clause.passage.lexicon.is_user(clause.words(Slot.OBJECT)):
        return (), ()
    data = find_data(clause, [handed], action)
    receivers = () if clause.dative() == "us" else tuple(clause.parties(Slot.OBJECT))
    return data, tuple(party for party in receivers if party.role is not Role.FIRST_PARTY)


def _opened(clause: Clause, part: Range) -> Range:
    """Leave out "permission on", "access to" before the data they open."""
    match = _OPENS_DATA.match(clause.passage.words(part))
    return (part[0] + match.end(), part[1]) if match and part[0] + match.end() < part[1] else part


def _with_receivers(
    clause: Clause, data: tuple[Mention, ...], receivers: list[Range]
) -> tuple[tuple[Mention, ...], tuple[Party, ...]]:
    passage = clause.passage
    found = [party for part in receivers for party in passage.parties(part)]
    if found:
        found.extend(_listed_receivers(clause, receivers))
    recipients = tuple(party for party in found if party.role is not Role.FIRST_PARTY)
    if not recipients and _PUBLIC.search(clause.parsed(clause.frame.verb - 1, clause.frame.end)):
        recipients = (Party(role=Role.PUBLIC, mention=_public(clause)),)
    to_user = any(
        re.search(r"\b(?:you|your)\b", passage.words(part), re.IGNORECASE) for part in receivers
    )
    return ((), ()) if to_user and not recipients else (data, recipients)


def _listed_receivers(clause: Clause, receivers: list[Range]) -> list[Party]:
    """Return the receivers that "such as" lists behind a relative clause ("providers who …, such as")."""
    passage, known = clause.passage, {part for part in receivers}
    listed: list[Party] = []
    for part in clause.ranges_behind():
        if part in known or part[0] < min(start for start, _ in receivers):
            continue
        for opening, closing in find_triggers(passage.text, *part):
            if passage.data_items((closing, part[1])) or opening > clause.next_verb:
                continue
            listed.extend(
                p
                for p in passage.parties((closing, part[1]))
                if p.role in {Role.NAMED, Role.CATEGORY}
            )
    return listed


def _public(clause: Clause) -> Mention | None:
    match = _PUBLIC.search(clause.passage.text)
    return clause.passage.mention(match.span()) if match is not None else None
