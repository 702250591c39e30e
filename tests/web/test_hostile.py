"""The attacks in the graph come out of every address as words, and nothing else."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
import rdflib
from privacyflow.ontology.terms import PF
from privacyflow.tests.page.test_hostile_page import ATTACKS
from privacyflow.tests.web.conftest import Server

HTML = "text/html"
OWN_ELEMENTS = set(
    "html head meta title style link body header nav a main h1 p footer form label span input small "
    "button div table thead tbody tr th td details summary pre code dl dt dd blockquote strong mark".split()
)
WORDS = "SELECT ?words { GRAPH ?g { ?f pf:dataText ?words ; pf:rule 'hostile' } } ORDER BY ?words"


class Inert(HTMLParser):
    """Fails at anything in a page that could run or load something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in OWN_ELEMENTS, tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name != "style"
            if name in ("href", "src", "action"):
                assert (value or "").startswith("/"), value

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def flows(server: Server) -> list[str]:
    """The addresses of all hostile flows."""
    query = "SELECT ?f { GRAPH ?g { ?f pf:rule 'hostile' } }"
    found = server.sparql(query).json["results"]["bindings"]
    assert len(found) == len(ATTACKS)
    return [f"/flows/{each['f']['value'].rpartition('-')[2]}" for each in found]


@pytest.fixture(scope="module")
def policies(server: Server) -> list[str]:
    """The addresses of all policies."""
    query = "SELECT ?p { GRAPH ?g { ?p a pf:PolicyVersion } }"
    found = server.sparql(query).json["results"]["bindings"]
    return [f"/policies/{each['p']['value'].partition('/policy-')[2]}" for each in found]


PATHS = [
    "/queries/search.html?text=share",
    "/queries/companies.html",
    "/queries/policies.html",
    "/queries/conditions.html",
    "/queries/recipients.html",
    "/queries/retention.html",
    "/queries/purposes.html",
    "/queries/statements.html",
    "/queries/who-receives.html?data=other",
]


@pytest.mark.parametrize("path", PATHS)
def test_answers_hold_words_alone(server: Server, path: str) -> None:
    answer = server.ask(path)
    assert answer.status in (200, 400), answer.text
    Inert(answer.text)


def test_cards_hold_words_alone(server: Server, flows: list[str], policies: list[str]) -> None:
    for path in (*flows, *policies[::4]):
        answer = server.ask(path, Accept=HTML)
        assert answer.status == 200
        page = Inert(answer.text)
        assert "\u202e" not in answer.text
        assert not any(
            ord(character) < 32 and character not in "\n\t\r" for character in answer.text
        )
        assert "".join(page.text).strip()


def test_what_reorders_text_is_shown_by_its_number(server: Server, flows: list[str]) -> None:
    pages = [server.ask(path, Accept=HTML).text for path in flows]
    assert sum("U+202E" in page for page in pages) == 1
    assert sum("U+0000" in page for page in pages) == 1


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_what_is_asked_comes_back_as_words(server: Server, attack: str) -> None:
    words = quote(attack[:900])
    for path in (
        f"/ask?q={words}",
        f"/queries/who-receives.html?data={words}",
        f"/queries/search.html?text={words}",
        f"/queries/{quote(attack[:60], safe='')}",
        f"/flows/{quote(attack[:60], safe='')}",
        f"/policies/{quote(attack[:60], safe='')}",
        f"/sparql?query={words}",
        f"/sparql?query=ASK+%7B%7D&default-graph-uri={words}",
        f"/sparql?query=ASK+%7B%7D&format={words}",
        f"/{quote(attack[:60], safe='')}",
    ):
        answer = server.ask(path, Accept=HTML)
        assert answer.status in (200, 400, 404, 406), path
        assert answer.media_type in (HTML, "application/sparql-results+json")
        if answer.media_type == HTML:
            Inert(answer.text)
        told = server.ask(path, Accept="application/json")
        if "json" in told.media_type:
            json.loads(told.body)


def test_each_result_format_keeps_the_words(server: Server) -> None:
    found = server.sparql(WORDS, "application/sparql-results+json").json["results"]["bindings"]
    words = [each["words"]["value"] for each in found]
    assert sorted(words) == sorted(ATTACKS)
    tree = ElementTree.fromstring(server.sparql(WORDS, "application/sparql-results+xml").body)
    literals = [each.text for each in tree.iter("{http://www.w3.org/2005/sparql-results#}literal")]
    held = [
        word.replace("\x00", "\ufffd").replace("\x07", "\ufffd").replace("\x1b", "\ufffd")
        for word in words
    ]
    assert literals == held
    lines = server.sparql(WORDS, "text/tab-separated-values").text.split("\n")
    assert len(lines) == len(words) + 2
    parsed = [rdflib.util.from_n3(line) for line in lines[1:-1]]
    assert [str(each) for each in parsed] == words


def test_no_cell_of_a_csv_is_a_formula(server: Server) -> None:
    for path in (
        "/queries/search.csv?text=share",
        "/queries/statements.csv",
        "/queries/policies.csv",
    ):
        for row in csv.reader(io.StringIO(server.ask(path).text)):
            assert not any(cell.lstrip(" ").startswith(tuple("=+-@\t\r")) for cell in row)
    formula = server.sparql("SELECT ?x { BIND('=1+1' AS ?x) }", "text/csv").text
    assert formula == "x\r\n'=1+1\r\n"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
def test_triples_keep_the_words(server: Server, accept: str, form: str) -> None:
    query = "CONSTRUCT { ?f pf:dataText ?w } WHERE { GRAPH ?g { ?f pf:dataText ?w ; pf:rule 'hostile' } }"
    told = rdflib.Graph().parse(data=server.sparql(query, accept).body, format=form)
    words = {str(each) for each in told.objects(predicate=rdflib.URIRef(PF + "dataText"))}
    assert len(words) == len(ATTACKS)
    plain = {word for word in ATTACKS if not {"\x00", "\x07", "\x1b"} & set(word)}
    assert plain <= words


def test_the_page_embeds_no_attack(server: Server) -> None:
    answer = server.ask("/")
    while answer.status == 503:
        answer = server.ask("/")
    for attack in ("<script>alert(1)", "<img src=x", "<svg/onload", "<a href='javascript"):
        assert attack not in answer.text
