"""A graph of two invented policies, Marlow's and Oakhurst Games', written in stated.trig."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from privacyflow.graphs.store import GraphStore
from pyoxigraph import Quad, RdfFormat, parse

STATED = Path(__file__).with_name("stated.trig")
POLICIES = ("marlow", "oakhurst")


def stated_quads(policy: str) -> list[Quad]:
    """The quads of one of the two policies."""
    quads = parse(path=str(STATED), format=RdfFormat.TRIG)
    return [quad for quad in quads if quad.graph_name.value.endswith(f"-{policy}")]


@pytest.fixture(scope="session")
def store() -> Iterator[GraphStore]:
    """Both policies in one graph. Nobody may write to it."""
    with GraphStore.in_memory() as graph:
        for policy in POLICIES:
            graph.replace_policy(policy, stated_quads(policy))
        yield graph
