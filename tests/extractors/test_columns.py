"""Columns: what a header's words say of the cells below it."""

from __future__ import annotations

import pytest
from privacyflow.extractors.columns import Column, is_foreign, read_heading
from privacyflow.ontology.records import Action


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
        ("Category of Third Parties Information is Disclosed To for a Period", Column.RECIPIENT),
        ("Who do we share personal data with?", Column.RECIPIENT),
        ("Data processor", Column.RECIPIENT),
        ("Categories of personal data and the source of the data", Column.DATA),
        ("Categories of the sources the data is collected from", Column.SOURCE),
        ("Information type collected", Column.DATA),
        ("What we use your data for", Column.PURPOSE),
        ("Why and how we process data", Column.PURPOSE),
        ("How long is the personal data used for the purpose?", Column.RETENTION),
        ("Lawful basis for processing your data", Column.OTHER),
        ("Contact details", Column.OTHER),
        ("Data Protection Officer", Column.OTHER),
    ],
)
def test_headers(header: str, column: Column) -> None:
    assert read_heading(header).kind is column


@pytest.mark.parametrize(
    ("header", "practices"),
    [
        ("Category of data collected", {Action.COLLECT}),
        ("Purpose of disclosure", {Action.SHARE}),
        ("Purposes of collection and use", {Action.COLLECT, Action.USE}),
        ("Sold or shared?", {Action.SHARE}),
        ("Data", set()),
    ],
)
def test_the_practices_a_header_speaks_of(header: str, practices: set[Action]) -> None:
    assert read_heading(header).practices == practices


@pytest.mark.parametrize("header", ["Your rights", "Data subject request", "Version", "Term"])
def test_headers_of_tables_about_other_things(header: str) -> None:
    assert is_foreign(read_heading(header))


def test_a_header_that_never_ends_is_read_to_a_bound() -> None:
    assert len(read_heading("data " * 10_000).text) <= 400
