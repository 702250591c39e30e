"""The ribbons' order loses nothing, is the same every time, and crosses no more than need be."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from privacyflow.graphs.ribbons import (
    LIMITS,
    Columns,
    Ribbon,
    arrange_ribbons,
    concept_path,
    count_crossings,
    order_columns,
    recipient_group,
)
from privacyflow.graphs.statements import Concept, Counterparty, Statements
from privacyflow.ontology.terms import PF, PFR
from privacyflow.tests.graphs.page_samples import statements_of

RIBBONS = st.lists(
    st.builds(
        Ribbon,
        data=st.sampled_from("abcd"),
        company=st.sampled_from("PQR"),
        recipient=st.sampled_from("wxyz"),
        statements=st.integers(1, 9),
    ),
    max_size=24,
    unique_by=lambda ribbon: (ribbon.data, ribbon.company, ribbon.recipient),
)


def tree(**broader: tuple[str, ...]) -> Statements:
    """A vocabulary of these concepts, and no statement."""
    concepts = {
        PF + name: Concept(
            iri=PF + name,
            label=name,
            broader=tuple(PF + each for each in above),
            scheme="DataTypes",
        )
        for name, above in broader.items()
    }
    return Statements(policies={}, flows=(), evidence={}, parties={}, concepts=concepts)


def crossed_one_by_one(ribbons: list[Ribbon], columns: Columns) -> int:
    """Compare every pair of ribbons on either side of the companies."""

    def through(ribbon: Ribbon) -> tuple[int, int, int]:
        return (
            columns.companies.index(ribbon.company),
            columns.data.index(ribbon.data),
            columns.recipients.index(ribbon.recipient),
        )

    total = 0
    for one, other in combinations(sorted(ribbons, key=through), 2):
        (company, data, recipient), (company_2, data_2, recipient_2) = through(one), through(other)
        left = company < company_2 and data > data_2
        total += (left + (recipient > recipient_2)) * one.statements * other.statements
    return total


@settings(deadline=None)
@given(RIBBONS)
def test_crossings_are_counted_as_one_by_one(ribbons: list[Ribbon]) -> None:
    columns = order_columns(ribbons, {})
    assert count_crossings(ribbons, columns) == crossed_one_by_one(ribbons, columns)


@settings(deadline=None)
@given(RIBBONS, st.randoms(use_true_random=False))
def test_the_order_holds_everything_once_and_asks_for_no_order(ribbons, random) -> None:
    columns = order_columns(ribbons, {})
    assert sorted(columns.data) == sorted({ribbon.data for ribbon in ribbons})
    assert sorted(columns.companies) == sorted({ribbon.company for ribbon in ribbons})
    assert sorted(columns.recipients) == sorted({ribbon.recipient for ribbon in ribbons})
    shuffled = list(ribbons)
    random.shuffle(shuffled)
    assert order_columns(shuffled, {}) == columns


def test_what_belongs_together_lies_together() -> None:
    ribbons = [
        Ribbon(data=data, company=company, recipient=recipient, statements=number)
        for data, company, recipient, number in (
            ("a", "P", "z", 9),
            ("b", "Q", "y", 5),
            ("c", "R", "x", 7),
        )
    ]
    columns = order_columns(ribbons, {})
    assert count_crossings(ribbons, columns) == 0


def test_ties_go_by_label() -> None:
    ribbons = [
        Ribbon(data="a", company="P", recipient=recipient, statements=1) for recipient in "xyz"
    ]
    labels = {"x": "Quillbox", "y": "Fernway", "z": "Mapwright"}
    assert order_columns(ribbons, labels).recipients == ("y", "z", "x")


@pytest.mark.parametrize("companies", [1, 5, 60])
def test_denials_and_flows_without_recipient_have_no_part(companies: int) -> None:
    statements = statements_of(companies, 24)
    arranged = arrange_ribbons(statements)
    stated = [flow for flow in statements.flows if flow.recipient and not flow.denied]
    members = [member for group in arranged["recipients"] for member in group["members"]]
    assert [path[-1] for path in arranged["data"]] != []
    assert Counter(members) == Counter({f.recipient.removeprefix(PFR) for f in stated})
    assert Counter(arranged["companies"]) == Counter({f.company.removeprefix(PFR) for f in stated})
    assert {path[-1] for path in arranged["data"]} == {f.data.removeprefix(PF) for f in stated}
    assert arranged["limits"] == LIMITS


def test_the_order_of_the_flows_changes_nothing() -> None:
    statements = statements_of(12, 24)
    turned = replace(statements, flows=statements.flows[::-1])
    assert arrange_ribbons(turned) == arrange_ribbons(statements)


def test_data_types_of_a_category_lie_together() -> None:
    categories = [path[0] for path in arrange_ribbons(statements_of(12, 24))["data"]]
    runs = [a for a, b in zip(categories, [*categories[1:], None], strict=True) if a != b]
    assert len(runs) == len(set(categories))


def test_owned_recipients_are_their_owners_and_unnamed_ones_their_kinds() -> None:
    groups = arrange_ribbons(statements_of())["recipients"]
    halden = next(group for group in groups if group["id"] == "org-halden-group")
    assert len(halden["members"]) == 2
    assert "role" not in halden
    partners = next(group for group in groups if group["id"] == "Partner")
    assert partners["role"] == "vague"
    assert len(partners["members"]) == 5


def test_the_path_of_a_data_type_leaves_out_what_says_nothing() -> None:
    statements = tree(
        PersonalData=(),
        Location=("PersonalData",),
        GPS=("Location",),
        Health=("Sensitive", "PersonalData"),
        Sensitive=("PersonalData",),
    )
    assert concept_path(PF + "GPS", statements) == (PF + "Location", PF + "GPS")
    assert concept_path(PF + "PersonalData", statements) == (PF + "PersonalData",)
    assert concept_path(PF + "Health", statements) == (PF + "Health",), "the shortest way"
    assert concept_path(PF + "Unheard", statements) == (PF + "Unheard",)


def test_circles_have_an_end() -> None:
    circle = tree(A=("B",), B=("A",))
    assert concept_path(PF + "A", circle) == (PF + "A",)
    party = Counterparty(iri="p", label="P", role="named", type="organisation", owner="q")
    parties = {"p": party, "q": replace(party, iri="q", owner="p")}
    assert recipient_group("p", replace(circle, parties=parties)) in parties
    assert recipient_group("unheard", circle) == "unheard"


def test_nothing_stated_is_no_error() -> None:
    assert arrange_ribbons(statements_of(1, 0)) == {
        "limits": LIMITS,
        "data": [],
        "companies": [],
        "recipients": [],
    }
