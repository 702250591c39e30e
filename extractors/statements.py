"""Statements: what one sentence says of a practice, before it becomes flow records."""

from __future__ import annotations

from dataclasses import dataclass

from ..ontology.records import Action, Mention, Modality, Party, Role, Span

FIRST_PARTY = Party(role=Role.FIRST_PARTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A practice with what the sentence says about it; every span counts in the document's text.

    `rule` names the pattern that read it, `place` is where its verb stands in the sentence's readable words.
    `refers_back` tells that its object is a bare "it" or "them"; `confidence` is set where the weight of
    clues, not the rule alone, tells how far to trust it.
    """

    action: Action
    manner: str
    negated: bool
    modality: Modality
    actor: Party
    data: tuple[Mention, ...] = ()
    recipients: tuple[Party, ...] = ()
    sources: tuple[Party, ...] = ()
    purposes: tuple[Mention, ...] = ()
    condition: Span | None = None
    retention: Span | None = None
    rule: str
    place: int = 0
    refers_back: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement with the words it rests on: its sentence, row or item, the headings above, its lead-in."""

    statement: Statement
    evidence: Span
    section: tuple[Span, ...] = ()
    lead_in: Span | None = None
