"""A sale that is denied, beside sharing for advertising."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..graphs.statements import StatedFlow
from .cues import MASKED, MINORS, NEGATED
from .finding import Finding, Rule, Severity
from .reading import SALE, PolicyReading, is_own, stands_in

FOR_ADVERTISING: Final = Rule(
    code="PF501",
    name="no-sale-but-advertising",
    severity=Severity.WARNING,
    title="“We do not sell” beside sharing for advertising",
    what=(
        "The policy says that it does not sell personal data, and elsewhere that it shares personal data "
        "for advertising."
    ),
    why=(
        "Under the laws of California and other states of the USA, sharing data for advertising across "
        "sites can be a sale or “sharing”, even if no money is paid. People who read the denial don't expect it."
    ),
    decided=(
        "A denial of selling, renting or trading personal data that speaks of no minors and has no "
        "condition, against a statement of sharing or of collection by others whose purpose lies below pf:Advertising "
        "or whose recipient is of a kind below pf:Advertiser."
    ),
    fix="Say beside the denial what is shared for advertising, with whom, and how people can opt out.",
)
RULES: Final = (FOR_ADVERTISING,)

_LEAST: Final = 0.75


def find_sales(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding a policy: the surest denial of a sale and the surest sharing for advertising."""
    denials = [
        flow
        for flow in reading.denied("share", at_least=_LEAST)
        if flow.manner in SALE and _denies_all(reading, flow)
    ]
    sharings = [
        flow for flow in reading.affirmed("share", at_least=_LEAST) if _advertises(reading, flow)
    ]
    if not denials or not sharings:
        return
    denial = max(denials, key=lambda flow: (flow.confidence, flow.iri))
    sharing = max(sharings, key=lambda flow: (not flow.possible, flow.confidence, flow.iri))
    whom = reading.recipient(sharing)
    verb = "may be shared" if sharing.possible else "is shared"
    message = (
        f"The policy denies selling {denial.data_words.text}; elsewhere {sharing.data_words.text} "
        f"{verb} with {whom.label if whom else 'others'} for advertising."
    )
    yield reading.finding(FOR_ADVERTISING, "sale", message, (denial, sharing))


def _denies_all(reading: PolicyReading, flow: StatedFlow) -> bool:
    words = reading.words(flow)
    return (
        flow.condition is None
        and not flow.purposes
        and not reading.taxonomy.is_specific(flow.data)
        and is_own(reading, words)
        and not MINORS.search(words)
        and "residents" not in words
        and NEGATED.search(words) is not None
    )


def _advertises(reading: PolicyReading, flow: StatedFlow) -> bool:
    words = reading.words(flow)
    place = flow.recipient_words.place if flow.recipient_words else None
    return (
        any(reading.taxonomy.is_under(iri, "Advertising") for iri in flow.purposes)
        and place is not None
        and stands_in(place, reading.place(flow))
        and not flow.condition
        and not MASKED.search(words)
        and not MINORS.search(words)
        and not NEGATED.search(words)
        and flow.rule not in ("table-row", "line-group")
    )
