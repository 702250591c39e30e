"""Reads the stated flows back out of the store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from ..ontology.resources import ORGANISATIONS_GRAPH, VOCABULARY_GRAPH
from ..ontology.terms import DCT, DPV, OA, PF, PFR, RDF, RDFS, SKOS
from .statements import (
    Concept,
    Counterparty,
    Evidence,
    Place,
    PolicyVersion,
    StatedFlow,
    Statements,
    Wording,
)

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from .sparql import Term
    from .store import GraphStore

_PREFIXES: Final = f"PREFIX pf: <{PF}> PREFIX oa: <{OA}> PREFIX skos: <{SKOS}> "
_SELECT: Final = "SELECT ?s ?p ?o ?_policy WHERE"
"""What is bound must be selected, too: see sparql.py."""

_ABOUT_POLICIES: Final = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s a pf:PolicyVersion ; ?p ?o } }"
_ABOUT_FLOWS: Final = _SELECT + " { GRAPH ?g { ?s pf:statedIn ?_policy ; ?p ?o } }"
_ABOUT_EVIDENCE: Final = _SELECT + " { GRAPH ?g { ?s oa:hasSource ?_policy ; ?p ?o } }"
_POSITIONS: Final = (
    _SELECT + " { GRAPH ?g { ?e oa:hasSource ?_policy ; oa:hasSelector ?s . "
    "?s a oa:TextPositionSelector ; ?p ?o } }"
)
_ABOUT_PARTIES: Final = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s pf:role ?role ; ?p ?o } }"
_ORGANISATIONS: Final = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{ORGANISATIONS_GRAPH}> {{ ?s ?p ?o }} }}"
_CONCEPTS: Final = (
    "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s skos:inScheme ?scheme ; ?p ?o } "
    f"VALUES ?g {{ <{VOCABULARY_GRAPH}> <{ORGANISATIONS_GRAPH}> }} }}"
)
_TEXTS: Final = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } VALUES ?p { pf:text } }"
_FRAGMENT: Final = re.compile(r"#char=(\d+),(\d+)$")
_TYPES: Final = {"SDK": "sdk", "Service": "service"}

_Properties = dict[str, list[str]]


def read_statements(store: GraphStore, *, policy: str | None = None) -> Statements:
    """Read the stated flows of `store`, of one policy version only where its IRI is given."""
    from pyoxigraph import NamedNode

    only = {"_policy": NamedNode(policy)} if policy else {}
    texts = {s: p[PF + "text"][0] for s, p in _read(store, _TEXTS).items()}
    policies = {
        iri: _policy(iri, properties, texts.get(iri, ""))
        for iri, properties in sorted(_read(store, _ABOUT_POLICIES).items())
        if policy in (None, iri)
    }
    positions = _read(store, _POSITIONS, only)
    evidence = {
        iri: _evidence(iri, properties, positions)
        for iri, properties in sorted(_read(store, _ABOUT_EVIDENCE, only).items())
    }
    flows = [_flow(i, p, texts) for i, p in _read(store, _ABOUT_FLOWS, only).items()]
    return Statements(
        policies=policies,
        flows=tuple(sorted(flows, key=lambda flow: _reading_order(flow, evidence))),
        evidence=evidence,
        parties=_parties(_read(store, _ABOUT_PARTIES), _read(store, _ORGANISATIONS)),
        concepts={i: _concept(i, p) for i, p in sorted(_read(store, _CONCEPTS).items())},
    )


def _read(
    store: GraphStore, sparql: str, only: Mapping[str, NamedNode | Literal] | None = None
) -> dict[str, _Properties]:
    """Return what a query on `?s ?p ?o` says: property → sorted values, by subject."""
    found: dict[str, dict[str, set[str]]] = {}
    for row in store.select(_PREFIXES + sparql, only or {}).rows:
        s, p, o = (_value(term) for term in row)
        found.setdefault(s, {}).setdefault(p, set()).add(o)
    return {s: {p: sorted(o) for p, o in properties.items()} for s, properties in found.items()}


def _value(term: Term | None) -> str:
    return str(getattr(term, "value", "") or "")


def _first(properties: _Properties, *names: str) -> str | None:
    return next((properties[name][0] for name in names if properties.get(name)), None)


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


def _reading_order(flow: StatedFlow, evidence: Mapping[str, Evidence]) -> tuple[str, int, int, str]:
    place = evidence[flow.evidence].place
    words = flow.data_words.place
    return flow.policy, place.start, words.start if words else place.start, flow.iri


def _policy(iri: str, about: _Properties, text: str) -> PolicyVersion:
    return PolicyVersion(
        iri=iri,
        company=_first(about, PF + "publisher") or "",
        title=_first(about, DCT + "title") or "",
        file_name=_first(about, PF + "fileName") or "",
        sha256=_first(about, PF + "sha256") or "",
        language=_first(about, DCT + "language") or "",
        url=_first(about, DCT + "source"),
        issued=_first(about, DCT + "issued", PF + "retrieved"),
        text=text,
    )


def _evidence(iri: str, about: _Properties, positions: Mapping[str, _Properties]) -> Evidence:
    selector = next(s for s in about[OA + "hasSelector"] if s in positions)
    place = positions[selector]
    return Evidence(
        iri=iri,
        policy=about[OA + "hasSource"][0],
        place=Place(start=int(place[OA + "start"][0]), end=int(place[OA + "end"][0])),
        section=_first(about, PF + "section") or "",
    )


def _places(about: _Properties, name: str) -> list[Place]:
    found = (_FRAGMENT.search(iri) for iri in about.get(name, ()))
    places = [Place(start=int(m[1]), end=int(m[2])) for m in found if m]
    return sorted(places, key=lambda place: (place.start, place.end))


def _wording(about: _Properties, text: str, at: str) -> Wording | None:
    words = _first(about, PF + text)
    places = _places(about, PF + at)
    return None if words is None else Wording(text=words, place=places[0] if places else None)


def _purpose_words(about: _Properties, policy_text: str) -> tuple[Wording, ...]:
    """Return the purposes' words, each with the place where just these words stand."""
    places = reversed(_places(about, PF + "purposeAt"))
    standing = {policy_text[place.start : place.end]: place for place in places}
    words = about.get(PF + "purposeText", ())
    return tuple(Wording(text=text, place=standing.get(text)) for text in words)


def _flow(iri: str, about: _Properties, texts: Mapping[str, str]) -> StatedFlow:
    data_words = _wording(about, "dataText", "dataAt")
    assert data_words is not None, f"{iri} names no data"
    return StatedFlow(
        iri=iri,
        policy=about[PF + "statedIn"][0],
        company=about[PF + "company"][0],
        denied=PF + "DeniedFlow" in about[RDF + "type"],
        possible=PF + "Possible" in about.get(PF + "modality", ()),
        action=_local(about[DPV + "hasProcessing"][0]).lower(),
        manner=_first(about, PF + "manner") or "",
        data=about[DPV + "hasPersonalData"][0],
        data_words=data_words,
        recipient=_first(about, DPV + "hasRecipient"),
        recipient_words=_wording(about, "recipientText", "recipientAt"),
        source=_first(about, DPV + "hasDataSource"),
        source_words=_wording(about, "sourceText", "sourceAt"),
        purposes=tuple(about.get(DPV + "hasPurpose", ())),
        purpose_words=_purpose_words(about, texts.get(about[PF + "statedIn"][0], "")),
        condition=_wording(about, "condition", "conditionAt"),
        retention=_wording(about, "retention", "retentionAt"),
        evidence=about[OA + "hasTarget"][0],
        lead_in=_first(about, PF + "leadIn"),
        rule=_first(about, PF + "rule") or "",
        extractor=_first(about, PF + "extractor") or "",
        confidence=float(_first(about, PF + "confidence") or 0),
        retention_duration=_first(about, PF + "retentionDuration"),
        retention_bound=_first(about, PF + "retentionBound"),
        condition_kind=_first(about, PF + "conditionKind"),
    )


def _parties(
    stated: Mapping[str, _Properties], known: Mapping[str, _Properties]
) -> dict[str, Counterparty]:
    return {
        iri: _party(iri, stated.get(iri, {}), known.get(iri, {}))
        for iri in sorted({*stated, *known})
        if iri in stated or iri.startswith(PFR)
    }


def _party(iri: str, stated: _Properties, known: _Properties) -> Counterparty:
    types = [_local(t) for t in (*known.get(RDF + "type", ()), *stated.get(RDF + "type", ()))]
    return Counterparty(
        iri=iri,
        label=_first(known, RDFS + "label", SKOS + "prefLabel")
        or _first(stated, RDFS + "label")
        or _local(iri),
        role=_role(stated.get(PF + "role", ())),
        type=next((_TYPES[t] for t in types if t in _TYPES), "organisation"),
        kind=_first(stated, PF + "partyKind") or _first(known, PF + "partyKind"),
        owner=_first(known, PF + "ownedBy") or _first(stated, PF + "ownedBy"),
        country=_first(known, PF + "country"),
    )


def _role(roles: Iterable[str]) -> str:
    """Return the role as a counterparty: a company with a policy of its own may be both."""
    others = [role for role in roles if role != "first party"]
    return others[0] if others else "first party" if roles else "named"


def _concept(iri: str, about: _Properties) -> Concept:
    return Concept(
        iri=iri,
        label=_first(about, SKOS + "prefLabel") or _local(iri),
        broader=tuple(about.get(SKOS + "broader", ())),
        scheme=_local(about[SKOS + "inScheme"][0]),
    )
