"""Invented policies as statements, built by hand: a text, and what its sentences state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from privacyflow.findings.checks import check_statements
from privacyflow.findings.finding import Finding
from privacyflow.graphs.statements import (
    Concept,
    Counterparty,
    Evidence,
    Place,
    PolicyVersion,
    StatedFlow,
    Statements,
    Wording,
)
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.ontology.resources import digest
from privacyflow.ontology.terms import PF, PFR

COMPANY = PFR + "org-skyloom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a sentence states; `to` and `purpose` are its own words, the rest local names."""

    sentence: str
    data: str
    type: str
    action: str = "collect"
    manner: str = ""
    denied: bool = False
    possible: bool = False
    to: str = ""
    role: str = "vague"
    kind: str = "ThirdParty"
    party_type: str = "organisation"
    party: str = ""
    purposes: tuple[str, ...] = ()
    condition: str = ""
    retention: str = ""
    duration: str = ""
    section: str = "Our policy"
    rule: str = ""
    confidence: float = 0.95


@cache
def concepts() -> dict[str, Concept]:
    """The vocabulary as a graph holds it."""
    return {
        iri: Concept(
            iri=iri,
            label=each.label,
            broader=each.broader,
            scheme=each.scheme.rpartition("#")[2],
        )
        for iri, each in load_vocabulary().concepts.items()
    }


def statements(*said: Said, text: str = "", file_name: str = "skyloom.md") -> Statements:
    """Return the statements of one policy whose text is `text`, else the sentences in their order."""
    whole = text or "\n\n".join(dict.fromkeys(each.sentence for each in said))
    iri = PFR + "policy-skyloom-" + digest(whole)[:12]
    policy = PolicyVersion(
        iri=iri,
        company=COMPANY,
        title="Skyloom Privacy Policy",
        file_name=file_name,
        sha256=digest(whole) * 4,
        language="en",
        url=None,
        issued=None,
        text=whole,
    )
    parties = {
        COMPANY: Counterparty(
            iri=COMPANY, label="Skyloom Ltd", role="first party", type="organisation"
        )
    }
    evidence: dict[str, Evidence] = {}
    flows = []
    for each in said:
        start = whole.index(each.sentence)
        place = Place(start=start, end=start + len(each.sentence))
        name = f"{PFR}evidence-{start}-{digest(each.section)}"
        evidence[name] = Evidence(iri=name, policy=iri, place=place, section=each.section)
        receiver = _party(each)
        if receiver is not None:
            parties[receiver.iri] = receiver
        flows.append(_flow(each, iri, name, place, receiver))
    return Statements(
        policies={iri: policy},
        flows=tuple(flows),
        evidence=evidence,
        parties=parties | _known_parties(),
        concepts=concepts(),
    )


def find(*said: Said, text: str = "") -> tuple[Finding, ...]:
    """Return what all rules find in an invented policy."""
    return check_statements(statements(*said, text=text))


def codes(*said: Said, text: str = "") -> set[str]:
    """Return the codes of what is found."""
    return {finding.rule.code for finding in find(*said, text=text)}


@cache
def _known_parties() -> dict[str, Counterparty]:
    return {
        iri: Counterparty(
            iri=iri, label=p.label, role="named", type=p.type, kind=p.kind, owner=p.owner
        )
        for iri, p in load_vocabulary().parties.items()
    }


def _party(said: Said) -> Counterparty | None:
    if not said.to:
        return None
    iri = said.party and PFR + said.party
    slug = re.sub(r"\W+", "-", said.to.lower())
    return Counterparty(
        iri=iri or f"{PFR}vague-skyloom-{slug}",
        label=said.to,
        role=said.role,
        type=said.party_type,
        kind=PF + said.kind,
        owner=_known_parties()[iri].owner if iri else None,
    )


def _words(said: Said, words: str, place: Place) -> Wording | None:
    if not words:
        return None
    at = said.sentence.find(words)
    standing = Place(start=place.start + at, end=place.start + at + len(words)) if at >= 0 else None
    return Wording(text=words, place=standing)


def _flow(
    said: Said, policy: str, evidence: str, place: Place, receiver: Counterparty | None
) -> StatedFlow:
    data = _words(said, said.data, place)
    assert data is not None
    return StatedFlow(
        iri=PFR + "flow-" + digest(policy, said.sentence, said.data, said.action, said.to),
        policy=policy,
        company=COMPANY,
        denied=said.denied,
        possible=said.possible,
        action=said.action,
        manner=said.manner or said.action,
        data=PF + said.type,
        data_words=data,
        recipient=receiver.iri if receiver else None,
        recipient_words=_words(said, said.to, place),
        source=None,
        source_words=None,
        purposes=tuple(PF + name for name in said.purposes),
        purpose_words=(),
        condition=_words(said, said.condition, place),
        retention=_words(said, said.retention, place),
        evidence=evidence,
        lead_in=None,
        rule=said.rule or f"active-{said.action}",
        extractor="invented",
        confidence=said.confidence,
        retention_duration=said.duration or None,
        condition_kind=PF + "OnUse" if said.condition else None,
    )


NO_SALE = Said(
    sentence="We do not sell your personal data.",
    data="personal data",
    type="PersonalData",
    action="share",
    manner="sell",
    denied=True,
)
FOR_ADS = Said(
    sentence="We share your device ID with ad networks to show you ads.",
    data="device ID",
    type="DeviceIdentifier",
    action="share",
    to="ad networks",
    role="category",
    kind="Advertiser",
    purposes=("Advertising",),
)
KEPT = Said(
    sentence="We retain your account details for as long as needed for our purposes.",
    data="account details",
    type="AccountInfo",
    action="store",
    manner="retain",
    retention="for as long as needed for our purposes",
)
PULSE = Said(
    sentence="We collect your heart rate from the watch.", data="heart rate", type="HeartRate"
)
MOVED = Said(
    sentence="Your photos may be transferred to countries other than your own.",
    data="photos",
    type="Photo",
    action="store",
    manner="transfer",
)
BORN = Said(
    sentence="We collect your date of birth for a voucher.", data="date of birth", type="BirthDate"
)
PARTNERS = Said(
    sentence="We share your postal address with partners.",
    data="postal address",
    type="PostalAddress",
    action="share",
    to="partners",
    kind="BusinessPartner",
)
VISITED = Said(sentence="We collect your city.", data="city", type="Location")
ALL_KEPT = Said(
    sentence="We retain your data for as long as needed for our purposes.",
    data="data",
    type="PersonalData",
    action="store",
    manner="retain",
    retention="for as long as needed for our purposes",
)
