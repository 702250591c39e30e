"""What a policy says about a flow that was observed: clear, vague, ambiguous, incorrect or omitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ..graphs.statements import StatedFlow
from .contradictions import is_plain
from .finding import Quote, Severity
from .reading import SALE, PolicyReading

_SHOWN: Final = 2
_LEAST: Final = 0.6


class Outcome(StrEnum):
    """How a policy discloses an observed flow, after PoliCheck (Andow and others, 2020)."""

    CLEAR = "clear"
    VAGUE = "vague"
    AMBIGUOUS = "ambiguous"
    INCORRECT = "incorrect"
    OMITTED = "omitted"


MEANINGS: Final = {
    Outcome.CLEAR: "a statement names the data, or a narrower type, and the recipient or its owner",
    Outcome.VAGUE: "a statement allows it in broader words for the data or for the recipient",
    Outcome.AMBIGUOUS: "one statement allows it, another denies it",
    Outcome.INCORRECT: "no statement found allows it, and one denies it",
    Outcome.OMITTED: "no statement was found that allows or denies it",
}
WEIGHTS: Final[Mapping[Outcome, Severity | None]] = {
    Outcome.CLEAR: None,
    Outcome.VAGUE: Severity.NOTE,
    Outcome.AMBIGUOUS: Severity.WARNING,
    Outcome.INCORRECT: Severity.ERROR,
    Outcome.OMITTED: Severity.WARNING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Who received: `iris` are the party and the owners above it, `kind` its kind (an IRI) if known.

    `label` is for people.
    """

    label: str
    iris: tuple[str, ...]
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one policy version says about data (an IRI) going to a receiver, with its quotes."""

    outcome: Outcome
    policy: str
    data: str
    receiver: Receiver
    quotes: tuple[Quote, ...]


def judge(reading: PolicyReading, data: str, receiver: Receiver) -> Judgement:
    """Return how the policy discloses that data of a type (an IRI) goes to a receiver.

    Where the receiver is the company itself or its owner, what is collected counts, else what is shared.
    """
    own = bool({*receiver.iris} & {*reading.owners(reading.policy.company)})
    clear: list[StatedFlow] = []
    vague: list[StatedFlow] = []
    for flow in reading.affirmed(
        *(("collect", "use", "store") if own else ("share",)), at_least=_LEAST
    ):
        fit = _fit(reading, flow, data) and (own or _meets(reading, flow, receiver))
        if fit:
            exact = _is_exact(reading, flow, data) and (own or _is_named(flow, receiver))
            (clear if exact else vague).append(flow)
    denials = list(_denials(reading, data, receiver, own=own))
    if denials:
        outcome = Outcome.AMBIGUOUS if clear or vague else Outcome.INCORRECT
    else:
        outcome = Outcome.CLEAR if clear else Outcome.VAGUE if vague else Outcome.OMITTED
    shown = [*_nearest(reading, clear or vague, receiver), *_nearest(reading, denials, receiver)]
    return Judgement(
        outcome=outcome,
        policy=reading.policy.iri,
        data=data,
        receiver=receiver,
        quotes=_quotes(reading, shown),
    )


def _fit(reading: PolicyReading, flow: StatedFlow, data: str) -> bool:
    """Tell whether a flow speaks of the data, of a part of it, or of something that covers it."""
    covers = reading.taxonomy.covers
    return covers(data, flow.data) or covers(flow.data, data)


def _is_exact(reading: PolicyReading, flow: StatedFlow, data: str) -> bool:
    return reading.taxonomy.covers(data, flow.data)


def _is_named(flow: StatedFlow, receiver: Receiver) -> bool:
    return flow.recipient in receiver.iris


def _meets(reading: PolicyReading, flow: StatedFlow, receiver: Receiver) -> bool:
    """Tell whether a flow's recipient is the receiver, of its owner's house, or a word that fits it."""
    party = reading.recipient(flow)
    if party is None:
        return False
    if party.role == "named":
        return bool({*receiver.iris} & {*reading.owners(party.iri)})
    if party.role == "vague":
        return True
    tree = reading.taxonomy
    return (
        party.role == "category"
        and party.kind is not None
        and receiver.kind is not None
        and (tree.covers(party.kind, receiver.kind) or tree.covers(receiver.kind, party.kind))
    )


def _denials(
    reading: PolicyReading, data: str, receiver: Receiver, *, own: bool
) -> Iterator[StatedFlow]:
    """Yield the plain denials that cover the data and the receiver.

    A denial for a purpose says nothing about others, and one with an exception may not mean this flow.
    """
    for flow in reading.denied("collect" if own else "share", at_least=_LEAST):
        if flow.purposes or not is_plain(reading, flow) or flow.manner in SALE:
            continue
        if not reading.taxonomy.covers(flow.data, data):
            continue
        party = reading.recipient(flow)
        everybody = party is None or party.role in ("vague", "public")
        if own or everybody or _meets(reading, flow, receiver):
            yield flow


def _nearest(
    reading: PolicyReading, flows: list[StatedFlow], receiver: Receiver
) -> list[StatedFlow]:
    """Return the flows that say most: those that name the receiver, then those that name the data."""

    def order(flow: StatedFlow) -> tuple[bool, bool, bool, float, str]:
        general = not reading.taxonomy.is_specific(flow.data)
        named = _is_named(flow, receiver)
        return not named, general, flow.condition is not None, -flow.confidence, flow.iri

    return sorted(flows, key=order)[:_SHOWN]


def _quotes(reading: PolicyReading, flows: list[StatedFlow]) -> tuple[Quote, ...]:
    quotes = {(quote.start, quote.end): quote for flow in flows for quote in reading.quotes(flow)}
    return tuple(quotes.values())
