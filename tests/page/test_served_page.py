"""What the page has at the server only: SPARQL, and reading a policy that is sent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from privacyflow.tests.page.test_accessibility import violations
from privacyflow.tests.web.conftest import Server, make_graph, wait_until

RECIPIENTS = """SELECT ?company ?recipient ?flow WHERE {
  GRAPH ?g { ?flow pf:company/rdfs:label ?company ; dpv:hasRecipient/rdfs:label ?recipient }
}"""
POLICY = """# Quillfen Privacy Policy

Quillfen Ltd ("we") lends books. We share your email address with Mapbox to draw maps.
We do not sell your <script>alert(1)</script> name to advertisers.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server("--graph", make_graph(tmp_path_factory.mktemp("site") / "graph"))
    assert wait_until(lambda: server.ask("/").status == 200, 60)
    yield server
    server.end()


def sparql(**values: str) -> str:
    return urlencode({"tab": "sparql", **{f"s-{name}": value for name, value in values.items()}})


def test_a_query_in_the_address_is_run(open_site, site: Server) -> None:
    visit = open_site(site.url, sparql(query=RECIPIENTS))
    visit.page.wait_for_selector(".solutions td")
    assert visit.texts(".solutions th") == ["company", "recipient", "flow"]
    assert "Google Maps" in visit.texts(".solutions td")
    assert not visit.page.locator("#filters").is_visible(), "filters have no part in it"
    visit.page.locator(".solutions button.plain").first.click()
    assert visit.page.locator("#drawer blockquote").is_visible()


def test_control_enter_runs_and_the_link_reproduces(open_site, site: Server) -> None:
    visit = open_site(site.url, "tab=sparql")
    visit.page.wait_for_selector("#named option:nth-child(2)", state="attached")
    visit.page.fill("#query", "SELECT (COUNT(?f) AS ?n) WHERE { GRAPH ?g { ?f a pf:DeniedFlow } }")
    visit.press("Control+Enter")
    visit.page.wait_for_selector(".solutions td")
    shown = visit.texts(".solutions td")
    again = open_site(site.url, visit.page.url.split("#")[1])
    again.page.wait_for_selector(".solutions td")
    assert again.texts(".solutions td") == shown


def test_a_named_question_is_one_choice_away(open_site, site: Server) -> None:
    visit = open_site(site.url, "tab=sparql")
    visit.page.wait_for_selector("#named option:nth-child(2)", state="attached")
    visit.page.select_option("#named", "who-receives")
    assert "pf:sharesData" in visit.page.input_value("#query")
    visit.page.fill("[name=data]", "Location")
    visit.page.press("[name=data]", "Enter")
    visit.page.wait_for_selector(".solutions td")
    assert {"Google Maps", "Brightcell Radar"} <= set(visit.texts(".solutions td"))
    assert "s-named=who-receives" in visit.page.url
    with visit.page.expect_download() as download:
        visit.page.click(".answer a >> text=CSV")
    text = Path(download.value.path()).read_text("utf-8")
    assert text.startswith("company,recipient,")
    assert text.count("\n") == 1 + visit.page.locator(".solutions tbody tr").count()


def test_an_error_leads_to_its_line(open_site, site: Server) -> None:
    visit = open_site(site.url, sparql(query="SELECT ?s WHERE {\n  ?s ?p\n}"))
    visit.page.wait_for_selector(".problem")
    assert "line 3" in visit.texts(".problem")[0]
    visit.page.click("text=Go to line 3")
    place = visit.page.evaluate("document.getElementById('query').selectionStart")
    assert place >= len("SELECT ?s WHERE {\n  ?s ?p\n")
    assert visit.page.locator(".solutions > *").count() == 0
    assert all("400" in each for each in visit.complaints), "the browser notes the status itself"
    visit.complaints.clear()


def test_triples_are_a_table_and_files(open_site, site: Server) -> None:
    query = 'CONSTRUCT { pf:a pf:b "=1\\n\\u202E<b>" } WHERE { }'
    visit = open_site(site.url, sparql(query=query))
    visit.page.wait_for_selector(".solutions td")
    assert visit.texts(".solutions td")[:2] == ["pf:a", "pf:b"]
    assert "U+202E" in visit.texts(".solutions td")[2]
    assert visit.texts(".answer a") == ["Turtle", "N-Triples", "JSON-LD"]
    with visit.page.expect_download() as download:
        visit.page.click(".answer a >> text=Turtle")
    assert "pf:a pf:b" in Path(download.value.path()).read_text("utf-8")


def test_asking_tells_yes_or_no(open_site, site: Server) -> None:
    visit = open_site(site.url, sparql(query="ASK { GRAPH ?g { ?f a pf:DeniedFlow } }"))
    visit.page.wait_for_selector(".solutions .nothing")
    assert visit.texts(".solutions .nothing") == ["Yes, true."]


def test_rows_are_drawn_as_lines_between_two_columns(open_site, site: Server) -> None:
    visit = open_site(site.url, sparql(query=RECIPIENTS, **{"as": "graph"}))
    visit.page.wait_for_selector(".links path")
    assert "Google Maps" in visit.page.locator(".links text").all_text_contents()
    visit.page.select_option("[aria-label='Right column']", label="flow")
    names = visit.page.locator(".links text").all_text_contents()
    assert (
        sum(name.startswith("pfr:flow-") for name in names)
        == visit.page.locator(".links path").count()
    )
    with visit.page.expect_download() as download:
        visit.page.click(".links >> text=SVG")
    assert Path(download.value.path()).read_text("utf-8").startswith("<svg")


def test_prefixes_are_filled_in_once(open_site, site: Server) -> None:
    visit = open_site(site.url, "tab=sparql")
    visit.page.fill("#query", "SELECT * WHERE { ?s a pf:DeniedFlow ; skos:note <x:pfr:y> }")
    for _ in range(2):
        visit.page.click("text=Fill in prefixes")
        text = visit.page.input_value("#query")
        assert text.count("PREFIX pf:") == text.count("PREFIX skos:") == 1
        assert "PREFIX pfr:" not in text


def test_a_long_query_can_be_stopped(open_site, site: Server) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(
        f"GRAPH ?g{i} {{ ?s{i} ?p{i} ?o{i} }}" for i in range(5)
    )
    visit = open_site(site.url, sparql(query=endless + " }"))
    visit.page.click("text=Stop")
    visit.page.wait_for_selector(".problem")
    assert "stopped" in visit.texts(".problem")[0]


def test_a_pasted_policy_is_shown_and_not_kept(open_site, site: Server) -> None:
    visit = open_site(site.url)
    visit.page.click("#read")
    visit.page.click("text=Read it")
    assert "Paste a policy" in visit.texts("#upload [role=status]")[0]
    visit.page.fill("#policy-text", POLICY)
    visit.page.click("text=Read it")
    visit.page.wait_for_selector("#panel-policy", timeout=60_000)
    assert visit.texts("h1") == ["Quillfen Privacy Policy"]
    assert "<script>alert(1)</script>" in visit.texts("#panel-policy")[0]
    assert "Mapbox" in visit.page.evaluate(
        "JSON.stringify(Model.flows.map(f => f.recipient?.label))"
    )
    assert "Quillfen" not in site.ask("/queries/companies.csv").text


def test_a_chosen_file_is_read(open_site, site: Server, tmp_path: Path) -> None:
    file = tmp_path / "quillfen.md"
    file.write_text(POLICY, "utf-8")
    visit = open_site(site.url)
    visit.page.click("#read")
    visit.page.set_input_files("#policy-file", file)
    visit.page.fill("#policy-company", "Other Company")
    visit.page.click("text=Read it")
    visit.page.wait_for_selector("#panel-policy", timeout=60_000)
    assert visit.page.evaluate("Model.policies[0].file") == "quillfen.md"
    assert visit.page.evaluate("Model.policies[0].company.label") == "Other Company"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_site, site: Server, axe: str, scheme: str) -> None:
    visit = open_site(site.url, sparql(query=RECIPIENTS), scheme=scheme)
    visit.page.wait_for_selector(".solutions td")
    assert violations(visit, axe) == []
    visit.page.click(".answer >> text=Graph")
    visit.page.click("#read")
    assert violations(visit, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_pages_without_script(
    open_site, site: Server, axe: str, scheme: str
) -> None:
    rows = site.ask("/queries/who-receives.ndjson?data=Location").text.splitlines()
    flow = json.loads(rows[0])["flow"].removeprefix("pfr:flow-")
    policy = re.search(r'href="/(policies/[^"]+)"', site.ask(f"/flows/{flow}.html").text)
    assert policy, "a flow's page leads to its policy"
    for path in (
        "queries.html",
        "queries/who-receives.html?data=Location",
        "ask?q=who+receives+location",
        f"flows/{flow}.html",
        policy[1],
        "queries/nothing.html",
    ):
        visit = open_site(site.url + path, scheme=scheme, width=380)
        visit.complaints[:] = [each for each in visit.complaints if "404" not in each]
        assert visit.page.locator("h1").count() == 1, path
        assert violations(visit, axe) == [], path


@pytest.mark.parametrize("width", [380, 768, 1920])
def test_no_width_needs_sideways_scrolling(open_site, site: Server, width: int) -> None:
    visit = open_site(site.url, sparql(query=RECIPIENTS), width=width)
    visit.page.wait_for_selector(".solutions td")
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert visit.page.evaluate("document.querySelector('main').scrollWidth") <= width
