"""The graph's reference shows what is really written."""

from __future__ import annotations

import re
from pathlib import Path

from privacyflow.graphs.store import GraphStore, Part
from pyoxigraph import RdfFormat, parse

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "docs" / "reference" / "graph.md").read_text(encoding="utf-8")


def test_the_example_is_what_the_sample_policy_gives(sample_store: GraphStore) -> None:
    (example,) = re.findall(r"```turtle\n(.*?)```", REFERENCE, re.DOTALL)
    shown = {quad.triple for quad in parse(example, RdfFormat.TURTLE)}
    assert len(shown) > 45
    written = {quad.triple for quad in sample_store.quads((Part.STATED, Part.DERIVED))}
    assert shown - written == set()


def test_the_example_shows_all_of_its_flow(sample_store: GraphStore) -> None:
    (example,) = re.findall(r"```turtle\n(.*?)```", REFERENCE, re.DOTALL)
    shown = {quad.triple for quad in parse(example, RdfFormat.TURTLE)}
    (flow,) = {triple.subject for triple in shown if "/flow-" in str(triple.subject)}
    parts = (Part.STATED, Part.DERIVED)
    whole = {quad.triple for quad in sample_store.quads(parts) if quad.subject == flow}
    assert whole - shown == set()


def test_every_kind_of_graph_is_told() -> None:
    for part in Part:
        name = part if part in (Part.VOCABULARY, Part.ORGANISATIONS) else f"{part}-ID"
        assert f"`pfr:{name}`" in REFERENCE
