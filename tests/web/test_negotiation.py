"""Which format a client gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from privacyflow.web.negotiation import HTML, PLAIN_JSON, ROWS, TRIPLES, choose, prefers_html
from privacyflow.web.refusals import Refused

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV ; Q=0.9", "csv"),
        ("text/csv;q=0.1, application/xml;q=0.2", "xml"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.5", "csv"),
        ("application/json;q=0, */*", "xml"),
        ("text/*;q=0.9, */*;q=0.1", "csv"),
        ("text/csv;q=nonsense, text/tab-separated-values;q=0.1", "tsv"),
        ("text/csv;q=7, text/tab-separated-values;q=0.1", "tsv"),
        ('text/csv;header=present;q=0.2, application/json;profile="a,b";q=0.1', "csv"),
        (",,;;, text/csv", "csv"),
    ],
)
def test_the_best_that_both_know(accept: str, name: str) -> None:
    assert choose(ROWS, accept=accept).name == name


def test_a_name_outdoes_the_header() -> None:
    assert choose(TRIPLES, accept="text/turtle", name="nt").name == "nt"
    assert choose(TRIPLES, accept="", name="application/rdf+xml").name == "rdf"


@pytest.mark.parametrize("accept", ["image/png", "text/html", "application/json;q=0, x/y"])
def test_nothing_fits(accept: str) -> None:
    with pytest.raises(Refused) as told:
        choose(ROWS, accept=accept)
    assert told.value.refusal.status == 406
    assert "text/csv" in told.value.refusal.allow


@given(st.text(max_size=200))
def test_no_header_whatever_breaks_it(accept: str) -> None:
    try:
        assert choose((*ROWS, *TRIPLES, HTML), accept=accept) in (*ROWS, *TRIPLES, HTML)
    except Refused as told:
        assert told.refusal.status == 406
    assert prefers_html(accept) in (True, False)


@given(st.lists(st.sampled_from([*ROWS, *TRIPLES, HTML, PLAIN_JSON]), min_size=1), st.data())
def test_what_is_asked_for_alone_is_what_comes(offers, data) -> None:
    wanted = data.draw(st.sampled_from(offers))
    found = choose(offers, accept=wanted.media_type)
    assert wanted.media_type.partition(";")[0] in {
        media_type.partition(";")[0] for media_type in found.media_types
    }


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (FIREFOX, True),
        ("text/html", True),
        ("*/*", False),
        ("", False),
        ("application/json, text/html;q=0.9", False),
        ("text/html;q=0", False),
    ],
)
def test_who_is_a_browser(accept: str, expected: bool) -> None:
    assert prefers_html(accept) is expected
