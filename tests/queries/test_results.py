"""Rows as CSV, JSON, NDJSON and cells: nothing lost, nothing that acts on its reader."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from privacyflow.graphs.store import Rows
from privacyflow.ontology.terms import PFR, XSD
from privacyflow.queries import results
from pyoxigraph import BlankNode, Literal, NamedNode

ROWS = Rows(
    columns=("flow", "quote", "count", "gap"),
    rows=(
        (
            NamedNode(PFR + "flow-0a"),
            Literal('=HYPERLINK("http://x.example")\x1b[31m\u202eevil'),
            Literal("3", datatype=NamedNode(XSD + "integer")),
            None,
        ),
        (NamedNode("http://a.example/b?c=d"), Literal("é\nb", language="fr"), None, BlankNode("x")),
    ),
)
WORDS = st.text(st.characters(codec="utf-8"), max_size=40)


def test_an_iri_is_shown_with_its_prefix_where_that_is_a_name_everywhere() -> None:
    assert results.compact(PFR + "flow-0a") == "pfr:flow-0a"
    assert results.compact(PFR + "policy-a#char=1,2") == PFR + "policy-a#char=1,2"
    assert results.compact("http://a.example/b") == "http://a.example/b"


def test_csv_has_a_header_and_no_formula() -> None:
    lines = list(csv.reader(io.StringIO(results.to_csv(ROWS))))
    assert lines[0] == ["flow", "quote", "count", "gap"]
    assert lines[1][0] == "pfr:flow-0a"
    assert lines[1][1].startswith("'=HYPERLINK")
    assert lines[1][2:] == ["3", ""]
    assert results.to_csv(ROWS, iris=True).splitlines()[1].startswith(PFR)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\uff1d", " ="])
def test_a_cell_that_begins_like_a_formula_is_guarded(start: str) -> None:
    assert results.neutralise(start + "1+1") == "'" + start + "1+1"


def test_a_cell_that_is_no_formula_stays() -> None:
    for cell in ("", "a=b", "1-2", "email", "'quoted'"):
        assert results.neutralise(cell) == cell


def test_ndjson_is_one_plain_object_a_row() -> None:
    first, second = map(json.loads, results.to_ndjson(ROWS).splitlines())
    assert first["flow"] == "pfr:flow-0a"
    assert first["count"] == 3
    assert first["gap"] is None
    assert first["quote"].endswith("\u202eevil")
    assert second["quote"] == "é\nb"


def test_json_is_the_w3cs_form() -> None:
    found = json.loads(results.to_json(ROWS))
    assert found["head"] == {"vars": ["flow", "quote", "count", "gap"]}
    first, second = found["results"]["bindings"]
    assert first["flow"] == {"type": "uri", "value": PFR + "flow-0a"}
    assert first["count"] == {"type": "literal", "value": "3", "datatype": XSD + "integer"}
    assert "gap" not in first
    assert second["quote"] == {"type": "literal", "value": "é\nb", "xml:lang": "fr"}
    assert second["gap"] == {"type": "bnode", "value": "x"}


def test_cells_for_a_terminal_are_inert() -> None:
    cells = list(results.to_cells(ROWS))
    assert cells[0] == ("pfr:flow-0a", '=HYPERLINK("http://x.example")evil', "3", "")
    assert cells[1][1] == "é b"


@pytest.mark.parametrize(
    "hostile",
    ["\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "\x1bP+q\x1b\\", "\u202e", "\u200b", "\x00", "\r"],
)
def test_what_a_terminal_obeys_or_hides_is_taken_out(hostile: str) -> None:
    inert = results.make_inert(f"a{hostile}b")
    assert inert.replace("31m", "") == "ab"


@given(WORDS)
def test_any_words_survive_json_and_become_one_inert_line(words: str) -> None:
    rows = Rows(columns=("words",), rows=((Literal(words),),))
    assert json.loads(results.to_ndjson(rows))["words"] == words
    assert results.to_ndjson(rows).isprintable() or results.to_ndjson(rows).count("\n") == 1
    value = json.loads(results.to_json(rows))["results"]["bindings"][0]["words"]["value"]
    assert value == words
    (cell,) = next(results.to_cells(rows))
    assert not any(ord(sign) < 32 or sign in "\x7f\x9b\u202e" for sign in cell)
    (row,) = list(csv.reader(io.StringIO(results.to_csv(rows), newline="")))[1:] or [[""]]
    assert row == [] or row[0].removeprefix("'") == words.removeprefix("'")
