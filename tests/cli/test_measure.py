"""`measure`: rows like those of `query`, each with its quote."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from privacyflow.tests.cli.conftest import Command

REACH = ("reach", "--data", "Location")


def rows_of(command: Command, graph: Path, *arguments: str) -> list[dict[str, str]]:
    result = command("measure", *arguments, "--graph", graph)
    assert (result.code, result.err) == (0, "")
    return list(csv.DictReader(io.StringIO(result.out, newline="")))


@pytest.mark.parametrize("arguments", [("central",), ("communities",), REACH])
def test_every_row_has_its_quote_and_place(
    command: Command, graph: Path, arguments: tuple[str, ...]
) -> None:
    rows = rows_of(command, graph, *arguments)
    assert rows
    for row in rows:
        assert row["quote"]
        assert row["policy"].startswith("pfr:policy-")
        assert int(row["end"]) - int(row["start"]) == len(row["quote"].replace("\r\n", "\n"))


def test_the_recipient_of_most_companies_comes_first(command: Command, graph: Path) -> None:
    rows = rows_of(command, graph, "central")
    assert (rows[0]["recipient"], rows[0]["companies"]) == ("Stripe", "2")
    counts = [int(row["companies"]) for row in rows]
    assert counts == sorted(counts, reverse=True)


def test_numbers_are_numbers_in_ndjson(command: Command, graph: Path) -> None:
    result = command("measure", "central", "--graph", graph, "-f", "ndjson")
    first = json.loads(result.out.splitlines()[0])
    assert first["companies"] == 2
    assert 0 < first["pagerank"] < 1


def test_the_offsets_stay_out_of_a_table_for_reading(command: Command, graph: Path) -> None:
    head = command("measure", "central", "--graph", graph, "-f", "md").out.splitlines()[0]
    assert "quote" in head
    assert "start" not in head


def test_reach_begins_at_the_company_asked_for(command: Command, graph: Path) -> None:
    rows = rows_of(command, graph, *REACH, "--company", "Fernway")
    assert {row["origin"] for row in rows} == {"Fernway"}
    assert "Mapbox" in {row["recipient"] for row in rows}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("reach",), "no type of data given"),
        (("reach", "--data", "Lokation"), "Did you mean"),
        (("reach", "--data", "Location", "--company", "Fernvay"), 'Did you mean "Fernway"'),
        (("central", "--data", "Location"), "--data: is not for central"),
        (("central", "-f", "ttl"), "Formats: table, csv"),
        (("centre",), "centre"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(
    command: Command, graph: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = command("measure", *arguments, "--graph", graph)
    assert (result.code, result.out) == (2, "")
    assert len(result.errors) == 1
    assert said in result.errors[0]
