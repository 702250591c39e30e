"""The categories that a report asks about are few, broad, and the vocabulary's own."""

from __future__ import annotations

from dataclasses import replace

from privacyflow.graphs.categories import describe_categories
from privacyflow.graphs.statement_reader import read_statements
from privacyflow.graphs.store import GraphStore
from privacyflow.tests.graphs.page_samples import statements_of


def labels(statements, scheme: str) -> list[str]:
    return [label for kind, _, label in describe_categories(statements) if kind == scheme]


def test_they_come_from_the_vocabulary_whatever_is_stated(sample_store: GraphStore) -> None:
    statements = read_statements(sample_store)
    data = labels(statements, "DataTypes")
    assert {"location", "contact information", "health information"} <= set(data)
    assert data == sorted(data, key=str.casefold)
    assert "email address" not in data, "that is a kind of contact information"
    silent = replace(statements, flows=(), evidence={})
    assert describe_categories(silent) == describe_categories(statements)


def test_what_says_nothing_is_no_category(sample_store: GraphStore) -> None:
    statements = read_statements(sample_store)
    assert not {"personal data", "other data"} & set(labels(statements, "DataTypes"))
    purposes = labels(statements, "Purposes")
    assert {"marketing", "security"} <= set(purposes)
    assert "unspecified purpose" not in purposes


def test_a_vocabulary_without_a_root_has_its_categories_at_the_top() -> None:
    assert labels(statements_of(1), "DataTypes") == [
        "contact data",
        "device data",
        "financial data",
        "location",
    ]
