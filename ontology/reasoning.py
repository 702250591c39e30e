"""What a description-logic reasoner says: does the ontology hold together, and what follows."""

from __future__ import annotations

import io
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from pyoxigraph import RdfFormat, Triple, parse, serialize

from .terms import PF

DERIVED: Final = tuple(
    PF + name
    for name in ("coversData", "deniesData", "reaches", "collects", "sharesWith", "receives")
)
_UNREASONED: Final = frozenset({PF + "retentionDuration"})


class ReasonerError(Exception):
    """No reasoner can run here, or the ontology contradicts itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned:
    """The classes that can have no member, and the (subject, property, object) that follow, by IRI."""

    unsatisfiable: tuple[str, ...]
    edges: frozenset[tuple[str, str, str]]


def reason(triples: Iterable[Triple], properties: Collection[str] = DERIVED) -> Reasoned:
    """Return what HermiT infers for `properties` from ontology/flows.ttl and `triples`.

    `triples` are one policy's stated graph with the links of the concepts and parties in it; a whole
    store is too much (30 s and 1 GB at 1,000 classes and 10,000 individuals). The store never needs
    it: graphs/derived.py computes the same. Raises ReasonerError where Java is missing, or where
    the triples contradict the ontology.
    """
    if shutil.which("java") is None:
        raise ReasonerError("no Java found. Install a Java runtime (8 or later) and try again.")
    import owlready2
    from rdflib import URIRef

    ontology = (files("privacyflow.ontology") / "flows.ttl").read_bytes()
    own = (quad.triple for quad in parse(ontology, RdfFormat.TURTLE))
    # The reasoner refuses a datatype that OWL 2 does not have, and nothing follows from a duration.
    told = (triple for triple in triples if triple.predicate.value not in _UNREASONED)
    # owlready2 reads Turtle without an error and finds nothing in it, hence N-Triples; and a world
    # of our own, since its default world is one for the whole process.
    written = serialize([*own, *told], format=RdfFormat.N_TRIPLES) or b""
    world = owlready2.World()
    world.get_ontology(PF.rstrip("#")).load(fileobj=io.BytesIO(written), format="ntriples")
    try:
        owlready2.sync_reasoner(world, infer_property_values=True, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        raise ReasonerError("the triples contradict ontology/flows.ttl.") from None
    graph = world.as_rdflib_graph()
    return Reasoned(
        unsatisfiable=tuple(sorted(c.iri for c in world.inconsistent_classes())),
        edges=frozenset(
            (str(subject), name, str(value))
            for name in properties
            for subject, value in graph.subject_objects(URIRef(name))
        ),
    )
