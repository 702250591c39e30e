"""Who could join data on a user: who receives the same identifier from several companies.

That two companies send somebody email addresses lets the receiver put together what both tell about a
person. Whether it does, no policy of theirs says; this is who could.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ...ontology.terms import PF
from ..statements import StatedFlow, Statements
from .ties import Witness, find_ties, is_known, label_of, narrower, owner_of, rank, witness

IDENTIFIERS: Final[Mapping[str, str]] = {
    "EmailAddress": "",
    "PhoneNumber": "PhoneAreaCode",
    "Name": "FirstName LastName PenName",
    "AdvertisingID": "",
    "DeviceIdentifier": "AdvertisingID",
    "Cookies": "CookiePreferences SessionCookie SessionID LocalStorage",
}
"""Types of data that tell one person or device from all others wherever they are collected, and what
below them does not, or is one of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joinable:
    """One of the companies that give a receiver the same identifier.

    `companies` is how many there are of different owners. `receiver` is the last known owner of
    `recipient`, whom the policy names. `data` is the type that this policy names.
    """

    receiver: str
    receiver_iri: str
    identifier: str
    companies: int
    company: str
    recipient: str
    data: str
    witness: Witness


def find_joinable(statements: Statements) -> tuple[Joinable, ...]:
    """Return who could join data, the receivers with the most companies first.

    One row a receiver, identifier and company, each with the surest statement. Only parties of the
    list of organisations count: that a name in two policies is the same party, nobody says of
    others. Two companies of one owner count as one, and a receiver's own companies not at all.
    """
    kinds = _kinds(statements)
    given: dict[tuple[str, str], dict[str, list[StatedFlow]]] = {}
    for tie in find_ties(statements, by_owner=True):
        for flow in tie.flows if is_known(tie.recipient) else ():
            kind = kinds.get(flow.data)
            if kind is not None:
                by_company = given.setdefault((tie.recipient, kind), {})
                by_company.setdefault(tie.company, []).append(flow)
    rows = [
        row
        for (receiver, kind), by_company in given.items()
        for row in _rows(receiver, kind, by_company, statements)
    ]
    return tuple(sorted(rows, key=_most_companies_first))


def _rows(
    receiver: str,
    kind: str,
    by_company: Mapping[str, list[StatedFlow]],
    statements: Statements,
) -> list[Joinable]:
    owners = {owner_of(company, statements) for company in by_company}
    if len(owners) < 2:
        return []
    surest = {company: rank(flows)[0] for company, flows in by_company.items()}
    return [
        Joinable(
            receiver=label_of(receiver, statements),
            receiver_iri=receiver,
            identifier=label_of(kind, statements),
            companies=len(owners),
            company=label_of(company, statements),
            recipient=label_of(flow.recipient, statements),
            data=label_of(flow.data, statements),
            witness=witness(flow, statements),
        )
        for company, flow in surest.items()
    ]


def _kinds(statements: Statements) -> Mapping[str, str]:
    """Return the identifier that each type of data is of."""
    found: dict[str, str] = {}
    for name, others in IDENTIFIERS.items():
        below = narrower([PF + name], statements)
        apart = narrower([PF + other for other in others.split()], statements)
        found.update(dict.fromkeys(below - apart, PF + name))
    return found


def _most_companies_first(row: Joinable) -> tuple[int, str, str, str, str, str]:
    return (
        -row.companies,
        row.receiver.casefold(),
        row.receiver_iri,
        row.identifier,
        row.company.casefold(),
        row.witness.flow,
    )
