"""Recipients that a sentence leaves to its surroundings: "such providers", or nobody named at all."""

from __future__ import annotations

import re
from dataclasses import replace

from ..ontology.records import Action, Party, Role, Span
from .passages import Source
from .prose import read_prose
from .segments import Segment
from .statements import Statement

_POINTS_BACK = re.compile(
    r"\b(?:such|these|those|this|that|the aforesaid|the above)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_NAMES = re.compile(
    r"\b(?:including|includes?|such as|namely|like|currently|e\.g\.)\s+(?P<list>[^.;:)]+)",
    re.IGNORECASE,
)
_SHARING = re.compile(r"\b(?:shar|disclos|transfer|recipient|third|sell|sale|who)", re.IGNORECASE)
_WHOM = re.compile(r"\b(?:with|to)\b|^(?=third)", re.IGNORECASE)


def with_recipients(
    statement: Statement, found: Segment, told: tuple[Party, ...], source: Source
) -> Statement | None:
    """Return the statement with its receivers as the surroundings tell them.

    `told` are the receivers of the statement before in the same segment. An affirmed sharing with no
    receiver anywhere is no flow: None.
    """
    if statement.action is not Action.SHARE:
        return statement
    if statement.recipients:
        return _resolved(statement, found, source)
    if statement.negated:
        return statement
    around = told or _in_headings(found.section, source)
    if around:
        return replace(statement, recipients=around, rule=f"{statement.rule}-around")
    return None


def _resolved(statement: Statement, found: Segment, source: Source) -> Statement:
    """Put the named ones for "such providers", where the same paragraph has named them before."""
    mentions = [
        party.mention
        for party in statement.recipients
        if party.role is Role.CATEGORY and party.mention
    ]
    if len(mentions) < len(statement.recipients):
        return statement
    text, first = source.document.text, min(mention.start for mention in mentions)
    if not _POINTS_BACK.search(text[max(0, first - 24) : first]):
        return statement
    before = source.passage(read_prose(text, found.prose.offsets[0], first))
    named = tuple(
        party
        for match in _NAMES.finditer(before.text)
        for party in before.parties(match.span("list"))
        if party.role is Role.NAMED
    )
    return (
        replace(statement, recipients=named, rule=f"{statement.rule}-resolved")
        if named
        else statement
    )


def _in_headings(section: tuple[Span, ...], source: Source) -> tuple[Party, ...]:
    for heading in reversed(section):
        if not _SHARING.search(heading.text):
            continue
        passage = source.passage(read_prose(source.document.text, heading.start, heading.end))
        whom = _WHOM.search(passage.text)
        parties = passage.parties((whom.end(), len(passage.text))) if whom else ()
        categories = tuple(party for party in parties if party.role is Role.CATEGORY)
        if categories:
            return categories
    return ()
