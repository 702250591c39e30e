"""Shards: whole policies and nothing else go in, whatever the file is like."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.loading import load_each
from privacyflow.graphs.serialisation import Format, serialise
from privacyflow.graphs.shards import COLUMNS, ShardError, find_shards, open_shard
from privacyflow.graphs.store import GraphStore, Part
from privacyflow.ontology.records import DataFlow, SourceDocument
from privacyflow.ontology.resources import derived_graph, inferred_graph
from privacyflow.ontology.terms import PF, PFR
from pyoxigraph import NamedNode, Quad

ANYTHING = "<http://a/b> <http://a/b> <http://a/b>"


@pytest.fixture
def quads(sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]) -> set[Quad]:
    return set(flow_quads(sample_document, sample_flows))


@pytest.fixture
def lines(quads: set[Quad]) -> bytes:
    return serialise(quads, Format.N_QUADS)


def write_parquet(path: Path, lines: bytes, columns: tuple[str, ...] = COLUMNS) -> None:
    from pyarrow import parquet, table
    from pyoxigraph import RdfFormat, parse

    rows = [
        tuple(map(str, (quad.subject, quad.predicate, quad.object, quad.graph_name)))
        for quad in parse(lines, RdfFormat.N_QUADS)
    ]
    cells = map(list, zip(*rows, strict=True))
    parquet.write_table(table(dict(zip(columns, cells, strict=True))), path)


@pytest.mark.parametrize("ending", [".nq", ".nq.gz", ".parquet"])
def test_every_kind_of_shard_gives_the_same_graph(
    ending: str, lines: bytes, sample_store: GraphStore, tmp_path: Path
) -> None:
    path = tmp_path / f"one{ending}"
    if ending == ".parquet":
        write_parquet(path, lines)
    else:
        path.write_bytes(gzip.compress(lines) if ending == ".nq.gz" else lines)
    with GraphStore.in_memory() as store:
        (loaded,) = load_each(find_shards([tmp_path]), store)
        assert (loaded.policies, loaded.error) == (1, None)
        assert store.dump() == sample_store.dump()
        assert [each.policies for each in load_each([path], store)] == [1]
        assert store.dump() == sample_store.dump()


@pytest.mark.parametrize(
    ("added", "says"),
    [
        (f"{ANYTHING} .", "some quads are in no graph"),
        (f"{ANYTHING} <http://a/graph> .", "http://a/graph is no graph of privacyflow"),
        (f"{ANYTHING} <{PFR}stated-A> .", "is no graph of privacyflow"),
        (f"{ANYTHING} <{PFR}text-other> .", "the policy other is cut: text without"),
        (f"{ANYTHING} <{PFR}stated-other> .", "doesn't say what policy it is of"),
        (f"<http://a/b> <http://a/b> _:x <{PFR}stated-KEY> .", "a blank node in"),
        ("<http://a/b> nonsense", "no N-Quads"),
    ],
)
def test_a_shard_with_anything_else_is_refused_whole(
    added: str, says: str, lines: bytes, sample_document: SourceDocument, tmp_path: Path
) -> None:
    path = tmp_path / "one.nq"
    path.write_bytes(lines + added.replace("KEY", sample_document.id).encode() + b"\n")
    with GraphStore.in_memory() as store:
        empty = store.dump()
        (loaded,) = load_each([path], store)
        assert isinstance(loaded.error, ShardError) and says in str(loaded.error)
        assert store.dump() == empty


def test_a_parquet_cell_is_one_term(lines: bytes, tmp_path: Path) -> None:
    for name, columns in {"column": ("s", *COLUMNS[1:]), "fine": COLUMNS}.items():
        write_parquet(tmp_path / f"{name}.parquet", lines, columns)
    with (
        pytest.raises(ShardError, match="has no column subject"),
        open_shard(tmp_path / "column.parquet"),
    ):
        pass
    from pyarrow import parquet, table

    sly = f"<http://a/b> <{PFR}vocabulary> .\n<http://a/b>"
    cells = {name: [sly if name == "object" else "<http://a/b>"] for name in COLUMNS}
    parquet.write_table(table(cells), tmp_path / "sly.parquet")
    with pytest.raises(ShardError, match="no term"), open_shard(tmp_path / "sly.parquet"):
        pass
    (tmp_path / "torn.parquet").write_bytes((tmp_path / "fine.parquet").read_bytes()[:-9])
    with pytest.raises(ShardError, match="no Parquet"), open_shard(tmp_path / "torn.parquet"):
        pass


def test_what_was_derived_elsewhere_is_derived_anew(
    quads: set[Quad], sample_store: GraphStore, sample_document: SourceDocument, tmp_path: Path
) -> None:
    key = sample_document.id
    thing = NamedNode(PFR + "thing")
    wrong = Quad(thing, NamedNode(PF + "coversData"), thing, NamedNode(derived_graph(key)))
    inferred = Quad(thing, NamedNode(PF + "covers"), thing, NamedNode(inferred_graph(key)))
    derived = set(sample_store.quads((Part.DERIVED,), key))
    path = tmp_path / "one.nq"
    for given, kept in ((derived, {inferred}), ({wrong}, set()), (derived, {inferred})):
        path.write_bytes(serialise({*quads, *given, inferred}, Format.N_QUADS))
        with GraphStore.in_memory() as store:
            assert [each.error for each in load_each([path], store)] == [None]
            assert set(store.quads((Part.DERIVED,), key)) == derived
            assert set(store.quads((Part.INFERRED,), key)) == kept
