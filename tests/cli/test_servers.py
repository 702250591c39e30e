"""Two real servers, Oxigraph and Virtuoso: the same questions give the same rows as the graph here."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.endpoint import LOGIN_VARIABLE, Endpoint
from privacyflow.graphs.errors import QueryError, StoreError
from privacyflow.graphs.loading import load_each
from privacyflow.graphs.server import Server
from privacyflow.graphs.server_store import ServerStore
from privacyflow.graphs.statement_reader import read_statements
from privacyflow.graphs.store import GraphStore, Part
from privacyflow.queries.catalogue import load_catalogue, load_checks, run
from privacyflow.tests.cli.conftest import Command
from privacyflow.tests.cli.sparql_servers import MOST_ROWS, running_oxigraph, running_virtuoso
from privacyflow.tests.graphs.test_hostile import hostile_flow

WHOLE = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"
LOGIN = "dba:dba"


@pytest.fixture(scope="module")
def here(graph: Path) -> Iterator[GraphStore]:
    """The graph of the example policies, on this machine."""
    with GraphStore.open(graph, read_only=True) as store:
        yield store


@pytest.fixture(scope="module")
def shard(here: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the example policies state, as a shard."""
    path = tmp_path_factory.mktemp("shards") / "one.nq"
    path.write_bytes(here.dump(parts=(Part.STATED, Part.TEXT)))
    return path


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def endpoint(
    request: pytest.FixtureRequest, shard: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Endpoint]:
    """A server with the shard in it."""
    running = (
        running_oxigraph("--union-default-graph")
        if request.param == "oxigraph"
        else running_virtuoso(tmp_path_factory.mktemp("virtuoso"))
    )
    with running as address:
        with pytest.raises(StoreError, match="no graph of privacyflow there"):
            ServerStore.connect(address)
        with ServerStore.connect_to_write(address) as store:
            assert [each.policies for each in load_each([shard], store)] == [6]
        yield address


@pytest.fixture(scope="module")
def there(endpoint: Endpoint) -> Iterator[ServerStore]:
    """The graph at the server. Whoever writes to it puts it back."""
    with ServerStore.connect(endpoint) as store:
        yield store


@pytest.mark.parametrize("query", [*load_catalogue(), *load_checks()], ids=lambda query: query.name)
def test_a_question_has_the_same_rows(here: GraphStore, there: ServerStore, query) -> None:
    every = {part.name: part.example for part in query.parameters}
    needed = {part.name: part.example for part in query.required}
    for values in (needed, every):
        assert run(there, query, values) == run(here, query, values), values


def test_every_quad_is_the_same(here: GraphStore, there: ServerStore) -> None:
    assert set(there.quads()) == set(here.quads())
    assert there.policies() == here.policies()
    assert read_statements(there) == read_statements(here)


@pytest.mark.parametrize(
    "line",
    [
        "ask who receives location data?",
        "query denials -p company=Fernway -f json",
        "check -f json --policy fernway.md",
        "render -o - --policy fernway.md",
    ],
)
def test_a_verb_says_the_same(line: str, graph: Path, endpoint: Endpoint, command: Command) -> None:
    words = line.split()
    ours, theirs = command(*words, "--graph", graph), command(*words, "--endpoint", endpoint.query)
    assert theirs.out == ours.out != ""
    assert (theirs.code, theirs.err) == (ours.code, ours.err)


def test_what_a_worker_of_serve_answers_is_the_same(graph: Path, endpoint: Endpoint) -> None:
    from privacyflow.web.jobs import open_graph, run_sparql
    from privacyflow.web.negotiation import CSV
    from privacyflow.web.protocol import SparqlRequest
    from privacyflow.web.question_jobs import answer_question

    denials = (
        "SELECT ?s ?p ?o { GRAPH ?g { ?s a pf:DeniedFlow ; ?p ?o } } ORDER BY ?s ?p ?o LIMIT 9"
    )
    request = SparqlRequest(query=denials, accept="*/*")
    place = pickle.loads(pickle.dumps(endpoint))  # as it goes to a worker
    replies = []
    for opened in (open_graph(graph), open_graph(place)):
        with opened.store:
            replies.append(
                (
                    answer_question(opened, "sales", {}, CSV, 100),
                    run_sparql(opened, request, 100),
                )
            )
    assert replies[0] == replies[1]


def test_loading_again_writes_nothing(
    endpoint: Endpoint, shard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("nothing was to be written")

    for name in ("put", "change", "drop"):
        monkeypatch.setattr(Server, name, refuse)
    with ServerStore.connect_to_write(endpoint) as store:
        assert [each.error for each in load_each([shard], store)] == [None]


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_hostile_policy_whose_writing_was_cut_off_is_made_whole(
    after: int, endpoint: Endpoint, there: ServerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"<?xml?><html><head><rdf:RDF {{ @prefix }} </html> {after} times \\u003C \u2028."
    document, flow = hostile_flow("We collect ", "your 'name\"", page)
    quads = tuple(flow_quads(document, (flow,)))
    left = iter(range(after))

    def cut(way):
        def cut_off(*arguments: object) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt
            way(*arguments)

        return cut_off

    with ServerStore.connect_to_write(endpoint) as store:
        with monkeypatch.context() as patch:
            for name in ("put", "change", "drop"):
                patch.setattr(Server, name, cut(getattr(Server, name)))
            for _ in range(
                2 if endpoint.update else 1
            ):  # all at once there, so nothing was cut off
                try:
                    store.replace_policy(document.id, quads)
                except KeyboardInterrupt:
                    break
        store.replace_policy(document.id, quads)
        assert set(there.quads((Part.STATED, Part.TEXT), document.id)) == set(quads)
        store.remove_policy(document.id)
    assert not set(there.quads(policy_id=document.id))


@pytest.mark.parametrize(
    "words", ['" } ; DROP ALL ; #', "\\", "?_text $x", "'''\"\"\"", "\\u0022 . } #", "𝄞 \u2028\t é"]
)
def test_hostile_words_are_only_a_value(there: ServerStore, words: str) -> None:
    from pyoxigraph import Literal

    rows = there.select("SELECT (?_x AS ?y) ?_x { VALUES ?one { 1 } }", {"_x": Literal(words)}).rows
    assert [row[0].value for row in rows] == [words]  # type: ignore[union-attr]


def test_an_answer_that_the_server_cuts_is_none(endpoint: Endpoint, there: ServerStore) -> None:
    if endpoint.update:
        assert len(there.select(WHOLE).rows) > MOST_ROWS
        return
    triples = WHOLE.replace("SELECT ?s ?p ?o", "CONSTRUCT { ?s ?p ?o }")
    for sparql in (WHOLE, triples, triples.replace("} {", "} WHERE {")):
        with pytest.raises(QueryError, match=f"gives the first {MOST_ROWS} rows only"):
            there.query(sparql)


def test_a_server_that_sees_no_graph_without_GRAPH_is_refused(shard: Path) -> None:
    with running_oxigraph() as address, pytest.raises(StoreError, match="--union-default-graph"):
        ServerStore.connect_to_write(address)


def test_load_loads_into_a_server(
    endpoint: Endpoint, shard: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOGIN_VARIABLE, LOGIN)
    done = command("load", shard.parent, "--endpoint", endpoint.query)
    assert (done.code, done.err) == (0, f"{endpoint.query}: 6 policies from 1 shard\n")
