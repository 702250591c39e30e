"""Hand-made flows, and a scorer of equality, for the tests of what is counted."""

from __future__ import annotations

from matching import Flow
from privacyflow.ontology.records import Span
from recipient_kinds import RecipientKind
from scorer import Scorer, ScorerRecord


def span(start: int, end: int) -> Span:
    return Span(start=start, end=end, text="x" * (end - start))


def flow(
    start: int,
    *,
    action: str = "collect",
    negated: bool = False,
    optional: bool = False,
    recipient: str | None = None,
    kind: RecipientKind | None = None,
    categories: tuple[str, ...] = ("EmailAddress",),
    concept: str | None = None,
    purposes: tuple[Span, ...] = (),
) -> Flow:
    """A flow of five characters of data at `start`."""
    return Flow(
        scored={
            "key": (action, negated, start, recipient),
            "optional": optional,
        },
        action=action,
        negated=negated,
        optional=optional,
        data=span(start, start + 5),
        recipient=recipient,
        recipient_kind=kind,
        categories=categories,
        concept=concept,
        purposes=purposes,
    )


def _distinct(records: list[ScorerRecord]) -> list[ScorerRecord]:
    return list({record["key"]: record for record in reversed(records)}.values())[::-1]


def _match(gold: list[ScorerRecord], found: list[ScorerRecord]) -> dict[int, int]:
    places = {record["key"]: place for place, record in enumerate(gold)}
    return {
        index: places[record["key"]]
        for index, record in enumerate(found)
        if record["key"] in places
    }


def _compatible(gold: ScorerRecord, found: ScorerRecord) -> bool:
    """Data alone decides, so that a flow can be excused that is not matched."""
    return bool(gold["key"][2] == found["key"][2])


SCORER = Scorer(
    evaluate=lambda gold, found: ({}, [], []),
    normalise=lambda record: record,
    distinct=_distinct,
    match=_match,
    compatible=_compatible,
)
