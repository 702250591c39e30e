"""Tables: each opens in the tool it is for, with the policy's words and nothing that runs."""

from __future__ import annotations

import builtins
import csv
import io
import sys
from collections.abc import Callable, Sequence

import openpyxl
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.export.cells import FORMULA_STARTS
from privacyflow.graphs.export.columnar import write_parquet
from privacyflow.graphs.export.files import ExportError
from privacyflow.graphs.export.flow_rows import COLUMNS, flow_table
from privacyflow.graphs.export.ropa import (
    DRAFT,
    NOT_STATED,
    evidence_table,
    flat_table,
    ropa_table,
)
from privacyflow.graphs.export.selection import Selection
from privacyflow.graphs.export.tables import Kind, Table, Value, write_csv
from privacyflow.graphs.export.workbook import LONGEST_CELL, Losses, write_xlsx
from privacyflow.graphs.store import GraphStore
from privacyflow.ontology.records import DataFlow, SourceDocument
from privacyflow.tests import samples
from pyarrow import parquet

WORDS = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=40)


def one_column(*words: str) -> Table:
    return Table(name="words", columns=(("words", Kind.WORDS),), rows=[(word,) for word in words])


def as_csv(table: Table) -> list[dict[str, str]]:
    file = io.BytesIO()
    write_csv(table, file)
    return list(csv.DictReader(io.StringIO(file.getvalue().decode(), newline="")))


def as_workbook(*tables: Table) -> tuple[openpyxl.Workbook, Losses]:
    file = io.BytesIO()
    losses = write_xlsx(tables, file)
    return openpyxl.load_workbook(io.BytesIO(file.getvalue())), losses


def flows(store: GraphStore) -> Table:
    return flow_table(store, Selection.whole(store))


def test_a_flow_is_a_row_with_its_quote(sample_store: GraphStore) -> None:
    rows = as_csv(flows(sample_store))
    assert len(rows) == len(samples.sample_flows())
    for row in rows:
        assert samples.TEXT[int(row["start"]) : int(row["end"])] == row["quote"] != ""
    (denied,) = [row for row in rows if row["negated"] == "true"]
    assert (denied["manner"], denied["data"], denied["recipient"]) == (
        "sell",
        "email address",
        "third parties",
    )


def test_the_columns_begin_as_those_of_extract() -> None:
    from privacyflow.cli.flow_output import SHEET_COLUMNS

    assert tuple(name for name, _ in COLUMNS)[: len(SHEET_COLUMNS)] == SHEET_COLUMNS


def test_a_row_says_what_extract_says(
    sample_store: GraphStore,
    sample_document: SourceDocument,
    sample_flows: tuple[DataFlow, ...],
) -> None:
    from privacyflow.cli.flow_output import write_sheet
    from privacyflow.extractors.coverage import Coverage
    from privacyflow.ontology.records import SentenceCounts
    from privacyflow.pipeline import Extraction

    counts = SentenceCounts(sentences=0, stating=0, silent=0)
    extraction = Extraction(
        document=sample_document,
        flows=sample_flows,
        coverage=Coverage(counts=counts, silent=(), skipped=()),
    )
    extracted = {
        row["id"]: row for row in csv.DictReader(io.StringIO(write_sheet([extraction]), newline=""))
    }
    exported = {row["id"]: row for row in as_csv(flows(sample_store))}
    assert exported.keys() == extracted.keys()
    for name, row in extracted.items():
        del row["recipient_role"]  # the graph tells more: what is vague, and other users
        assert {key: exported[name][key] for key in row} == row


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_cell_of_csv_starts_a_formula(start: str) -> None:
    (row,) = as_csv(one_column(start + "1+1"))
    assert row["words"] == "'" + start + "1+1"


@given(WORDS)
def test_no_cell_of_a_workbook_is_a_formula_and_words_stay_words(words: str) -> None:
    book, losses = as_workbook(one_column("=" + words, words))
    sheet = book["words"]
    assert {cell.data_type for cell in sheet["A"]} <= {"s", "n", "inlineStr"}
    first = sheet["A2"]
    assert first.data_type == "s"
    assert first.quotePrefix
    if not losses.replaced:
        assert first.value.replace("\r\n", "\n").replace("\r", "\n") == "=" + words.replace(
            "\r\n", "\n"
        ).replace("\r", "\n")


@pytest.mark.parametrize("word", ["#N/A", "#REF!", "=cmd|' /C calc'!A0", "@SUM(A1)", "-1+1", "007"])
def test_a_workbook_keeps_what_looks_like_a_value_as_words(word: str) -> None:
    book, _ = as_workbook(one_column(word))
    assert (book["words"]["A2"].value, book["words"]["A2"].data_type) == (word, "s")


def test_characters_that_a_workbook_forbids_are_replaced_and_counted() -> None:
    book, losses = as_workbook(one_column("a\x00b\x0bc"))
    assert book["words"]["A2"].value == "a\ufffdb\ufffdc"
    assert losses == Losses(replaced=2)


@pytest.mark.parametrize("letter", ["x", "\U0001f600"])
def test_a_cell_that_is_too_long_is_cut_and_says_so(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    fits = letter * (LONGEST_CELL // units)
    book, losses = as_workbook(one_column(fits, fits + letter * 2))
    whole, cut = (cell.value for cell in book["words"]["A"][1:])
    assert whole == fits
    assert cut.startswith(letter * 100)
    assert cut.endswith("[cut: the cell was too long for a spreadsheet]")
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert losses == Losses(cut=1)


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("privacyflow.graphs.export.workbook.MOST_ROWS", 3)
    assert as_workbook(one_column("a", "b"))[0]["words"].max_row == 3
    with pytest.raises(ExportError, match=r"more than 2 rows.*--company"):
        as_workbook(one_column("a", "b", "c"))


def test_the_same_tables_give_the_same_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    for _ in range(2):
        file = io.BytesIO()
        write_xlsx([one_column("a", "=b")], file)
        written.append(file.getvalue())
        monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert written[0] == written[1]
    assert b"2026" not in written[0]


def test_pandas_reads_the_workbook(sample_store: GraphStore) -> None:
    file = io.BytesIO()
    write_xlsx([flows(sample_store)], file)
    frame = pandas.read_excel(file, sheet_name="flows")
    assert list(frame.columns) == [name for name, _ in COLUMNS]
    assert sorted(frame["quote"]) == sorted(row["quote"] for row in as_csv(flows(sample_store)))


def test_parquet_has_types_and_the_same_rows(sample_store: GraphStore) -> None:
    file = io.BytesIO()
    write_parquet(flows(sample_store), file)
    table = parquet.read_table(io.BytesIO(file.getvalue()))
    rows: Sequence[Sequence[Value]] = list(flows(sample_store).rows)
    assert table.num_rows == len(rows)
    as_read = [
        tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row.values())
        for row in table.to_pylist()
    ]
    assert as_read == [tuple(row) for row in rows]
    frame = table.to_pandas()
    assert frame["negated"].sum() == 1
    assert frame["start"].dtype == "int64"


def test_an_empty_graph_gives_a_head_and_no_rows() -> None:
    with GraphStore.in_memory() as store:
        file = io.BytesIO()
        write_parquet(flows(store), file)
        assert parquet.read_table(io.BytesIO(file.getvalue())).num_rows == 0
        assert as_csv(flows(store)) == []
        assert as_workbook(flows(store))[0]["flows"].max_row == 1


@pytest.mark.parametrize(
    ("package", "write"),
    [
        ("openpyxl", lambda file: write_xlsx([one_column("a")], file)),
        ("pyarrow", lambda file: write_parquet(one_column("a"), file)),
    ],
)
def test_a_missing_package_is_told_in_a_line(
    package: str, write: Callable[[io.BytesIO], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.split(".")[0] == package:
            raise ModuleNotFoundError(name)
        return usual(name, *rest)  # type: ignore[arg-type]

    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ExportError, match=r'pip install "privacyflow\[tables\]"'):
        write(io.BytesIO())


def test_a_record_of_processing_has_an_activity_a_purpose(sample_store: GraphStore) -> None:
    rows = as_csv(ropa_table(sample_store, Selection.whole(sample_store)))
    by_purpose = {row["purposes"]: row for row in rows}
    assert list(by_purpose) == ["payment", "providing the service", NOT_STATED]
    assert {row["status"] for row in rows} == {DRAFT}
    assert {row["controller"] for row in rows} == {"Skyloom Ltd"}
    assert {row["security"] for row in rows} == {NOT_STATED}
    payment = by_purpose["payment"]
    assert payment["data_categories"] == "card number"
    assert payment["recipients"] == "payment processors [category]"
    assert payment["purposes_as_worded"] == "To charge your subscription"
    rest = by_purpose[NOT_STATED]
    assert rest["retention"] == "crash data: 90 days"
    assert rest["head_offices_not_from_policy"] == "Google Maps: US"
    assert "usage data (possibly)" in rest["data_categories"]


def test_a_denial_is_no_processing(sample_store: GraphStore) -> None:
    selection = Selection.whole(sample_store)
    written = [*as_csv(flat_table(sample_store, selection))]
    assert "third parties" not in str(written)
    assert "do not sell" not in str(written)


def test_every_activity_has_its_quotes(sample_store: GraphStore) -> None:
    selection = Selection.whole(sample_store)
    activities = as_csv(ropa_table(sample_store, selection))
    evidence = as_csv(evidence_table(sample_store, selection))
    for row in activities:
        own = [each for each in evidence if each["activity"] == row["activity"]]
        assert len(own) == int(row["flows"]) > 0
    for each in evidence:
        assert samples.TEXT[int(each["start"]) : int(each["end"])] == each["quote"]


def test_a_recipient_stands_only_where_a_sentence_gives_its_purpose() -> None:
    with GraphStore.in_memory() as store:
        document = samples.sample_document()
        store.replace_policy(document.id, flow_quads(document, samples.sample_flows()))
        rows = as_csv(ropa_table(store, Selection.whole(store)))
    for row in rows:
        if "Google Maps" in row["recipients"]:
            assert row["purposes"] == NOT_STATED, "no sentence says what Google Maps gets it for"
