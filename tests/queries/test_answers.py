"""What the named questions answer about two small policies, worked out on paper."""

from __future__ import annotations

import pytest
from privacyflow.graphs.store import GraphStore
from privacyflow.queries.catalogue import load_catalogue, run
from privacyflow.queries.questions import QuestionError
from privacyflow.queries.results import show

MAPS = (
    "We may share your precise location with Google Maps in order to draw the map "
    "and to find shops near you."
)


def ask(store: GraphStore, name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
    """The answer's rows, of these columns only."""
    rows = run(store, load_catalogue()[name], values)
    places = [rows.columns.index(column) for column in columns]
    return [tuple(show(row[place]) for place in places) for row in rows.rows]


def test_who_receives_a_category_finds_its_narrower_kinds(store: GraphStore) -> None:
    found = run(store, load_catalogue()["who-receives"], {"data": "Location"})
    assert [[show(cell) for cell in row] for row in found.rows] == [
        [
            "Marlow",
            "Google Maps",
            "named",
            "Google",
            "precise location",
            "draw the map; to find shops near you",
            "",
            MAPS,
            "",
            "pfr:flow-marlow-03",
        ],
        [
            "Oakhurst Games",
            "Google",
            "named",
            *show_owner(found.rows[1][3]),
            "approximate location",
            "personalised advertising",
            "if you agree",
            "We sell your approximate location to Google for personalised advertising "
            "if you agree.",
            "",
            "pfr:flow-oakhurst-01",
        ],
    ]


def show_owner(cell: object) -> list[str]:
    """Who owns Google is the vocabulary's matter."""
    return ["" if cell is None else cell.value]  # type: ignore[attr-defined]


def test_who_receives_has_no_row_for_denials_nor_for_flows_without_recipient(
    store: GraphStore,
) -> None:
    found = ask(store, "who-receives", "recipient", "data", data="personal data")
    assert ("Google Maps", "precise location") in found
    assert all(recipient for recipient, _ in found)
    assert len(found) == 9
    assert "personal information" not in {data for _, data in found}


@pytest.mark.parametrize(
    ("recipient", "rows"),
    [
        ("Google", [("Marlow", "device identifier"), ("Marlow", "precise location"),
                    ("Oakhurst Games", "approximate location")]),
        ("google maps", [("Marlow", "precise location")]),
        ("Tidewell", [("Marlow", "email address"), ("Oakhurst Games", "email address")]),
        ("Tidewell Positioning", [("Marlow", "email address")]),
        ("payment processors", [("Marlow", "credit card number")]),
        ("our partners", [("Marlow", "email address")]),
        ("other users", [("Oakhurst Games", "nickname")]),
        ("pfr:sdk-firebase-analytics", [("Marlow", "device identifier")]),
    ],
)  # fmt: skip
def test_a_recipient_is_found_by_its_name_its_owner_or_a_part_of_an_unknown_name(
    recipient: str, rows: list[tuple[str, str]], store: GraphStore
) -> None:
    found = ask(store, "what-does-it-receive", "company", "data", recipient=recipient)
    assert found == rows


def test_a_known_organisation_that_receives_nothing_here_is_no_error(store: GraphStore) -> None:
    assert ask(store, "what-does-it-receive", "data", recipient="PayPal") == []


def test_denials_are_found_by_company_data_and_action(store: GraphStore) -> None:
    columns = ("company", "action", "data")
    everything = [
        ("Marlow", "collect", "email address"),
        ("Marlow", "share", "personal information"),
        ("Marlow", "store", "credit card number"),
    ]
    assert ask(store, "denials", *columns) == everything
    assert ask(store, "denials", *columns, company="marlow") == everything
    assert ask(store, "denials", *columns, company="Oakhurst") == []
    assert ask(store, "denials", *columns, data="financial data") == everything[2:]
    assert ask(store, "denials", *columns, action="share") == everything[1:2]


def test_shared_recipients_count_owners_and_never_the_unnamed(store: GraphStore) -> None:
    both = "Marlow; Oakhurst Games"
    columns = ("recipient", "companies")
    assert ask(store, "shared-recipients", *columns) == [("Alphabet", both), ("Google", both)]
    assert ask(store, "shared-recipients", *columns, data="location") == [
        ("Alphabet", both),
        ("Google", both),
    ]
    assert ask(store, "shared-recipients", *columns, data="email address") == []


def test_what_is_collected_says_from_whom_and_when(store: GraphStore) -> None:
    columns = ("data", "source", "condition")
    found = ask(store, "what-is-collected", *columns, company="Marlow")
    assert sorted(found) == [
        ("age", "Tidewell", ""),
        ("email address", "", ""),
        ("precise location", "", "when you turn on the map"),
    ]


@pytest.mark.parametrize(
    ("name", "columns", "values", "rows"),
    [
        ("vague-recipients", "company recipient data", {},
         [("Marlow", "our partners", "email address"),
          ("Oakhurst Games", "Third parties", "IP address")]),
        ("retention", "company data retention", {}, [("Marlow", "email address", "two years")]),
        ("purposes", "company purpose action data", {"data": "email"},
         [("Marlow", "advertising", "share", "email address"),
          ("Marlow", "answer your questions", "use", "email address")]),
        ("sdks", "company sdk owner data purpose", {},
         [("Marlow", "Firebase Analytics", "Google", "device identifier", "count crashes")]),
        ("sources", "company source data", {}, [("Marlow", "Tidewell", "age")]),
        ("sales", "company state manner data recipient", {},
         [("Marlow", "says it does not", "sell", "personal information", ""),
          ("Oakhurst Games", "only if", "sell", "approximate location", "Google")]),
        ("consent", "company data condition", {},
         [("Oakhurst Games", "approximate location", "if you agree")]),
        ("children", "company state data", {}, [("Marlow", "says it does not", "email address")]),
        ("what-is-stored", "data retention", {"company": "Marlow"},
         [("email address", "two years")]),
        ("what-is-used", "data purpose", {"company": "Marlow"},
         [("email address", "answer your questions")]),
        ("who-collects", "company action data", {"data": "email address"},
         [("Marlow", "collect", "email address"), ("Marlow", "store", "email address"),
          ("Marlow", "use", "email address")]),
        ("recipients-of-kind", "company recipient data", {"kind": "payment provider"},
         [("Marlow", "Payment processors", "credit card number")]),
        ("companies", "company policies statements denials", {},
         [("Marlow", "1", "13", "3"), ("Oakhurst Games", "1", "5", "0")]),
        ("policies", "company file statements", {},
         [("Marlow", "marlow.txt", "13"), ("Oakhurst Games", "oakhurst.txt", "5")]),
        ("search", "company state data", {"text": "ADVERTISING"},
         [("Marlow", "only if", "email address"),
          ("Oakhurst Games", "only if", "approximate location")]),
    ],
)  # fmt: skip
def test_an_answer(
    name: str,
    columns: str,
    values: dict[str, str],
    rows: list[tuple[str, ...]],
    store: GraphStore,
) -> None:
    assert ask(store, name, *columns.split(), **values) == rows


def test_does_it_share_tells_states_and_scopes_apart(store: GraphStore) -> None:
    columns = ("scope", "state", "recipient", "data")
    assert ask(store, "does-it-share", *columns, company="Marlow", data="Location") == [
        ("as asked", "only if", "Google Maps", "precise location"),
        ("wider", "says it does not", "", "personal information"),
    ]
    assert ask(
        store, "does-it-share", *columns, company="Marlow", data="email", recipient="Tidewell"
    ) == [
        ("as asked", "does", "Tidewell Positioning", "email address"),
        ("wider", "says it does not", "", "personal information"),
    ]


def test_cross_border_knows_the_country_of_a_recipient_or_of_its_owner(store: GraphStore) -> None:
    found = ask(store, "cross-border", "company", "recipient", "country")
    assert ("Marlow", "Google Maps", "US") in found
    assert ("Oakhurst Games", "Google", "US") in found
    assert "Tidewell" not in {recipient for _, recipient, _ in found}


def test_recipients_of_one_company(store: GraphStore) -> None:
    found = ask(store, "recipients", "recipient", "kind", "statements", company="Oakhurst Games")
    assert found == [
        ("Google", "named", "1"),
        ("Third parties", "vague", "1"),
        ("Tidewell", "named", "1"),
        ("other users", "other users", "1"),
    ]


def test_a_value_may_be_an_iri_in_full_or_short(store: GraphStore) -> None:
    for data in ("pf:Location", "https://w3id.org/privacyflow/ns#Location"):
        assert len(ask(store, "who-receives", "flow", data=data)) == 2


def test_a_company_that_is_not_here_is_told_with_those_that_are(store: GraphStore) -> None:
    with pytest.raises(QuestionError, match=r"There are: Marlow, Oakhurst Games"):
        ask(store, "denials", "flow", company="Zzyzx")
