"""The entries of the vocabulary: concepts of the three trees and parties known by name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from .terms import PF

PartyType = Literal["organisation", "service", "sdk"]


class Scheme(StrEnum):
    """The SKOS concept schemes, by IRI."""

    DATA = PF + "DataTypes"
    PURPOSES = PF + "Purposes"
    KINDS = PF + "PartyKinds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A type of data, a purpose or a kind of party.

    `alternatives` are other words for it, `topics` words that say what data is about but hardly
    ever name data on their own. `broader` and `matches` (DPV) are IRIs. `generic` is true for words
    that name no type ("information"), `vague` for kinds that do not say who ("third parties").
    """

    iri: str
    label: str
    alternatives: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    scheme: Scheme
    matches: tuple[str, ...] = ()
    generic: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownParty:
    """An organisation, service or SDK known by name.

    `owner` is the IRI of the party behind it, `country` an ISO 3166 alpha-2 code, `kind` the IRI
    of the kind of recipient it mostly is; a company of many businesses is only a third party, its
    services are of their kinds. A `plain_word` ("Segment", "Visa") is a name only where
    it is written with a capital.
    """

    iri: str
    label: str
    alternatives: tuple[str, ...] = ()
    type: PartyType
    owner: str | None = None
    country: str | None = None
    domains: tuple[str, ...] = ()
    kind: str
    plain_word: bool = False
