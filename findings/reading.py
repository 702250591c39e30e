"""One policy version as the rules look at it: its statements in order, and what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ..graphs.statements import Counterparty, Evidence, Place, PolicyVersion, StatedFlow, Statements
from .finding import Finding, Quote, Rule
from .taxonomy import Taxonomy

_US: Final = re.compile(r"\W*(?:\w+\W+){0,5}?(?:we|our|us|i)\b", re.IGNORECASE)
_OPENING: Final = 40
SALE: Final = frozenset({"sell", "resell", "rent", "lease", "trade", "monetize", "monetise"})
"""The verbs (lemmas, as `manner` has them) of giving data for money or the like."""
GIVING: Final = frozenset(
    {
        "share",
        "disclose",
        "provide",
        "transfer",
        "pass",
        "transmit",
        "send",
        "give",
        "supply",
        "release",
    }
)
"""The verbs of handing data to somebody, unlike those of letting somebody collect it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyReading:
    """A policy version, its flows in the order of the text, and what the graph knows around them."""

    policy: PolicyVersion
    flows: tuple[StatedFlow, ...]
    evidence: Mapping[str, Evidence]
    parties: Mapping[str, Counterparty]
    taxonomy: Taxonomy

    def affirmed(self, *actions: str, at_least: float = 0.0) -> Iterator[StatedFlow]:
        """Yield the flows that the policy states or allows, of these actions ("share") if any."""
        for flow in self.flows:
            wanted = not actions or flow.action in actions
            if wanted and not flow.denied and flow.confidence >= at_least:
                yield flow

    def denied(self, *actions: str, at_least: float = 0.0) -> Iterator[StatedFlow]:
        """Yield the flows that the policy denies, of these actions if any."""
        for flow in self.flows:
            wanted = not actions or flow.action in actions
            if wanted and flow.denied and flow.confidence >= at_least:
                yield flow

    def place(self, flow: StatedFlow) -> Place:
        """Return where the sentence stands that states a flow."""
        return self.evidence[flow.evidence].place

    def words(self, flow: StatedFlow) -> str:
        """Return the sentence that states a flow, as it stands in the policy."""
        place = self.place(flow)
        return self.policy.text[place.start : place.end]

    def section(self, flow: StatedFlow) -> str:
        """Return the path of headings above a flow."""
        return self.evidence[flow.evidence].section

    def surroundings(self, flow: StatedFlow, width: int) -> str:
        """Return the sentence with up to `width` characters before and behind it."""
        place = self.place(flow)
        return self.policy.text[max(0, place.start - width) : place.end + width]

    def recipient(self, flow: StatedFlow) -> Counterparty | None:
        """Return who receives, None where nobody is named."""
        return self.parties.get(flow.recipient) if flow.recipient else None

    def owners(self, iri: str) -> tuple[str, ...]:
        """Return a party and the owners above it, nearest first; all are IRIs."""
        chain: list[str] = []
        ahead: str | None = iri
        while ahead and ahead not in chain:
            chain.append(ahead)
            party = self.parties.get(ahead)
            ahead = party.owner if party else None
        return tuple(chain)

    def quotes(self, flow: StatedFlow) -> Iterator[Quote]:
        """Yield the sentence of a flow, then the words that lead into it where it needs them."""
        yield self._quote(flow, flow.evidence)
        leaning = flow.rule.startswith("lead-in") or not is_whole(self.words(flow))
        if leaning and flow.lead_in is not None and flow.lead_in in self.evidence:
            yield self._quote(flow, flow.lead_in)

    def _quote(self, flow: StatedFlow, evidence: str) -> Quote:
        place = self.evidence[evidence].place
        return Quote(
            text=self.policy.text[place.start : place.end],
            start=place.start,
            end=place.end,
            section=self.evidence[evidence].section,
            flow=flow.iri,
        )

    def finding(
        self,
        rule: Rule,
        subject: str,
        message: str,
        flows: Iterable[StatedFlow],
        places: Iterable[Place] = (),
    ) -> Finding:
        """Return a finding that quotes these flows, each sentence once, and what stands at `places`.

        A sentence at a place that states a flow as well is quoted as that flow's, and none is quoted
        whose words stand in a quote already, or the other way round.
        """
        quotes: dict[tuple[int, int], Quote] = {}
        for flow in flows:
            for quote in self.quotes(flow):
                quotes.setdefault((quote.start, quote.end), quote)
        for place in places:
            if not any(place.start < end and start < place.end for start, end in quotes):
                quotes[place.start, place.end] = self._quote_place(place)
        return Finding(
            rule=rule,
            policy=self.policy.iri,
            subject=subject,
            message=message,
            quotes=tuple(quotes.values()),
        )

    def _quote_place(self, place: Place) -> Quote:
        for flow in self.flows:
            if stands_in(place, self.place(flow)):
                return self._quote(flow, flow.evidence)
        text = self.policy.text[place.start : place.end]
        return Quote(text=text, start=place.start, end=place.end, section="", flow="")


def is_own(reading: PolicyReading, words: str) -> bool:
    """Tell whether a sentence opens with the company: with "we" or its name."""
    company = reading.parties.get(reading.policy.company)
    name = company.label.split()[0] if company and company.label else ""
    return bool(_US.match(words)) or (bool(name) and name in words[:_OPENING])


def is_whole(words: str) -> bool:
    """Tell whether words look like a whole sentence: with a capital first and a full stop last."""
    plain = words.strip(" *_\"“”'")
    return bool(plain) and plain[0].isupper() and plain[-1] in ".!"


def stands_in(place: Place, sentence: Place) -> bool:
    """Tell whether a place lies in another."""
    return sentence.start <= place.start and place.end <= sentence.end


def read_policies(statements: Statements, taxonomy: Taxonomy) -> Iterator[PolicyReading]:
    """Yield the policies of `statements` one by one, in the order of their IRIs."""
    flows: dict[str, list[StatedFlow]] = {iri: [] for iri in statements.policies}
    for flow in statements.flows:
        flows[flow.policy].append(flow)
    for iri, policy in statements.policies.items():
        yield PolicyReading(
            policy=policy,
            flows=tuple(flows[iri]),
            evidence=statements.evidence,
            parties=statements.parties,
            taxonomy=taxonomy,
        )
