"""How far a type of data may go: from a company to its recipients, and on by their own policies.

Each hop is what one policy states by itself. That the second policy speaks of the same data as the
first, nobody says: a row tells how far it could go, and each has its own quote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..statements import StatedFlow, Statements
from .ties import Witness, is_named, label_of, leads_out, narrower, rank, witness


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A party that data may reach, at the first hop that leads to it.

    `origin` is the company where it begins, `sender` the company whose policy states this hop,
    `through` the recipient of the hop before by which it came there (empty at the first); `role`
    is that of the recipient, "named" or what leaves it unnamed.
    """

    origin: str
    hop: int
    sender: str
    through: str
    recipient: str
    role: str
    data: str
    witness: Witness


def measure_reach(
    statements: Statements, data: str, *, company: str | None = None, hops: int = 2
) -> tuple[Hop, ...]:
    """Return whom a type of data (an IRI), or anything narrower, reaches in at most `hops` hops.

    From every company, or from `company` (an IRI). A recipient sends on what its own policy in the
    graph says, or the policy of its nearest owner that has one.
    """
    given = _given(statements, narrower([data], statements))
    starts = [company] if company else sorted(given)
    found: list[Hop] = []
    for start in starts:
        found.extend(_from(start, given, statements, hops))
    return tuple(found)


def _given(
    statements: Statements, wanted: frozenset[str]
) -> Mapping[str, Mapping[str, StatedFlow]]:
    """Return by company and recipient the surest flow of the wanted data."""
    found: dict[str, dict[str, list[StatedFlow]]] = {}
    for flow in statements.flows:
        if flow.recipient is not None and flow.data in wanted and leads_out(flow, statements):
            by_recipient = found.setdefault(flow.company, {})
            by_recipient.setdefault(flow.recipient, []).append(flow)
    return {
        company: {recipient: rank(flows)[0] for recipient, flows in sorted(by_recipient.items())}
        for company, by_recipient in found.items()
    }


def _from(
    start: str,
    given: Mapping[str, Mapping[str, StatedFlow]],
    statements: Statements,
    hops: int,
) -> list[Hop]:
    found: list[Hop] = []
    reached = {start}
    senders = {start: ""}
    told = {start}
    for number in range(1, hops + 1):
        following: dict[str, str] = {}
        for sender, through in sorted(senders.items()):
            for recipient, flow in given.get(sender, {}).items():
                if recipient in reached:
                    continue
                reached.add(recipient)
                found.append(_hop(start, number, through, flow, statements))
                author = _author(recipient, given, statements)
                if author and author not in told:
                    told.add(author)
                    following[author] = label_of(recipient, statements)
        senders = following
    return found


def _hop(start: str, number: int, through: str, flow: StatedFlow, statements: Statements) -> Hop:
    party = statements.parties.get(flow.recipient or "")
    return Hop(
        origin=label_of(start, statements),
        hop=number,
        sender=label_of(flow.company, statements),
        through=through,
        recipient=label_of(flow.recipient, statements),
        role=party.role if party else "named",
        data=label_of(flow.data, statements),
        witness=witness(flow, statements),
    )


def _author(
    recipient: str, given: Mapping[str, Mapping[str, StatedFlow]], statements: Statements
) -> str | None:
    """Return the company whose policy says what a named recipient does: itself or an owner."""
    if not is_named(recipient, statements):
        return None
    iri: str | None = recipient
    seen: set[str] = set()
    while iri and iri not in seen:
        if iri in given:
            return iri
        seen.add(iri)
        party = statements.parties.get(iri)
        iri = party.owner if party else None
    return None
