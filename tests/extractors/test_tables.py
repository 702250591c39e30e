"""Tables: rows read by what their header says."""

from __future__ import annotations

import pytest
from privacyflow.extractors.tables import Column, column_of
from privacyflow.tests.extractors.rows import assert_states, flows_of

SHARING = """
| Category of data | Purpose | Third parties |
| --- | --- | --- |
| Email address, nickname | To send receipts | Willowmail |
| Location | To show maps | analytics providers |
"""
KEEPING = """
| Personal information | Examples | Retention period |
| --- | --- | --- |
| Contact details | email address, phone number | 2 years |
| Log files | IP address | 30 days |
"""


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Category of data", Column.DATA),
        ("Data", Column.DATA),
        ("Examples", Column.DETAIL),
        ("Purpose", Column.PURPOSE),
        ("Who we share it with", Column.RECIPIENT),
        ("Third parties to whom information is disclosed", Column.RECIPIENT),
        ("SDK", Column.RECIPIENT),
        ("Source", Column.SOURCE),
        ("Retention period", Column.RETENTION),
        ("When", Column.CONDITION),
        ("Legal basis", Column.OTHER),
        ("Notes", Column.OTHER),
    ],
)
def test_headers(header: str, column: Column) -> None:
    assert column_of(header) is column


def test_a_table_of_receivers() -> None:
    assert_states(
        SHARING,
        "share: Email address, nickname → Willowmail",
        "share: Location → analytics providers",
        ending="md",
    )
    assert [flow.purposes[0].text for flow in flows_of(SHARING, ending="md")] == [
        "To send receipts",
        "To send receipts",
        "To show maps",
    ]


def test_a_table_of_periods_tells_the_examples_not_their_heads() -> None:
    flows = flows_of(KEEPING, ending="md")
    assert [(f.action.value, f.data.text, f.retention and f.retention.text) for f in flows] == [
        ("store", "email address", "2 years"),
        ("store", "phone number", "2 years"),
        ("store", "IP address", "30 days"),
    ]


def test_a_table_of_purposes_tells_uses() -> None:
    text = "| Data | Why |\n| --- | --- |\n| Shoe size | To fit your shoes |\n"
    assert_states(text, "use: Shoe size", ending="md")


def test_third_parties_above_whose_table_data_comes_in_are_sources() -> None:
    text = (
        "## Data we receive from others\n\n"
        "| Third party | Data |\n| --- | --- |\n| Tidepost | Delivery status, postal address |\n"
    )
    flows = flows_of(text, ending="md")
    assert [(f.action.value, f.data.text) for f in flows] == [
        ("collect", "Delivery status"),
        ("collect", "postal address"),
    ]
    assert {f.source.mention.text for f in flows if f.source and f.source.mention} == {"Tidepost"}


@pytest.mark.parametrize(
    "text",
    [
        "| Name | Lifetime |\n| --- | --- |\n| lamp_id | 1 year |\n",
        "| Colour | Price |\n| --- | --- |\n| red | 10 |\n",
    ],
)
def test_tables_of_other_things_state_nothing(text: str) -> None:
    assert_states(text, ending="md")
