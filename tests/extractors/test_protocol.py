"""The public record: one line of JSON, its keys in their order."""

from __future__ import annotations

import json

from privacyflow.extractors.protocol import flow_record
from privacyflow.tests.extractors.rows import flows_of, read

TEXT = (
    "If you agree, we may share your “nickname” with Tidepost to deliver lamps.\n\n"
    "We keep your email address for 90 days.\n"
)
KEYS = [
    "id", "policy", "company", "action", "manner", "negated", "modality", "actor", "data",
    "recipient", "source", "purposes", "condition", "retention", "evidence", "lead_in",
    "extractor", "rule", "confidence", "term", "retention_duration", "condition_kind",
    "data_stands_for",
    "recipient_stands_for",
]  # fmt: skip


def test_keys_come_in_their_order() -> None:
    document = read(TEXT)
    for flow in flows_of(TEXT):
        record = json.loads(flow_record(document, flow, "flow-1"))
        assert list(record) == KEYS
        assert list(record["data"]) == ["text", "start", "end", "concept"]
        assert list(record["actor"]) == ["role", "text", "start", "end", "organisation"]
        assert list(record["evidence"]) == ["text", "start", "end", "section"]


def test_a_record_says_what_the_flow_says() -> None:
    document = read(TEXT)
    share, store = (
        json.loads(flow_record(document, flow, f"flow-{number}"))
        for number, flow in enumerate(flows_of(TEXT), 1)
    )
    assert (share["id"], share["policy"], share["company"]) == ("flow-1", document.id, "Fernlight")
    assert (share["action"], share["negated"], share["modality"]) == ("share", False, "possible")
    assert share["recipient"]["text"] == "Tidepost"
    assert [purpose["text"] for purpose in share["purposes"]] == ["to deliver lamps"]
    assert share["condition"]["text"] == "If you agree"
    assert (store["recipient"], store["source"], store["condition"]) == (None, None, None)
    assert store["retention"]["text"] == "for 90 days"
    assert store["retention_duration"] == {"iso": "P90D", "bound": "exact"}
    assert share["retention_duration"] is None


def test_a_record_is_one_line_and_keeps_the_policys_letters() -> None:
    text = "We share your “nickname”\nwith Tidepost."
    (flow,) = flows_of(text)
    line = flow_record(read(text), flow, "flow-1")
    assert "\n" not in line
    assert "“nickname”" in line
