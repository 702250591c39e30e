"""What "this information" and "these partners" stand for."""

from __future__ import annotations

import pytest
from privacyflow.extractors import flows
from privacyflow.extractors.references import with_references
from privacyflow.ontology.records import DataFlow, StandsFor
from privacyflow.tests.extractors.rows import flows_of, read


def resolved(text: str, *, ending: str = "txt") -> tuple[DataFlow, ...]:
    reading = flows.read_by_rules(read(text, ending=ending))
    return with_references(flows_of(text, ending=ending), reading.segments, reading.source)


def words_of(found: StandsFor | None) -> list[str]:
    return [mention.text for mention in found.mentions] if found else []


def data_of(text: str, *, ending: str = "txt") -> list[str]:
    """What the data of the last flow stands for."""
    return words_of(resolved(text, ending=ending)[-1].data_stands_for)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "We collect your IP address and your location. We share this information with Mossmaps.",
            ["IP address", "location"],
        ),
        (
            "We collect your email address.\n\nWe share this data with Mossmaps.",
            ["email address"],
        ),
        (
            "We collect your IP address. We use this information to mend errors. We share this information"
            " with Mossmaps.",
            ["IP address"],
        ),
    ],
)
def test_data_named_before_is_what_is_meant(text: str, named: list[str]) -> None:
    assert data_of(text) == named


def test_data_behind_a_list_stands_for_all_its_items() -> None:
    text = (
        "We collect:\n\n- your IP address\n- your location\n\nWe share this data with Mossmaps.\n"
    )
    assert data_of(text, ending="md") == ["IP address", "location"]


@pytest.mark.parametrize(
    "text",
    [
        "We collect your IP address. We share such information as you give us with Mossmaps.",
        "We collect your IP address. We share other information with Mossmaps.",
        "We collect your name. We share this location information with Mossmaps.",
        "We do not collect your location. We share this information with Mossmaps.",
        "We share this information with Mossmaps. We collect your IP address.",
    ],
)
def test_what_is_not_certain_stays_as_it_is(text: str) -> None:
    assert all(flow.data_stands_for is None for flow in resolved(text))


def test_nothing_is_meant_over_a_heading() -> None:
    text = "# Data\n\nWe collect your IP address.\n\n# Sharing\n\nWe share this information with Mossmaps.\n"
    assert data_of(text, ending="md") == []


def test_recipients_are_those_named_before() -> None:
    text = "We share your email address with advertising partners. These partners may collect your IP address."
    found = [flow for flow in resolved(text) if flow.recipient_stands_for]
    assert [words_of(flow.recipient_stands_for) for flow in found] == [["advertising partners"]]


def test_the_flow_itself_stays_and_the_quote_stands_before_it() -> None:
    text = "We collect your IP address. We share this information with Mossmaps."
    before, after = flows_of(text)[-1], resolved(text)[-1]
    found = after.data_stands_for
    assert found is not None and found.evidence.text == "We collect your IP address."
    assert found.evidence.end <= after.data.start
    assert (after.data, after.recipient, after.evidence) == (
        before.data,
        before.recipient,
        before.evidence,
    )
