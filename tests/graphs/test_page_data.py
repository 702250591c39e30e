"""What the page embeds says the same as the statements, in JavaScript's own counting."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import zip_longest

import pytest
from privacyflow.graphs.page_data import DENIED, describe_statements
from privacyflow.graphs.statement_reader import read_statements
from privacyflow.graphs.statements import Statements, Wording
from privacyflow.graphs.store import GraphStore
from privacyflow.graphs.units import Units
from privacyflow.tests.graphs.page_samples import hostile_statements, statements_of


def read(statements: Statements) -> dict:
    """What the page's script reads: the tables as it finds them, with rows by column."""
    data = json.loads(json.dumps(describe_statements(statements)))
    for name in ("evidence", "flows"):
        columns, rows = data[name]["columns"], data[name]["rows"]
        data[name] = [dict(zip_longest(columns, row)) for row in rows]
    return data


def sliced(text: str, start: int, end: int) -> str:
    """Slice as JavaScript does, by UTF-16 code units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@pytest.mark.parametrize("words", [["phone"], ["😀 phone 😀", "a 🦊 mail"]])
def test_marks_and_quotes_are_cut_out_right(words: list[str]) -> None:
    statements = hostile_statements(words)
    data = read(statements)
    assert len(data["flows"]) == len(statements.flows)
    for flow, stated in zip(data["flows"], statements.flows, strict=True):
        evidence = data["evidence"][flow["evidence"]]
        place = statements.evidence[stated.evidence].place
        text = data["policies"][evidence["policy"]]["text"]
        assert text == statements.policies[stated.policy].text
        assert sliced(text, evidence["from"], evidence["to"]) == text[place.start : place.end]
        marks = flow["marks"]
        triples = zip(marks[0::3], marks[1::3], marks[2::3], strict=True)
        marked = {data["parts"][part]: sliced(text, a, b) for a, b, part in triples}
        assert marked["data"] == stated.data_words.text
        assert stated.condition and marked["condition"] == stated.condition.text
        assert flow["said"] is None


def test_words_that_differ_from_the_text_are_told_beside_it() -> None:
    statements = hostile_statements(["phone"])
    flow = replace(
        statements.flows[0],
        data_words=Wording(text="mobile phone", place=statements.flows[0].data_words.place),
        purpose_words=(Wording(text="a purpose that stands nowhere"),),
    )
    (row,) = read(replace(statements, flows=(flow,)))["flows"]
    assert row["said"] == {"data": ["mobile phone"], "purpose": ["a purpose that stands nowhere"]}


def test_says_holds_denial_and_possibility() -> None:
    statements = statements_of(1, 24)
    for row, flow in zip(read(statements)["flows"], statements.flows, strict=True):
        assert (row["says"] >= DENIED, row["says"] % DENIED) == (flow.denied, flow.possible)


def test_every_reference_resolves(sample_store: GraphStore) -> None:
    data = read(read_statements(sample_store))
    for flow in data["flows"]:
        assert data["evidence"][flow["evidence"]]["from"] >= 0
        assert data["parties"][flow["company"]]["label"] == "Skyloom Ltd"
        assert data["concepts"][flow["data"]]["scheme"] == "DataTypes"
    location = {each["id"]: each for each in data["concepts"]}["GPSLocation"]
    above = [data["concepts"][number]["id"] for number in location["broader"]]
    assert above, "the tree of data types reaches the page"


def test_a_row_ends_with_its_last_word() -> None:
    rows = describe_statements(statements_of(1, 24))["flows"]["rows"]
    assert all(row[-1] is not None for row in rows)


def test_units_count_wide_characters_twice() -> None:
    units = Units("a😀b")
    assert [units(n) for n in range(4)] == [0, 1, 3, 4]
