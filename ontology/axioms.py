"""The axioms of the ontology in the shapes that its files use, read from its triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from .terms import OWL, PF, RDF, RDFS, XSD

FILES: Final = ("flows.ttl", "classes.ttl")
_NIL: Final = RDF + "nil"

Term = NamedNode | BlankNode | Literal
Node = NamedNode | BlankNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something related by `property`: of the class `filler`, equal to `value`, or meeting `inner`."""

    property: str
    filler: str | None = None
    value: Literal | NamedNode | None = None
    inner: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What is of the class `name`: whatever is of all `classes` and meets all `conditions`."""

    name: str
    classes: frozenset[str] = frozenset()
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Axioms:
    """What ontology/flows.ttl and classes.ttl say about classes and properties, all by IRI.

    `above` holds the named classes right above a class; `only` for a class which class the values
    of a property must be of; `single` for a class the properties with one value at most.
    """

    above: Mapping[str, frozenset[str]]
    definitions: tuple[Definition, ...]
    domains: Mapping[str, str]
    ranges: Mapping[str, str]
    only: Mapping[str, Mapping[str, str]]
    single: Mapping[str, frozenset[str]]
    disjoint: frozenset[frozenset[str]]
    different: frozenset[frozenset[str]]
    labels: Mapping[str, str]

    def all_above(self, name: str) -> frozenset[str]:
        """Return the class and every named class above it."""
        found, ahead = {name}, [name]
        while ahead:
            new = self.above.get(ahead.pop(), frozenset()) - found
            found |= new
            ahead += new
        return frozenset(found)


@cache
def read_ontology() -> tuple[Triple, ...]:
    """Return the triples of the ontology's own files, without the concepts and organisations."""
    return tuple(triple for name in FILES for triple in _triples(name))


@cache
def concluded_classes() -> frozenset[str]:
    """Return the classes of classes.ttl that flows and parties may turn out to be of."""
    axioms = read_axioms()
    declared = {
        triple.subject.value
        for triple in _triples("classes.ttl")
        if triple.predicate.value == RDF + "type" and triple.object == NamedNode(OWL + "Class")
        if isinstance(triple.subject, NamedNode)
    }
    told = {PF + "AffirmedFlow", PF + "Party"}
    return frozenset(name for name in declared if axioms.all_above(name) & told)


@cache
def read_axioms() -> Axioms:
    """Return the axioms of the ontology, read once."""
    return _Reader(read_ontology()).axioms()


def _triples(name: str) -> tuple[Triple, ...]:
    turtle = (files("privacyflow.ontology") / name).read_bytes()
    return tuple(quad.triple for quad in parse(turtle, RdfFormat.TURTLE))


class _Reader:
    """Looks the parts of class expressions up, which hang on blank nodes."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._found: dict[tuple[Term, str], list[Term]] = defaultdict(list)
        for triple in triples:
            if not isinstance(triple.subject, Triple) and not isinstance(triple.object, Triple):
                self._found[triple.subject, triple.predicate.value].append(triple.object)

    def axioms(self) -> Axioms:
        above: dict[str, set[str]] = defaultdict(set)
        only: dict[str, dict[str, str]] = defaultdict(dict)
        single: dict[str, set[str]] = defaultdict(set)
        definitions = list(self._definitions())
        for definition in definitions:
            above[definition.name] |= definition.classes
        for name, value in self._pairs(RDFS + "subClassOf"):
            if isinstance(value, NamedNode):
                above[name].add(value.value)
            elif (filler := self._one(value, OWL + "allValuesFrom")) is not None:
                only[name][self._property(value)] = _iri(filler)
            elif self._one(value, OWL + "maxCardinality") is not None:
                single[name].add(self._property(value))
        for name, kind in self._pairs(RDF + "type"):
            if kind == NamedNode(OWL + "FunctionalProperty"):
                single[OWL + "Thing"].add(name)
        return Axioms(
            above={name: frozenset(names) for name, names in above.items()},
            definitions=(*definitions, *self._rules()),
            domains={s: _iri(o) for s, o in self._pairs(RDFS + "domain")},
            ranges={s: _iri(o) for s, o in self._pairs(RDFS + "range") if XSD not in _iri(o)},
            only=only,
            single={name: frozenset(names) for name, names in single.items()},
            disjoint=self._sets(OWL + "disjointWith"),
            different=self._sets(OWL + "differentFrom"),
            labels={s: o.value for s, o in self._pairs(RDFS + "label") if isinstance(o, Literal)},
        )

    def _pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        for (subject, name), values in self._found.items():
            if name == predicate and isinstance(subject, NamedNode):
                yield from ((subject.value, value) for value in values)

    def _sets(self, predicate: str) -> frozenset[frozenset[str]]:
        return frozenset(frozenset((s, _iri(o))) for s, o in self._pairs(predicate))

    def _definitions(self) -> Iterator[Definition]:
        for name, value in self._pairs(OWL + "equivalentClass"):
            members = self._one(value, OWL + "intersectionOf")
            if members is None:
                continue
            parts = list(self._list(members))
            yield Definition(
                name=name,
                classes=frozenset(p.value for p in parts if isinstance(p, NamedNode)),
                conditions=tuple(self._condition(p) for p in parts if isinstance(p, BlankNode)),
            )

    def _rules(self) -> Iterator[Definition]:
        """Yield what is said of whatever meets a condition: `[ … ] rdfs:subClassOf a class`."""
        for (subject, name), values in self._found.items():
            if name == RDFS + "subClassOf" and isinstance(subject, BlankNode):
                condition = self._condition(subject)
                yield from (Definition(name=_iri(v), conditions=(condition,)) for v in values)

    def _condition(self, node: Term) -> Condition:
        filler = self._one(node, OWL + "someValuesFrom")
        value = self._one(node, OWL + "hasValue")
        return Condition(
            property=self._property(node),
            filler=filler.value if isinstance(filler, NamedNode) else None,
            value=None if isinstance(value, BlankNode) else value,
            inner=self._condition(filler) if isinstance(filler, BlankNode) else None,
        )

    def _property(self, node: Term) -> str:
        return _iri(self._found[node, OWL + "onProperty"][0])

    def _one(self, node: Term, predicate: str) -> Term | None:
        return next(iter(self._found.get((node, predicate), ())), None)

    def _list(self, node: Term) -> Iterator[Term]:
        while node != NamedNode(_NIL):
            yield self._found[node, RDF + "first"][0]
            node = self._found[node, RDF + "rest"][0]


def _iri(term: Term) -> str:
    return term.value
