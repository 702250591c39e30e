"""Other people's pages can't ask, a name that leads here can't either, and every answer is guarded."""

from __future__ import annotations

import http.client

import pytest
from privacyflow.tests.web.conftest import Server, StartServer

QUESTION = "/queries/denials"
EVERYWHERE = [
    "/",
    "/health",
    "/sparql",
    "/sparql?query=ASK+%7B%7D",
    "/sparql?query=ASK",
    "/queries",
    "/queries/denials.csv",
    "/queries/denials.html",
    "/ask?q=who+receives+location+data",
    "/nothing",
    "/resource/service-facebook",
]


def ask_as(server: Server, host: str | None, version: str = "HTTP/1.1") -> int:
    """Send a request for a host, or without one, and return the status."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.putrequest("GET", QUESTION, skip_host=True)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        return connection.getresponse().status
    finally:
        connection.close()


def test_its_own_names_are_answered(server: Server) -> None:
    for host in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert ask_as(server, f"{host}:{server.port}") == 200
        assert ask_as(server, host) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "192.0.2.7",
        "[::2]",
        "",
        "[",
    ],
)
def test_another_name_that_leads_here_is_refused(server: Server, host: str) -> None:
    assert ask_as(server, host) == 421


def test_a_request_without_a_host_is_refused(server: Server) -> None:
    assert ask_as(server, None) == 400


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:1"},
    {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"},
    {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=range(len(FOREIGN)))
def test_a_page_of_another_site_is_refused(server: Server, headers: dict[str, str]) -> None:
    assert server.ask(QUESTION, **headers).status == 403
    posted = server.ask("/read", method="POST", body=b"We sell your data.", **headers)
    assert posted.status == 403
    assert "access-control-allow-origin" not in posted.headers


def test_its_own_page_and_a_link_are_not(server: Server) -> None:
    own = server.url.rstrip("/")
    assert server.ask(QUESTION, Origin=own).status == 200
    assert server.ask(QUESTION, Sec_Fetch_Site="same-origin", Sec_Fetch_Mode="cors").status == 200
    link = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}
    assert server.ask(QUESTION, **link).status == 200
    sent = server.ask("/sparql", method="POST", body=b"query=ASK+%7B%7D", **link)
    assert sent.status == 403


def test_cors_is_for_those_that_are_named(start_server: StartServer) -> None:
    server = start_server("--cors", "https://friend.example", workers=1)
    friend, stranger = {"Origin": "https://friend.example"}, {"Origin": "https://evil.example"}
    answer = server.ask(QUESTION, **friend)
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == "https://friend.example"
    preflight = {
        "Access_Control_Request_Method": "POST",
        "Access_Control_Request_Headers": "accept",
    }
    allowed = server.ask("/sparql", method="OPTIONS", **preflight, **friend)
    assert allowed.status == 200
    assert "POST" in allowed.headers["access-control-allow-methods"]
    for refused in (
        server.ask(QUESTION, **stranger),
        server.ask("/sparql", method="OPTIONS", **preflight, **stranger),
        server.ask("/read", method="POST", body=b"We sell your data.", **friend),
    ):
        assert refused.status == 403


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_is_guarded(server: Server, path: str) -> None:
    for accept in ("*/*", "text/html,*/*;q=0.8"):
        headers = server.ask(path, Accept=accept).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers
        assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST"])
def test_pages_are_only_read(server: Server, method: str) -> None:
    for path in ("/", QUESTION, "/flows/0123456789abcdef", "/health"):
        answer = server.ask(path, method=method)
        assert answer.status == 405
        assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("words", ["a%0d%0aSet-Cookie:%20x=1", "%0aX-Evil:%201", "%E2%80%AE"])
def test_no_header_can_be_slipped_in(server: Server, words: str) -> None:
    for path in (
        f"/queries/{words}.csv",
        f"/queries/denials.{words}",
        f"/queries/denials.csv?company={words}",
        f"/ask?q={words}",
        f"/flows/{words}",
        f"/policies/{words}",
        f"/resource/{words}",
        f"/sparql?query={words}",
        f"/sparql?query=ASK+%7B%7D&format={words}",
    ):
        answer = server.ask(path)
        assert 400 <= answer.status < 500, path
        assert not {"set-cookie", "x-evil"} & set(answer.headers)


def test_a_request_is_not_logged(server: Server) -> None:
    server.ask("/ask?q=who+receives+a+secret")
    assert not any("secret" in line for line in server.said)
