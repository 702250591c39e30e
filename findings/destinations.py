"""Whose a domain is: the known party with the longest domain that it ends with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from ..graphs.statements import Counterparty
from ..ontology.concepts import load_vocabulary
from ..ontology.entries import KnownParty
from ..ontology.labels import normalise
from .observed import Receiver

_LONGEST: Final = 253


def host_of(address: str) -> str:
    """Return the host of a domain, a host with a port or a URL, in lower case, without a final dot.

    What names no host gives the empty string.
    """
    address = address.strip()
    try:
        host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
        host = host.rstrip(".").encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        return ""
    host = host.rstrip(".").lower()
    return host if len(host) <= _LONGEST else ""


def find_owner(address: str) -> KnownParty | None:
    """Return the known party that a domain belongs to: "api.maps.example.com" to "example.com"'s.

    Whole labels count only, so that "notexample.com" is nobody's. None where nobody is known.
    """
    labels = host_of(address).split(".")
    for start in range(len(labels) - 1):
        party = _parties_by_domain().get(".".join(labels[start:]))
        if party is not None:
            return party
    return None


@cache
def _parties_by_domain() -> Mapping[str, KnownParty]:
    found: dict[str, KnownParty] = {}
    for party in load_vocabulary().parties.values():
        for domain in party.domains:
            found.setdefault(domain.lower(), party)
    return MappingProxyType(found)


def receiver_of(
    domain: str, organisation: str, stated: Mapping[str, Counterparty]
) -> Receiver | None:
    """Return who received: the organisation of that name, else the domain's owner; None if unknown.

    A name that the vocabulary lacks is looked for among the `stated` parties of the policy, and stands
    for itself where it isn't there either.
    """
    vocabulary = load_vocabulary()
    party = vocabulary.find_party(organisation) if organisation else find_owner(domain)
    if party is not None:
        iris = (party.iri, *vocabulary.owners(party.iri))
        return Receiver(label=party.label, iris=iris, kind=party.kind)
    if not organisation:
        return None
    name = normalise(organisation)
    iris = tuple(
        iri
        for iri, each in stated.items()
        if each.role == "named" and normalise(each.label) == name
    )
    return Receiver(label=organisation, iris=iris)
