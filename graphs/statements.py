"""The stated flows as typed records: what every picture and page is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Half-open character offsets into a policy's stored text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A concept of the vocabulary; `broader` are IRIs, `scheme` is "DataTypes", "Purposes" …"""

    iri: str
    label: str
    broader: tuple[str, ...]
    scheme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterparty:
    """A party as the graph knows it.

    `role` is "first party", "named", "category", "vague", "public" or "other users"; `type` is
    "organisation", "service" or "sdk"; `kind` and `owner` are IRIs.
    """

    iri: str
    label: str
    role: str
    type: str
    kind: str | None = None
    owner: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyVersion:
    """One version of one policy: who published it, where it came from, its whole text."""

    iri: str
    company: str
    title: str
    file_name: str
    sha256: str
    language: str
    url: str | None
    issued: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a policy states something; `section` is the path of headings above it.

    `found_at` are its places in the user's file, as `pf:foundAt` has them; empty where the text is the file.
    """

    iri: str
    policy: str
    place: Place
    section: str
    found_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The policy's own words for a part of a flow, and where they stand."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFlow:
    """One flow as one place of one policy states it; parties and concepts are IRIs."""

    iri: str
    policy: str
    company: str
    denied: bool
    possible: bool
    action: str
    manner: str
    data: str
    data_words: Wording
    recipient: str | None
    recipient_words: Wording | None
    source: str | None
    source_words: Wording | None
    purposes: tuple[str, ...]
    purpose_words: tuple[Wording, ...]
    condition: Wording | None
    retention: Wording | None
    evidence: str
    lead_in: str | None
    rule: str
    extractor: str
    confidence: float
    retention_duration: str | None = None
    retention_bound: str | None = None
    condition_kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Everything that is stated in a graph, each mapping keyed by IRI and sorted by it."""

    policies: Mapping[str, PolicyVersion]
    flows: tuple[StatedFlow, ...]
    evidence: Mapping[str, Evidence]
    parties: Mapping[str, Counterparty]
    concepts: Mapping[str, Concept]

    def quote(self, flow: StatedFlow) -> str:
        """Return the words of the policy that a flow rests on, as they stand there."""
        return self._words(flow, flow.evidence)

    def lead_in(self, flow: StatedFlow) -> str | None:
        """Return the words that lead into the quote of a flow, None where it needs none."""
        return None if flow.lead_in is None else self._words(flow, flow.lead_in)

    def _words(self, flow: StatedFlow, evidence: str) -> str:
        place = self.evidence[evidence].place
        return self.policies[flow.policy].text[place.start : place.end]
