"""Words that settle a rule or leave it open: periods, safeguards, consent and names of identifiers."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from privacyflow.findings.checks import check_statements
from privacyflow.ontology.terms import PF
from privacyflow.tests.findings.invented import (
    BORN,
    KEPT,
    MOVED,
    PARTNERS,
    PULSE,
    Said,
    codes,
    statements,
)


def conditional_codes(said: Said, kind: str) -> set[str]:
    """Return what is found in one statement whose condition is of a kind ("OnConsent")."""
    known = statements(said)
    flows = tuple(replace(flow, condition_kind=PF + kind) for flow in known.flows)
    return {found.rule.code for found in check_statements(replace(known, flows=flows))}


@pytest.mark.parametrize(
    "further",
    [
        "The app is not for those under 13 years of age; we delete their data.",
        "You must be at least 18 years old to store photos with us.",
        "In the past 12 months we have deleted nothing.",
        "We answer requests to know within 45 days.",
    ],
)
def test_an_age_and_the_time_of_an_answer_tell_no_retention(further: str) -> None:
    assert "PF301" in codes(KEPT, text=f"{KEPT.sentence}\n\n{further}")


@pytest.mark.parametrize(
    "further",
    [
        "Logs are deleted after 30 days.",
        "When you ask us to delete your data, it is gone within 45 days.",
        "| Invoices | kept for 10 years |",
    ],
)
def test_a_period_of_keeping_tells_retention(further: str) -> None:
    assert "PF301" not in codes(KEPT, text=f"{KEPT.sentence}\n\n{further}")


@pytest.mark.parametrize(
    "further",
    [
        "We use technical safeguards against theft.",
        "We have put good locks in place.",
        "If a child wrote to us, we take appropriate steps to delete it.",
    ],
)
def test_measures_of_security_are_no_safeguard_of_a_transfer(further: str) -> None:
    assert "PF601" in codes(MOVED, text=f"{MOVED.sentence} {further}")


@pytest.mark.parametrize(
    "further",
    [
        "We rely on the standard clauses of the Commission.",
        "There is an adequacy decision for these countries.",
        "Appropriate safeguards are in place there.",
        "It goes to no country without adequate controls.",
        "Your consent to this policy is your agreement to that transfer.",
    ],
)
def test_a_safeguard_silences_the_rule_on_transfers(further: str) -> None:
    assert "PF601" not in codes(MOVED, text=f"{MOVED.sentence} {further}")


@pytest.mark.parametrize("further", ["This enables us to coach you.", "See our user agreement."])
def test_enabling_the_company_is_no_consent(further: str) -> None:
    assert "PF401" in codes(PULSE, text=f"{PULSE.sentence} {further}")


@pytest.mark.parametrize(
    "sentence",
    [
        "Each visitor is given an anonymous unique identifier.",
        "An IP address, by itself, cannot identify you.",
        "Our log holds anonymous information such as browser types and IP addresses.",
    ],
)
def test_an_identifier_is_found_by_its_name_where_no_flow_was(sentence: str) -> None:
    assert "PF402" in codes(KEPT, text=f"{KEPT.sentence}\n\n{sentence}")


@pytest.mark.parametrize(
    "sentence",
    [
        "A shortened IP address cannot identify you.",
        "An IP address can identify you.",
        "We turn IP addresses into anonymous information such as a country.",
        "We do not send anonymous reports with your IP address.",
    ],
)
def test_words_that_call_an_identifier_nothing_wrong(sentence: str) -> None:
    assert "PF402" not in codes(KEPT, text=f"{KEPT.sentence}\n\n{sentence}")


OPEN_END: Final = "We keep your data for no longer than necessary for our purposes."


def test_an_open_end_is_found_by_its_words_where_no_flow_was() -> None:
    assert "PF301" in codes(BORN, text=f"{BORN.sentence}\n\n{OPEN_END}")


@pytest.mark.parametrize(
    "text",
    [
        "Quillmark keeps your data for no longer than necessary for its purposes.",
        "We do not keep your data for longer than necessary for our purposes.",
        f"{OPEN_END} The criteria for how long we store it are the claims of both sides.",
        f"{OPEN_END} We keep your profile as long as you have an account.",
        f"{OPEN_END} Log files are erased after two weeks.",
    ],
)
def test_another_company_a_denial_and_an_end_that_is_told_leave_nothing_open(text: str) -> None:
    assert "PF301" not in codes(BORN, text=f"{BORN.sentence}\n\n{text}")


@pytest.mark.parametrize(
    ("condition", "kind", "expected"),
    [
        ("When you write to us", "OnUse", True),
        ("After you have agreed", "OnConsent", False),
        ("If the law asks for it", "ByLaw", False),
    ],
)
def test_a_condition_on_when_makes_vague_recipients_no_clearer(
    condition: str, kind: str, expected: bool
) -> None:
    sentence = f"{condition}, we share your postal address with partners."
    told = replace(PARTNERS, sentence=sentence, condition=condition)
    assert ("PF201" in conditional_codes(told, kind)) is expected
