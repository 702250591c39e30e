"""A policy made of attacks, through store and page, in a real browser: text, and nothing else."""

from __future__ import annotations

import pytest
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.page import render_page, render_statements
from privacyflow.graphs.store import GraphStore
from privacyflow.tests.graphs.page_samples import hostile_statements
from privacyflow.tests.graphs.test_hostile import NASTY, hostile_flow

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(2)</script>",
    "javascript:alert(3)",
    "<!-- <script>",
    "\u202egnp.exe\u202c evil",
    "w" * 10_000,
    "a\x00b\x07c\x1b[31m",
    'x" } DROP ALL # SELECT * WHERE { ?s ?p ?o }',
    "{{ 7*7 }} ${alert(4)} `x`",
    "<svg/onload=alert(5)>",
    "<a href='javascript:alert(6)'>click</a>",
    "😀 wide and \u2028 parted",
]
TITLE = "</title><script>alert(7)</script>\u202e"


def see_everything(visit) -> None:
    """Open every question, menu, row, picture and the help."""
    page = visit.page
    for number in range(page.locator(".questions button").count()):
        page.locator(".questions button").nth(number).click()
        if page.locator("button.quote").count():
            page.locator("tr.row").first.dispatch_event("click")
            visit.press("Escape")
    page.evaluate("View.set({ question: 'everything', group: 'recipient' })")
    for number in range(page.locator("tr.row").count()):
        page.locator("tr.row").nth(number).dispatch_event("click")
    visit.press("Escape")
    for number in range(page.locator(".facet > button").count()):
        page.locator(".facet > button").nth(number).dispatch_event("click")
        visit.press("Escape")
    visit.press("4")
    for name in page.evaluate("Model.network.nodes.map(node => node.id)"):
        page.evaluate("focus => View.set({ focus, picture: '' })", name)
        page.evaluate("View.set({ picture: 'data' })")
        page.evaluate("name => Drawer.offer(name, Model.flows.slice(0, 3), name)", name)
        visit.press("Escape")
    visit.press("1", "?")
    visit.press("Escape")


def check_inert(visit) -> None:
    """There is no element that no script of ours makes."""
    foreign = (
        "img, iframe, object, embed, base, link, form:not([method=dialog]), [onerror], [onload]"
    )
    assert visit.page.locator(foreign).count() == 0
    assert visit.page.locator("a[href^='javascript']").count() == 0
    # vis-network's bundle is one of the scripts.
    scripts = visit.page.locator("script:not([type])").count()
    assert scripts == visit.page.evaluate("document.scripts.length - 1")


@pytest.mark.parametrize("width", [380, 1280])
def test_attacks_are_shown_as_text(open_page, width: int) -> None:
    visit = open_page(
        render_statements(hostile_statements(ATTACKS), title=TITLE),
        "question=everything",
        width=width,
    )
    assert visit.page.title().startswith("</title><script>alert(7)")
    cells = visit.texts("td.col-data")
    assert cells[:3] == ATTACKS[:3]
    assert "U+202E" in cells[5]
    assert "U+0000" in cells[7]
    assert len(cells[6]) <= 160
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= width
    see_everything(visit)
    check_inert(visit)


def test_the_drawer_quotes_an_attack_word_for_word(open_page) -> None:
    html = render_statements(hostile_statements(ATTACKS), title=TITLE)
    visit = open_page(html, "question=everything")
    for number, words in enumerate(ATTACKS[:4]):
        visit.page.locator("button.quote").nth(number).click()
        assert f"We share your {words} with {words}" in visit.texts("#drawer blockquote strong")[0]
        assert visit.page.locator("#drawer a").count() == 0, "javascript: is no link"


def test_a_hostile_policy_goes_through_store_and_page(open_page) -> None:
    with GraphStore.in_memory() as store:
        for words in NASTY[:-1]:
            document, flow = hostile_flow("We share ", words, " with you.")
            store.replace_policy(document.id, flow_quads(document, [flow]))
        html = render_page(store, title=NASTY[0])
    visit = open_page(html, "question=everything")
    assert visit.page.locator("tr.row").count() == len(NASTY) - 1
    see_everything(visit)
    check_inert(visit)


def test_a_line_of_a_megabyte_is_shown_in_part_until_asked_for(open_page) -> None:
    document, flow = hostile_flow("We share ", NASTY[-1], " with you.")
    with GraphStore.in_memory() as store:
        store.replace_policy(document.id, flow_quads(document, [flow]))
        html = render_page(store, title="A long line")
    visit = open_page(html, "question=everything")
    visit.page.locator("button.quote").click()
    quote = visit.page.locator("#drawer blockquote strong")
    assert len(quote.inner_text()) < 2000
    quote.locator("button").click()
    assert len(quote.inner_text()) == 1_000_000


@pytest.mark.parametrize(
    "fragment",
    [
        "tab=<script>&question=__proto__&group=constructor&sort=__proto__-up",
        "tab=graph&focus=<img src=x onerror=alert(1)>&to=nobody&hops=-5&off=:%20__proto__",
        "tab=graph&focus=<img src=x onerror=alert(1)>&picture=data",
        "data=<script>&company=%00&text=%22%3E%3Cimg&flow=../../x",
        "%E0%A4%A=&=&&&question",
    ],
)
def test_a_hostile_link_does_nothing(open_page, fragment: str) -> None:
    visit = open_page(render_statements(hostile_statements(ATTACKS), title="Links"), fragment)
    assert " of 13 flows" in visit.texts("#status")[0]
    check_inert(visit)
