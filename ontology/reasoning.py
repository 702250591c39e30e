"""What a description-logic reasoner says: does the ontology hold together, and what follows."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from .axioms import read_axioms, read_ontology
from .terms import OWL, PF, RDF, RDFS, XSD

if TYPE_CHECKING:
    import owlready2

DERIVED: Final = tuple(
    PF + name
    for name in (
        "coversData",
        "deniesData",
        "sharesData",
        "reaches",
        "collects",
        "sharesWith",
        "receives",
    )
)
_OPTIONS: Final = "JAVA_TOOL_OPTIONS"
# A run lasts seconds, too short for Java's second compiler and its parallel collector to pay: without
# them it needs less than half the time.
_BRISK: Final = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


class ReasonerError(Exception):
    """No reasoner can run here. `str()` gives the one line a user needs."""

    def __init__(self, *, what: str, where: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")
        self.what = what
        self.where = where
        self.remedy = remedy


class ClashError(ReasonerError):
    """The triples contradict the ontology; ontology/clashes.py tells how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned:
    """What follows, by IRI: classes without members, (subject, property, object), (member, class)."""

    unsatisfiable: tuple[str, ...]
    edges: frozenset[tuple[str, str, str]]
    members: frozenset[tuple[str, str]]


def reason(triples: Iterable[Triple], properties: Collection[str] = DERIVED) -> Reasoned:
    """Return what HermiT infers for `properties` and our classes from the ontology and `triples`.

    `triples` are one policy's stated graph with the links of the concepts and parties in it; a whole
    store is too much (30 s and 1 GB at 1,000 classes and 10,000 individuals). The store never needs
    it: graphs/derived.py and graphs/conclusions.py compute the same. Raises ReasonerError where Java
    is missing or fails, ClashError where the triples contradict the ontology.
    """
    require_java()
    from rdflib import URIRef

    world = load_ontology(triples).world
    try:
        _run(world)
        graph = world.as_rdflib_graph()
        return Reasoned(
            unsatisfiable=tuple(sorted(c.iri for c in world.inconsistent_classes())),
            edges=frozenset(
                (str(subject), name, str(value))
                for name in properties
                for subject, value in graph.subject_objects(URIRef(name))
            ),
            members=_members(
                graph.subject_objects(URIRef(RDF + "type")),
                graph.subject_objects(URIRef(RDFS + "subClassOf")),
            ),
        )
    finally:
        world.close()


def load_ontology(triples: Iterable[Triple] = ()) -> owlready2.Ontology:
    """Return the ontology as owlready2's objects, with `triples` beside it, in a world of its own.

    Of literals in `triples` only those are taken from which something follows.
    """
    import owlready2

    own = read_ontology()
    values, properties = _telling(own)
    told = (
        triple
        for triple in triples
        if not isinstance(triple.object, Literal)
        or triple.object in values
        or triple.predicate in properties
    )
    # owlready2 reads Turtle without an error and finds nothing in it, hence N-Triples; and its default
    # world is one for the whole process.
    written = serialize([*own, *told], format=RdfFormat.N_TRIPLES) or b""
    ontology = owlready2.World().get_ontology(PF.rstrip("#"))
    return ontology.load(fileobj=io.BytesIO(written), format="ntriples")


def require_java() -> None:
    """Raise ReasonerError where there is no Java for the reasoner to run in."""
    if shutil.which("java") is None:
        raise ReasonerError(
            where="java",
            what="no Java found",
            remedy="Install a Java runtime (8 or later) and try again.",
        )


def contradicts(triples: Sequence[Triple]) -> bool:
    """Tell whether HermiT finds that `triples` contradict the ontology. Raises ReasonerError."""
    try:
        reason(triples, ())
    except ClashError:
        return True
    return False


def _run(world: owlready2.World) -> None:
    import owlready2

    try:
        with _brisk_java():
            owlready2.sync_reasoner(world, infer_property_values=True, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        raise ClashError(
            where="ontology",
            what="the triples contradict it",
            remedy="Run privacyflow reason to see which.",
        ) from None
    except owlready2.OwlReadyJavaError as error:
        first = next((line for line in str(error).splitlines()[1:] if line.strip()), "no word")
        raise ReasonerError(
            where="java",
            what=f"the reasoner failed ({first.strip()[:160]})",
            remedy="Check that `java -version` works and that 2 GB of memory are free.",
        ) from None


@contextmanager
def _brisk_java() -> Iterator[None]:
    """Hand Java its options; owlready2 has no parameter for them, and Java's own variable is read."""
    before = os.environ.get(_OPTIONS)
    os.environ[_OPTIONS] = f"{_BRISK} {before or ''}".rstrip()
    try:
        yield
    finally:
        if before is None:
            del os.environ[_OPTIONS]
        else:
            os.environ[_OPTIONS] = before


def _telling(own: Iterable[Triple]) -> tuple[frozenset[object], frozenset[object]]:
    """Return the literals, and the properties of literals, from which something follows.

    Nothing follows from the others, and HermiT would take twice as long, or refuse xsd:duration.
    """
    parts: dict[object, dict[str, object]] = {}
    for triple in own:
        if isinstance(triple.subject, BlankNode):
            parts.setdefault(triple.subject, {})[triple.predicate.value] = triple.object
    values = frozenset(of[OWL + "hasValue"] for of in parts.values() if OWL + "hasValue" in of)
    properties = frozenset(
        of[OWL + "onProperty"]
        for of in parts.values()
        if isinstance(filler := of.get(OWL + "someValuesFrom"), NamedNode)
        and filler.value.startswith(XSD)
    )
    return values, properties


def _members(
    types: Iterable[tuple[object, object]], above: Iterable[tuple[object, object]]
) -> frozenset[tuple[str, str]]:
    """Return who is of which of our classes; the reasoner names the lowest ones alone."""
    links: dict[str, set[str]] = {name: set(up) for name, up in read_axioms().above.items()}
    for lower, upper in above:
        links.setdefault(str(lower), set()).add(str(upper))
    found = {(str(member), str(kind)) for member, kind in types if str(kind).startswith(PF)}
    ahead = list(found)
    while ahead:
        member, kind = ahead.pop()
        new = {(member, up) for up in links.get(kind, ()) if up.startswith(PF)} - found
        found |= new
        ahead += new
    return frozenset(found)
