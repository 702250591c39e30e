"""What sounds like a denial and is none."""

from __future__ import annotations

import pytest
from privacyflow.extractors.flows import extract_flows
from privacyflow.extractors.judgement.exceptions import is_excepted
from privacyflow.ontology.records import Role
from privacyflow.tests.extractors.rows import read


def test_what_does_not_keep_the_company_from_it_is_no_denial() -> None:
    text = "You can close your account. It will not stop us from storing your personal data."
    assert [flow for flow in extract_flows(read(text)) if flow.negated] == []


def test_a_denial_stays_one() -> None:
    (flow,) = extract_flows(read("We never store your password."))
    assert flow.negated


def test_what_others_are_kept_from_is_denied_of_them() -> None:
    text = (
        "They are contractually prohibited from using your personal data for their own marketing."
    )
    (flow,) = extract_flows(read(text))
    assert flow.negated
    assert flow.actor.role is Role.CATEGORY
    assert flow.actor.mention is not None
    assert flow.actor.mention.text == "They"


def test_a_denial_has_no_receiver_of_another_denial() -> None:
    text = "We never sell your name and we do not share your address with advertisers."
    denied = {
        flow.data.text: flow.recipient and flow.recipient.mention and flow.recipient.mention.text
        for flow in extract_flows(read(text))
    }
    assert denied == {"name": None, "address": "advertisers"}


def test_a_denial_has_no_receiver_of_what_is_affirmed() -> None:
    text = "We do not sell your name; however, we share your device identifier with advertisers."
    found = {
        (flow.negated, flow.data.text): flow.recipient is not None
        for flow in extract_flows(read(text))
    }
    assert found == {(True, "name"): False, (False, "device identifier"): True}


@pytest.mark.parametrize(
    ("text", "kept", "denied"),
    [
        (
            "Except for your IP address, no personal data is collected.",
            {"IP address"},
            {"personal data"},
        ),
        (
            "We collect no personal data other than your email address and your name.",
            {"email address", "name"},
            {"personal data"},
        ),
        (
            "With the exception of your nickname, we do not share your data with other users.",
            {"nickname"},
            {"data"},
        ),
    ],
)
def test_what_a_denial_leaves_out_is_affirmed(text: str, kept: set[str], denied: set[str]) -> None:
    found = extract_flows(read(text))
    assert {flow.data.text for flow in found if not flow.negated} == kept
    assert {flow.data.text for flow in found if flow.negated} == denied


@pytest.mark.parametrize(
    ("before", "excepted"),
    [
        ("Other than ", True),
        ("apart from your name, nickname and ", True),
        ("Except for your name, we do not collect ", False),
        ("Except for your name, no ", False),
        ("We collect ", False),
        ("except where we use ", False),
    ],
)
def test_only_what_an_exception_lists_is_excepted(before: str, excepted: bool) -> None:
    assert is_excepted(f"{before}address.", len(before)) is excepted
