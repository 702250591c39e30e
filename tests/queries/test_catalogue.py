"""Every named question is well formed, portable, documented, and runs."""

from __future__ import annotations

import re
import warnings

import pytest
from privacyflow.graphs.store import GraphStore
from privacyflow.queries.catalogue import bind, explain, load_catalogue, load_checks, run
from privacyflow.queries.questions import NamedQuery, ParameterType, QuestionError, parse_question
from privacyflow.queries.results import show
from pyoxigraph import NamedNode
from rdflib import Dataset, URIRef
from rdflib import Literal as RdflibLiteral

CATALOGUE = load_catalogue()
EVERYTHING = [*CATALOGUE, *load_checks()]
FIXED_COLUMNS = {
    "who-receives": "company recipient kind owner data purpose condition quote definition flow",
    "what-is-collected": "data type source purpose condition quote flow",
    "what-does-it-receive": "company service owner data purpose quote flow",
    "denials": "company action data recipient quote flow",
    "shared-recipients": "recipient companies",
    "sdks": "company sdk owner data purpose quote flow",
    "retention": "company data retention duration bound quote flow",
}
EXAMPLES = {
    ParameterType.COMPANY: "Marlow",
    ParameterType.RECIPIENT: "Google Maps",
    ParameterType.DATA: "Location",
    ParameterType.PURPOSE: "Advertising",
    ParameterType.KIND: "Payment provider",
    ParameterType.ACTION: "share",
    ParameterType.TEXT: "e",
}


def name_of(query: NamedQuery) -> str:
    return query.name


def code_of(query: NamedQuery) -> str:
    """The query without its comments."""
    lines = [line for line in query.sparql.splitlines() if not line.startswith("#")]
    return "\n".join(lines)


def some_values(query: NamedQuery, *, required_only: bool) -> dict[str, str]:
    return {
        parameter.name: EXAMPLES[parameter.type]
        for parameter in query.parameters
        if parameter.required or not required_only
    }


def test_there_are_enough_questions_among_them_those_with_fixed_columns() -> None:
    assert len(CATALOGUE) >= 15
    assert {"vague-recipients", "purposes", *FIXED_COLUMNS} <= set(CATALOGUE.names)
    assert list(CATALOGUE.names) == sorted(CATALOGUE.names)


@pytest.mark.parametrize(("name", "columns"), FIXED_COLUMNS.items())
def test_the_columns_that_others_rely_on_stay(name: str, columns: str) -> None:
    assert list(CATALOGUE[name].columns) == columns.split()


@pytest.mark.parametrize("query", EVERYTHING, ids=name_of)
def test_a_header_is_complete(query: NamedQuery) -> None:
    assert query.title and query.question.endswith("?")
    assert re.fullmatch(r"table( by \w+)?", query.view)
    assert query.view.removeprefix("table by ") in (*query.columns, "table")
    for parameter in query.parameters:
        assert parameter.description.endswith(".") and parameter.example
        assert f"?{parameter.variable}" in query.sparql


@pytest.mark.parametrize("query", EVERYTHING, ids=name_of)
def test_a_query_names_its_graphs_its_prefixes_and_its_order(query: NamedQuery) -> None:
    code = code_of(query)
    used = set(re.findall(r"(?<![\w?])([a-z]+):[A-Za-z]", re.sub(r"<[^>]*>|\"[^\"]*\"", "", code)))
    assert used == set(re.findall(r"PREFIX ([a-z]+):", code))
    assert "GRAPH" in code
    assert query.order, "ends with ORDER BY, columns only"
    # The only path of any length starts from one concept and stays in the vocabulary.
    paths = re.findall(r".*[\w)][+*](?= ).*", code)
    assert all("GRAPH pfr:vocabulary { ?_data skos:broader+" in path for path in paths)


@pytest.mark.parametrize("query", EVERYTHING, ids=name_of)
def test_rdflib_reads_every_query(query: NamedQuery) -> None:
    from rdflib.plugins.sparql import prepareQuery

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert prepareQuery(query.sparql).algebra.name == "SelectQuery"


@pytest.mark.parametrize("query", EVERYTHING, ids=name_of)
@pytest.mark.parametrize("required_only", [True, False])
def test_every_query_runs_and_has_the_columns_it_declares(
    query: NamedQuery, required_only: bool, store: GraphStore, sample_store: GraphStore
) -> None:
    values = some_values(query, required_only=required_only)
    rows = run(store, query, values)
    assert rows.columns == query.columns
    assert len(set(rows.rows)) == len(rows.rows), "no row twice"
    assert run(store, query, values) == rows, "the same each time"
    small = {name: "Skyloom" if name == "company" else value for name, value in values.items()}
    assert run(sample_store, query, small).columns == query.columns


@pytest.mark.parametrize("query", CATALOGUE, ids=name_of)
def test_every_question_of_the_catalogue_finds_something(
    query: NamedQuery, store: GraphStore
) -> None:
    values = some_values(query, required_only=True)
    if "data" in values and query.name in {"why", "who-collects"}:
        values["data"] = "email address"
    assert run(store, query, values).rows


@pytest.fixture(scope="module")
def dataset(store: GraphStore) -> Dataset:
    """The same graph in rdflib, which is slow but was written by others from the same standard."""
    found = Dataset(default_union=True)
    found.parse(data=store.dump().decode(), format="nquads")
    return found


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("query", EVERYTHING, ids=name_of)
def test_another_engine_gives_the_same_rows(
    query: NamedQuery, store: GraphStore, dataset: Dataset
) -> None:
    (bound,) = bind(store, query, some_values(query, required_only=True))[:1]
    terms = {
        variable: URIRef(term.value) if isinstance(term, NamedNode) else RdflibLiteral(term.value)
        for variable, term in bound.items()
    }
    answer = dataset.query(query.sparql, initBindings=terms)
    names = [str(variable) for variable in answer.vars or ()]
    theirs = [
        tuple(
            "" if cell is None else str(cell)
            for name, cell in zip(names, row, strict=True)  # type: ignore[arg-type]
            if not name.startswith("_")
        )
        for row in answer
    ]
    ours = [
        tuple(show(cell, iris=True) for cell in row)
        for row in store.select(query.sparql, bound).rows
    ]
    assert theirs == ours


def test_a_missing_parameter_is_named_with_an_example(store: GraphStore) -> None:
    with pytest.raises(QuestionError, match=r"needs the parameter data.*data=\"Location\""):
        run(store, CATALOGUE["who-receives"], {})
    with pytest.raises(QuestionError, match="needs the parameter data"):
        run(store, CATALOGUE["who-receives"], {"data": "  "})


def test_an_unknown_parameter_is_refused_with_those_there_are(store: GraphStore) -> None:
    with pytest.raises(QuestionError, match=r"no parameter 'place'. It takes data"):
        run(store, CATALOGUE["who-receives"], {"data": "Location", "place": "x"})


def test_a_misspelt_question_gets_a_suggestion() -> None:
    with pytest.raises(QuestionError, match="Did you mean who-receives"):
        CATALOGUE["who-recieves"]


@pytest.mark.parametrize(
    ("name", "values", "suggestion"),
    [
        ("who-receives", {"data": "Locaton"}, "location"),
        ("denials", {"company": "Marlwo"}, "Marlow"),
        ("what-does-it-receive", {"recipient": "Tidewel"}, "Tidewell"),
        ("denials", {"action": "shar"}, "share"),
        ("for-purpose", {"purpose": "advertisin"}, "advertising"),
    ],
)
def test_a_misspelt_value_gets_a_suggestion(
    name: str, values: dict[str, str], suggestion: str, store: GraphStore
) -> None:
    with pytest.raises(QuestionError) as raised:
        run(store, CATALOGUE[name], values)
    assert "did you mean" in raised.value.remedy.lower()
    assert suggestion.lower() in raised.value.remedy.lower()
    assert raised.value.where.startswith(name)


HOSTILE = [
    'x" } DROP ALL #',
    "x' } ; DELETE WHERE { ?s ?p ?o } #",
    "> } INSERT DATA { <a:a> <a:b> <a:c> } #",
    "<http://example.org/> } DROP ALL #",
    "http://example.org/a>b",
    "\\",
    "?s ?p ?o",
    "\x00\x1b[31m",
    "\ud800",
    "x" * 10_000,
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("query", [query for query in CATALOGUE if query.parameters], ids=name_of)
def test_a_hostile_value_changes_nothing(query: NamedQuery, value: str, store: GraphStore) -> None:
    before = store.dump()
    for parameter in query.parameters:
        values = some_values(query, required_only=True) | {parameter.name: value}
        try:
            assert run(store, query, values).columns == query.columns
        except QuestionError as error:
            assert len(str(error)) < 500
    assert store.dump() == before


def test_explain_shows_the_bound_terms_as_comments(store: GraphStore) -> None:
    query = CATALOGUE["who-receives"]
    text = explain(query, bind(store, query, {"data": "Location"}))
    assert text.startswith("# asked with ?_data = <https://w3id.org/privacyflow/ns#Location>\n")
    assert text.endswith(query.sparql)
    hostile = explain(
        CATALOGUE["search"], bind(store, CATALOGUE["search"], {"text": "a\nDROP ALL\r\u2028#"})
    )
    assert len(hostile.splitlines()) == len(CATALOGUE["search"].sparql.splitlines()) + 1


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE {}",
        "# title: a\n# question: b?\n# columns: c\nSELECT",
        "# title: a\n# title: b\n# question: b?\n# columns: c\n# view: table\n",
        "# title: a\n# colour: red\n",
        "# title: a\n# question: b?\n# columns: c\n# view: table\n# parameter: x (date, required)",
    ],
)
def test_a_wrong_header_is_refused(text: str) -> None:
    with pytest.raises(QuestionError, match="mine"):
        parse_question("mine", text)
