"""Defined terms and referents hold together: each leads to a flow and to the quoted words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..ontology.resources import policy_iri
from ..ontology.terms import OA, PF, SKOS
from .faults import Check, Fault
from .quotes import PLACE, Nodes, flows_of, one, shown

_BROADER: Final = SKOS + "broader"
_LISTED: Final = PF + "listedAt"
_TERM: Final = PF + "termAt"
_REFERENT: Final = PF + "referentAt"


def check_meanings(policy_id: str, nodes: Nodes, text: str | None) -> Iterator[Fault]:
    """Yield what is wrong with the terms that a policy defines and with the flows that speak of them.

    Term and listed words stand where they are said to, both inside the definition that is quoted; the
    words of a flow whose data is a term are the term's. A missing `text` is `check_quotes`'s to find.
    """
    if text is None:
        return
    for iri, properties in sorted(nodes.items()):
        if _LISTED in properties or _TERM in properties:
            yield from _check_listed(policy_id, iri, nodes, text)
    for iri, properties in sorted(nodes.items()):
        if _REFERENT in properties:
            for what in _misplaced(policy_id, iri, (_REFERENT,), nodes, text):
                yield Fault(policy=policy_id, node=iri, check=Check.PLACE, message=what)
    for flow in flows_of(nodes):
        yield from _check_order(policy_id, flow, nodes)
        for term in nodes[flow].get(PF + "dataTerm", ()):
            label = one(nodes.get(term, {}), SKOS + "prefLabel") or ""
            words = one(nodes[flow], PF + "dataText") or ""
            if _plain(words) != _plain(label):
                what = f"its data is {shown([words])}, its term {shown([label])}"
                yield Fault(policy=policy_id, node=flow, check=Check.PLACE, message=what)


def _check_listed(policy_id: str, iri: str, nodes: Nodes, text: str) -> Iterator[Fault]:
    properties = nodes[iri]
    for what in _misplaced(policy_id, iri, (_LISTED, _TERM), nodes, text):
        yield Fault(policy=policy_id, node=iri, check=Check.PLACE, message=what)
    term = one(properties, _BROADER) or ""
    label = one(nodes.get(term, {}), SKOS + "prefLabel") or ""
    words = one(properties, PF + "termText") or ""
    if _plain(words) != _plain(label):
        what = f"its definition writes the term {shown([words])}, its label is {shown([label])}"
        yield Fault(policy=policy_id, node=iri, check=Check.PLACE, message=what)


def _check_order(policy_id: str, flow: str, nodes: Nodes) -> Iterator[Fault]:
    """Yield what words are said to stand for though it comes behind them."""
    for part in ("data", "recipient"):
        own = PLACE.fullmatch(one(nodes[flow], f"{PF}{part}At") or "")
        for referent in nodes[flow].get(f"{PF}{part}StandsFor", ()):
            place = PLACE.fullmatch(one(nodes.get(referent, {}), _REFERENT) or "")
            if own and place and int(place["end"]) > int(own["start"]):
                what = f"its {part} stands for words behind it"
                yield Fault(policy=policy_id, node=flow, check=Check.PLACE, message=what)


def _misplaced(
    policy_id: str, iri: str, places: tuple[str, ...], nodes: Nodes, text: str
) -> Iterator[str]:
    """Yield what is wrong with places whose words must stand there, inside the node's quote."""
    quoted = _quoted(iri, nodes)
    for at in places:
        name = at.removeprefix(PF)
        words = one(nodes[iri], at.removesuffix("At") + "Text") or ""
        place = PLACE.fullmatch(one(nodes[iri], at) or "")
        if place is None or place["policy"] != policy_iri(policy_id):
            yield f"pf:{name} is no place in its policy"
        elif text[int(place["start"]) : int(place["end"])] != words:
            yield f"at pf:{name} doesn't stand {shown([words])}"
        elif not quoted or not quoted[0] <= int(place["start"]) < int(place["end"]) <= quoted[1]:
            yield f"pf:{name} lies outside its quote"


def _quoted(iri: str, nodes: Nodes) -> tuple[int, int] | None:
    """Return the place of the definition, None where it has none."""
    for evidence in nodes[iri].get(OA + "hasTarget", ()):
        for selector in nodes.get(evidence, {}).get(OA + "hasSelector", ()):
            start = one(nodes.get(selector, {}), OA + "start") or ""
            end = one(nodes.get(selector, {}), OA + "end") or ""
            if start.isdecimal() and end.isdecimal():
                return int(start), int(end)
    return None


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
