"""The Graph tab in a real browser: pictures of statements, none of them joined by us."""

from __future__ import annotations

import pytest
from privacyflow.graphs.page import render_statements
from privacyflow.tests.graphs.page_samples import statements_of

NODE = "Model.network.nodes.find(node => node.label === {!r}).id"


@pytest.fixture(scope="module")
def five() -> str:
    """The page on five invented companies."""
    return render_statements(statements_of(), title="Five companies")


def node(visit, label: str) -> str:
    return visit.page.evaluate(NODE.format(label))


def drawn(visit) -> dict:
    """What is drawn: the labels of nodes and how many edges."""
    return visit.page.evaluate(
        """() => {
            const picture = Pictures.of(View.now, Facets.apply(View.now));
            return {
                nodes: [...picture.nodes.values()].map(node => node.label),
                edges: picture.edges.length,
                note: picture.note,
            };
        }"""
    )


def test_the_whole_is_drawn_with_a_legend(open_page, five: str) -> None:
    visit = open_page(five, "tab=graph")
    assert visit.page.locator(".vis-network canvas").is_visible()
    assert {"Fernway", "Mapwright", "our partners"} <= set(drawn(visit)["nodes"])
    legend = " ".join(visit.texts("div.legend label"))
    assert "left vague" in legend
    assert "○ does not" in legend
    assert "without a recipient are not drawn" in visit.texts(".graph-tools .note")[0]


def test_a_click_on_a_node_lists_its_statements(open_page, five: str) -> None:
    visit = open_page(five, "tab=graph")
    name = node(visit, "Mapwright")
    place = visit.page.evaluate("name => Canvas.where(name)", name)
    visit.page.locator(".vis-network canvas").click(position=place)
    assert visit.texts("#drawer h2") == ["Mapwright"]
    listed = visit.page.locator("#drawer ol.flows li")
    assert listed.count() == 10
    listed.first.locator("button").click()
    assert visit.page.locator("#drawer blockquote").is_visible()
    visit.page.click("#drawer button.plain >> nth=0")
    assert listed.count() == 10


def test_a_node_tells_how_many_companies_name_it(open_page, five: str) -> None:
    visit = open_page(five, "tab=graph")
    statements = statements_of()
    labels = {iri: party.label for iri, party in statements.parties.items()}
    naming = {
        flow.company
        for flow in statements.flows
        if labels.get(flow.recipient or "") == "Mapwright" and not flow.denied
    }
    words = visit.page.evaluate("name => Canvas.nodeWords(name)", node(visit, "Mapwright"))
    assert f" · named by {len(naming)} companies · " in words
    assert len(naming) > 1
    own = visit.page.evaluate("name => Canvas.nodeWords(name)", node(visit, "Fernway"))
    assert "named by" not in own


def test_an_edge_lists_just_its_statements(open_page, five: str) -> None:
    visit = open_page(five, "tab=graph")
    said = visit.page.evaluate(
        """() => Model.network.edges.every(edge => edge.flows.every(number => {
            const flow = Model.flows[number];
            return `from:${flow.company.id}` === edge.from && `to:${flow.recipient.id}` === edge.to
                && flow.state === edge.state;
        }))"""
    )
    assert said


def test_neighbours_and_steps(open_page, five: str) -> None:
    visit = open_page(five, "tab=graph")
    visit.page.fill("input[placeholder='Find a party']", "beaconry")
    visit.press("Enter")
    one = drawn(visit)["nodes"]
    assert "Beaconry" in one
    assert "our partners" not in one
    visit.page.click("text=2 steps")
    assert set(one) < set(drawn(visit)["nodes"])
    visit.page.click("text=Whole picture")
    assert "our partners" in drawn(visit)["nodes"]


def test_a_path_says_that_no_policy_states_it_as_a_whole(open_page, five: str) -> None:
    visit = open_page(five, "tab=graph")
    start, goal = node(visit, "Fernway"), node(visit, "Quillbox")
    visit.page.evaluate("([focus, to]) => View.set({ focus, to })", [start, goal])
    assert len(drawn(visit)["nodes"]) == 3
    assert "No policy says that data goes the whole way" in visit.texts(".graph-tools .note")[0]


def test_company_data_recipient_is_drawn_only_where_one_statement_says_so(open_page, five) -> None:
    visit = open_page(five, "tab=graph")
    for company in ("Fernway", "Murmur Clinic"):
        visit.page.evaluate("focus => View.set({ focus, picture: 'data' })", node(visit, company))
        unsaid = visit.page.evaluate(
            """() => {
                const { edges } = Pictures.of(View.now, Model.flows);
                const toData = edges.filter(edge => edge.to.startsWith("data:"));
                const onward = edges.filter(edge => edge.from.startsWith("data:"));
                return onward.filter(edge =>
                    !toData.some(each => each.to === edge.from) ||
                    !edge.flows.every(flow =>
                        `from:${flow.company.id}` === View.now.focus &&
                        flow.data.covers.some(each => `data:${each.id}` === edge.from) &&
                        `to:${flow.recipient.id}` === edge.to)).length
                    + (onward.length ? 0 : 1);
            }"""
        )
        assert unsaid == 0


def test_hiding_is_kept_in_the_link(open_page, five: str) -> None:
    visit = open_page(five, "tab=graph")
    before = visit.texts("#status")
    visit.page.get_by_label("left vague").uncheck()
    assert visit.texts("#status") != before
    again = open_page(five, visit.page.url.split("#")[1])
    assert not again.page.get_by_label("left vague").is_checked()
    assert again.texts("#status") == visit.texts("#status")


def test_arrow_keys_walk_and_enter_opens(open_page, five: str) -> None:
    visit = open_page(five, "tab=graph")
    visit.page.focus(".vis-network")
    visit.press("ArrowRight", "ArrowRight")
    assert visit.texts("#announcement") != [""]
    visit.press("Enter")
    assert visit.page.locator("#drawer ol.flows li").count() > 0


def test_at_most_two_hundred_nodes_are_drawn_and_the_page_says_so(open_page) -> None:
    html = render_statements(statements_of(100, 50), title="Many")
    visit = open_page(html, "tab=graph")
    assert "too many to draw at once" in visit.texts(".graph-tools .note")[0]
    for change in ({}, {"focus": node(visit, "Halden Group"), "hops": "3"}):
        visit.page.evaluate("change => View.set(change)", change)
        picture = drawn(visit)
        assert 0 < len(picture["nodes"]) <= 200
        assert picture["edges"] <= 400
