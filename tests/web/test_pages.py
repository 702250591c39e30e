"""The questions, the flows, the policies and the page, each under its address."""

from __future__ import annotations

import csv
import gzip
import io
import json
from html.parser import HTMLParser

import pytest
import rdflib
from privacyflow.ontology.terms import PF, PFR
from privacyflow.queries.catalogue import load_catalogue
from privacyflow.tests.samples import sample_document
from privacyflow.tests.web.conftest import Answer, Server

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
MAPS = "/queries/who-receives.csv?data=Location&company=Skyloom+Ltd"


class Elements(HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def links(self, start: str) -> list[str]:
        """The addresses that begin so, in order."""
        hrefs = (attributes.get("href") or "" for _, attributes in self.found)
        return [href for href in hrefs if href.startswith(start)]


def ok(answer: Answer) -> Answer:
    assert answer.status == 200, answer.text
    return answer


def a_flow(server: Server) -> str:
    """The digits of a flow to Google Maps."""
    rows = list(csv.DictReader(io.StringIO(ok(server.ask(MAPS)).text)))
    (flow,) = (row["flow"] for row in rows if row["recipient"] == "Google Maps")
    return flow.removeprefix("pfr:flow-")


def test_the_list_of_questions(server: Server) -> None:
    listed = ok(server.ask("/queries")).json
    assert [each["name"] for each in listed] == list(load_catalogue().names)
    page = Elements(ok(server.ask("/queries", Accept=BROWSER)).text)
    assert len(page.links("/queries/")) >= len(listed)
    assert server.ask("/queries.html").media_type == "text/html"


def test_every_example_in_the_list_can_be_followed(server: Server) -> None:
    for each in ok(server.ask("/queries")).json:
        if any(parameter["type"] in ("company", "recipient") for parameter in each["parameters"]):
            continue  # the example's company is not in this graph
        assert server.ask(each["example"], Accept=BROWSER).status == 200, each["example"]


def test_a_named_question_in_each_format(server: Server) -> None:
    rows = list(csv.DictReader(io.StringIO(ok(server.ask(MAPS)).text)))
    assert {row["recipient"] for row in rows} == {"Google Maps", "Brightcell Radar"}
    lines = ok(server.ask(MAPS.replace(".csv", ".ndjson"))).text.splitlines()
    assert [json.loads(line)["flow"] for line in lines] == [row["flow"] for row in rows]
    bindings = ok(server.ask(MAPS.replace(".csv", ".json"))).json["results"]["bindings"]
    assert [each["quote"]["value"] for each in bindings] == [row["quote"] for row in rows]
    page = ok(server.ask(MAPS.replace(".csv", ".html"))).text
    assert all(row["quote"] in page for row in rows)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv", "text/csv"),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        ("application/x-ndjson", "application/x-ndjson"),
        (BROWSER, "text/html"),
    ],
)
def test_a_named_question_as_the_client_likes(server: Server, accept: str, media_type: str) -> None:
    answer = ok(server.ask("/queries/denials", Accept=accept))
    assert answer.media_type == media_type


def test_a_download_has_a_safe_name(server: Server) -> None:
    assert ok(server.ask(MAPS)).headers["content-disposition"] == (
        'attachment; filename="who-receives.csv"'
    )


def test_an_answers_page_offers_the_same_in_other_formats(server: Server) -> None:
    page = Elements(ok(server.ask(MAPS.replace(".csv", ".html"))).text)
    for link in page.links("/queries/who-receives."):
        assert len(ok(server.ask(link)).text.splitlines()) >= 1
    assert len(page.links("/flows/")) == 2


MISTAKES = {
    "/queries/who-receivs": (404, "who-receives"),
    "/queries/who-receives": (400, "data"),
    "/queries/who-receives?data=Locatoin": (400, "ocation"),
    "/queries/denials?colour=red": (400, "no parameter"),
    "/queries/denials?company=a&company=b": (400, "twice"),
    "/queries/denials.xlsx": (406, "text/csv"),
    "/ask": (400, "no question"),
    "/ask?q=+": (400, "no question"),
    "/ask?q=how+is+the+weather": (400, "Ask for example"),
    f"/ask?q={'a' * 1001}": (400, "longer"),
    "/flows/0123456789abcdef": (404, "no such flow"),
    "/flows/nothing": (404, "no name of a flow"),
    "/flows/0123456789abcdef.docx": (406, "text/turtle"),
    "/policies/nothing": (404, "no such policy"),
    "/policies/..%2f..%2fetc%2fpasswd": (404, ""),
    "/resource/%20": (404, "no such name"),
    "/nothing": (404, "nothing here"),
    "/queries/a/b": (404, "nothing here"),
}


@pytest.mark.parametrize(("path", "told"), MISTAKES.items())
def test_a_mistake_is_told(server: Server, path: str, told: tuple[int, str]) -> None:
    status, words = told
    answer = server.ask(path)
    assert (answer.status, answer.media_type) == (status, "application/problem+json")
    assert words in answer.json["detail"]
    page = server.ask(path, Accept=BROWSER)
    assert (page.status, page.media_type) == (status, "text/html")


def test_a_plain_question(server: Server) -> None:
    path = "/ask?q=who+receives+location+data%3F"
    found = ok(server.ask(path)).json
    assert (found["query"], found["parameters"]) == ("who-receives", {"data": "location"})
    assert found["conclusion"] is None
    assert len(found["rows"]) == 2
    assert set(found["rows"][0]) == set(found["columns"])
    assert len(ok(server.ask(found["link"])).json["results"]["bindings"]) == 2
    page = ok(server.ask(path, Accept=BROWSER)).text
    assert "who-receives data=&#34;location&#34;" in page
    assert ok(server.ask(f"{path}&format=html")).media_type == "text/html"


def test_a_yes_or_no_question_has_its_conclusion(server: Server) -> None:
    path = "/ask?q=does+Skyloom+share+location+data+with+Google+Maps"
    assert ok(server.ask(path)).json["conclusion"].startswith("Yes")
    assert "Yes: 1 statement" in ok(server.ask(path, Accept=BROWSER)).text


def test_a_flow_for_people(server: Server) -> None:
    page = ok(server.ask(f"/flows/{a_flow(server)}", Accept=BROWSER)).text
    assert "Skyloom Ltd does share “GPS coordinates” with Google Maps" in page
    assert '<mark class="data">GPS coordinates' in page
    assert "Brightcell Radar" in page
    assert Elements(page).links("/policies/") == [f"/policies/{sample_document().id}"]


@pytest.mark.parametrize(
    ("ending", "form"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")]
)
def test_a_flow_as_rdf(server: Server, ending: str, form: str) -> None:
    digits = a_flow(server)
    answer = ok(server.ask(f"/flows/{digits}.{ending}"))
    told = rdflib.Graph().parse(data=answer.body, format=form)
    flow = rdflib.URIRef(f"{PFR}flow-{digits}")
    assert str(told.value(flow, rdflib.URIRef(PF + "recipientText"))) == "Google Maps"
    quotes = set(told.objects(predicate=rdflib.URIRef("http://www.w3.org/ns/oa#exact")))
    assert any("We share your GPS coordinates" in str(quote) for quote in quotes)
    accepted = ok(server.ask(f"/flows/{digits}", Accept=answer.media_type))
    assert accepted.body == answer.body


def test_a_flow_by_its_first_digits_and_its_whole_name(server: Server) -> None:
    digits = a_flow(server)
    pages = {
        ok(server.ask(f"/flows/{name}")).body for name in (digits, digits[:10], f"flow-{digits}")
    }
    assert len(pages) == 1


def test_a_policy_for_people_and_as_rdf(server: Server) -> None:
    path = f"/policies/{sample_document().id}"
    page = ok(server.ask(path, Accept=BROWSER)).text
    assert "Skyloom Privacy Policy" in page
    assert len(Elements(page).links("/flows/")) == 11
    told = rdflib.Graph().parse(data=ok(server.ask(f"{path}.ttl")).body, format="turtle")
    policy = rdflib.URIRef(f"{PFR}policy-{sample_document().id}")
    flows = set(told.subjects(rdflib.URIRef(PF + "statedIn"), policy))
    assert len(flows) == 11


def test_every_iri_of_the_graph_leads_somewhere(server: Server) -> None:
    digits = a_flow(server)
    for name, target in (
        (f"flow-{digits}", f"/flows/{digits}"),
        (f"policy-{sample_document().id}", f"/policies/{sample_document().id}"),
        ("service-google-maps", "/sparql?query=DESCRIBE"),
    ):
        answer = server.ask(f"/resource/{name}")
        assert answer.status == 303
        assert answer.headers["location"].startswith(target)
        assert ok(server.ask(answer.headers["location"])).body


def test_the_page(server: Server) -> None:
    answer = server.ask("/", Accept=BROWSER)
    while answer.status == 503:
        assert answer.headers["refresh"] == "2"
        assert "being drawn" in answer.text
        answer = server.ask("/", Accept=BROWSER)
    assert "Skyloom" in ok(answer).text
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    packed = ok(server.ask("/", Accept_Encoding="gzip, br"))
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == answer.body
    again = server.ask("/", If_None_Match=packed.headers["etag"], Accept_Encoding="gzip")
    assert (again.status, again.body) == (304, b"")
    assert server.ask("/health").json["page"] == "drawn"


@pytest.mark.parametrize("path", [MAPS, "/queries", "/sparql?query=ASK+%7B%7D", "/sparql"])
def test_what_a_client_has_is_not_sent_again(server: Server, path: str) -> None:
    first = ok(server.ask(path))
    again = server.ask(path, If_None_Match=f'W/"other", {first.headers["etag"]}')
    assert (again.status, again.body) == (304, b"")
    assert ok(server.ask(path, If_None_Match='"other"')).body == first.body


def test_a_browser_finds_no_icon_and_no_error(server: Server) -> None:
    assert server.ask("/favicon.ico").status == 204
