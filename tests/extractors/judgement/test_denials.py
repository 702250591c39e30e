"""What sounds like a denial and is none."""

from __future__ import annotations

from privacyflow.extractors.flows import extract_flows
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
