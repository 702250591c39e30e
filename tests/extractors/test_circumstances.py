"""Which words around a phrase of data are its purpose, its condition and its source."""

from __future__ import annotations

from pathlib import Path

import pytest
from privacyflow.extractors.flows import extract_flows
from privacyflow.extractors.reading import read_document
from privacyflow.ontology.records import Action, DataFlow


def flow_of(tmp_path: Path, words: str, data: str, action: Action) -> DataFlow:
    path = tmp_path / "policy.txt"
    path.write_text(f"Privacy Policy of Marrowfield Ltd\n\n{words}\n", encoding="utf-8")
    flows = extract_flows(read_document(path))
    return next(flow for flow in flows if flow.data.text == data and flow.action is action)


@pytest.mark.parametrize(
    ("words", "data", "action", "purposes"),
    [
        (
            "To place an order, you need to give us your postal address.",
            "postal address",
            Action.COLLECT,
            ["To place an order"],
        ),
        (
            "We use your email address to send you receipts and to answer your questions.",
            "email address",
            Action.USE,
            ["to send you receipts", "to answer your questions"],
        ),
        (
            "We use your email address to send receipts, answer questions and prevent fraud.",
            "email address",
            Action.USE,
            ["to send receipts", "answer questions", "prevent fraud"],
        ),
        (
            "We use your email address to operate, maintain and improve our services.",
            "email address",
            Action.USE,
            ["to operate, maintain and improve our services"],
        ),
        (
            "We use your email address for research, analytics and fraud prevention.",
            "email address",
            Action.USE,
            ["for research", "analytics", "fraud prevention"],
        ),
        (
            "We use your email address for keeping our records, protecting our rights and to send"
            " you receipts.",
            "email address",
            Action.USE,
            ["for keeping our records", "protecting our rights", "to send you receipts"],
        ),
        (
            "We collect information from the phones you use to visit our website, such as your IP address.",
            "IP address",
            Action.COLLECT,
            [],
        ),
        (
            "We store your phone number for two years.",
            "phone number",
            Action.STORE,
            [],
        ),
    ],
)
def test_a_purpose_is_what_the_practice_is_for(
    tmp_path: Path, words: str, data: str, action: Action, purposes: list[str]
) -> None:
    flow = flow_of(tmp_path, words, data, action)
    assert [purpose.text for purpose in flow.purposes] == purposes


@pytest.mark.parametrize(
    ("words", "data", "action", "condition"),
    [
        (
            "If you call our help line, we record your phone number.",
            "phone number",
            Action.COLLECT,
            "If you call our help line",
        ),
        (
            "With your consent, we collect your precise location.",
            "precise location",
            Action.COLLECT,
            "With your consent",
        ),
        ("We collect your name and your age.", "name", Action.COLLECT, None),
    ],
)
def test_a_condition_is_what_the_practice_hangs_on(
    tmp_path: Path, words: str, data: str, action: Action, condition: str | None
) -> None:
    flow = flow_of(tmp_path, words, data, action)
    assert (flow.condition.text if flow.condition else None) == condition


def test_a_source_is_who_gives_the_data(tmp_path: Path) -> None:
    words = "We receive your email address from our business partners."
    flow = flow_of(tmp_path, words, "email address", Action.COLLECT)
    assert flow.source is not None and flow.source.mention is not None
    assert flow.source.mention.text == "business partners"


def test_what_comes_from_the_user_has_no_source(tmp_path: Path) -> None:
    flow = flow_of(
        tmp_path, "We collect your email address from you.", "email address", Action.COLLECT
    )
    assert flow.source is None


def test_a_clause_that_opens_a_lead_in_holds_for_its_items(tmp_path: Path) -> None:
    words = "While the tracker is on, we collect:\n\n- heart rate\n- sleep data"
    flow = flow_of(tmp_path, words, "heart rate", Action.COLLECT)
    assert flow.condition is not None
    assert flow.condition.text == "While the tracker is on"
