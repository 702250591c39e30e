"""Why triples contradict the ontology, in words: a reasoner finds that they do, and says no more."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from .axioms import Axioms, Condition, Definition, read_axioms, read_ontology
from .reasoning import contradicts
from .terms import OWL, PF, PREFIXES, RDF, XSD

_TYPE: Final = RDF + "type"
_INVERSES: Final = {
    PF + "recipientOf": "https://w3id.org/dpv#hasRecipient",
    PF + "companyOf": PF + "company",
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Clash:
    """One thing that is wrong with `subject`; `triples` are what was told that makes it so."""

    subject: str
    words: str
    triples: tuple[str, ...]

    def __str__(self) -> str:
        """Return the clash as one line."""
        return f"{name_of(self.subject)} {self.words} (told: {'; '.join(self.triples)})"


def explain(triples: Iterable[Triple]) -> tuple[Clash, ...]:
    """Return what in `triples` can't be, by the axioms that need no guessing, in order.

    They are followed forwards: sub-classes, domains, ranges, what the values of a property must be,
    definitions; then disjoint classes and second values of properties that have one are looked for.
    A reasoner can find more; `smallest` narrows that down.
    """
    told = _Told(triples, read_axioms())
    told.close()
    return tuple(sorted({*told.disjoint_types(), *told.second_values()}))


def smallest(
    triples: Sequence[Triple], clashes: Callable[[Sequence[Triple]], bool]
) -> tuple[Triple, ...]:
    """Return a smallest part of `triples` for which `clashes` holds, as it does for them all.

    Leaving out any one of it, the rest clashes no more. `clashes` is asked about twice the
    logarithm of the number of triples, times the size of what is returned (QuickXplain).
    """
    return tuple(_shrink((), (), triples, clashes)) if triples else ()


def find_clashes(triples: Sequence[Triple]) -> tuple[Clash, ...]:
    """Return why `triples`, which a reasoner says contradict the ontology, do so.

    Where `explain` has no answer, the reasoner is asked for the smallest part that does: 40 runs or so.
    Raises ReasonerError.
    """
    found = explain(triples)
    if found:
        return found
    part = smallest(triples, contradicts)
    subjects = sorted(_subject(triple) for triple in part)
    words = "is told what can't be true together"
    return (_clash(subjects[0], words, frozenset(part)),) if part else ()


def name_of(iri: str) -> str:
    """Return an IRI with its prefix where it has one of ours."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _shrink(
    kept: Sequence[Triple],
    added: Sequence[Triple],
    rest: Sequence[Triple],
    clashes: Callable[[Sequence[Triple]], bool],
) -> Sequence[Triple]:
    if added and clashes(kept):
        return ()
    if len(rest) == 1:
        return rest
    left, right = rest[: len(rest) // 2], rest[len(rest) // 2 :]
    of_right = _shrink((*kept, *left), left, right, clashes)
    of_left = _shrink((*kept, *of_right), of_right, left, clashes)
    return (*of_left, *of_right)


class _Told:
    """What was told, and which classes follow for each node, with the triples each follows from."""

    def __init__(self, triples: Iterable[Triple], axioms: Axioms) -> None:
        self._axioms = axioms
        self._types: dict[str, dict[str, frozenset[Triple]]] = defaultdict(dict)
        self._out: dict[tuple[str, str], list[Triple]] = defaultdict(list)
        self._in: dict[tuple[str, str], list[Triple]] = defaultdict(list)
        self._ahead: deque[tuple[str, str]] = deque()
        self._asking: dict[str, list[Definition]] = defaultdict(list)
        for definition in axioms.definitions:
            fillers = {end.filler for c in definition.conditions for end in _ends(c)}
            for name in definition.classes | {filler for filler in fillers if filler}:
                self._asking[name].append(definition)
        told = dict.fromkeys((*read_ontology(), *triples))
        for triple in told:
            self._tell(triple)
        for triple in told:
            self._follow_property(triple)

    def _tell(self, triple: Triple) -> None:
        if not isinstance(triple.subject, NamedNode):
            return
        subject, value = triple.subject.value, triple.object
        if triple.predicate.value != _TYPE:
            self._out[subject, triple.predicate.value].append(triple)
            if isinstance(value, NamedNode):
                self._in[value.value, triple.predicate.value].append(triple)
        elif isinstance(value, NamedNode) and not value.value.startswith(OWL):
            self._is(subject, value.value, frozenset((triple,)))

    def _is(self, node: str, kind: str, because: frozenset[Triple]) -> None:
        """Note that `node` is of a class and of all above it; the first reason, a short one, stays."""
        for name in sorted(self._axioms.all_above(kind)):
            if name not in self._types[node]:
                self._types[node][name] = because
                self._ahead.append((node, name))

    def _follow_property(self, triple: Triple) -> None:
        name, because = triple.predicate.value, frozenset((triple,))
        if isinstance(triple.subject, NamedNode) and name in self._axioms.domains:
            self._is(triple.subject.value, self._axioms.domains[name], because)
        if isinstance(triple.object, NamedNode) and name in self._axioms.ranges:
            self._is(triple.object.value, self._axioms.ranges[name], because)

    def close(self) -> None:
        """Follow the axioms until nothing new comes."""
        while self._ahead:
            node, kind = self._ahead.popleft()
            self._follow_only(node, kind)
            for definition in self._asking.get(kind, ()):
                if kind in definition.classes:
                    self._follow(node, definition)
                for condition in definition.conditions:
                    for candidate in self._leading_to(node, kind, condition):
                        self._follow(candidate, definition)

    def _follow_only(self, node: str, kind: str) -> None:
        for property, filler in self._axioms.only.get(kind, {}).items():
            for triple in self._out.get((node, property), ()):
                if isinstance(triple.object, NamedNode):
                    because = self._types[node][kind] | {triple}
                    self._is(triple.object.value, filler, because)

    def _leading_to(self, node: str, kind: str, condition: Condition) -> Iterator[str]:
        """Yield who may meet the condition now that `node` is of the class `kind`."""
        if condition.inner is not None:
            ends: Iterable[str] = tuple(self._leading_to(node, kind, condition.inner))
        else:
            ends = (node,) if condition.filler == kind else ()
        for end in ends:
            of = _INVERSES.get(condition.property)
            if of is not None:
                yield from (_value(triple) for triple in self._out.get((end, of), ()))
            else:
                yield from (_subject(t) for t in self._in.get((end, condition.property), ()))

    def _follow(self, node: str, definition: Definition) -> None:
        if definition.name in self._types[node]:
            return
        reasons = [self._types[node].get(name) for name in definition.classes]
        reasons += [self._meets(node, condition) for condition in definition.conditions]
        found = [reason for reason in reasons if reason is not None]
        if len(found) == len(reasons):
            self._is(node, definition.name, frozenset().union(*found))

    def _meets(self, node: str, condition: Condition) -> frozenset[Triple] | None:
        """Return the triples by which `node` meets the condition, None if it doesn't."""
        of = _INVERSES.get(condition.property)
        key = (node, of or condition.property)
        for triple in (self._in if of else self._out).get(key, ()):
            other = triple.subject if of else triple.object
            if (found := self._is_meant(other, condition)) is not None:
                return found | {triple}
        return None

    def _is_meant(self, other: object, condition: Condition) -> frozenset[Triple] | None:
        if condition.value is not None:
            return frozenset() if other == condition.value else None
        if isinstance(other, Literal):
            return frozenset() if (condition.filler or "").startswith(XSD) else None
        if not isinstance(other, NamedNode):
            return None
        if condition.inner is not None:
            return self._meets(other.value, condition.inner)
        return self._types[other.value].get(condition.filler or "")

    def disjoint_types(self) -> Iterator[Clash]:
        """Yield who is of two classes that are disjoint."""
        for node, types in self._types.items():
            for pair in self._axioms.disjoint:
                first, second = sorted(pair)
                if first in types and second in types:
                    kinds = f"{self._kind(first)} and as {self._kind(second)}"
                    yield _clash(
                        node,
                        f"is told as {kinds}, which are disjoint",
                        types[first] | types[second],
                    )

    def second_values(self) -> Iterator[Clash]:
        """Yield who has two values of a property that has one, where these can't be the same."""
        for (node, property), triples in self._out.items():
            if len(triples) < 2 or not self._has_one(node, property):
                continue
            for one, other in combinations(triples, 2):
                pair = frozenset((_value(one), _value(other)))
                if pair in self._axioms.different:
                    names = " and ".join(name_of(value) for value in sorted(pair))
                    words = f"has {names} as {name_of(property)}, of which it can have one only"
                    yield _clash(node, words, frozenset((one, other)))

    def _has_one(self, node: str, property: str) -> bool:
        kinds = (OWL + "Thing", *self._types.get(node, ()))
        return any(property in self._axioms.single.get(kind, ()) for kind in kinds)

    def _kind(self, name: str) -> str:
        label = self._axioms.labels.get(name, name_of(name))
        article = "an" if label[:1] in "aeio" or label.startswith("SDK") else "a"
        return f"{article} {label}"


def _clash(node: str, words: str, because: frozenset[Triple]) -> Clash:
    shown = (
        f"{name_of(_subject(t))} {name_of(t.predicate.value)} {name_of(_value(t))}" for t in because
    )
    return Clash(subject=node, words=words, triples=tuple(sorted(shown)))


def _ends(condition: Condition) -> Iterator[Condition]:
    yield condition if condition.inner is None else next(_ends(condition.inner))


def _subject(triple: Triple) -> str:
    assert isinstance(triple.subject, NamedNode)
    return triple.subject.value


def _value(triple: Triple) -> str:
    return triple.object.value if isinstance(triple.object, NamedNode) else str(triple.object)
