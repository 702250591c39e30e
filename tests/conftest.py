"""Fixtures for all tests: the invented policy of samples.py, its flows, and a graph of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.store import GraphStore
from privacyflow.ontology.records import DataFlow, SourceDocument
from privacyflow.tests import samples


@pytest.fixture
def sample_document() -> SourceDocument:
    """The invented policy of Skyloom Ltd."""
    return samples.sample_document()


@pytest.fixture
def sample_flows() -> tuple[DataFlow, ...]:
    """The flows of the invented policy, built by hand."""
    return samples.sample_flows()


@pytest.fixture
def sample_store(
    sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]
) -> Iterator[GraphStore]:
    """A graph, kept in memory, that holds the invented policy."""
    with GraphStore.in_memory() as store:
        store.replace_policy(sample_document.id, flow_quads(sample_document, sample_flows))
        yield store
