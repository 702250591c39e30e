"""Findings reach the page with their policy, their quotes and the flows they speak of."""

from __future__ import annotations

from dataclasses import replace

from privacyflow.graphs.page import page_data
from privacyflow.graphs.shown_findings import ShownFinding, describe_findings
from privacyflow.graphs.statements import Place, Statements
from privacyflow.tests.graphs.page_samples import statements_of


def finding_in(statements: Statements, severity: str, **changes: object) -> ShownFinding:
    flow = statements.flows[-1]
    about: dict = {
        "policy": flow.policy,
        "code": "PF000",
        "severity": severity,
        "title": "A title",
        "message": "What is wrong.",
        "advice": "What to do.",
        "quotes": (statements.evidence[flow.evidence].place,),
        "flows": (flow.iri,),
    }
    return ShownFinding(**{**about, **changes})


def test_the_gravest_come_first_and_point_at_their_flows() -> None:
    statements = statements_of(2, 4)
    found = [finding_in(statements, severity) for severity in ("note", "error", "warning")]
    described = describe_findings(found, statements)
    assert [each["severity"] for each in described] == ["error", "warning", "note"]
    assert {tuple(each["flows"]) for each in described} == {(len(statements.flows) - 1,)}
    policy = list(statements.policies).index(statements.flows[-1].policy)
    assert {each["policy"] for each in described} == {policy}


def test_what_the_page_does_not_hold_is_left_out() -> None:
    statements = statements_of(1, 2)
    assert describe_findings([finding_in(statements, "note", policy="elsewhere")], statements) == []
    (described,) = describe_findings(
        [finding_in(statements, "note", flows=("elsewhere",))], statements
    )
    assert described["flows"] == []


def test_quotes_count_as_javascript_does() -> None:
    statements = statements_of(1, 2)
    (policy,) = statements.policies.values()
    # A letter outside the basic plane is one character, and two code units.
    policies = {policy.iri: replace(policy, text=f"\U0001f512 {policy.text}")}
    place = Place(start=0, end=3)
    (described,) = describe_findings(
        [finding_in(statements, "note", quotes=(place,))], replace(statements, policies=policies)
    )
    assert described["quotes"] == [[0, 4]]


def test_a_page_without_findings_says_nothing_of_them() -> None:
    assert page_data(statements_of(1, 2), title="")["findings"] == []
