"""Jobs that tell about one thing of the graph: a flow or a policy, for people and as RDF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from ..ontology.terms import OA, PF, PFR
from ..queries.result_formats import MEDIA_TYPES, TripleFormat, write_triples
from . import html
from .addresses import address_of
from .negotiation import HTML, TRIPLES, Offer, link_to
from .refusals import refuse
from .replies import Reply, make_reply

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from ..graphs.statements import StatedFlow, Statements
    from ..graphs.store import GraphStore
    from .jobs import OpenGraph

RESOURCE_FORMATS: Final = (HTML, *TRIPLES)

_KEY: Final = re.compile(r"[a-z0-9-]{1,200}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFlow:
    """One flow in the table of its policy."""

    link: str
    says: str
    data: str
    recipient: str
    condition: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyCard:
    """A policy version with the facts about it and the flows that it states, in reading order."""

    title: str
    facts: tuple[tuple[str, str], ...]
    flows: tuple[ListedFlow, ...]


def show_flow(graph: OpenGraph, name: str, offer: Offer) -> Reply:
    """Tell about the flow called `name`, its 16 hex digits or the first of them. Raises Refused."""
    from ..queries.flow_card import read_card
    from ..queries.questions import QuestionError

    try:
        card = read_card(graph.store, name, graph.background)
    except QuestionError as error:
        raise refuse(HTTPStatus.NOT_FOUND, error.where, error.what, error.remedy) from None
    if offer != HTML:
        return _write(_about_flow(graph.store, card.flow, card.policy), offer)
    return html.draw(
        "flow",
        title=card.headline,
        card=card,
        policy_link=address_of(card.policy),
        alternates=_alternates(address_of(card.flow)),
    )


def show_policy(graph: OpenGraph, key: str, offer: Offer) -> Reply:
    """Tell about the policy version whose IRI ends in `key`. Raises Refused."""
    from ..graphs.parts import Part
    from ..graphs.statement_reader import read_statements

    iri = f"{PFR}policy-{key}"
    stated = (
        tuple(quad.triple for quad in graph.store.quads((Part.STATED,), key))
        if _KEY.fullmatch(key)
        else ()
    )
    if not stated:
        raise refuse(
            HTTPStatus.NOT_FOUND,
            "the policy",
            "no such policy in this graph",
            "See /queries/policies.",
        )
    if offer != HTML:
        return _write(stated, offer)
    card = _policy_card(read_statements(graph.store, policy=iri, background=graph.background), iri)
    return html.draw(
        "policy", title=card.title, policy=card, alternates=_alternates(address_of(iri))
    )


def _write(triples: tuple[Triple, ...], offer: Offer) -> Reply:
    form = TripleFormat(offer.name)
    return make_reply(write_triples(triples, form), MEDIA_TYPES[form])


def _alternates(path: str) -> list[tuple[str, str, str]]:
    return [link_to(offer, f"{path}.{offer.name}") for offer in TRIPLES]


def _about_flow(store: GraphStore, flow: str, policy: str) -> tuple[Triple, ...]:
    """Return what the stated graph says about a flow, its evidence, and the places of that."""
    from pyoxigraph import NamedNode

    from ..ontology.resources import stated_graph

    graph = stated_graph(policy.removeprefix(f"{PFR}policy-"))
    followed = {OA + "hasTarget", OA + "hasSelector", PF + "leadIn"}
    found: set[Triple] = set()
    waiting, seen = [flow], {flow}
    while waiting:
        for quad in store.match(subject=waiting.pop(), graph=graph):
            found.add(quad.triple)
            target = quad.object
            if quad.predicate.value not in followed or not isinstance(target, NamedNode):
                continue
            if target.value not in seen:
                seen.add(target.value)
                waiting.append(target.value)
    return tuple(found)


def _policy_card(statements: Statements, iri: str) -> PolicyCard:
    policy = statements.policies[iri]
    denied = sum(flow.denied for flow in statements.flows)
    facts = [
        ("company", statements.parties[policy.company].label),
        ("policy", iri),
        ("file", policy.file_name),
        ("sha256", policy.sha256),
        ("language", policy.language),
        ("length", f"{len(policy.text):,} characters"),
        ("from", policy.url or ""),
        ("of", policy.issued or ""),
        ("stated", f"{len(statements.flows) - denied:,} flows"),
        ("denied", f"{denied:,} flows"),
    ]
    flows = tuple(_listed(flow, statements) for flow in statements.flows)
    return PolicyCard(
        title=policy.title, facts=tuple(fact for fact in facts if fact[1]), flows=flows
    )


def _listed(flow: StatedFlow, statements: Statements) -> ListedFlow:
    state = "does not" if flow.denied else "may" if flow.possible else "does"
    return ListedFlow(
        link=address_of(flow.iri),
        says=f"{state} {flow.action}",
        data=flow.data_words.text,
        recipient=statements.parties[flow.recipient].label if flow.recipient else "",
        condition=flow.condition.text if flow.condition else "",
        quote=statements.quote(flow),
    )
