"""What is measured on one policy, on flows made by hand."""

from __future__ import annotations

from counting import Count, Ratio, Tally
from matching import Flow, compare
from measures import measure
from privacyflow.ontology.terms import PF
from privacyflow.tests.benchmarks.flows import SCORER, flow, span
from recipient_kinds import RecipientKind
from sentences import Sentences

# Four sentences of a hundred characters.
SENTENCES = Sentences(starts=(0, 100, 200, 300), ends=(99, 199, 299, 399))


def measured(gold: list[Flow], found: list[Flow]) -> dict[str, Count]:
    return measure(compare(gold, found, SCORER), SENTENCES)


def test_flows_count_in_all_by_action_and_as_denials() -> None:
    gold = [flow(0), flow(10, action="use"), flow(20, negated=True)]
    found = [flow(0), flow(30, action="use"), flow(20, negated=True)]
    counts = measured(gold, found)
    assert counts["all"] == Tally(2, 3, 2, 3)
    assert counts["collect"] == Tally(2, 2, 2, 2)
    assert counts["use"] == Tally(0, 1, 0, 1)
    assert counts["denials"] == Tally(1, 1, 1, 1)


def test_each_side_of_a_pair_counts_under_its_own_kind_of_recipient() -> None:
    gold = [flow(0, action="share", recipient="Acme", kind=RecipientKind.NAMED)]
    found = [flow(0, action="share", recipient="Acme", kind=RecipientKind.PROVIDER)]
    counts = measured(gold, found)
    assert counts["to named organisations"] == Tally(0, 0, 1, 1)
    assert counts["to service providers"] == Tally(1, 1, 0, 0)


def test_a_concept_is_right_where_it_is_the_categorys_or_narrower() -> None:
    categories = ("EmailAddress", "EmailAddress", "EmailAddress", "PersonalData")
    concepts = ("EmailAddress", "WorkEmail", "PhoneNumber", "PersonalData")
    gold = [flow(10 * n, categories=(name,)) for n, name in enumerate(categories)]
    found = [flow(10 * n, concept=PF + name) for n, name in enumerate(concepts)]
    counts = measured(gold, found)
    assert counts["data type of matched flows"] == Ratio(3, 4)
    assert counts["  exactly"] == Ratio(2, 4)
    assert counts["  where gold names a type"] == Ratio(2, 3)


def test_a_purpose_is_right_where_any_overlaps_and_absent_purposes_agree() -> None:
    gold = [
        flow(0, purposes=(span(50, 60),)),
        flow(10, purposes=(span(50, 60),)),
        flow(20),
        flow(30),
    ]
    found = [
        flow(0, purposes=(span(20, 30), span(59, 70))),
        flow(10, purposes=(span(60, 70),)),
        flow(20, purposes=(span(60, 70),)),
        flow(30),
    ]
    counts = measured(gold, found)
    assert counts["purpose of matched flows"] == Tally(1, 3, 1, 2)
    assert counts["  purpose agrees, absent too"] == Ratio(2, 4)


def test_sentences_with_and_without_flows_are_counted_apart() -> None:
    gold = [flow(0), flow(110, optional=True)]
    found = [flow(0), flow(50), flow(120), flow(210), flow(220)]
    counts = measured(gold, found)
    assert counts["sentences that state a flow"] == Tally(2, 3, 1, 1)
    assert counts["flows within them"] == Tally(1, 3, 1, 1)
    assert counts["flows in 100 empty sentences"] == Ratio(2, 2, 100)
    assert counts["  empty sentences with flows, of 100"] == Ratio(1, 2, 100)


def test_every_policy_has_the_same_measures() -> None:
    assert list(measured([], [])) == list(measured([flow(0)], [flow(0)]))
