"""Writing quads out: the same quads give the same bytes, in every format."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, serialize

from ..ontology.terms import PREFIXES


class Format(StrEnum):
    """The RDF formats by file ending; Turtle and N-Triples drop the names of the graphs."""

    N_QUADS = "nq"
    TRIG = "trig"
    TURTLE = "ttl"
    N_TRIPLES = "nt"
    JSON_LD = "jsonld"


_FORMATS: Final = {
    Format.N_QUADS: RdfFormat.N_QUADS,
    Format.TRIG: RdfFormat.TRIG,
    Format.TURTLE: RdfFormat.TURTLE,
    Format.N_TRIPLES: RdfFormat.N_TRIPLES,
    Format.JSON_LD: RdfFormat.JSON_LD,
}
WITHOUT_GRAPHS: Final = frozenset({Format.TURTLE, Format.N_TRIPLES})
"""The formats that drop the names of the graphs."""


def serialise(quads: Iterable[Quad], form: Format) -> bytes:
    """Return `quads` in `form`, sorted by graph, subject, predicate and object, as UTF-8.

    Lines of N-Quads and N-Triples are sorted by their bytes, as `LC_ALL=C sort` has them.
    """
    if form in WITHOUT_GRAPHS:
        return serialise_triples((quad.triple for quad in quads), form)
    if form is Format.N_QUADS:
        return _lines(quads, form)
    ordered = sorted(set(quads), key=_place)
    return _written(ordered, form)


def serialise_triples(triples: Iterable[Triple], form: Format) -> bytes:
    """Return `triples` in `form`, sorted and each once, as UTF-8."""
    if form is Format.N_TRIPLES:
        return _lines(triples, form)
    ordered = sorted(set(triples), key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    if form in WITHOUT_GRAPHS:
        return _written(ordered, form)
    return _written([Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in ordered], form)


def _place(quad: Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _lines(statements: Iterable[Quad] | Iterable[Triple], form: Format) -> bytes:
    written = serialize(statements, format=_FORMATS[form]) or b""
    # Line feeds inside literals are escaped, so a line feed always ends a statement.
    lines = sorted({line for line in written.split(b"\n") if line})
    return b"".join(line + b"\n" for line in lines)


def _written(statements: list[Quad] | list[Triple], form: Format) -> bytes:
    written = serialize(statements, format=_FORMATS[form], prefixes=PREFIXES) or b""
    # The prefixes come first, one a line, in an order that is not ours.
    head: list[bytes] = []
    while written.startswith(b"@prefix "):
        line, _, written = written.partition(b"\n")
        head.append(line + b"\n")
    return b"".join([*sorted(head), written])
