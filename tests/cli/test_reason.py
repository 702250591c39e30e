"""`privacyflow reason`: what it writes, what it refuses, and what it says without Java."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from privacyflow.graphs.database import replace_graphs
from privacyflow.graphs.store import GraphStore, Part
from privacyflow.ontology.resources import inferred_graph, stated_graph
from privacyflow.ontology.terms import PF, PFR, RDF
from privacyflow.tests.java import needs_java
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

if TYPE_CHECKING:
    from privacyflow.tests.cli.conftest import Command

POLICY = """# Privacy policy

Acme Ltd ("Acme", "we") collects your email address when you register.
We share your precise location with Mossmaps to draw the map.
"""


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A graph of one small policy."""
    from privacyflow.pipeline import build

    (tmp_path / "acme.md").write_text(POLICY, encoding="utf-8")
    build(tmp_path / "acme.md", graph=tmp_path / "one.graph")
    return tmp_path / "one.graph"


@needs_java
def test_a_file_is_reasoned_about_without_a_graph(command: Command, tmp_path: Path) -> None:
    (tmp_path / "acme.md").write_text(POLICY, encoding="utf-8")
    result = command("reason", tmp_path / "acme.md")
    assert result.code == 0, result.err
    triples = {(str(q.predicate), str(q.object)) for q in parse(result.out, RdfFormat.TURTLE)}
    assert (f"<{RDF}type>", f"<{PF}LocationRecipient>") in triples
    assert "2 memberships: 1 LocationFlow, 1 LocationRecipient" in result.err


@needs_java
def test_what_follows_is_written_into_a_graph_of_its_own(command: Command, one: Path) -> None:
    result = command("reason", "--graph", one, "--policy", "acme.md", "--write")
    assert (result.code, result.out) == (0, "")
    with GraphStore.open(one, read_only=True) as store:
        (policy,) = store.policies()
        graph = inferred_graph(policy.id)
        quads = list(store.quads((Part.INFERRED,)))
    assert {str(quad.graph_name) for quad in quads} == {f"<{graph}>"}
    assert command("validate", "--graph", one).code == 0


@needs_java
def test_a_flow_both_affirmed_and_denied_is_found_and_explained(
    command: Command, one: Path
) -> None:
    with GraphStore.open(one) as store:
        (policy,) = store.policies()
        stated = list(store.quads((Part.STATED,), policy.id))
        kind = NamedNode(RDF + "type")
        flow = next(q.subject for q in stated if q.object == NamedNode(PF + "AffirmedFlow"))
        graph = stated_graph(policy.id)
        denial = Quad(flow, kind, NamedNode(PF + "DeniedFlow"), NamedNode(graph))
        replace_graphs(store._store, (graph,), [*stated, denial])
    result = command("reason", "--graph", one, "--write")
    assert result.code == 1
    name = str(flow).strip("<>").replace(PFR, "pfr:")
    assert (
        f"{name} is told as an affirmed flow and as a denied flow, which are disjoint" in result.err
    )


def test_without_java_one_line_says_what_to_do(
    command: Command, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    result = command("reason", "--graph", one)
    assert (result.code, result.out) == (2, "")
    assert result.errors == [
        "error: java: no Java found. Install a Java runtime (8 or later) and try again."
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("acme.md", "--write"), "a file has no graph"),
        (("acme.md", "--policy", "acme"), "a file has no graph"),
        (("--write", "-o", "a.ttl"), "goes into the graph"),
        (("-o", "a.csv"), "can't be written in this format"),
    ],
)
def test_what_does_not_go_together_is_refused(
    command: Command, arguments: tuple[str, ...], told: str
) -> None:
    result = command("reason", *arguments)
    assert result.code == 2
    assert told in result.errors[0]
