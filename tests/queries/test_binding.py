"""However a question is run, its rows are those of its SPARQL with each meaning of its values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from privacyflow.graphs.store import GraphStore
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.queries.catalogue import bind, load_catalogue, run
from privacyflow.queries.names import read_names, read_publishers, resolve_value
from privacyflow.queries.questions import NamedQuery, QuestionError
from privacyflow.queries.results import show
from privacyflow.tests.queries.conftest import POLICIES, stated_quads
from pyoxigraph import NamedNode
from rdflib import Dataset, Literal, URIRef

CATALOGUE = load_catalogue()
GUARDED = ("statements", "purposes", "possible", "conditions", "who-receives", "shared-recipients")
GIVEN = {
    "company": ("Marlow", "Oakhurst Games"),
    "data": ("Location", "email address", "personal data"),
    "recipient": ("our partners", "Google", "payment processors"),
    "source": ("Tidewell",),
    "action": ("share", "collect"),
    "purpose": ("Advertising",),
    "kind": ("Payment provider",),
    "text": ("e",),
}


def name_of(query: NamedQuery) -> str:
    return query.name


def some_values(query: NamedQuery) -> Iterator[dict[str, str]]:
    """The question with each value of its own, and with the first of all of them together."""
    first = {part.name: GIVEN[part.name][0] for part in query.parameters}
    required = {part.name: first[part.name] for part in query.required}
    yield required
    yield first
    for part in query.parameters:
        yield from ({**required, part.name: value} for value in GIVEN[part.name])


@pytest.mark.parametrize("query", CATALOGUE, ids=name_of)
def test_rows_are_sorted_as_the_engine_sorts_them(query: NamedQuery, store: GraphStore) -> None:
    for values in some_values(query):
        bindings = bind(store, query, values)
        if len(bindings) == 1:
            assert run(store, query, values) == store.select(query.sparql, bindings[0])


@pytest.mark.parametrize(
    "query",
    [
        one
        for one in CATALOGUE
        if {"company", "recipient"} <= {part.name for part in one.parameters}
    ],
    ids=name_of,
)
def test_no_row_is_lost_where_recipients_of_other_policies_are_left_out(
    query: NamedQuery, store: GraphStore
) -> None:
    names = read_names(store, load_vocabulary())
    far = "third parties"  # Oakhurst's policy speaks of none of Marlow's
    for company, recipient in product(GIVEN["company"], (*GIVEN["recipient"], far)):
        values = {"data": "personal data", "company": company, "recipient": recipient}
        values = {part.name: values[part.name] for part in query.parameters}
        try:
            kept = run(store, query, values)
        except QuestionError as error:
            assert "nothing here is called" in str(error)
            continue
        terms = {
            part.variable: resolve_value(query.name, part, values[part.name], names)
            for part in query.parameters
        }
        every = {
            row
            for chosen in product(*terms.values())
            for row in store.select(query.sparql, dict(zip(terms, chosen, strict=True))).rows
        }
        assert set(kept.rows) == every


def test_recipients_that_the_asked_company_cannot_reach_are_left_out(store: GraphStore) -> None:
    """Marlow sends data to Tidewell Positioning too, Oakhurst Games to Tidewell alone."""
    query = CATALOGUE["who-receives"]
    values = {"data": "email address", "recipient": "Tidewell"}
    assert len(bind(store, query, values)) == 2
    assert len(bind(store, query, {**values, "company": "Marlow"})) == 2
    (alone,) = bind(store, query, {**values, "company": "Oakhurst Games"})
    assert alone["_recipient"].value.endswith("name-tidewell")


@pytest.fixture(scope="module")
def dataset(store: GraphStore) -> Dataset:
    found = Dataset(default_union=True)
    found.parse(data=store.dump().decode(), format="nquads")
    return found


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", GUARDED)
def test_another_engine_takes_the_optional_values_alike(
    name: str, store: GraphStore, dataset: Dataset
) -> None:
    query = CATALOGUE[name]
    for values in some_values(query):
        bound = bind(store, query, values)[0]
        terms = {
            variable: URIRef(term.value) if isinstance(term, NamedNode) else Literal(term.value)
            for variable, term in bound.items()
        }
        answer = dataset.query(query.sparql, initBindings=terms)
        shown = [i for i, cell in enumerate(answer.vars or ()) if not cell.startswith("_")]
        theirs = [
            tuple("" if row[i] is None else str(row[i]) for i in shown)  # type: ignore[index]
            for row in answer
        ]
        ours = store.select(query.sparql, bound).rows
        assert theirs == [tuple(show(cell, iris=True) for cell in row) for row in ours]


def test_no_name_is_read_for_a_kind_of_data(store: GraphStore) -> None:
    store.recalled.clear()
    bind(store, CATALOGUE["who-receives"], {"data": "Location"})
    assert not store.recalled
    bind(store, CATALOGUE["who-receives"], {"data": "Location", "company": "Marlow"})
    assert read_publishers(store, load_vocabulary()) is read_publishers(store, load_vocabulary())


def test_names_are_kept_until_something_is_written() -> None:
    vocabulary = load_vocabulary()
    with GraphStore.in_memory() as graph:
        graph.replace_policy(POLICIES[0], stated_quads(POLICIES[0]))
        names = read_names(graph, vocabulary)
        assert read_names(graph, vocabulary) is names
        assert read_publishers(graph, vocabulary) is names
        graph.replace_policy(POLICIES[1], stated_quads(POLICIES[1]))
        alone = read_publishers(graph, vocabulary)
        assert len(alone.companies) == 2
        assert not alone.recipients
        assert len(read_names(graph, vocabulary).recipients) > len(names.recipients)
