"""`load` and `--endpoint` on the command line: which graph is meant, and what is done with shards."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.store import GraphStore, Part
from privacyflow.ontology.terms import PF
from privacyflow.tests import samples
from privacyflow.tests.cli.conftest import Command
from pyoxigraph import Literal, NamedNode, Quad

NOBODY = "http://127.0.0.1:9/query"  # the port of "discard", where nobody listens


@pytest.fixture
def shard(tmp_path: Path) -> Path:
    """A shard with the invented policy."""
    document = samples.sample_document()
    path = tmp_path / "one.nq"
    quads = set(flow_quads(document, samples.sample_flows()))
    kept = next(quad for quad in quads if quad.predicate.value == PF + "retention")
    span = Literal("P90D", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#duration"))
    quads.add(Quad(kept.subject, NamedNode(PF + "retentionDuration"), span, kept.graph_name))
    with GraphStore.in_memory() as store:
        store.replace_policy(document.id, quads)
        path.write_bytes(store.dump(parts=(Part.STATED, Part.TEXT)))
    return path


def test_a_shard_becomes_a_graph(shard: Path, tmp_path: Path, command: Command) -> None:
    graph = tmp_path / "graph"
    done = command("load", shard, "--graph", graph)
    assert (done.code, done.out, done.err) == (0, "", f"{graph}: 1 policy from 1 shard\n")
    assert "Google Maps" in command("ask", "who receives GPS location?", "-g", graph).out


def test_a_broken_shard_is_reported_and_the_others_are_loaded(
    shard: Path, tmp_path: Path, command: Command
) -> None:
    whole = gzip.compress(shard.read_bytes())
    (tmp_path / "cut.nq.gz").write_bytes(whole[: len(whole) // 2])
    graph = tmp_path / "graph"
    done = command("load", tmp_path, "-g", graph)
    assert done.code == 0
    assert len(done.errors) == 1 and "cut.nq.gz: cut off or broken" in done.err
    assert done.err.endswith(f"{graph}: 1 policy from 1 shard, 1 shard failed\n")
    assert command("load", tmp_path, "-g", graph, "--strict").code == 2


def test_a_file_for_a_servers_own_loader_holds_all_that_a_graph_holds(
    shard: Path, tmp_path: Path, command: Command
) -> None:
    graph, bulk = tmp_path / "graph", tmp_path / "bulk.nq.gz"
    command("load", shard, "-g", graph)
    done = command("load", shard, "-o", bulk)
    assert (done.code, done.err) == (0, f"{bulk}: 1 policy from 1 shard\n")
    lines = gzip.decompress(bulk.read_bytes())
    with GraphStore.open(graph, read_only=True) as store:
        assert sorted(lines.splitlines()) == sorted(
            {
                *store.dump().splitlines(),
                *(line for line in lines.splitlines() if b"/store>" in line),
            }
        )
    command("load", shard, "-o", tmp_path / "v.nq", "--for", "virtuoso")
    kept = (tmp_path / "v.nq").read_bytes()
    assert b'"P90D"^^<https://w3id.org/privacyflow/ns#keptDuration>' in kept
    assert b"XMLSchema#duration>" not in kept


@pytest.mark.parametrize("verb", ["ask who", "query sales", "check", "render", "serve", "info"])
def test_a_server_that_is_not_there_is_one_line(verb: str, command: Command) -> None:
    done = command(*verb.split(), "--endpoint", NOBODY)
    assert (done.code, done.out, len(done.errors)) == (2, "", 1)
    assert f"{NOBODY}: no server can be reached there" in done.err


def test_a_folder_and_a_server_are_not_both_meant(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, graph: Path
) -> None:
    for line in (("-g", graph, "-e", NOBODY), ("-e", NOBODY, "-g", graph)):
        done = command("info", *line)
        assert done.code == 2 and "can't be given together with" in done.err
    monkeypatch.setenv("PRIVACYFLOW_ENDPOINT", NOBODY)
    assert "no server can be reached" in command("info").err
    assert command("info", "-g", graph).code == 0  # the command line outdoes the environment
    monkeypatch.setenv("PRIVACYFLOW_GRAPH", str(graph))
    assert "both are set" in command("info").err
    assert command("info", "-g", graph).code == 0
    assert "no server can be reached" in command("info", "-e", NOBODY).err


def test_where_a_server_is_written_belongs_to_a_server(shard: Path, command: Command) -> None:
    done = command("load", shard, "--update", NOBODY)
    assert done.code == 2 and "Give --endpoint, too" in done.err
