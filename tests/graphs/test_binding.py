"""Binding for servers: what the text says is what the embedded engine makes of a bound variable."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from privacyflow.graphs.binding import bind
from privacyflow.graphs.dialects import as_count, prepare
from privacyflow.graphs.errors import QueryError
from privacyflow.graphs.simplification import simplify
from privacyflow.graphs.sparql import Rows
from privacyflow.graphs.store import GraphStore
from privacyflow.graphs.tokens import tokens_of, with_prefixes
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.queries.catalogue import bind as bind_question
from privacyflow.queries.catalogue import load_catalogue
from pyoxigraph import Literal, NamedNode, Quad, Store

HOSTILE = (
    '"',
    "'",
    "\\",
    '\\" } ; DROP ALL ; #',
    "\n\r\t\b\f\0",
    "?_x $_x <http://a/?_x> #?_x",
    '"""',
    "\\u0022 . } #",
    "\u2028\ufeff\u202e𝄞",
)
SAID = "SELECT ?s ?_x WHERE { ?s <http://a/says> ?_x . FILTER(?_x = ?_x) } ORDER BY ?s ?_x"


def words() -> st.SearchStrategy[Literal]:
    text = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20))
    plain = text.map(Literal)
    tagged = text.map(lambda value: Literal(value, language="en"))
    typed = text.map(lambda value: Literal(value, datatype=NamedNode("http://a/type")))
    return st.one_of(plain, tagged, typed)


def rows_of(store: Store, sparql: str, **bound: Literal | NamedNode) -> list[str]:
    """The rows as the embedded engine has them with its own substitutions, hidden columns not."""
    from privacyflow.graphs.sparql import ask_store

    answer = ask_store(store, sparql, bound, name="q")
    assert isinstance(answer, Rows)
    return sorted(map(str, answer.rows))


@settings(max_examples=200, deadline=None)
@given(words(), words())
def test_any_words_are_found_as_the_engine_finds_them_and_nothing_else(
    one: Literal, other: Literal
) -> None:
    store = Store()
    for name, value in (("one", one), ("other", other)):
        triple = (NamedNode(f"http://a/{name}"), NamedNode("http://a/says"), value)
        store.add(Quad(*triple))
    assert rows_of(store, bind(SAID, {"_x": one}, "q")) == rows_of(store, SAID, _x=one)


@pytest.mark.parametrize("value", HOSTILE)
def test_what_only_looks_like_a_parameter_stays(value: str) -> None:
    sparql = (
        "# ?_x in a comment\n"
        "SELECT ?s (\"?_x\" AS ?a) ('''it's ?_x''' AS ?b) ?_xy { ?s <http://a/?_x> ?_xy } # ?_x"
    )
    assert bind(sparql, {"_x": Literal(value)}, "q") == sparql
    assert "".join(map(str, tokens_of(sparql))) == sparql


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?_x { ?s ?p ?_x }",
        "SELECT ?s ?_x { { SELECT ?s ?_x { ?s ?p ?_x } } }",
        "SELECT ?p (COUNT(?s) AS ?n) ?_x { ?s ?p ?_x } GROUP BY ?p ?_x ORDER BY ?_x",
        "SELECT (COUNT(?s) AS ?n) ?_x { ?s ?p ?_x } GROUP BY ?_x",
        'SELECT ?s ?w ?_x { VALUES (?_x ?w) { ("a" 1) (UNDEF 2) ("b" 3) } ?s ?p ?_x }',
        "SELECT ?s ?_x { ?s ?p ?o OPTIONAL { ?s <http://a/q> ?_x } FILTER(?o IN (?_x, 'b')) }",
        "SELECT ?s ?_x { ?s ?p ?o FILTER NOT EXISTS { ?s <http://a/q> ?_x } }",
        "SELECT ?s ?_x { { ?s <http://a/p> ?_x } UNION { ?s <http://a/q>|^<http://a/p> ?_x } }",
        "SELECT * { ?s ?p ?_x MINUS { ?s <http://a/q> ?_x } }",
    ],
)
def test_wherever_a_parameter_stands_the_engine_agrees(sparql: str) -> None:
    store = Store()
    for subject, predicate, value in ("1pa", "1qb", "2pb", "2qa", "3pa", "3qa"):
        triple = (NamedNode(f"http://a/{subject}"), NamedNode(f"http://a/{predicate}"))
        store.add(Quad(*triple, Literal(value)))
    bound = bind(sparql, {"_x": Literal("a")}, "q")
    expected = rows_of(store, sparql, _x=Literal("a"))
    assert rows_of(store, bound) == expected
    assert rows_of(store, simplify(bound)) == expected


@pytest.mark.parametrize(
    ("sparql", "says"),
    [
        ("SELECT ?_x { BIND(1 AS ?_x) }", "is computed by the query"),
        ("SELECT ?s { ?s ?p ?o FILTER(BOUND(?_x)) }", "is asked whether it is bound"),
    ],
)
def test_what_can_not_be_bound_is_refused(sparql: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        bind(sparql, {"_x": Literal("a")}, "q")


@pytest.mark.parametrize("query", load_catalogue(), ids=lambda query: query.name)
def test_every_question_has_the_same_rows_with_its_values_in_the_text(
    sample_store: GraphStore, query
) -> None:
    given = {"company": "Skyloom", "recipient": "Google Maps", "text": 'sell "'}
    values = {part.name: given.get(part.type.value, part.example) for part in query.parameters}
    needed = {part.name: values[part.name] for part in query.required}
    for chosen in (needed, values):
        for bound in bind_question(sample_store, query, chosen, load_vocabulary()):
            prepared = prepare(with_prefixes(bind(query.sparql, bound, query.name)))
            asked = sample_store.select(prepared.sparql)
            assert prepared.finish(asked) == sample_store.select(query.sparql, bound)


def test_a_branch_that_has_no_row_and_a_column_that_is_never_bound_go() -> None:
    sparql = (
        "SELECT ?s { { { SELECT ?o ?_x { ?s ?p ?o FILTER(!COALESCE(isIRI(?_x), false)) } } }"
        " UNION { ?s ?p ?o FILTER(COALESCE(isIRI(?_x), false) ) }"
        " UNION { { SELECT ?s { ?s ?p 1 FILTER(COALESCE(isIRI('a'), false)) } } } }"
    )
    simple = " ".join(simplify(sparql).split())
    assert simple == (
        "SELECT ?s { { { SELECT ?o { ?s ?p ?o FILTER( true) } } }"
        " UNION { ?s ?p ?o FILTER(COALESCE(isIRI(?_x), false) ) } }"
    )


def test_a_count_over_nothing_is_still_a_row() -> None:
    sparql = "SELECT ?n { { { SELECT (COUNT(*) AS ?n) { FILTER(false) } } } UNION { ?n ?p ?o } }"
    assert simplify(sparql) == sparql


def test_lists_come_in_order_whatever_words_are_in_them() -> None:
    prepared = prepare('SELECT (GROUP_CONCAT(?o; SEPARATOR = "; ") AS ?all) { ?s ?p ?o }')
    assert prepared.separator == "; "
    listed = Rows(columns=("all",), rows=((Literal("c; b\x1fa\x1fb"),), (None,)))
    assert prepared.finish(listed).rows == ((Literal("a; b; c; b"),), (None,))
    two = 'SELECT (GROUP_CONCAT(?o; SEPARATOR=", ") AS ?a) (GROUP_CONCAT(?p; SEPARATOR="; ") AS ?b) {}'
    assert prepare(two).separator == ""


def test_a_construct_is_counted_by_its_solutions() -> None:
    sparql = "PREFIX a: <b> CONSTRUCT { ?s a:p ?o } WHERE { ?s ?p ?o } LIMIT 3"
    assert as_count(sparql) == "PREFIX a: <b> SELECT (1 AS ?_one) WHERE { ?s ?p ?o } LIMIT 3"
    bare = "CONSTRUCT { ?s ?p [] } { ?s ?p ?o }"
    assert as_count(bare) == "SELECT (1 AS ?_one) { ?s ?p ?o }"
    short = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert as_count(short) == "SELECT (1 AS ?_one) WHERE { ?s ?p ?o }"
