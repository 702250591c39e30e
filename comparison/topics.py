"""What a flow is about: what is done with which data, for whom, and whether it is denied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ..graphs.statements import Counterparty, PolicyVersion, StatedFlow, Statements
from .changes import Quote, quote_flow
from .kinship import ANYBODY, NOT_PLACED, Kinship
from .passages import Passages
from .wording import Wording, fold

SALES: Final = frozenset({"sell", "resell", "rent", "lease", "trade", "monetize", "monetise"})
PASSING: Final = frozenset({"share", "sell"})
_SELF: Final = frozenset({"first party", "other users", "public"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a statement is about; `data` and `recipient` are IRIs, the recipient "" where none is said.

    `words` tell apart data that the vocabulary has no type for.
    """

    denied: bool
    deed: str
    data: str
    recipient: str
    words: str = ""

    @property
    def passes(self) -> bool:
        """Whether the data leaves the company."""
        return self.deed in PASSING


@dataclass(frozen=True, kw_only=True)
class Side:
    """One version with its statements by topic."""

    statements: Statements
    policy: PolicyVersion
    topics: Mapping[Topic, tuple[StatedFlow, ...]]

    @cached_property
    def wording(self) -> Wording:
        """Its whole text."""
        return Wording(text=self.policy.text)

    @cached_property
    def passages(self) -> Passages:
        """Its whole text by passages that affirm something."""
        return Passages(text=self.policy.text)

    @cached_property
    def denials(self) -> frozenset[str]:
        """The IRIs of the evidence that denials rest on."""
        return frozenset(
            flow.evidence for t, flows in self.topics.items() if t.denied for flow in flows
        )

    def quote(self, flow: StatedFlow) -> Quote:
        """Return the words that a flow rests on."""
        return quote_flow(self.statements, flow)


def side_of(statements: Statements, policy: str, kinship: Kinship) -> Side:
    """Sort the flows of one policy version by what they are about."""
    topics: dict[Topic, list[StatedFlow]] = {}
    for flow in statements.flows:
        if flow.policy == policy:
            topics.setdefault(topic_of(flow, kinship), []).append(flow)
    return Side(
        statements=statements,
        policy=statements.policies[policy],
        topics={topic: tuple(flows) for topic, flows in topics.items()},
    )


def topic_of(flow: StatedFlow, kinship: Kinship) -> Topic:
    """Return what a flow is about."""
    party = kinship.parties.get(flow.recipient) if flow.recipient else None
    deed = flow.action
    if deed == "share" and flow.manner in SALES:
        deed = "sell"
    return Topic(
        denied=flow.denied,
        deed=deed,
        data=flow.data,
        recipient=_identity(flow.recipient, party),
        words=fold(flow.data_words.text) if flow.data in NOT_PLACED else "",
    )


def _identity(recipient: str | None, party: Counterparty | None) -> str:
    """Return who receives, over versions: a kind of recipient is a node of its own in each."""
    if not recipient or party is None:
        return recipient or ""
    if party.role == "named" or party.role in _SELF:
        return recipient
    return party.kind or ANYBODY
