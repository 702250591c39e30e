"""Reads the stated flows back out of the store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    from .sparql import Term
    from .store import GraphStore

_OF_POLICIES: Final = (
    (PF, "publisher fileName sha256 retrieved"),
    (DCT, "title language source issued"),
)
_OF_FLOWS: Final = (
    (PF, "statedIn company modality manner dataText dataAt recipientText recipientAt"),
    (PF, "sourceText sourceAt purposeText purposeAt condition conditionAt conditionKind"),
    (PF, "retention retentionAt retentionDuration retentionBound"),
    (PF, "leadIn rule extractor confidence"),
    (DPV, "hasProcessing hasPersonalData hasRecipient hasDataSource hasPurpose"),
    (OA, "hasTarget"),
)
_OF_EVIDENCE: Final = ((OA, "hasSource hasSelector"), (PF, "section foundAt"))
_OF_POSITIONS: Final = ((OA, "start end"),)
_OF_PARTIES: Final = ((PF, "role partyKind ownedBy"), (RDFS, "label"))
_ORGANISATIONS: Final = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{ORGANISATIONS_GRAPH}> {{ ?s ?p ?o }} }}"
_CONCEPTS: Final = (
    f"SELECT ?s ?p ?o WHERE {{ GRAPH ?g {{ ?s <{SKOS}inScheme> ?scheme ; ?p ?o }} "
    f"VALUES ?g {{ <{VOCABULARY_GRAPH}> <{ORGANISATIONS_GRAPH}> }} }}"
)
_FRAGMENT: Final = re.compile(r"#char=(\d+),(\d+)$")
_TYPES: Final = {"SDK": "sdk", "Service": "service"}

_Properties = dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What a graph knows besides the policies: the organisations, and the concepts by IRI."""

    organisations: Mapping[str, _Properties]
    concepts: Mapping[str, Concept]


def read_background(store: GraphStore) -> Background:
    """Read what is the same for all policies of a graph."""
    return Background(
        organisations=_triples(store, _ORGANISATIONS),
        concepts={i: _concept(i, p) for i, p in sorted(_triples(store, _CONCEPTS).items())},
    )


def read_statements(
    store: GraphStore, *, policy: str | None = None, background: Background | None = None
) -> Statements:
    """Read the stated flows of `store`, of one policy version only where its IRI is given.

    Whoever reads many policies one by one gives what `read_background` returned.
    """
    background = background or read_background(store)
    reader = _Reader(store, policy)
    texts = {s: text[0] for s, text in reader.column(PF + "text", part="text").items()}
    policies = {
        iri: _policy(iri, about, texts.get(iri, ""))
        for iri, about in sorted(reader.subjects(_OF_POLICIES).items())
        if PF + "publisher" in about
    }
    positions = reader.subjects(_OF_POSITIONS)
    evidence = {
        iri: _evidence(iri, about, positions)
        for iri, about in sorted(reader.subjects(_OF_EVIDENCE).items())
        if OA + "hasSource" in about
    }
    denied = reader.members(PF + "DeniedFlow")
    flows = [
        _flow(iri, about, texts, denied=iri in denied)
        for iri, about in reader.subjects(_OF_FLOWS).items()
        if PF + "statedIn" in about
    ]
    return Statements(
        policies=policies,
        flows=tuple(sorted(flows, key=lambda flow: _reading_order(flow, evidence))),
        evidence=evidence,
        parties=_parties(reader, background.organisations),
        concepts=background.concepts,
    )


class _Reader:
    """Reads the stated graphs property by property.

    A store spends its time on looking up terms: two a row instead of four for `?s ?p ?o` in any
    graph, and no join, take half the time on 57,622 flows.
    """

    def __init__(self, store: GraphStore, policy: str | None) -> None:
        self._store = store
        self._key = policy.removeprefix(PFR + "policy-") if policy else None

    def column(self, predicate: str, *, part: str = "stated") -> dict[str, list[str]]:
        """Return the sorted values of a property, by subject."""
        found: dict[str, list[str]] = {}
        graph = f"<{PFR}{part}-{self._key}>" if self._key else "?g"
        sparql = f"SELECT ?s ?o WHERE {{ GRAPH {graph} {{ ?s <{predicate}> ?o }} }}"
        for s, o in self._store.select(sparql).rows:
            found.setdefault(_value(s), []).append(_value(o))
        return {s: values if len(values) == 1 else sorted({*values}) for s, values in found.items()}

    def members(self, kind: str) -> frozenset[str]:
        """Return what is of a class."""
        graph = f"<{PFR}stated-{self._key}>" if self._key else "?g"
        sparql = f"SELECT ?s WHERE {{ GRAPH {graph} {{ ?s a <{kind}> }} }}"
        return frozenset(_value(s) for (s,) in self._store.select(sparql).rows)

    def subjects(self, properties: Iterable[tuple[str, str]]) -> dict[str, _Properties]:
        """Return what these properties say, property → sorted values, by subject."""
        found: dict[str, _Properties] = {}
        for namespace, names in properties:
            for predicate in (namespace + name for name in names.split()):
                for s, values in self.column(predicate).items():
                    found.setdefault(s, {})[predicate] = values
        return found


def _triples(store: GraphStore, sparql: str) -> dict[str, _Properties]:
    """Return what a query on `?s ?p ?o` says: property → sorted values, by subject."""
    found: dict[str, dict[str, set[str]]] = {}
    for row in store.select(sparql).rows:
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
        found_at=tuple(about.get(PF + "foundAt", ())),
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


def _flow(iri: str, about: _Properties, texts: Mapping[str, str], *, denied: bool) -> StatedFlow:
    data_words = _wording(about, "dataText", "dataAt")
    assert data_words is not None, f"{iri} names no data"
    return StatedFlow(
        iri=iri,
        policy=about[PF + "statedIn"][0],
        company=about[PF + "company"][0],
        denied=denied,
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


def _parties(reader: _Reader, known: Mapping[str, _Properties]) -> dict[str, Counterparty]:
    stated = {
        iri: about for iri, about in reader.subjects(_OF_PARTIES).items() if PF + "role" in about
    }
    for name in _TYPES:
        for iri in stated.keys() & reader.members(PF + name):
            stated[iri].setdefault(RDF + "type", []).append(PF + name)
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
