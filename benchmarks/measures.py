"""What is measured on one policy: flows, recipients, data types, roles, sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from counting import Count, Ratio, Tally
from data_categories import GENERIC, meaning
from matching import Comparison, Flow
from privacyflow.ontology.records import Span
from recipient_kinds import RecipientKind
from sentences import Sentences

ACTIONS = ("collect", "use", "share", "store")
_ROLES: dict[str, Callable[[Flow], tuple[Span, ...]]] = {
    "purpose": lambda flow: flow.purposes,
    "condition": lambda flow: flow.conditions,
    "source": lambda flow: flow.sources,
}


def measure(comparison: Comparison, sentences: Sentences) -> dict[str, Count]:
    """Return every measure of one policy; the names and their order are the same for all."""
    measures: dict[str, Count] = {"all": _flows(comparison, lambda flow: True)}
    for action in ACTIONS:
        measures[action] = _flows(comparison, partial(_acts, action))
    measures["denials"] = _flows(comparison, lambda flow: flow.negated)
    for kind in RecipientKind:
        measures[f"to {kind}"] = _flows(comparison, partial(_goes_to, kind))
    measures |= _data_types(comparison.pairs)
    for role, spans in _ROLES.items():
        measures |= _role(role, [(spans(gold), spans(found)) for gold, found in comparison.pairs])
    return measures | _sentences(comparison, sentences)


def _acts(action: str, flow: Flow) -> bool:
    return flow.action == action


def _goes_to(kind: RecipientKind, flow: Flow) -> bool:
    return flow.recipient_kind is kind


def _flows(comparison: Comparison, counts: Callable[[Flow], bool]) -> Tally:
    """Count the flows that `counts` picks, each side by its own."""
    right = sum(counts(found) for _, found in comparison.pairs)
    met = sum(counts(gold) for gold, _ in comparison.pairs)
    return Tally(
        found_right=right,
        found=right + sum(map(counts, comparison.wrong)),
        stated_met=met,
        stated=met + sum(map(counts, comparison.missed)),
    )


def _data_types(pairs: Iterable[tuple[Flow, Flow]]) -> dict[str, Count]:
    """Whether a matched flow's concept is what its gold category stands for, or narrower."""
    right = exact = all_pairs = specific = specific_right = 0
    for gold, found in pairs:
        meanings = [meaning(category) for category in gold.categories]
        is_right = any(found.concept in each.right for each in meanings)
        all_pairs += 1
        right += is_right
        exact += any(found.concept in each.exact for each in meanings)
        if GENERIC.isdisjoint(gold.categories):
            specific += 1
            specific_right += is_right
    return {
        "data type of matched flows": Ratio(right, all_pairs),
        "  exactly": Ratio(exact, all_pairs),
        "  where gold names a type": Ratio(specific_right, specific),
    }


def _role(
    role: str, pairs: Sequence[tuple[tuple[Span, ...], tuple[Span, ...]]]
) -> dict[str, Count]:
    """Count a role of matched flows: right where any of its spans overlap.

    Gold names the first of several purposes only, so that a flow counts once, however many it has.
    """
    right = sum(overlap(gold, found) for gold, found in pairs)
    absent = sum(not gold and not found for gold, found in pairs)
    return {
        f"{role} of matched flows": Tally(
            found_right=right,
            found=sum(bool(found) for _, found in pairs),
            stated_met=right,
            stated=sum(bool(gold) for gold, _ in pairs),
        ),
        f"  {role} agrees, absent too": Ratio(right + absent, len(pairs)),
    }


def overlap(left: Iterable[Span], right: Sequence[Span]) -> bool:
    """Whether a span of `left` shares a character with one of `right`."""
    return any(one.start < other.end and other.start < one.end for one in left for other in right)


def _sentences(comparison: Comparison, sentences: Sentences) -> dict[str, Count]:
    """Count apart what is found in sentences that state a flow and in those that state none."""

    def holding(flows: Iterable[Flow]) -> frozenset[int]:
        return sentences.holding(flow.data.start for flow in flows)

    stating = holding(comparison.stated)
    mandatory = holding(flow for flow in comparison.stated if not flow.optional)
    reading = holding(comparison.found)
    empty = len(sentences) - len(stating)
    astray = [
        place
        for place in (sentences.at(flow.data.start) for flow in comparison.wrong)
        if place is not None and place not in stating
    ]
    within = _flows(comparison, lambda flow: sentences.at(flow.data.start) in stating)
    return {
        "sentences that state a flow": Tally(
            found_right=len(reading & stating),
            found=len(reading),
            stated_met=len(reading & mandatory),
            stated=len(mandatory),
        ),
        "flows within them": within,
        "flows in 100 empty sentences": Ratio(len(astray), empty, per=100),
        "  empty sentences with flows, of 100": Ratio(len(set(astray)), empty, per=100),
    }
