"""SPARQL 1.1 Protocol, query part, rule by rule, against the running server."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from privacyflow.ontology.resources import VOCABULARY_GRAPH, stated_graph
from privacyflow.ontology.terms import PF
from privacyflow.tests.samples import sample_document
from privacyflow.tests.web.conftest import ROWS, Server

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ASK = "ASK { ?s ?p ?o }"
SELECT = "SELECT ?label { pf:Location skos:prefLabel ?label }"
CONSTRUCT = "CONSTRUCT { ?s a pf:DeniedFlow } WHERE { ?s a pf:DeniedFlow ; pf:rule 'sample' }"
DESCRIBE = "DESCRIBE pf:Location"

STATED = stated_graph(sample_document().id)
RULES = f"ASK {{ ?flow <{PF}rule> 'sample' }}"
NAMES = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"


def post(server: Server, body: str | bytes, content_type: str, path: str = "/sparql", **headers):
    data = body if isinstance(body, bytes) else body.encode()
    return server.ask(path, method="POST", body=data, Content_Type=content_type, **headers)


def is_true(answer) -> bool:
    assert answer.status == 200, answer.text
    return answer.json["boolean"]


def test_query_via_get(server: Server) -> None:
    answer = server.ask("/sparql", parameters=[("query", ASK)])
    assert is_true(answer)
    assert answer.media_type == "application/sparql-results+json"


def test_query_via_post_form(server: Server) -> None:
    assert is_true(post(server, urlencode({"query": ASK}), FORM))
    assert is_true(post(server, urlencode({"query": ASK}), f"{FORM}; charset=UTF-8"))


def test_query_via_post_directly(server: Server) -> None:
    assert is_true(post(server, ASK, DIRECT))
    assert is_true(post(server, "ASK { FILTER(STRLEN('é😀') = 2) }", f"{DIRECT}; charset=utf-8"))


def test_head_gives_the_headers_alone(server: Server) -> None:
    answer = server.ask("/sparql", method="HEAD", parameters=[("query", ASK)])
    assert (answer.status, answer.body) == (200, b"")
    assert answer.media_type == "application/sparql-results+json"


DATASETS = {
    "the default graph is what is named": ([("default-graph-uri", STATED)], RULES, True),
    "it is nothing else": ([("default-graph-uri", VOCABULARY_GRAPH)], RULES, False),
    "several are merged": (
        [("default-graph-uri", STATED), ("default-graph-uri", VOCABULARY_GRAPH)],
        f"ASK {{ ?flow <{PF}rule> 'sample' . pf:Location ?p ?o }}",
        True,
    ),
    "with a default graph alone, none is named": (
        [("default-graph-uri", STATED)],
        "ASK { GRAPH ?g { ?s ?p ?o } }",
        False,
    ),
    "named graphs are reached by GRAPH": (
        [("named-graph-uri", STATED)],
        f"ASK {{ GRAPH <{STATED}> {RULES.removeprefix('ASK ')} }}",
        True,
    ),
    "others are not": (
        [("named-graph-uri", VOCABULARY_GRAPH)],
        f"ASK {{ GRAPH <{STATED}> {{ ?s ?p ?o }} }}",
        False,
    ),
    "with named graphs alone, the default graph is empty": (
        [("named-graph-uri", STATED)],
        ASK,
        False,
    ),
    "both": (
        [("default-graph-uri", VOCABULARY_GRAPH), ("named-graph-uri", STATED)],
        f"ASK {{ pf:Location ?p ?o . GRAPH ?g {RULES.removeprefix('ASK ')} }}",
        True,
    ),
    "both, and no further": (
        [("default-graph-uri", VOCABULARY_GRAPH), ("named-graph-uri", STATED)],
        "ASK { GRAPH ?g { pf:Location ?p ?o } }",
        False,
    ),
    "the request outdoes FROM": (
        [("default-graph-uri", STATED)],
        f"ASK FROM <{VOCABULARY_GRAPH}> {RULES.removeprefix('ASK ')}",
        True,
    ),
    "the request outdoes FROM NAMED": (
        [("named-graph-uri", STATED)],
        f"ASK FROM NAMED <{VOCABULARY_GRAPH}> {{ GRAPH <{VOCABULARY_GRAPH}> {{ ?s ?p ?o }} }}",
        False,
    ),
    "a graph that isn't there is empty": (
        [("default-graph-uri", "http://example.org/none")],
        ASK,
        False,
    ),
}


@pytest.mark.parametrize(("dataset", "query", "expected"), DATASETS.values(), ids=DATASETS)
def test_the_dataset_of_a_request(
    server: Server, dataset: list[tuple[str, str]], query: str, expected: bool
) -> None:
    parameters = [("query", query), *dataset]
    assert is_true(server.ask("/sparql", parameters=parameters)) is expected
    assert is_true(post(server, urlencode(parameters), FORM)) is expected
    path = f"/sparql?{urlencode(dataset)}"
    assert is_true(post(server, query, DIRECT, path)) is expected


def test_without_a_dataset_the_default_graph_is_all_graphs(server: Server) -> None:
    assert is_true(server.sparql(RULES))
    assert len(server.sparql(NAMES).json["results"]["bindings"]) > 30


MISTAKES = {
    "PUT": ({"method": "PUT", "body": ASK.encode()}, 405),
    "DELETE": ({"method": "DELETE"}, 405),
    "PATCH": ({"method": "PATCH", "body": ASK.encode(), "Content_Type": DIRECT}, 405),
    "two queries via GET": ({"parameters": [("query", ASK), ("query", SELECT)]}, 400),
    "two queries via POST": (
        {
            "method": "POST",
            "body": urlencode([("query", ASK), ("query", SELECT)]).encode(),
            "Content_Type": FORM,
        },
        400,
    ),
    "a query in the address besides that in the body": (
        {
            "method": "POST",
            "parameters": [("query", ASK)],
            "body": ASK.encode(),
            "Content_Type": DIRECT,
        },
        400,
    ),
    "no query via POST": ({"method": "POST", "body": b"", "Content_Type": FORM}, 400),
    "no query among parameters": ({"parameters": [("default-graph-uri", STATED)]}, 400),
    "wrong media type": (
        {"method": "POST", "body": ASK.encode(), "Content_Type": "text/plain"},
        415,
    ),
    "missing type of a form": ({"method": "POST", "body": f"query={quote(ASK)}".encode()}, 415),
    "missing type of a query": ({"method": "POST", "body": ASK.encode()}, 415),
    "not UTF-8": (
        {"method": "POST", "body": ASK.encode("utf-16"), "Content_Type": DIRECT},
        400,
    ),
    "another charset": (
        {"method": "POST", "body": ASK.encode(), "Content_Type": f"{DIRECT}; charset=utf-16"},
        415,
    ),
    "not syntax": ({"parameters": [("query", "ASK { ?s ?p")]}, 400),
    "an empty query": ({"parameters": [("query", "")]}, 400),
    "a graph's name that is no IRI": (
        {"parameters": [("query", ASK), ("default-graph-uri", "no IRI")]},
        400,
    ),
}


@pytest.mark.parametrize(("request_", "status"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_the_clients(server: Server, request_, status: int) -> None:
    answer = server.ask("/sparql", **request_)
    assert answer.status == status
    assert answer.media_type == "application/problem+json"
    told = answer.json
    assert told["status"] == status
    assert told["title"] and told["what"] and "\n" not in told["detail"]


def test_a_percent_encoding_that_is_not_utf8_is_refused(server: Server) -> None:
    answer = server.ask("/sparql?query=ASK%20%7B%7D%20%23%FF")
    assert answer.status == 400
    assert "UTF-8" in answer.json["what"]


def test_a_refused_method_names_those_that_there_are(server: Server) -> None:
    answer = server.ask("/sparql", method="PUT", body=b"")
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_a_mistake_in_the_query_has_its_line_and_column(server: Server) -> None:
    told = server.sparql("SELECT ?flow\nWHERE { ?flow pf:actor }").json
    assert told["line"] == 2
    assert told["column"] > 1
    assert told["remedy"] == "Correct the SPARQL there."


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "POST", "body": b"update=DROP+ALL", "Content_Type": FORM},
        {"method": "POST", "body": b"DROP ALL", "Content_Type": "application/sparql-update"},
        {"method": "POST", "body": f"query={quote(ASK)}&update=".encode(), "Content_Type": FORM},
        {"parameters": [("update", "DROP ALL")]},
    ],
)
def test_an_update_is_refused(server: Server, request_) -> None:
    answer = server.ask("/sparql", **request_)
    assert answer.status == 403
    assert "only reads" in answer.json["what"]
    assert is_true(server.sparql(RULES))


@pytest.mark.parametrize("update", ["DROP ALL", "INSERT DATA { pf:a pf:b pf:c }"])
def test_an_update_sent_as_a_query_is_refused(server: Server, update: str) -> None:
    answer = server.sparql(update)
    assert answer.status == 400
    assert "A query only reads" in answer.json["remedy"]


def test_no_other_server_is_asked(server: Server) -> None:
    answer = server.sparql(f"SELECT * {{ SERVICE <{server.url}sparql> {{ ?s ?p ?o }} }}")
    assert answer.status == 400
    assert answer.json["line"] == 1
    assert "another server" in answer.json["what"]


ROW_TYPES = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
    "*/*": "application/sparql-results+json",
    "text/*": "text/csv",
    "text/turtle, text/csv;q=0.5": "text/csv",
    "application/json;q=0.2, application/sparql-results+xml;q=0.9, */*;q=0.1": (
        "application/sparql-results+xml"
    ),
    "text/html,application/xhtml+xml,*/*;q=0.8": "application/sparql-results+json",
}


@pytest.mark.parametrize("query", [SELECT, ASK])
@pytest.mark.parametrize(("accept", "media_type"), ROW_TYPES.items())
def test_rows_come_as_the_client_likes(
    server: Server, query: str, accept: str, media_type: str
) -> None:
    answer = server.sparql(query, accept)
    assert (answer.status, answer.media_type) == (200, media_type)
    assert "accept" in answer.headers["vary"].lower()


TRIPLE_TYPES = {
    "text/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "text/plain": "application/n-triples",
    "application/ld+json": "application/ld+json",
    "application/rdf+xml": "application/rdf+xml",
    "*/*": "text/turtle",
    "application/ld+json;q=0.4, application/n-triples;q=0.5": "application/n-triples",
    "text/html, */*;q=0.1": "text/turtle",
}


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize(("accept", "media_type"), TRIPLE_TYPES.items())
def test_triples_come_as_the_client_likes(
    server: Server, query: str, accept: str, media_type: str
) -> None:
    answer = server.sparql(query, accept)
    assert (answer.status, answer.media_type) == (200, media_type)


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "text/turtle"),
        (ASK, "image/png"),
        (CONSTRUCT, "text/csv"),
        (SELECT, "application/sparql-results+json;q=0"),
    ],
)
def test_a_format_that_there_is_not_is_told_with_those_that_there_are(
    server: Server, query: str, accept: str
) -> None:
    answer = server.sparql(query, accept)
    assert answer.status == 406
    assert len(answer.json["available"]) == 4


@pytest.mark.parametrize(
    ("query", "name", "media_type"),
    [
        (SELECT, "csv", "text/csv"),
        (SELECT, "xml", "application/sparql-results+xml"),
        (SELECT, "TSV", "text/tab-separated-values"),
        (SELECT, "application/sparql-results+json", "application/sparql-results+json"),
        (CONSTRUCT, "turtle", "text/turtle"),
        (CONSTRUCT, "nt", "application/n-triples"),
        (CONSTRUCT, "json-ld", "application/ld+json"),
        (CONSTRUCT, "xml", "application/rdf+xml"),
    ],
)
def test_a_format_can_be_named_in_the_address(
    server: Server, query: str, name: str, media_type: str
) -> None:
    for key in ("format", "output"):
        answer = server.ask("/sparql", parameters=[("query", query), (key, name)], Accept="x/y")
        assert (answer.status, answer.media_type) == (200, media_type)
    unknown = server.ask("/sparql", parameters=[("query", query), ("format", "xlsx")])
    assert unknown.status == 406


def test_too_many_rows_are_an_error_and_never_cut(server: Server) -> None:
    enough = server.sparql(f"SELECT * {{ ?s ?p ?o }} LIMIT {ROWS}")
    assert len(enough.json["results"]["bindings"]) == ROWS
    for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"):
        answer = server.sparql(query)
        assert answer.status == 400
        assert f"more than {ROWS} rows" in answer.json["what"]
        assert "LIMIT" in answer.json["remedy"]


def test_the_endpoint_describes_itself(server: Server) -> None:
    import rdflib

    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    endpoint = rdflib.URIRef(f"{server.url}sparql")
    for accept, form in (
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ):
        answer = server.ask("/sparql", Accept=accept)
        assert answer.media_type == accept
        described = rdflib.Graph().parse(data=answer.body, format=form)
        service = described.value(predicate=sd.endpoint, object=endpoint)
        assert (service, sd.supportedLanguage, sd.SPARQL11Query) in described
        assert (service, sd.feature, sd.UnionDefaultGraph) in described
        assert sd.SPARQL11Update not in set(described.objects())
        assert len(set(described.objects(service, sd.resultFormat))) == 8


def test_a_browser_is_led_to_the_page_instead(server: Server) -> None:
    answer = server.ask("/sparql", Accept="text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
    assert (answer.status, answer.headers["location"]) == (303, "/#tab=sparql")


def test_a_browser_gets_a_mistake_as_a_page(server: Server) -> None:
    answer = server.sparql("SELECT {", "text/html,*/*;q=0.8")
    assert (answer.status, answer.media_type) == (400, "text/html")
    assert "line 1" in answer.text
