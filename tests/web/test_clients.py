"""Clients that others wrote understand what the endpoint says, in every format."""

from __future__ import annotations

import csv
import io
import warnings

import pytest
import rdflib
from privacyflow.graphs.store import GraphStore
from privacyflow.ontology.terms import PF, PREFIXES
from privacyflow.tests.web.conftest import Server
from SPARQLWrapper import SPARQLWrapper

PREFIXED = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
SELECT = f"""{PREFIXED}SELECT ?flow ?words ?confidence ?retention WHERE {{
  GRAPH ?g {{ ?flow pf:dataText ?words ; pf:confidence ?confidence ; pf:rule "sample" }}
  OPTIONAL {{ ?flow pf:retention ?retention }}
}} ORDER BY ?flow ?words"""
CONSTRUCT = f"""{PREFIXED}CONSTRUCT {{ ?flow pf:dataText ?words ; pf:confidence ?confidence }} WHERE {{
  GRAPH ?g {{ ?flow pf:dataText ?words ; pf:confidence ?confidence ; pf:rule "sample" }} }}"""


@pytest.fixture
def rows(graph) -> list[tuple[str | None, ...]]:
    """What the query finds when the graph itself is asked."""
    with GraphStore.open(graph, read_only=True) as store:
        found = store.select(SELECT).rows
    return [tuple(None if term is None else term.value for term in row) for row in found]


def wrapper(server: Server, query: str, form: str, method: str = "GET", via: str = "urlencoded"):
    client = SPARQLWrapper(f"{server.url}sparql")
    client.setQuery(query)
    client.setReturnFormat(form)
    client.setMethod(method)
    client.setRequestMethod(via)
    return client.query()


@pytest.mark.parametrize(
    ("method", "via"), [("GET", "urlencoded"), ("POST", "urlencoded"), ("POST", "postdirectly")]
)
def test_sparqlwrapper_reads_json(server: Server, rows, method: str, via: str) -> None:
    found = wrapper(server, SELECT, "json", method, via).convert()
    names = found["head"]["vars"]
    cells = [
        tuple(binding[name]["value"] if name in binding else None for name in names)
        for binding in found["results"]["bindings"]
    ]
    assert cells == rows
    assert len(rows) == 11


def test_sparqlwrapper_reads_xml(server: Server, rows) -> None:
    found = wrapper(server, SELECT, "xml").convert()
    results = found.getElementsByTagName("result")
    assert len(results) == len(rows)
    words = [
        "".join(node.data for node in binding.getElementsByTagName("literal")[0].childNodes)
        for binding in found.getElementsByTagName("binding")
        if binding.getAttribute("name") == "words"
    ]
    assert words == [row[1] for row in rows]


def test_sparqlwrapper_reads_csv_and_tsv(server: Server, rows) -> None:
    text = wrapper(server, SELECT, "csv").convert().decode()
    head, *lines = csv.reader(io.StringIO(text))
    assert head == ["flow", "words", "confidence", "retention"]
    assert [tuple(cell or None for cell in line) for line in lines] == rows
    head, *lines = wrapper(server, SELECT, "tsv").convert().decode().splitlines()
    assert head == "?flow\t?words\t?confidence\t?retention"
    assert [line.split("\t")[1] for line in lines] == [f'"{row[1]}"' for row in rows]


@pytest.mark.parametrize("form", ["json", "xml"])
def test_sparqlwrapper_reads_a_truth_value(server: Server, form: str) -> None:
    found = wrapper(server, f"{PREFIXED}ASK {{ ?flow pf:rule 'sample' }}", form).convert()
    truth = found["boolean"] if form == "json" else (
        found.getElementsByTagName("boolean")[0].firstChild.data == "true"
    )  # fmt: skip
    assert truth is True


@pytest.mark.parametrize("form", ["turtle", "rdf+xml", "json-ld", "xml"])
def test_sparqlwrapper_reads_triples(server: Server, form: str) -> None:
    result = wrapper(server, CONSTRUCT, form)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib's own making
        found = result.convert()
    if isinstance(found, bytes):
        found = rdflib.Graph().parse(data=found, format="turtle")
    assert len(found) == 22
    assert set(found.predicates()) == {rdflib.URIRef(PF + n) for n in ("dataText", "confidence")}


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflibs_store_reads_rows(server: Server, rows, form: str, method: str) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(f"{server.url}sparql", returnFormat=form, method=method)
    found = list(store.query(SELECT))
    assert [str(row[0]) for row in found] == [row[0] for row in rows]
    assert [str(row[1]) for row in found] == [row[1] for row in rows]
    assert {row[2].datatype for row in found} <= {rdflib.XSD.decimal, None}
    store.close()


def test_rdflibs_store_works_as_a_graph(server: Server) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(f"{server.url}sparql", returnFormat="xml"))
    assert (rdflib.URIRef(PF + "Location"), None, None) in graph
    flows = set(graph.subjects(rdflib.URIRef(PF + "rule"), rdflib.Literal("sample")))
    assert len(flows) == 11
    assert graph.query("ASK { ?s ?p ?o }").askAnswer
    described = graph.query(f"DESCRIBE <{PF}Location>").graph
    assert described is not None
    assert len(described) > 2


def test_rdflibs_store_cannot_update(server: Server) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

    url = f"{server.url}sparql"
    store = SPARQLUpdateStore(url, url)
    with pytest.raises(Exception, match="403"):
        store.update("CLEAR ALL")
    store.close()
