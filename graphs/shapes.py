"""The SHACL shapes, checked one policy at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from ..ontology.terms import XSD
from .faults import Check, Fault, short

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import IdentifiedNode

_SH: Final = "http://www.w3.org/ns/shacl#"
_STRING: Final = XSD + "string"


def check_shapes(policy_id: str, quads: Iterable[Quad]) -> Iterator[Fault]:
    """Yield what in `quads` breaks a shape of ontology/shapes.ttl.

    `quads` are a policy's stated and derived graph with the types and schemes of the concepts in
    them. pyshacl needs 46 ms for one policy but 6 s at 100,000 triples, hence one at a time.
    """
    import pyshacl
    from rdflib import RDF, URIRef

    _, results, _ = pyshacl.validate(_rdflib_graph(quads), shacl_graph=_shapes(), inplace=True)
    for result in results.subjects(RDF.type, URIRef(_SH + "ValidationResult")):
        node = results.value(result, URIRef(_SH + "focusNode"))
        path = results.value(result, URIRef(_SH + "resultPath"))
        value = results.value(result, URIRef(_SH + "value"))
        message = results.value(result, URIRef(_SH + "resultMessage"))
        where = f"{short(str(path))}: " if isinstance(path, URIRef) else ""
        shown = f", not {short(str(value))[:60]!a}" if value is not None else ""
        yield Fault(
            policy=policy_id,
            node=str(node),
            check=Check.SHAPE,
            message=f"{where}{message}{shown}",
            warning=results.value(result, URIRef(_SH + "resultSeverity"))
            == URIRef(_SH + "Warning"),
        )


@cache
def _shapes() -> rdflib.Graph:
    import rdflib

    turtle = (files("privacyflow.ontology") / "shapes.ttl").read_bytes()
    return rdflib.Graph().parse(data=turtle, format="turtle")


def _rdflib_graph(quads: Iterable[Quad]) -> rdflib.Graph:
    import rdflib

    graph = rdflib.Graph()
    for quad in quads:
        graph.add((_node(quad.subject), rdflib.URIRef(quad.predicate.value), _node(quad.object)))
    return graph


def _node(term: object) -> IdentifiedNode | rdflib.Literal:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, Literal):
        # rdflib takes "a" and "a"^^xsd:string for two terms; the shapes are written with the first.
        plain = term.language or term.datatype.value == _STRING
        datatype = None if plain else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise TypeError(f"a store of privacyflow holds no {type(term).__name__}")
