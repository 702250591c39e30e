"""Roles: which resource a party of a policy is, and what the policy's graph says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from ..ontology.concepts import load_vocabulary
from ..ontology.records import Party, Role, SourceDocument
from ..ontology.resources import policy_key, slug
from ..ontology.terms import PF, PFR

_DETERMINERS: Final = re.compile(
    r"^(?:(?:the|an?|any|all|our|their|its|your|these|those|such)\s+)+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyResource:
    """A party as a node: `role` is one of `pf:role`'s six words, `kind` a kind of recipient."""

    iri: str
    label: str
    role: str
    classes: tuple[str, ...]
    kind: str | None = None


def publisher_resource(document: SourceDocument) -> PartyResource:
    """Return the company whose policy this is; a known organisation has its known IRI."""
    return _publisher(" ".join(document.company.split()) or "unnamed company")


@cache
def _publisher(company: str) -> PartyResource:
    known = load_vocabulary().find_party(company)
    iri = known.iri if known and known.type == "organisation" else f"{PFR}org-{slug(company)}"
    return PartyResource(
        iri=iri, label=company, role="first party", classes=("Organisation", "FirstParty")
    )


def party_resource(document: SourceDocument, party: Party) -> PartyResource:
    """Return the node for `party`. A category is scoped to its policy and never equals a company.

    Raises ValueError for a named party or a category without the words that name it.
    """
    publisher = publisher_resource(document)
    if party.role is Role.FIRST_PARTY or party.organisation == publisher.iri:
        return publisher
    if party.role is Role.PUBLIC:
        return _audience("the-public", "the public", "public", "ThePublic")
    if party.role is Role.USER:
        return _audience("other-users", "other users", "other users", "OtherUsers")
    if party.organisation:
        return _known(party.organisation, party)
    words = " ".join(party.mention.text.split()) if party.mention else ""
    if not words:
        raise ValueError(f"{document.file_name}: a {party.role} party without words that name it")
    if party.role is Role.NAMED:
        return PartyResource(
            iri=f"{PFR}name-{slug(words)}",
            label=words,
            role="named",
            classes=("Organisation", "NamedParty"),
        )
    return _category(document, words, party.kind or PF + "ThirdParty")


def _audience(name: str, label: str, role: str, kind: str) -> PartyResource:
    return PartyResource(
        iri=PFR + name, label=label, role=role, classes=("Audience",), kind=PF + kind
    )


def _known(iri: str, party: Party) -> PartyResource:
    known = load_vocabulary().parties.get(iri)
    words = " ".join(party.mention.text.split()) if party.mention else iri
    label = known.label if known else words
    return PartyResource(iri=iri, label=label, role="named", classes=("NamedParty",))


def _category(document: SourceDocument, words: str, kind: str) -> PartyResource:
    concept = load_vocabulary().concepts.get(kind)
    name = slug(_DETERMINERS.sub("", words.lower()) or words)
    return PartyResource(
        iri=f"{PFR}vague-{policy_key(document.id)}-{name}",
        label=words,
        role="vague" if concept is None or concept.vague else "category",
        classes=("VagueParty",),
        kind=kind,
    )
