"""No request can take the server away from the others, and nothing is left when it ends."""

from __future__ import annotations

import os
import signal
import socket
import struct
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from privacyflow.graphs.sparql import LONGEST_QUERY
from privacyflow.tests.web.conftest import (
    SECONDS,
    Server,
    StartServer,
    is_alive,
    wait_until,
)

# Some 10^18 combinations, of which not one is an answer.
HOURS = """SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l
  FILTER(CONCAT(STR(?a), STR(?d), STR(?g), STR(?j)) = "1") }"""
# Each row holds on to a string of its own.
MEMORY = """SELECT ?w (GROUP_CONCAT(CONCAT(?x, ?x, ?x, ?x, ?x, ?x, ?x, ?x)) AS ?all) {
  GRAPH ?g { ?s pf:text ?x } { SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 400000 } } GROUP BY ?w"""
QUICK = "ASK { pf:Location ?p ?o }"
QUESTION = "/queries/denials.csv"


def test_a_query_that_would_run_for_hours_ends_at_the_limit(server: Server) -> None:
    with ThreadPoolExecutor(1) as threads:
        endless = threads.submit(server.sparql, HOURS)
        time.sleep(0.3)
        others = [server.ask(f"{QUESTION}?company=Skyloom+Ltd"), server.ask(QUESTION)]
        assert not endless.done(), "the others didn't wait for it"
        answer = endless.result()
    assert answer.status == 504
    assert answer.json["title"] == "Time limit reached"
    assert f"longer than {SECONDS} s" in answer.json["what"]
    assert "LIMIT" in answer.json["remedy"]
    assert SECONDS <= answer.seconds < SECONDS + 3
    assert [other.status for other in others] == [200, 200]
    assert server.sparql(QUICK).json["boolean"] is True


def test_many_such_queries_leave_the_questions_a_worker(start_server: StartServer) -> None:
    server = start_server("--timeout", "2", workers=2)
    with ThreadPoolExecutor(6) as threads:
        endless = [
            threads.submit(server.sparql, HOURS.replace('"1"', f'"{number}"'))
            for number in range(5)
        ]
        time.sleep(0.3)
        asked = [server.ask(f"{QUESTION}?company={name}") for name in ("Skyloom+Ltd", "skyloom")]
        assert not any(each.done() for each in endless)
        answers = [each.result() for each in endless]
    assert [answer.status for answer in asked] == [200, 200]
    # One at a time gets its two seconds; those that waited longer than twice that are sent away.
    assert {answer.status for answer in answers} == {504, 503}
    refused = next(answer for answer in answers if answer.status == 503)
    assert int(refused.headers["retry-after"]) >= 1


def test_a_query_that_eats_memory_ends_alone(start_server: StartServer) -> None:
    server = start_server("--timeout", "30", "--memory", "256")
    answer = server.sparql(MEMORY)
    assert answer.status == 507
    assert "more than 256 MiB" in answer.json["what"]
    assert server.sparql(QUICK).json["boolean"] is True


def test_a_query_too_long_or_too_deep_is_refused_at_once(server: Server) -> None:
    for query in (
        f"ASK {{ ?s ?p '{'x' * LONGEST_QUERY}' }}",
        "ASK " + "{" * 5000 + "}" * 5000,
        "ASK { FILTER(" + "!" * 19_000 + "true) }",
    ):
        answer = server.sparql(query)
        assert answer.status == 400
        assert "too much for a query" in answer.json["what"]


def test_an_address_too_long_is_refused(server: Server) -> None:
    assert server.ask(f"/ask?q={'a' * 70_000}").status == 414


@pytest.mark.parametrize("length", ["said", "not said"])
def test_a_body_too_long_is_refused(server: Server, length: str) -> None:
    body = b"query=" + b"a" * 1_000_000
    sent = body if length == "said" else iter([body[:400_000], body[400_000:]])
    answer = server.ask(
        "/sparql", method="POST", body=sent, Content_Type="application/x-www-form-urlencoded"
    )
    assert answer.status == 413


def test_who_hangs_up_ends_nothing_but_the_own_answer(server: Server) -> None:
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            head = f"GET /queries/statements.json HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n"
            connection.sendall(head.encode())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert server.ask(QUESTION).status == 200
    assert server.process.poll() is None


def test_too_many_parameters_are_refused(server: Server) -> None:
    answer = server.ask("/queries/denials?" + "&".join(f"p{n}=1" for n in range(300)))
    assert answer.status == 400


def test_equal_questions_at_the_same_time_are_answered_once(server: Server) -> None:
    query = f"{HOURS} # the same for all"
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(server.sparql, [query] * 4))
    assert [answer.status for answer in answers] == [504] * 4
    assert max(answer.seconds for answer in answers) < SECONDS + 3


def test_a_killed_worker_is_replaced(start_server: StartServer) -> None:
    server = start_server("--timeout", "3", workers=2)
    busy = threading.Thread(target=_ask_in_vain, args=(server,), daemon=True)
    busy.start()
    time.sleep(0.3)
    before = server.children()
    for child in before:  # the workers, and what multiprocessing has besides
        os.kill(child, signal.SIGKILL)
    assert server.ask(QUESTION).status == 200
    assert wait_until(lambda: server.ask("/health").json["workers"] == 2)
    assert not any(map(is_alive, before))
    busy.join(30)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_silence_and_leaves_nothing(start_server: StartServer, number: int) -> None:
    server = start_server("--timeout", "10", workers=2)
    busy = threading.Thread(target=_ask_in_vain, args=(server,), daemon=True)
    busy.start()
    time.sleep(0.3)
    children = server.children()
    assert len(children) >= 2
    assert server.end(number) == 0
    assert len(server.said) == 1, server.said
    assert wait_until(lambda: not any(map(is_alive, children)))
    busy.join(20)


def test_no_worker_outlives_a_server_that_is_killed(start_server: StartServer) -> None:
    server = start_server("--timeout", "2", workers=2)
    busy = threading.Thread(target=_ask_in_vain, args=(server,), daemon=True)
    busy.start()
    time.sleep(0.3)
    children = server.children()
    server.end(signal.SIGKILL)
    assert wait_until(lambda: not any(map(is_alive, children)), 15)
    busy.join(20)


def _ask_in_vain(server: Server) -> None:
    try:
        server.sparql(HOURS)
    except OSError:
        pass
    except Exception as error:  # noqa: BLE001  the server is gone in the middle of an answer
        assert "Remote end closed" in str(error) or "IncompleteRead" in type(error).__name__
