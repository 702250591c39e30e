"""Servers that misbehave: each failure is one clear line, and no answer is ever half of one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from privacyflow.graphs.endpoint import LOGIN_VARIABLE, Endpoint, Login
from privacyflow.graphs.errors import GraphError, QueryError, StoreError
from privacyflow.graphs.server import RESULTS, Server
from privacyflow.graphs.server_store import ServerStore

TRUE = b'{"head": {}, "boolean": true}'
Handler = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def serving(handle: Handler) -> Iterator[str]:
    """Serve on this machine as `handle` does, and give the address."""

    class Fake(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            handle(self)

        do_PUT = do_DELETE = do_POST

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Fake) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/query"
        finally:
            server.shutdown()


def reply(
    request: BaseHTTPRequestHandler,
    status: int = 200,
    body: bytes = TRUE,
    **headers: str,
) -> None:
    request.send_response(status)
    sent = {"Content-Type": RESULTS, "Content-Length": str(len(body))}
    for name, value in (sent | {k.replace("_", "-"): v for k, v in headers.items()}).items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(body)


def ask(address: str, *, seconds: float = 5.0, login: Login | None = None) -> bytes:
    server = Server(Endpoint(query=address, seconds=seconds, login=login))
    try:
        return server.ask("ASK {}", name="mine", accept=RESULTS, graphs={}).content
    finally:
        server.close()


def failure(handle: Handler, **settings: float) -> GraphError:
    with serving(handle) as address, pytest.raises(GraphError) as caught:
        ask(address, **settings)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500
    return caught.value


@pytest.mark.parametrize(
    ("answer", "kind", "says"),
    [
        ({"status": 401, "body": b""}, StoreError, f"asks for a login .401.*{LOGIN_VARIABLE}"),
        ({"status": 404, "body": b""}, StoreError, "nothing that is wanted answers there .404"),
        (
            {"status": 302, "Location": "http://elsewhere.example/", "body": b""},
            StoreError,
            "sends us on to http://elsewhere.example/",
        ),
        (
            {"body": b"<html>", "Content_Type": "text/html"},
            StoreError,
            "no SPARQL answers there, but a web page",
        ),
        (
            {"status": 400, "body": b"\n bad\x1b[31m luck\nand more"},
            QueryError,
            "mine: the server refuses it .400: bad",
        ),
        (
            {"status": 500, "body": b"<html><h1>Error</h1>\n<p>no <b>luck</b>"},
            QueryError,
            "refuses it .500: Error no luck",
        ),
        ({"status": 503, "body": b"busy"}, StoreError, "the server failed .503: busy"),
        ({"status": 500, "body": b"x" * 9_000}, QueryError, "refuses it .500: x+…"),
        ({"X_SPARQL_MaxRows": "10000"}, QueryError, "gives the first 10000 rows only"),
        ({"X_SQL_State": "S1TAT"}, QueryError, "stopped at its time limit"),
    ],
)
def test_a_failure_is_one_line(
    answer: dict[str, object], kind: type[GraphError], says: str
) -> None:
    error = failure(lambda request: reply(request, **answer))  # type: ignore[arg-type]
    assert isinstance(error, kind)
    with pytest.raises(type(error), match=says):
        raise error


def test_no_server_is_one_line() -> None:
    with serving(reply) as address:
        pass
    with pytest.raises(StoreError, match=r"no server can be reached there.*Start the server"):
        ask(address)


def test_a_server_that_never_answers_is_given_up() -> None:
    assert "no answer within 0.3 s" in str(failure(lambda _: time.sleep(1), seconds=0.3))


def test_a_server_that_answers_for_ever_is_given_up() -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000000")
        request.end_headers()
        try:
            for _ in range(60):
                request.wfile.write(b" ")
                time.sleep(0.05)
        except OSError:
            request.close_connection = True

    assert "no answer within 0.4 s" in str(failure(drip, seconds=0.4))


def test_a_lost_connection_is_tried_once_more() -> None:
    seen: list[int] = []

    def lose(times: int) -> Handler:
        def handle(request: BaseHTTPRequestHandler) -> None:
            seen.append(1)
            if len(seen) <= times:
                request.close_connection = True
                return
            reply(request)

        return handle

    with serving(lose(1)) as address:
        assert ask(address) == TRUE
    assert len(seen) == 2
    seen.clear()
    assert "the connection was lost, twice" in str(failure(lose(9)))
    assert len(seen) == 2


@pytest.mark.parametrize("way", ["Basic", 'Digest realm="r", nonce="n", qop="auth"'])
def test_a_login_is_sent_only_where_it_is_asked_for(way: str) -> None:
    seen: list[str] = []

    def handle(request: BaseHTTPRequestHandler) -> None:
        given = request.headers.get("Authorization", "")
        seen.append(given.split(" ")[0])
        if given:
            reply(request)
        else:
            reply(request, 401, b"", WWW_Authenticate=way)

    login = Login(user="ann", password="secret")
    with serving(handle) as address:
        assert ask(address, login=login) == TRUE
    assert seen[0] == "" and seen[-1] == way.split(" ")[0]
    assert "secret" not in repr(login)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "graph",
        "localhost:7878",
        "ftp://a/b",
        "http://",
        "http://a b/",
        "http://[/",
        "file:///x",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match="no address of a server"):
        Endpoint.at(address)


def test_a_password_belongs_into_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    with pytest.raises(StoreError, match="seen by everybody") as caught:
        Endpoint.at("http://ann:secret@a.example/query")
    assert "secret" not in str(caught.value)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert Endpoint.at("http://a.example/query").login is None
    (tmp_path / "netrc").write_text("machine a.example login bob password pw\n")
    (tmp_path / "netrc").chmod(0o600)
    assert Endpoint.at("http://a.example/query").login == Login(user="bob", password="pw")
    monkeypatch.setenv(LOGIN_VARIABLE, "ann:se:cret")
    assert Endpoint.at("http://a.example/query").login == Login(user="ann", password="se:cret")


@pytest.mark.parametrize(
    "sparql",
    ["INSERT DATA { <a:b> <a:b> 1 }", "SELECT * {", "ASK { SERVICE <http://b/> { ?s ?p ?o } }"],
)
def test_what_may_not_be_asked_never_leaves_this_machine(sparql: str) -> None:
    store = ServerStore(Endpoint(query="http://127.0.0.1:9/nobody"))
    with pytest.raises(QueryError):
        store.query(sparql)


def marks(*pairs: tuple[str, str]) -> bytes:
    rows = ",".join(
        f'{{"p": {{"type": "uri", "value": "https://w3id.org/privacyflow/ns#{name}"}},'
        f' "o": {{"type": "literal", "value": "{value}"}}}}'
        for name, value in pairs
    )
    return b'{"head": {"vars": ["p", "o"]}, "results": {"bindings": [%s]}}' % rows.encode()


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ([marks()], "no graph of privacyflow there"),
        ([marks(("schemaVersion", "99"))], "a graph of schema 99"),
        (
            [marks(("schemaVersion", "2")), TRUE.replace(b"true", b"false")],
            "sees no graph at all there.*--union-default-graph",
        ),
        ([b"{}"], "no SPARQL answer"),
        ([b"nothing"], "no SPARQL answer"),
        ([TRUE], "true or false in place of rows"),
    ],
)
def test_a_server_is_looked_at_when_it_is_opened(answers: list[bytes], says: str) -> None:
    left = iter(answers)
    with (
        serving(lambda request: reply(request, body=next(left))) as address,
        pytest.raises(StoreError, match=says),
    ):
        ServerStore.connect(Endpoint(query=address, seconds=5.0))
