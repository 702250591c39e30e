"""Tables: rows read by what their header says."""

from __future__ import annotations

import pytest
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


def test_purposes_in_rows_tell_use_sharing_and_storing() -> None:
    assert_states(
        "| Purposes | Categories of data | Legal basis | Retention | Recipients |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| Sending lamps | Billing data<br>Postal address | Contract | 2 years | Couriers<br>Tidepost |\n",
        "use: Billing data, Postal address",
        "store: Billing data, Postal address",
        "share: Billing data, Postal address → Couriers, Tidepost",
        ending="md",
    )


def test_purposes_of_disclosure_are_no_uses() -> None:
    assert_states(
        "| Category of personal information | Recipients | Purpose of disclosure |\n| --- | --- | --- |\n"
        "| Location | couriers | To find you |\n",
        "share: Location → couriers",
        ending="md",
    )


def test_categories_that_are_collected_and_disclosed_are_two_flows() -> None:
    assert_states(
        "| Category of Personal Information Collected | Category of Third Parties to Whom It Is Disclosed |\n"
        "| --- | --- |\n"
        "| **Identifiers.**<br><br>Email address, IP address. | *   Couriers<br>*   Advertisers |\n",
        "collect: Email address, IP address",
        "share: Email address, IP address → Couriers, Advertisers",
        ending="md",
    )


def test_where_a_purpose_gets_its_data_from_is_no_flow_of_its_own() -> None:
    text = (
        "| Purpose | Type of data | Source |\n| --- | --- | --- |\n"
        "| Sending lamps | Postal address | Tidepost |\n"
    )
    assert_states(text, "use: Postal address", ending="md")
    sources = [flow.source for flow in flows_of(text, ending="md")]
    assert [source.mention.text for source in sources if source and source.mention] == ["Tidepost"]


def test_a_column_of_names_heads_receivers_under_words_about_third_parties() -> None:
    table = "| Service | Purpose | Data |\n| --- | --- | --- |\n| Tidepost | Sending lamps | Postal address |\n"
    assert_states(f"## Processors\n\n{table}", "share: Postal address → Tidepost", ending="md")
    assert_states(f"## Lamps\n\n{table}", "use: Postal address", ending="md")


def test_receivers_without_a_column_of_data_take_that_of_the_sentence_above() -> None:
    table = (
        "| Provider | Country | Service |\n| --- | --- | --- |\n| Willowmail | Norway | E-mail |\n"
    )
    assert_states(
        f"We share your personal data with the following providers:\n\n{table}",
        "share: personal data → Willowmail",
        "share: personal data → providers?",
        ending="md",
    )
    assert_states(f"Our lamps are made by the following firms:\n\n{table}", ending="md")


def test_yes_and_no() -> None:
    assert_states(
        "| Category | Examples | Collected | Sold |\n| --- | --- | --- | --- |\n"
        "| A. Identifiers | Email address | Yes | No |\n"
        "| B. Biometrics | Fingerprints | No | No |\n",
        "collect: Email address",
        "not share: Email address",
        "not collect: Fingerprints",
        "not share: Fingerprints",
        ending="md",
    )


def test_receivers_as_columns() -> None:
    assert_states(
        "| Type of data | Tidepost | Willowmail |\n| --- | --- | --- |\n"
        "| Postal address | ✓ | ✗ |\n| Email address | ✗ | ✓ |\n",
        "share: Postal address → Tidepost",
        "not share: Postal address → Willowmail",
        "not share: Email address → Tidepost",
        "share: Email address → Willowmail",
        ending="md",
    )


def test_sentences_in_cells_are_read_as_prose() -> None:
    assert_states(
        "| Purpose | Categories of data | Description and retention |\n| --- | --- | --- |\n"
        "| Sending lamps | *   Name<br>*   Postal address | We share your postal address with couriers."
        "<br>Order details are retained for two years. |\n",
        "use: Name, Postal address",
        "share: postal address → couriers",
        "store: Order details",
        ending="md",
    )


def test_a_period_of_data_of_its_own() -> None:
    flows = flows_of(
        "| Type of data | Retention |\n| --- | --- |\n| Billing data | 5 years<br>Server logs: 1 month |\n",
        ending="md",
    )
    assert [(f.action.value, f.data.text, f.retention and f.retention.text) for f in flows] == [
        ("store", "Billing data", "5 years"),
        ("store", "Server logs", "1 month"),
    ]


def test_a_retention_cell_without_a_period_stores_nothing() -> None:
    assert_states(
        "| Type of data | Purpose | Retention |\n| --- | --- | --- |\n| Name | To greet you | See below |\n",
        "use: Name",
        ending="md",
    )


def test_a_header_in_bold_and_a_table_that_goes_on_without_one() -> None:
    empty = "|  |  |  |\n| --- | --- | --- |\n"
    assert_states(
        f"{empty}| **Purpose** | **Categories of data** | **Legal basis** |\n"
        "| Sending lamps | Name<br>Postal address | Contract |\n\n## More\n\n"
        f"{empty}| Greeting you | Date of birth | Consent |\n",
        "use: Name, Postal address, Date of birth",
        ending="md",
    )


def test_a_title_inside_a_table_is_no_row() -> None:
    text = (
        "<table><tr><th>Data</th><th>Why</th></tr><tr><td colspan=2>Data for our shop</td></tr>"
        "<tr><td>Shoe size</td><td>To fit your shoes</td></tr></table>"
    )
    assert_states(text, "use: Shoe size", ending="html")


def test_a_table_under_a_denial_denies() -> None:
    assert_states(
        "We do not collect any of the following data:\n\n| Data | Why |\n| --- | --- |\n"
        "| Fingerprints | To open doors |\n",
        "not collect: Fingerprints",
        ending="md",
    )


@pytest.mark.parametrize(
    ("cell", "data"),
    [
        ("Log and usage information", ["Log and usage information"]),
        ("Name and usage information", ["Name", "usage information"]),
        ("*   Data contained in receipts<br>*   Wishes", ["Data contained in receipts", "Wishes"]),
        ("*   Location data (with consent)", ["Location data"]),
        ("*   Reports (calls, messages) (Norway)", ["Reports", "calls", "messages"]),
        ("Voice data derived from a video or audio recording", ["Voice data"]),
        ("Marketing, Survey and Research Data", ["Marketing, Survey and Research Data"]),
        ("Data categories of the law on lamps", ["Data categories of the law on lamps"]),
        ("As specified below", []),
    ],
)
def test_what_a_cell_lists(cell: str, data: list[str]) -> None:
    flows = flows_of(f"| Why | Data |\n| --- | --- |\n| To help you | {cell} |\n", ending="md")
    assert [flow.data.text for flow in flows] == data


@pytest.mark.parametrize(
    "text",
    [
        "| Right | Information |\n| --- | --- |\n| Access | A copy of your data |\n",
        "| Version | Changes | Date |\n| --- | --- | --- |\n| 2 | Data of children | May |\n",
        "| Name | Type | Purpose | Duration |\n| --- | --- | --- | --- |\n| lamp | Cookie | Stay logged in | 1 day |\n",
        "| Category | Description |\n| --- | --- |\n| Bright | Many lumens |\n| Dim | Few lumens |\n",
        "| Name | Lifetime |\n| --- | --- |\n| lamp_id | 1 year |\n",
        "| Colour | Price |\n| --- | --- |\n| red | 10 |\n",
    ],
)
def test_tables_of_other_things_state_nothing(text: str) -> None:
    assert_states(text, ending="md")


def test_cells_of_a_short_row_stand_below_the_last_columns() -> None:
    text = (
        "| Data | Purpose | Legal basis |\n| --- | --- | --- |\n"
        "| Shoe size | To fit your shoes | Contract |\n"
        "| News about shoes (offers, surveys) | Consent |\n"
    )
    assert_states(text, "use: Shoe size", ending="md")


def test_semicolons_hold_things_with_commas_apart() -> None:
    text = (
        "| Data | Why |\n| --- | --- |\n"
        "| Contact Data; Education, Career and Skills Information; Survey data | To hire you |\n"
    )
    found = [flow.data.text for flow in flows_of(text, ending="md")]
    assert found == ["Contact Data", "Education, Career and Skills Information", "Survey data"]


def test_what_a_bracket_includes_is_the_data_of_the_row_and_not_its_head() -> None:
    text = (
        "| Data | Third parties |\n| --- | --- |\n"
        "| Account information (which includes your email address and account ID) | Willowmail |\n"
    )
    found = [flow.data.text for flow in flows_of(text, ending="md")]
    assert found == ["email address", "account ID"]


def test_what_is_collected_by_the_words_above_is_also_used_for_its_purpose() -> None:
    text = (
        "We collect the following data.\n\n"
        "| Data | Purpose |\n| --- | --- |\n| Shoe size | To fit your shoes |\n"
    )
    assert_states(text, "use: Shoe size", "collect: Shoe size", ending="md")


def test_parties_keep_what_is_said_of_their_kind() -> None:
    text = (
        "| Data | Shared with |\n| --- | --- |\n"
        "| Shoe size | • With advertising, marketing, and research partners<br>• With couriers |\n"
    )
    found = [
        flow.recipient.mention.text
        for flow in flows_of(text, ending="md")
        if flow.recipient and flow.recipient.mention
    ]
    assert found == ["advertising, marketing, and research partners", "couriers"]


def test_a_purpose_that_only_points_elsewhere_is_none() -> None:
    text = (
        "| Data | Purpose | Sources |\n| --- | --- | --- |\n"
        "| Shoe size | Please visit section 2 of this policy | You |\n"
    )
    assert_states(text, "collect: Shoe size", ending="md")
