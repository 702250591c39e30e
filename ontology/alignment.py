"""How our terms and those of the Data Privacy Vocabulary match, from either side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from .axioms import FILES
from .terms import DPV, PD, PF, RDFS, SKOS
from .turtle import VOCABULARY_FILES

_DPV: Final = (DPV, PD)
_RELATIONS: Final[Mapping[str, tuple[str, str]]] = {
    SKOS + "exactMatch": ("the same as", "the same as"),
    SKOS + "broadMatch": ("narrower than", "broader than"),
    SKOS + "closeMatch": ("close to", "close to"),
    RDFS + "subClassOf": ("a sub-class of", "a super-class of"),
    RDFS + "subPropertyOf": ("a sub-property of", "a super-property of"),
    RDFS + "seeAlso": ("akin to", "akin to"),
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Match:
    """That one term, ours or DPV's, is `relation` ("narrower than") the term `other`; by IRI."""

    term: str
    relation: str
    other: str


def matches_of(term: str) -> tuple[Match, ...]:
    """Return what a term of ours, or of DPV, is to terms of the other, sorted; by IRI.

    For example `matches_of(PD + "Location")` has that it is the same as `pf:Location`.
    """
    return _matches().get(term, ())


def matched_terms() -> tuple[str, ...]:
    """Return the terms of both sides that have a match, sorted."""
    return tuple(sorted(_matches()))


@cache
def _matches() -> Mapping[str, tuple[Match, ...]]:
    found: dict[str, set[Match]] = {}
    folder = Path(__file__).parent
    for path in (*(folder / name for name in FILES), *VOCABULARY_FILES):
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if (pair := _pair(quad)) is not None:
                ours, theirs = pair
                there, back = _RELATIONS[quad.predicate.value]
                one = Match(term=ours, relation=there, other=theirs)
                other = Match(term=theirs, relation=back, other=ours)
                found.setdefault(ours, set()).add(one)
                found.setdefault(theirs, set()).add(other)
    return MappingProxyType({term: tuple(sorted(of)) for term, of in found.items()})


def _pair(quad: Quad) -> tuple[str, str] | None:
    """Return the term of ours and that of DPV which the quad relates, None if it relates no such two."""
    if (
        quad.predicate.value in _RELATIONS
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and quad.subject.value.startswith(PF)
        and quad.object.value.startswith(_DPV)
    ):
        return quad.subject.value, quad.object.value
    return None
