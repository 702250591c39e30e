"""What is reached by definition is marked so, and rests on one flow and on one definition of its policy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.store import GraphStore
from privacyflow.queries.catalogue import load_catalogue, run
from privacyflow.queries.results import show
from privacyflow.queries.verdicts import conclude
from privacyflow.tests.samples import document_of, sample_document, sample_flows
from privacyflow.tests.terms_sample import TERMED, termed_quads
from pyoxigraph import NamedNode

DEFINITION = '"Usage Data" means your IP address and your location.'
SENDING = "We send Usage Data to Brightcell Radar."


@pytest.fixture(scope="module")
def termed() -> Iterator[GraphStore]:
    """The policy with the term beside another one of the same company that shares usage data too."""
    with GraphStore.in_memory() as store:
        store.replace_policy(document_of(TERMED).id, termed_quads())
        other = sample_document()
        store.replace_policy(other.id, flow_quads(other, sample_flows()))
        yield store


def ask(store: GraphStore, name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
    rows = run(store, load_catalogue()[name], values)
    places = [rows.columns.index(column) for column in columns]
    return [tuple(show(row[place]) for place in places) for row in rows.rows]


def test_who_receives_finds_what_a_term_lists_and_shows_both_quotes(termed: GraphStore) -> None:
    rows = ask(
        termed, "who-receives", "recipient", "data", "quote", "definition", data="IP address"
    )
    assert rows == [("Brightcell Radar", "Usage Data", SENDING, DEFINITION)]


def test_what_is_said_directly_has_no_definition(termed: GraphStore) -> None:
    rows = ask(termed, "who-receives", "recipient", "quote", "definition", data="usage data")
    assert ("Brightcell Radar", SENDING, "") in rows
    assert {definition for *_, definition in rows} == {""}


def test_the_other_policys_usage_data_means_nothing_of_the_sort(termed: GraphStore) -> None:
    """The sample policy's "usage data" to "our partners" has no definition in its own policy."""
    rows = ask(termed, "who-receives", "recipient", "definition", data="Location")
    assert ("our partners", DEFINITION) not in rows
    assert {recipient for recipient, definition in rows if definition} == {"Brightcell Radar"}


def test_does_it_share_says_by_definition(termed: GraphStore) -> None:
    values = {"company": "Skyloom", "data": "IP address"}
    rows = ask(termed, "does-it-share", "state", "scope", "definition", **values)
    assert rows[0] == ("does", "by definition", DEFINITION)
    verdict = conclude(run(termed, load_catalogue()["does-it-share"], values))
    assert verdict.endswith("all of it by the policy's definition of its own words.")


@pytest.mark.parametrize("data", ["IP address", "Location", "personal data"])
def test_no_answer_joins_pieces_of_two_statements(termed: GraphStore, data: str) -> None:
    """The recipient and the data of a row are the words of its one flow, both in its one quote."""
    rows = ask(
        termed, "who-receives", "recipient", "data", "quote", "definition", "flow", data=data
    )
    assert rows
    for recipient, words, quote, definition, flow in rows:
        node = NamedNode(flow.replace("pfr:", "https://w3id.org/privacyflow/resource/"))
        ((text, said),) = (
            termed.select(
                "SELECT ?words ?quote ?_flow WHERE { GRAPH ?g { ?_flow pf:dataText ?words ;"
                " oa:hasTarget/oa:hasSelector/oa:exact ?quote } }",
                {"_flow": node},
            ).rows[0][:2],
        )
        assert (show(text), show(said)) == (words, quote)
        assert words in quote
        assert recipient in quote or recipient in {"the public", "other users"}
        if definition:
            assert words in definition and recipient not in definition
