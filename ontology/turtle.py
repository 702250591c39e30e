"""Reads the Turtle files of the vocabulary into entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from .entries import Concept, KnownParty, PartyType, Scheme
from .terms import PF, RDF, RDFS, SKOS

_FOLDER: Final = Path(__file__).parent
VOCABULARY_FILES: Final = tuple(
    _FOLDER / name for name in ("data_types.ttl", "purposes.ttl", "parties.ttl")
)

_PARTY_TYPES: Final[Mapping[str, PartyType]] = {
    PF + "Organisation": "organisation",
    PF + "Service": "service",
    PF + "SDK": "sdk",
}
_MATCHES: Final = (SKOS + "exactMatch", SKOS + "broadMatch", SKOS + "closeMatch")

_Properties = dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """What the Turtle files hold, in their order; `false_friends` by scheme."""

    concepts: tuple[Concept, ...]
    parties: tuple[KnownParty, ...]
    false_friends: Mapping[Scheme, tuple[str, ...]]


def read_entries(paths: tuple[Path, ...] = VOCABULARY_FILES) -> Entries:
    """Return the concepts, known parties and false friends of Turtle files."""
    concepts: list[Concept] = []
    parties: list[KnownParty] = []
    false_friends: dict[Scheme, tuple[str, ...]] = dict.fromkeys(Scheme, ())
    for iri, properties in _subjects(paths):
        types = properties[RDF + "type"]
        if SKOS + "Concept" in types:
            concepts.append(_concept(iri, properties))
        elif SKOS + "ConceptScheme" in types:
            false_friends[Scheme(iri)] = tuple(properties[PF + "falseFriend"])
        elif party_type := next((_PARTY_TYPES[t] for t in types if t in _PARTY_TYPES), None):
            parties.append(_party(iri, party_type, properties))
    return Entries(
        concepts=tuple(concepts),
        parties=tuple(parties),
        false_friends=MappingProxyType(false_friends),
    )


def _subjects(paths: tuple[Path, ...]) -> Iterator[tuple[str, _Properties]]:
    subjects: dict[str, _Properties] = {}
    for path in paths:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            properties = subjects.setdefault(quad.subject.value, defaultdict(list))
            properties[quad.predicate.value].append(quad.object.value)
    yield from subjects.items()


def _concept(iri: str, properties: _Properties) -> Concept:
    return Concept(
        iri=iri,
        label=properties[SKOS + "prefLabel"][0],
        alternatives=tuple(properties[SKOS + "altLabel"]),
        topics=tuple(properties[SKOS + "hiddenLabel"]),
        broader=tuple(properties[SKOS + "broader"]),
        scheme=Scheme(properties[SKOS + "inScheme"][0]),
        matches=tuple(value for match in _MATCHES for value in properties[match]),
        generic=properties[PF + "generic"] == ["true"],
        vague=properties[PF + "vague"] == ["true"],
    )


def _party(iri: str, party_type: PartyType, properties: _Properties) -> KnownParty:
    return KnownParty(
        iri=iri,
        label=properties[RDFS + "label"][0],
        alternatives=tuple(properties[SKOS + "altLabel"]),
        type=party_type,
        owner=next(iter(properties[PF + "ownedBy"]), None),
        country=next(iter(properties[PF + "country"]), None),
        domains=tuple(properties[PF + "domain"]),
        kind=properties[PF + "partyKind"][0],
        plain_word=properties[PF + "plainWord"] == ["true"],
    )
