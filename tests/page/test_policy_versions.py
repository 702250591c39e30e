"""Which policy the Policy tab shows, and how links and other tabs lead to it."""

from __future__ import annotations

import pytest
from privacyflow.graphs.page import render_statements
from privacyflow.graphs.statements import Statements
from privacyflow.tests.graphs.page_samples import statements_of
from privacyflow.tests.page.policy_samples import SEEN, with_versions


@pytest.fixture(scope="module")
def five() -> str:
    """The page on five invented companies."""
    return render_statements(statements_of(), title="Five companies")


def test_versions_stand_under_their_company_the_newest_first(open_page) -> None:
    visit = open_page(render_statements(with_versions(), title="Versions"), "tab=policy")
    visit.page.click(".versions > button")
    listed = visit.texts(".versions li")
    assert [entry.split("\n")[0] for entry in listed] == ["Fernway", "Kettle & Crow"]
    editions = [line for line in listed[0].split("\n") if line.startswith("Edition")]
    assert editions == [f"Edition of {year}" for year in ("2026-01-15", "2025-02-02", "2024-05-01")]
    visit.press("Escape")
    assert not visit.page.locator(".versions .menu").is_visible()
    assert visit.page.evaluate("document.activeElement.matches('.versions > button')")


def test_the_menu_is_searched_and_walked(open_page) -> None:
    visit = open_page(render_statements(statements_of(30, 8), title="Thirty"), "tab=policy")
    visit.page.click(".versions > button")
    visit.page.keyboard.type("company 17")
    assert [entry.split("\n")[0] for entry in visit.texts(".versions li:visible")] == ["Company 17"]
    visit.press("ArrowDown", "Enter")
    assert visit.texts(".report h2") == ["Company 17 Privacy Policy"]
    visit.page.click(".versions > button")
    visit.page.mouse.click(700, 500)
    assert not visit.page.locator(".versions .menu").is_visible()


def test_a_filter_by_company_chooses_its_policy(open_page, five: str) -> None:
    visit = open_page(five)
    company = visit.page.evaluate("Model.parties.find(each => each.label === 'Murmur Clinic').id")
    visit.page.evaluate("id => View.set({ tab: 'policy', filters: { company: [id] } })", company)
    assert visit.texts(".report h2") == ["Murmur Clinic Privacy Policy"]
    assert "24 of 120 flows · 1 company" in visit.texts("#status")[0]


def test_a_flow_of_another_tab_leads_to_its_policy_and_stays(open_page, five: str) -> None:
    visit = open_page(five, "question=everything")
    visit.page.evaluate("View.set({ flow: Model.flows.at(-1).id })")
    visit.press("5")
    title = visit.page.evaluate("Model.flows.at(-1).policy.title")
    assert visit.texts(".report h2") == [title]
    visit.press("Escape")
    assert visit.texts(".report h2") == [title]
    assert visit.page.locator(".words .sign.current").count() == 1
    visit.page.go_back()
    visit.page.go_back()
    assert visit.page.locator("#panel-answers").is_visible()


def test_back_leads_to_the_policy_before(open_page, five: str) -> None:
    visit = open_page(five, "tab=policy")
    before = visit.texts(".report h2")
    visit.page.click(".versions > button")
    visit.page.click("text=Quillbox Privacy Policy")
    assert visit.texts(".report h2") == ["Quillbox Privacy Policy"]
    visit.page.go_back()
    assert visit.texts(".report h2") == before


def test_a_page_can_open_with_the_report(open_page) -> None:
    html = render_statements(statements_of(1), title="One", view="tab=policy")
    visit = open_page(html)
    assert visit.page.locator(".report h2").is_visible()
    assert visit.page.locator(".versions").is_hidden()
    visit.press("1")
    assert "tab=answers" in visit.page.url
    again = open_page(html, visit.page.url.split("#")[1])
    assert again.page.locator("#headline").is_visible()


def test_a_page_without_a_policy_says_so(open_page) -> None:
    empty = Statements(policies={}, flows=(), evidence={}, parties={}, concepts={})
    visit = open_page(render_statements(empty, title="Nothing"), "tab=policy")
    assert visit.texts("#panel-policy .nothing") == ["This page holds no policy."]


def test_a_link_shows_the_same_again(open_page, five: str) -> None:
    visit = open_page(five, "data=Location&tab=policy")
    visit.page.click(".versions > button")
    visit.page.click("text=Lantern Live Privacy Policy")
    visit.press("n", "n")
    visit.page.locator(".statements li:visible button").nth(2).click()
    again = open_page(five, visit.page.url.split("#")[1])
    for selector in (".report", ".steps", ".words .current", "#drawer", "#status", ".versions"):
        assert again.texts(selector) == visit.texts(selector), selector
    assert again.page.evaluate(SEEN, ".words .sign.current")
