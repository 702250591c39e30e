"""Statements of invented companies for the page: a handful, thousands, and hostile ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

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
from privacyflow.ontology.terms import PF, PFR

DATA = {
    "ContactData": ("contact data", None),
    "EmailAddress": ("email address", "ContactData"),
    "PhoneNumber": ("phone number", "ContactData"),
    "Location": ("location", None),
    "PreciseLocation": ("precise location", "Location"),
    "CoarseLocation": ("coarse location", "Location"),
    "DeviceData": ("device data", None),
    "AdvertisingId": ("advertising identifier", "DeviceData"),
    "CrashLog": ("crash log", "DeviceData"),
    "FinancialData": ("financial data", None),
    "CardNumber": ("payment card number", "FinancialData"),
}
LEAVES = tuple(name for name, (_, above) in DATA.items() if above)
PURPOSES = {"Advertising": "advertising", "Fraud": "fraud prevention", "Payment": "payment"}
KINDS = {"Partner": "partner", "PaymentProvider": "payment provider", "Advertiser": "advertiser"}
NAMED = (
    ("Mapwright", "service", "Halden Group"),
    ("Tallypay", "service", "Halden Group"),
    ("Pixelgrove SDK", "sdk", "Grovelight"),
    ("Crashlantern SDK", "sdk", "Grovelight"),
    ("Postdove", "organisation", None),
    ("Beaconry", "organisation", None),
)
UNNAMED = (
    ("our partners", "vague", "Partner"),
    ("payment processors", "category", "PaymentProvider"),
    ("advertisers", "category", "Advertiser"),
)
COMPANIES = ("Fernway", "Kettle & Crow", "Lantern Live", "Murmur Clinic", "Quillbox")


def statements_of(companies: int = 5, flows_each: int = 24) -> Statements:
    """Return `companies` invented policies of `flows_each` flows, the same every time."""
    corpus = Corpus()
    for number in range(companies):
        name = COMPANIES[number] if number < len(COMPANIES) else f"Company {number + 1}"
        corpus.add_policy(name, [_sentence(number, i) for i in range(flows_each)])
    return corpus.statements()


def hostile_statements(words: list[str]) -> Statements:
    """Return flows in which every name, quote, section and file is made of hostile words."""
    corpus = Corpus()
    said = [
        Sentence(
            before="We share your ",
            data=word,
            recipient=(word, "named", None),
            purpose=word,
            condition=word,
            denied=number % 3 == 0,
        )
        for number, word in enumerate(words)
    ]
    corpus.add_policy("".join(words)[:4000], said, url="javascript:alert(1)", section=words[0])
    return corpus.statements()


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence to be written: its parts in the order in which they stand."""

    before: str
    data: str
    concept: str = "EmailAddress"
    action: str = "share"
    recipient: tuple[str, str, str | None] | None = None
    purpose: str | None = None
    purpose_concept: str = "Advertising"
    condition: str | None = None
    retention: str | None = None
    denied: bool = False
    possible: bool = False


def _sentence(company: int, number: int) -> Sentence:
    """Vary everything by the numbers alone."""
    leaf = LEAVES[(company + 3 * number) % len(LEAVES)]
    data = DATA[leaf][0]
    turn = number % 8
    purpose = list(PURPOSES)[(number + company) % 3]
    if turn in (0, 1, 2):
        name, _, _ = NAMED[(company * 2 + number) % len(NAMED)]
        return Sentence(
            before="To run the service, we share your ",
            data=data,
            concept=leaf,
            recipient=(name, "named", None),
            purpose=f"for {PURPOSES[purpose]}",
            purpose_concept=purpose,
            condition="when you turn it on in the settings" if turn == 1 else None,
        )
    if turn in (3, 4):
        words, role, kind = UNNAMED[(company + number) % len(UNNAMED)]
        return Sentence(
            before="We may disclose your ",
            data=data,
            concept=leaf,
            recipient=(words, role, kind),
            possible=True,
        )
    if turn == 5:
        words, role, kind = UNNAMED[number % len(UNNAMED)]
        return Sentence(
            before="We do not sell your ",
            data=data,
            concept=leaf,
            recipient=(words, role, kind),
            denied=True,
        )
    if turn == 6:
        return Sentence(
            before="We keep your ", data=data, concept=leaf, action="store", retention="90 days"
        )
    return Sentence(
        before="When you sign up, we collect your ",
        data=data,
        concept=leaf,
        action="collect",
        purpose=f"for {PURPOSES[purpose]}",
        purpose_concept=purpose,
    )


@dataclass
class Corpus:
    """Collects policies and writes their texts."""

    policies: dict[str, PolicyVersion] = field(default_factory=dict)
    flows: list[StatedFlow] = field(default_factory=list)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    parties: dict[str, Counterparty] = field(default_factory=dict)

    def add_policy(
        self, company: str, sentences: list[Sentence], *, url: str | None = None, section: str = ""
    ) -> None:
        key = hashlib.sha256(f"{company}{len(self.policies)}".encode()).hexdigest()
        policy = f"{PFR}policy-{key[:12]}"
        publisher = f"{PFR}org-{key[:8]}"
        self._party(publisher, company, "first party", "organisation", None, None)
        text = f"{company}\n\nThis policy tells what we do. It was written with care.\n\n"
        for number, sentence in enumerate(sentences):
            text = self._write(policy, publisher, key, number, sentence, text, section)
        self.policies[policy] = PolicyVersion(
            iri=policy,
            company=publisher,
            title=f"{company} Privacy Policy",
            file_name=f"{company[:40].lower()}.md",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            language="en",
            url=url or f"https://{key[:6]}.example/privacy",
            issued="2026-03-01",
            text=text,
        )

    def _write(
        self,
        policy: str,
        publisher: str,
        key: str,
        number: int,
        said: Sentence,
        text: str,
        section: str,
    ) -> str:
        start = len(text)
        parts: dict[str, Wording] = {}
        text += said.before
        for name, joint, words in (
            ("data", "", said.data),
            ("recipient", " with ", said.recipient[0] if said.recipient else None),
            ("purpose", " ", said.purpose),
            ("condition", " ", said.condition),
            ("retention", " for ", said.retention),
        ):
            if words is None:
                continue
            text += joint
            place = Place(start=len(text), end=len(text) + len(words))
            parts[name] = Wording(text=words, place=place)
            text += words
        text += "."
        evidence = f"{PFR}evidence-{key[:8]}-{number}"
        self.evidence[evidence] = Evidence(
            iri=evidence,
            policy=policy,
            place=Place(start=start, end=len(text)),
            section=section or f"{number // 8 + 1}. What we do > Details",
        )
        recipient = self._recipient(said, key) if said.recipient else None
        self.flows.append(
            StatedFlow(
                iri=f"{PFR}flow-{key[:8]}{number:04d}",
                policy=policy,
                company=publisher,
                denied=said.denied,
                possible=said.possible,
                action=said.action,
                manner="sell" if said.denied else said.action,
                data=PF + said.concept,
                data_words=parts["data"],
                recipient=recipient,
                recipient_words=parts.get("recipient"),
                source=None,
                source_words=None,
                purposes=(PF + said.purpose_concept,) if said.purpose else (),
                purpose_words=(parts["purpose"],) if said.purpose else (),
                condition=parts.get("condition"),
                retention=parts.get("retention"),
                evidence=evidence,
                lead_in=None,
                rule="active-share-with",
                extractor="frames",
                confidence=0.9,
            )
        )
        return text + " We tell you more about this below. It matters to us.\n\n"

    def _recipient(self, said: Sentence, key: str) -> str:
        assert said.recipient
        words, role, kind = said.recipient
        known = next((each for each in NAMED if each[0] == words), None)
        slug = hashlib.sha256(words.encode()).hexdigest()[:10]
        iri = f"{PFR}vague-{key[:12]}-{slug}" if role != "named" else f"{PFR}name-{slug}"
        owner = None
        if known and known[2]:
            owner = f"{PFR}org-{known[2].lower().replace(' ', '-')}"
            self._party(owner, known[2], "named", "organisation", None, None)
        self._party(iri, words, role, known[1] if known else "organisation", kind, owner)
        return iri

    def _party(
        self, iri: str, label: str, role: str, type_: str, kind: str | None, owner: str | None
    ) -> None:
        self.parties[iri] = Counterparty(
            iri=iri,
            label=label,
            role=role,
            type=type_,
            kind=PF + kind if kind else None,
            owner=owner,
            country="US" if owner else None,
        )

    def statements(self) -> Statements:
        concepts = {
            PF + name: Concept(
                iri=PF + name,
                label=label,
                broader=(PF + above,) if above else (),
                scheme="DataTypes",
            )
            for name, (label, above) in DATA.items()
        }
        for scheme, names in (("Purposes", PURPOSES), ("PartyKinds", KINDS)):
            for name, label in names.items():
                concepts[PF + name] = Concept(iri=PF + name, label=label, broader=(), scheme=scheme)
        return Statements(
            policies=dict(sorted(self.policies.items())),
            flows=tuple(self.flows),
            evidence=dict(sorted(self.evidence.items())),
            parties=dict(sorted(self.parties.items())),
            concepts=dict(sorted(concepts.items())),
        )
