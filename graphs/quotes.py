"""Every quote stands in its policy at its offsets, and so do the words of every part of a flow."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ..ontology.resources import policy_iri
from ..ontology.terms import OA, PF, RDF
from .faults import Check, Fault

CONTEXT_LENGTH: Final = 32
PLACE: Final = re.compile(r"(?P<policy>.*)#char=(?P<start>\d+),(?P<end>\d+)")
_FLOWS: Final = frozenset({PF + "AffirmedFlow", PF + "DeniedFlow"})
_PARTS: Final = {
    PF + f"{part}At": PF + (part if part in ("condition", "retention") else f"{part}Text")
    for part in ("data", "actor", "recipient", "source", "purpose", "condition", "retention")
}

Nodes = Mapping[str, Mapping[str, tuple[str, ...]]]


def gather(quads: Iterable[Quad]) -> Nodes:
    """Return the values of every property of every subject."""
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            nodes[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return {
        subject: {predicate: tuple(values) for predicate, values in properties.items()}
        for subject, properties in nodes.items()
    }


def flows_of(nodes: Nodes) -> tuple[str, ...]:
    """Return the IRIs of the flows, sorted."""
    return tuple(
        sorted(iri for iri, found in nodes.items() if _FLOWS & set(found.get(RDF + "type", ())))
    )


def check_quotes(policy_id: str, nodes: Nodes, text: str | None) -> Iterator[Fault]:
    """Yield what doesn't agree with `text`, the policy's stored text (None if it is missing)."""
    policy = policy_iri(policy_id)
    if text is None:
        yield _fault(policy_id, policy, Check.TEXT, "its text is missing, no quote can be checked")
        return
    length = one(nodes.get(policy, {}), PF + "length")
    if length != str(len(text)):
        what = f"its text has {len(text)} characters, its length says {length}"
        yield _fault(policy_id, policy, Check.TEXT, what)
    for flow in flows_of(nodes):
        yield from _check_flow(policy_id, flow, nodes, text)
    for iri, properties in sorted(nodes.items()):
        if OA + "hasSelector" in properties:
            yield from _check_evidence(policy_id, iri, nodes, text)


def _check_flow(policy_id: str, flow: str, nodes: Nodes, text: str) -> Iterator[Fault]:
    properties = nodes[flow]
    if not any(nodes.get(target) for target in properties.get(OA + "hasTarget", ())):
        yield _fault(policy_id, flow, Check.QUOTE, "it has no evidence")
    for at, words in _PARTS.items():
        name = at.removeprefix(PF)
        found = set()
        for place in properties.get(at, ()):
            match = PLACE.fullmatch(place)
            if match is None or match["policy"] != policy_iri(policy_id):
                yield _fault(policy_id, flow, Check.PLACE, f"pf:{name} is no place in its policy")
            else:
                found.add(text[int(match["start"]) : int(match["end"])])
        if found != set(properties.get(words, ())):
            where, said = shown(found), shown(properties.get(words, ()))
            what = f"at pf:{name} stands {where}, pf:{words.removeprefix(PF)} says {said}"
            yield _fault(policy_id, flow, Check.PLACE, what)


def _check_evidence(policy_id: str, iri: str, nodes: Nodes, text: str) -> Iterator[Fault]:
    selectors = [nodes.get(selector, {}) for selector in nodes[iri][OA + "hasSelector"]]
    start, end, exact, prefix, suffix = (
        next((value for s in selectors if (value := one(s, OA + name)) is not None), None)
        for name in ("start", "end", "exact", "prefix", "suffix")
    )
    if start is None or end is None or not (start.isdecimal() and end.isdecimal()):
        yield _fault(policy_id, iri, Check.QUOTE, "it has no position")
        return
    first, last = int(start), int(end)
    expected = {
        "exact": (exact, text[first:last]),
        "prefix": (prefix, text[max(0, first - CONTEXT_LENGTH) : first]),
        "suffix": (suffix, text[last : last + CONTEXT_LENGTH]),
    }
    for name, (said, stands) in expected.items():
        if said != stands:
            what = f"oa:{name} says {shown([said or ''])}, at {first} to {last} {shown([stands])}"
            yield _fault(policy_id, iri, Check.QUOTE, what)


def one(properties: Mapping[str, tuple[str, ...]], predicate: str) -> str | None:
    values = properties.get(predicate, ())
    return values[0] if len(values) == 1 else None


def _fault(policy_id: str, node: str, check: Check, message: str) -> Fault:
    return Fault(policy=policy_id, node=node, check=check, message=message)


def shown(words: Iterable[str]) -> str:
    """Return words for one line of a report: quoted, cut, every control character escaped."""
    return " and ".join(ascii(word[:40]) for word in sorted(words)) or "nothing"
