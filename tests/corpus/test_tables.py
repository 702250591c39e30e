"""Parquet files of policies: a row is a document, and what is broken costs a line."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest
from privacyflow.corpus.engines import Effort
from privacyflow.corpus.failures import DocumentFailure
from privacyflow.corpus.listing import Listed, Listing, listing_jobs
from privacyflow.corpus.partition import make_partition
from privacyflow.corpus.shard_files import ShardFormat
from privacyflow.corpus.shard_writing import ShardWriting
from privacyflow.corpus.tables import read_rows
from privacyflow.tests.corpus.readers import choose_sample_engine
from pyarrow import parquet


def write(path: Path, **columns: list[object]) -> Path:
    parquet.write_table(pyarrow.table(columns), path, row_group_size=2)
    return path


def lists(*paths: Path) -> list[Listed]:
    return [one for job in listing_jobs(paths) for one in Listing()(job)]


def wrong(one: Listed) -> str:
    assert isinstance(one.failure, DocumentFailure)
    return f"{Path(one.failure.where).name}: {one.failure.what}"


def test_rows_are_documents_with_what_is_known_of_them(tmp_path: Path) -> None:
    path = write(
        tmp_path / "crawl.parquet",
        name=["a.md", "b.html", "c.md", "d.md", "e.md"],
        text=["one", "two", "three", "four", "five"],
        company=["A Ltd", None, "", " C ", None],
        url=["https://a.example", None, None, None, None],
    )
    rows = list(read_rows(path))
    assert [row.source and row.source.data for row in rows] == [
        b"one",
        b"two",
        b"three",
        b"four",
        b"five",
    ]
    assert [row.company for row in rows] == ["A Ltd", None, None, "C", None]
    assert rows[0].source is not None and rows[0].source.url == "https://a.example"
    assert rows[1].path == Path(f"{path}!b.html")
    assert [row.number for row in read_rows(path, {1, 4})] == [1, 4]


def test_a_text_and_its_bytes_are_the_same_document(tmp_path: Path) -> None:
    text = write(tmp_path / "t.parquet", name=["é.md"], text=["naïve"])
    data = write(tmp_path / "b.parquet", name=["é.md"], bytes=["naïve".encode()])
    first, second = lists(text, data)
    assert first.policy == second.policy
    assert len(make_partition([first, second]).doubles) == 1


def test_a_broken_row_costs_its_own_line(tmp_path: Path) -> None:
    path = write(
        tmp_path / "rows.parquet",
        name=["a.md", None, "b.md", "", "c\n.md"],
        text=["one", "two", None, "four", "five"],
    )
    found = lists(path)
    assert [wrong(one) for one in found if one.failure] == [
        "rows.parquet!row 2: the row has no name",
        "rows.parquet!b.md: the row has no text",
        "rows.parquet!row 4: the row has no name",
    ]
    assert [one.row for one in found if not one.failure] == [0, 4]


@pytest.mark.parametrize("kept", [0, 3, 60, -20])
def test_a_table_that_is_cut_off_costs_a_line(kept: int, tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.parquet", name=["a.md"] * 50, text=["one"] * 50).read_bytes()
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(whole[:kept])
    (one,) = lists(cut)
    assert wrong(one).startswith("cut.parquet: no Parquet (")


def test_a_table_of_something_else_tells_what_it_lacks(tmp_path: Path) -> None:
    path = write(tmp_path / "x.parquet", name=["a"], words=["b"])
    folder = tmp_path / "folder.parquet"
    folder.mkdir()
    assert [wrong(one) for one in lists(path, folder, tmp_path / "no.parquet")] == [
        'x.parquet: needs the columns "name" and "text" or "bytes"',
        "folder.parquet: this is a folder",
        "no.parquet: no such file",
    ]
    assert wrong(lists(write(tmp_path / "n.parquet", name=[1], text=[2]))[0]).endswith("no name")


def test_rows_that_change_between_listing_and_reading_fail_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "t.parquet", name=["a.md", "b.md", "c.md"], text=["1", "2", "3"])
    (share,) = make_partition(lists(path)).shares
    write(path, name=["a.md", "b.md"], text=["1", "two"])
    work = ShardWriting(
        folder=tmp_path / "shards",
        form=ShardFormat.N_QUADS,
        effort=Effort(),
        choose=choose_sample_engine,
    )
    entries = work(share).entries
    assert [entry.failure and entry.failure.what for entry in entries] == [
        None,
        "its content changed while it was read",
        "no such file",
    ]
    assert not work(share).is_final()
