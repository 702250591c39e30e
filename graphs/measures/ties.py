"""Ties: that a company's policy names a recipient, with all statements that say so.

Affirmed flows to named recipients count. What policies leave unnamed ("our partners") belongs to one
policy and is never the same party as another's; a tie inside one owner's house is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ...ontology.concepts import load_vocabulary
from ..closures import closure
from ..network import last_owner
from ..statements import StatedFlow, Statements

_LOOK_AHEAD: Final = 200
_GIVES: Final = (
    r"\s+(?:(?:will|may|can|might|also|then)\s+)*(?:share|send|provide|transmit|disclose|give|pass)s?\b"
    r"[^.;]*?\b(?:with|to)\s+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A company and a recipient that its policy names, by IRI; `flows` are the surest first."""

    company: str
    recipient: str
    flows: tuple[StatedFlow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """The statement that a row rests on: its flow's IRI, whose policy, and the policy's words.

    `lead_in` are the words that a list item or a cell continues, empty where there are none.
    """

    flow: str
    policy_of: str
    state: str
    quote: str
    lead_in: str
    section: str
    policy: str
    start: int
    end: int


def find_ties(statements: Statements, *, by_owner: bool = False) -> tuple[Tie, ...]:
    """Return the ties, sorted by company and recipient.

    With `by_owner` what one owner owns is one recipient: its last known owner.
    """
    found: dict[tuple[str, str], list[StatedFlow]] = {}
    for flow in statements.flows:
        if not is_named(flow.recipient, statements) or not leads_out(flow, statements):
            continue
        recipient = owner_of(flow.recipient, statements) if by_owner else flow.recipient
        if recipient is not None:
            found.setdefault((flow.company, recipient), []).append(flow)
    return tuple(
        Tie(company=company, recipient=recipient, flows=rank(flows))
        for (company, recipient), flows in sorted(found.items())
    )


def is_named(iri: str | None, statements: Statements) -> bool:
    """Tell whether a party is called by a name, and by no word for a kind of party ("Company")."""
    party = statements.parties.get(iri or "")
    if party is None or party.role != "named":
        return False
    return is_known(party.iri) or load_vocabulary().find_kind(party.label) is None


def is_known(iri: str) -> bool:
    """Tell whether a party is in the list of organisations, so that two policies mean the same."""
    return iri in load_vocabulary().parties


def is_inside(flow: StatedFlow, statements: Statements) -> bool:
    """Tell whether a flow goes from a company to itself, or to what its owner owns."""
    if owner_of(flow.recipient, statements) == owner_of(flow.company, statements):
        return True
    names = (label_of(iri, statements).casefold() for iri in (flow.company, flow.recipient))
    return len(set(names)) == 1


def leads_out(flow: StatedFlow, statements: Statements) -> bool:
    """Tell whether an affirmed flow leads out of the company's house to its recipient."""
    return not flow.denied and not is_inside(flow, statements) and not _is_giver(flow, statements)


def _is_giver(flow: StatedFlow, statements: Statements) -> bool:
    """Tell whether the words go on to say that the recipient gives the data to the company.

    "Google will share your name with us" is no statement on what Google receives.
    """
    place = flow.recipient_words.place if flow.recipient_words else None
    if place is None:
        return False
    company = re.escape(label_of(flow.company, statements))
    following = statements.policies[flow.policy].text[place.end : place.end + _LOOK_AHEAD]
    return re.match(_GIVES + rf"(?:us|{company})\b", following, re.IGNORECASE) is not None


def owner_of(iri: str | None, statements: Statements) -> str | None:
    """Return the last known owner of a party, the party itself where none is known."""
    party = statements.parties.get(iri or "")
    return last_owner(party, statements).iri if party else iri


def rank(flows: Iterable[StatedFlow]) -> tuple[StatedFlow, ...]:
    """Return flows with those first that are stated, unconditional and best trusted."""
    return tuple(
        sorted(flows, key=lambda f: (f.possible, bool(f.condition), -f.confidence, f.policy, f.iri))
    )


def witness(flow: StatedFlow, statements: Statements) -> Witness:
    """Return what shows that a flow is stated."""
    evidence = statements.evidence[flow.evidence]
    place, policy = evidence.place, statements.policies[flow.policy]
    return Witness(
        flow=flow.iri,
        policy_of=label_of(flow.company, statements),
        state="if" if flow.possible or flow.condition else "does",
        quote=statements.quote(flow),
        lead_in=statements.lead_in(flow) or "",
        section=evidence.section,
        policy=policy.iri,
        start=place.start,
        end=place.end,
    )


def label_of(iri: str | None, statements: Statements) -> str:
    """Return what a party or a concept is called."""
    known = statements.parties.get(iri or "") or statements.concepts.get(iri or "")
    return known.label if known else iri or ""


def narrower(concepts: Iterable[str], statements: Statements) -> frozenset[str]:
    """Return concepts and all below them."""
    below: dict[str, list[str]] = {}
    for concept in statements.concepts.values():
        for broader in concept.broader:
            below.setdefault(broader, []).append(concept.iri)
    return closure(concepts, below)
