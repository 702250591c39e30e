"""The store: one policy goes in at once or not at all, and every failure is one clear line."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import privacyflow
import pytest
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs import database
from privacyflow.graphs.store import Format, GraphStore, Part, StoreError
from privacyflow.ontology.records import DataFlow, SourceDocument
from privacyflow.ontology.resources import STORE_GRAPH
from privacyflow.ontology.terms import PF
from privacyflow.tests import samples
from pyoxigraph import Literal, NamedNode, Quad, Store


@pytest.fixture
def quads(sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]) -> set[Quad]:
    return set(flow_quads(sample_document, sample_flows))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph on disk with one policy, to be copied."""
    path = tmp_path_factory.mktemp("built") / "graph"
    document = samples.sample_document()
    with GraphStore.open(path) as store:
        store.replace_policy(document.id, flow_quads(document, samples.sample_flows()))
    return path


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A graph on disk with one policy."""
    return Path(shutil.copytree(built, tmp_path / "graph"))


def test_what_goes_in_comes_out(
    folder: Path, sample_document: SourceDocument, quads: set[Quad]
) -> None:
    with GraphStore.open(folder, read_only=True) as store:
        assert set(store.quads((Part.STATED, Part.TEXT))) == quads
        assert store.text(sample_document.id) == sample_document.text
        assert store.text("another") is None
        (policy,) = store.policies()
    assert (policy.id, policy.company_label, policy.file_name) == (
        sample_document.id,
        "Skyloom Ltd",
        "skyloom.md",
    )
    assert (policy.affirmed, policy.denied) == (10, 1)


def test_a_policy_is_known_by_its_version_and_the_software(
    folder: Path, sample_document: SourceDocument
) -> None:
    with GraphStore.open(folder, read_only=True) as store:
        assert store.has_policy(sample_document.id, privacyflow.__version__)
        assert not store.has_policy(sample_document.id, "0.0.1")
        assert not store.has_policy("another", privacyflow.__version__)


def test_writing_the_same_again_changes_nothing(
    folder: Path, sample_document: SourceDocument, quads: set[Quad]
) -> None:
    with GraphStore.open(folder) as store:
        before = store.dump()
        store.replace_policy(sample_document.id, quads)
        assert store.dump() == before


def test_a_policy_is_replaced_whole(
    folder: Path, sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]
) -> None:
    with GraphStore.open(folder) as store:
        fewer = set(flow_quads(sample_document, sample_flows[:1]))
        store.replace_policy(sample_document.id, fewer)
        assert set(store.quads((Part.STATED, Part.TEXT))) == fewer
        assert not store.ask("ASK { ?flow pf:deniesData ?data }")


def test_other_policies_stay(
    folder: Path, sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]
) -> None:
    other = replace(sample_document, id="skyloom-2", company="Second Skyloom")
    with GraphStore.open(folder) as store:
        before = set(store.quads())
        store.replace_policy(other.id, flow_quads(other, sample_flows))
        assert len(store.policies()) == 2
        assert before < set(store.quads())
        store.remove_policy(other.id)
        assert set(store.quads()) == before


def test_a_quad_of_another_policy_is_refused(folder: Path, quads: set[Quad]) -> None:
    with GraphStore.open(folder) as store:
        before = store.dump()
        with pytest.raises(ValueError, match="no graph of the policy"):
            store.replace_policy("another", quads)
        assert store.dump() == before


def test_nothing_is_half_written(
    folder: Path,
    sample_document: SourceDocument,
    sample_flows: tuple[DataFlow, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What fails after the old quads are out puts them back."""
    with GraphStore.open(folder) as store:
        before = store.dump()
        everything = database._data(store.quads())
        failing = iter([everything, "} ; LOAD <http://localhost:9/none> ; INSERT DATA {"])
        monkeypatch.setattr(database, "_data", lambda quads: next(failing))
        with pytest.raises(StoreError):
            store.replace_policy(sample_document.id, flow_quads(sample_document, sample_flows[:1]))
        assert store.dump() == before


def test_laying_the_files_out_anew_changes_no_quad(
    folder: Path, sample_document: SourceDocument, quads: set[Quad]
) -> None:
    with GraphStore.open(folder) as store:
        store.replace_policy(sample_document.id, quads)
        before = store.dump()
        store.compact()
        assert store.dump() == before
    with GraphStore.open(folder, read_only=True) as store:
        assert store.dump() == before


def test_one_writer_at_a_time(folder: Path) -> None:
    with GraphStore.open(folder):
        with pytest.raises(StoreError, match="another process is writing this graph") as told:
            GraphStore.open(folder)
        assert str(told.value).startswith(f"{folder}: ")
        assert "\n" not in str(told.value)
    GraphStore.open(folder).close()


def test_readers_may_read_while_one_writes(
    folder: Path, sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]
) -> None:
    with GraphStore.open(folder) as writer, GraphStore.open(folder, read_only=True) as reader:
        other = replace(sample_document, id="skyloom-2")
        writer.replace_policy(other.id, flow_quads(other, sample_flows))
        assert len(reader.policies()) == 1
        with GraphStore.open(folder, read_only=True) as later:
            assert len(later.policies()) == 2


def test_a_reader_does_not_write(folder: Path, sample_document: SourceDocument) -> None:
    with GraphStore.open(folder, read_only=True) as store:
        with pytest.raises(StoreError, match="opened for reading only"):
            store.remove_policy(sample_document.id)
        assert len(store.policies()) == 1


def test_a_closed_graph_says_so(folder: Path) -> None:
    store = GraphStore.open(folder, read_only=True)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="a closed graph"):
        store.policies()


def test_a_missing_graph_is_not_made_by_reading(tmp_path: Path) -> None:
    path = tmp_path / "none"
    with pytest.raises(StoreError, match=r"no graph there\. Build it first: privacyflow build"):
        GraphStore.open(path, read_only=True)
    assert not path.exists()


def test_an_empty_folder_is_no_graph_but_can_become_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph in this folder"):
        GraphStore.open(tmp_path, read_only=True)
    assert list(tmp_path.iterdir()) == []
    GraphStore.open(tmp_path).close()
    with GraphStore.open(tmp_path, read_only=True) as store:
        assert store.policies() == ()


@pytest.mark.parametrize("read_only", [True, False])
def test_the_files_of_others_are_left_alone(tmp_path: Path, read_only: bool) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError):
        GraphStore.open(tmp_path, read_only=read_only)
    with pytest.raises(StoreError, match="a file, not a graph"):
        GraphStore.open(tmp_path / "thesis.txt", read_only=read_only)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_broken_graph_says_so(folder: Path, name: str, read_only: bool) -> None:
    for path in folder.glob(name):
        path.write_bytes(b"nonsense\n")
    with pytest.raises(StoreError, match=r"a broken graph .* delete the folder and build it again"):
        GraphStore.open(folder, read_only=read_only)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_graph_of_another_schema_is_refused(tmp_path: Path, read_only: bool) -> None:
    store = Store(tmp_path / "old")
    name = NamedNode(STORE_GRAPH)
    store.add(Quad(name, NamedNode(PF + "schemaVersion"), Literal(0), name))
    store.flush()
    del store
    with pytest.raises(StoreError, match="a graph of schema 0, this version reads 2"):
        GraphStore.open(tmp_path / "old", read_only=read_only)


def test_a_graph_that_lacks_derived_edges_is_read_by_no_one_and_mended_by_a_writer(
    folder: Path,
) -> None:
    with GraphStore.open(folder) as store:
        derived = store.dump(Format.N_QUADS, (Part.DERIVED,))
        policies = store.policies()
    age(folder)
    with pytest.raises(StoreError, match=r"schema 1, .* Run privacyflow build on it once"):
        GraphStore.open(folder, read_only=True)
    with GraphStore.open(folder) as store:
        assert store.dump(Format.N_QUADS, (Part.DERIVED,)) == derived
    with GraphStore.open(folder, read_only=True) as store:
        assert store.policies() == policies


def age(folder: Path) -> None:
    """Make of a graph one of the schema before: no edges of sharing flows, an older vocabulary."""
    store, name = Store(folder), NamedNode(STORE_GRAPH)
    for edge in ("sharesData", "sharesByDefinition", "quote"):
        for quad in list(store.quads_for_pattern(None, NamedNode(PF + edge), None, None)):
            store.remove(quad)
    for mark, value in (("schemaVersion", Literal(1)), ("vocabularyDigest", Literal("older"))):
        for quad in list(store.quads_for_pattern(name, NamedNode(PF + mark), None, name)):
            store.remove(quad)
        store.add(Quad(name, NamedNode(PF + mark), value, name))
    store.flush()


@pytest.mark.parametrize("read_only", [True, False])
def test_a_database_that_is_not_ours_is_refused(tmp_path: Path, read_only: bool) -> None:
    store = Store(tmp_path / "other")
    store.add(Quad(NamedNode("http://a"), NamedNode("http://b"), Literal("c")))
    store.flush()
    del store
    with pytest.raises(StoreError, match="schema unknown"):
        GraphStore.open(tmp_path / "other", read_only=read_only)


def test_another_vocabulary_is_taken_over_and_derived_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with GraphStore.open(folder) as store:
        derived = store.dump(Format.N_QUADS, (Part.DERIVED,))
    real = database._turtle
    link = "\npf:GPSLocation <http://www.w3.org/2004/02/skos/core#broader> pf:SensitiveData .\n"
    monkeypatch.setattr(
        database,
        "_turtle",
        lambda name: real(name) + (link.encode() if name == "data_types.ttl" else b""),
    )
    with GraphStore.open(folder, read_only=True) as store:
        assert not store.vocabulary_is_current
        assert not store.ask("ASK { ?flow pf:coversData pf:SensitiveData }")
    with GraphStore.open(folder) as store:
        assert store.vocabulary_is_current
        assert store.ask("ASK { ?flow pf:coversData pf:SensitiveData }")
    monkeypatch.undo()
    with GraphStore.open(folder) as store:
        assert store.dump(Format.N_QUADS, (Part.DERIVED,)) == derived


def test_the_store_holds_no_blank_node(sample_store: GraphStore) -> None:
    assert not sample_store.ask("ASK { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }")


BUILD = """
import sys
from dataclasses import replace
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.store import GraphStore
from privacyflow.tests.samples import sample_document, sample_flows

document, flows = sample_document(), sample_flows()
with GraphStore.open(sys.argv[1]) as store:
    for number in range(int(sys.argv[2])):
        version = replace(document, id=f"skyloom-{number}")
        store.replace_policy(version.id, flow_quads(version, flows))
        print(version.id, flush=True)
"""


def test_a_killed_writer_loses_nothing_that_it_had_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    writer = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(path), "100000"], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    acknowledged = [writer.stdout.readline().strip() for _ in range(20)]
    writer.send_signal(signal.SIGKILL)
    acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
    writer.stdout.close()
    writer.wait()
    with GraphStore.open(path) as store:
        there = {policy.id for policy in store.policies()}
        assert set(acknowledged) <= there
        sizes = {len(list(store.quads(policy_id=policy))) for policy in there}
    assert len(sizes) == 1, "a policy is half written"


def test_two_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    dumps = []
    for seed in ("1", "2"):
        path = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", BUILD, str(path), "3"],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        with GraphStore.open(path, read_only=True) as store:
            flows = [store.dump(form, (Part.STATED, Part.DERIVED)) for form in Format]
            dumps.append([store.dump(Format.N_QUADS), *flows])
    assert dumps[0] == dumps[1]
