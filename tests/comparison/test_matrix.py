"""Companies side by side: four states, each to be followed to its quotes."""

from __future__ import annotations

import csv
import io

import pytest
from privacyflow.comparison.matrix import By, State, cross
from privacyflow.comparison.matrix_report import render_matrix, to_csv, to_json, to_markdown
from privacyflow.graphs.statements import Statements
from privacyflow.ontology.terms import PF

from .conftest import read

ACME = """# Privacy policy

Acme Ltd ("Acme", "we") collects your email address when you register.
We share your precise location with Mapbox to draw the map.
We may share your email address with advertisers.
We do not collect your phone number.
"""
BETA = """# Privacy policy

Beta Ltd ("Beta", "we") collects your phone number when you register.
We share your precise location with Google Maps.
"""


@pytest.fixture(scope="module")
def statements() -> Statements:
    return read(("acme.md", ACME), ("beta.md", BETA))


@pytest.mark.parametrize(
    ("row", "company", "state"),
    [
        ("location", "Acme", State.DOES),
        ("email address", "Acme", State.ONLY_IF),
        ("phone number", "Acme", State.DENIES),
        ("phone number", "Beta", State.ONLY_IF),
        ("email address", "Beta", State.SILENT),
    ],
)
def test_a_type_of_data_is_in_one_of_four_states(
    row: str, company: str, state: State, statements: Statements
) -> None:
    types = [PF + name for name in ("Location", "EmailAddress", "PhoneNumber")]
    known = [iri for iri in types if iri in statements.concepts]
    assert known == types
    matrix = cross(statements, data=types)
    assert matrix.rows == ("location", "email address", "phone number")
    assert matrix.columns == ("Acme", "Beta")
    assert matrix.cell(row, company).state is state


def test_by_recipient_a_service_counts_for_its_owner_too(statements: Statements) -> None:
    matrix = cross(statements, by=By.RECIPIENT)
    assert matrix.cell("Google Maps", "Beta").state is State.DOES
    assert matrix.cell("Google", "Beta").state is State.DOES
    assert matrix.cell("Google", "Acme").state is State.SILENT
    assert matrix.cell("Mapbox", "Acme").states == {State.DOES: 1}
    assert not any("phone" in said.data for cell in matrix.cells.values() for said in cell.said)


def test_every_cell_leads_to_quotes_that_stand_in_its_policy(statements: Statements) -> None:
    matrix = cross(statements)
    said = [each for cell in matrix.cells.values() for each in cell.said]
    assert said
    for each in said:
        text = statements.policies[each.policy].text
        assert text[each.quote.start : each.quote.end] == each.quote.text


def test_the_formats_say_the_same(statements: Statements) -> None:
    matrix = cross(statements)
    rows = list(csv.DictReader(io.StringIO(to_csv(matrix))))
    assert [row["data"] for row in rows] == list(matrix.rows)
    assert rows[0]["Acme"] in to_markdown(matrix)
    found = to_json(matrix)
    assert isinstance(found["cells"], list)
    assert len(found["cells"]) == len(matrix.rows) * len(matrix.columns)
    behind = list(csv.DictReader(io.StringIO(to_csv(matrix, quotes=True))))
    assert len(behind) == sum(len(cell.said) for cell in matrix.cells.values())
    page = render_matrix(matrix)
    assert page.count("<article") == len(matrix.cells)
    assert "<script" not in page
