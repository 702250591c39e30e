"""Which flows and parties of a policy are of which class of ontology/classes.ttl, without a reasoner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ..ontology.terms import DPV, PF, RDF
from .hierarchy import Hierarchy

_COVERING: Final = {
    "LocationFlow": "Location",
    "FinancialDataFlow": "FinancialInfo",
    "HealthDataFlow": "HealthInfo",
    "ChildrensDataFlow": "ChildrenData",
    "SensitiveDataFlow": "SensitiveData",
}
_BIOMETRIC: Final = frozenset("BiometricData FaceBiometric Voiceprint Fingerprint IrisScan".split())
_SPECIAL: Final = _BIOMETRIC | frozenset(
    (
        "EthnicOrigin PoliticalOpinion ReligiousBelief TradeUnionMembership SexualOrientation "
        "GeneticData HealthInfo MedicalCondition MedicalRecord MentalHealth Prescription "
        "ReproductiveHealth VaccinationStatus Disability"
    ).split()
)
_RECIPIENTS: Final = {
    "LocationFlow": "LocationRecipient",
    "SensitiveDataFlow": "SensitiveDataRecipient",
    "SpecialCategoryFlow": "SpecialCategoryRecipient",
    "AdvertisingFlow": "AdvertisingRecipient",
}

_Properties = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Membership:
    """That `member` is of the class `kind`, as each of `flows` alone makes it; all are IRIs."""

    member: str
    kind: str
    flows: tuple[str, ...]


def conclude(
    stated: Iterable[Quad],
    derived: Iterable[Quad],
    facts: Iterable[Quad],
    hierarchy: Hierarchy,
) -> frozenset[Membership]:
    """Return the memberships that follow from a policy's stated and derived graph.

    `facts` are the quads about the parties in it from the graph of organisations. It is written apart
    from ontology/classes.ttl on purpose: a reasoner that reads those and this function are compared.
    """
    nodes = properties_of((*stated, *derived, *facts))
    countries = other_countries(nodes, hierarchy)
    flows: dict[str, set[str]] = {}
    received: dict[tuple[str, str], set[str]] = defaultdict(set)
    for flow, about in nodes.items():
        if PF + "AffirmedFlow" not in about.get(RDF + "type", ()):
            continue
        kinds = {*_by_data(about), *_by_recipient(about, nodes, hierarchy), *_by_words(about)}
        if flow in countries:
            kinds.add("ForeignRecipientFlow")
        if _advertises(about, hierarchy):
            kinds |= {"FlowForAdvertising", "AdvertisingFlow"}
        flows[flow] = kinds
        for party in about.get(DPV + "hasRecipient", ()):
            for kind in kinds & _RECIPIENTS.keys():
                received[party, _RECIPIENTS[kind]].add(flow)
    return frozenset(
        Membership(member=member, kind=PF + kind, flows=tuple(sorted(because)))
        for (member, kind), because in (
            *(((flow, kind), {flow}) for flow, kinds in flows.items() for kind in kinds),
            *received.items(),
        )
    )


def other_countries(nodes: _Properties, hierarchy: Hierarchy) -> dict[str, str]:
    """Return for each affirmed flow the country of its recipient's head office, where that is abroad.

    Both countries have to be known; the nearest owner's stands for a party without one of its own.
    """
    found: dict[str, str] = {}
    for flow, about in nodes.items():
        if PF + "AffirmedFlow" in about.get(RDF + "type", ()):
            home, there = (
                next((_country(p, nodes, hierarchy) for p in about.get(name, ())), None)
                for name in (PF + "company", DPV + "hasRecipient")
            )
            if home and there and home != there:
                found[flow] = there
    return found


def properties_of(quads: Iterable[Quad]) -> dict[str, dict[str, list[str]]]:
    """Return what quads say of each subject: property → values, IRIs and literals as words."""
    found: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            about = found.setdefault(quad.subject.value, {})
            about.setdefault(quad.predicate.value, []).append(quad.object.value)
    return found


def _country(party: str, nodes: _Properties, hierarchy: Hierarchy) -> str | None:
    level, seen = [party], {party}
    while level:
        for each in sorted(level):
            if countries := nodes.get(each, {}).get(PF + "country"):
                return countries[0]
        level = [up for each in level for up in hierarchy.owned_by.get(each, ()) if up not in seen]
        seen.update(level)
    return None


def _by_data(about: Mapping[str, list[str]]) -> Iterator[str]:
    covered = about.get(PF + "coversData", ())
    yield from (kind for kind, concept in _COVERING.items() if PF + concept in covered)
    names = {data.removeprefix(PF) for data in about.get(DPV + "hasPersonalData", ())}
    if names & _BIOMETRIC:
        yield "BiometricDataFlow"
    if names & _SPECIAL:
        yield "SpecialCategoryFlow"


def _by_recipient(
    about: Mapping[str, list[str]], nodes: _Properties, hierarchy: Hierarchy
) -> Iterator[str]:
    for party in about.get(DPV + "hasRecipient", ()):
        known = nodes.get(party, {})
        if PF + "VagueParty" in known.get(RDF + "type", ()):
            yield "UnnamedDisclosure"
            if "vague" in known.get(PF + "role", ()):
                yield "VagueDisclosure"
        for kind in known.get(PF + "partyKind", ()):
            if PF + "Advertiser" in hierarchy.covered_by(kind):
                yield from ("FlowToAdvertiser", "AdvertisingFlow")


def _by_words(about: Mapping[str, list[str]]) -> Iterator[str]:
    manner, action = about.get(PF + "manner", ()), about.get(DPV + "hasProcessing", ())
    if PF + "OnConsent" in about.get(PF + "conditionKind", ()):
        yield "ConsentBasedFlow"
    if "sell" in manner and DPV + "Share" in action:
        yield "SaleOfData"
    if "transfer" in manner and DPV + "Store" in action:
        yield "CrossBorderFlow"


def _advertises(about: Mapping[str, list[str]], hierarchy: Hierarchy) -> bool:
    purposes = about.get(DPV + "hasPurpose", ())
    return any(PF + "Advertising" in hierarchy.covered_by(purpose) for purpose in purposes)
