"""RDF in the formats that other stores read, one graph after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from pyoxigraph import Quad, Triple

from ...ontology.terms import PFR, PREFIXES
from ..serialisation import WITHOUT_GRAPHS, Format, serialise, serialise_triples
from .json_ld import write_json_ld

_OF_ONE_POLICY: Final = tuple(
    PFR + kind
    for kind in ("flow-", "evidence-", "position-", "quote-", "policy-", "listed-", "referent-")
)
"""Resources that no two policies share, so that nothing said of them is said twice."""


def write_rdf(graphs: Iterable[list[Quad]], form: Format, file: BinaryIO) -> None:
    """Write graphs to `file`: the same graphs, the same bytes; one graph in memory at a time.

    Within a graph statements are sorted. Turtle and N-Triples, which have no names for graphs, say
    each triple once.
    """
    if form is Format.JSON_LD:
        write_json_ld(graphs, file)
        return
    if form in (Format.TURTLE, Format.TRIG):
        file.write(_prefixes())
    if form in WITHOUT_GRAPHS:
        for triples in _each_once(graphs):
            file.write(_without_prefixes(serialise_triples(triples, form)))
        return
    for quads in graphs:
        file.write(_without_prefixes(serialise(quads, form)))


def _each_once(graphs: Iterable[list[Quad]]) -> Iterator[list[Triple]]:
    """Yield the triples of each graph that none before it has."""
    said: set[Triple] = set()
    for quads in graphs:
        triples = {quad.triple for quad in quads} - said
        said.update(t for t in triples if not str(t.subject)[1:].startswith(_OF_ONE_POLICY))
        yield list(triples)


def _prefixes() -> bytes:
    return "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in sorted(PREFIXES.items())).encode()


def _without_prefixes(written: bytes) -> bytes:
    while written.startswith(b"@prefix "):
        written = written.partition(b"\n")[2]
    return written
