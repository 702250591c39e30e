"""The page under axe-core: no violation of WCAG 2.2, levels A and AA, in any tab, light or dark."""

from __future__ import annotations

import pytest
from privacyflow.graphs.page import render_statements
from privacyflow.tests.graphs.page_samples import statements_of

TABS = ("answers", "matrix", "flows", "graph", "policy")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def three() -> str:
    return render_statements(statements_of(3, 12), title="Three companies")


def violations(visit, axe: str) -> list[str]:
    """Every rule that is broken, with the first elements that break it."""
    visit.page.evaluate(axe)
    found = visit.page.evaluate(
        "levels => axe.run(document, {runOnly: {type: 'tag', values: levels}})", LEVELS
    )
    assert found["passes"], "axe looked at nothing"
    return [
        f"{each['id']}: {each['help']}: {[node['html'][:160] for node in each['nodes'][:3]]}"
        for each in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", TABS)
def test_every_tab(open_page, three: str, axe: str, tab: str, scheme: str) -> None:
    visit = open_page(three, f"tab={tab}", scheme=scheme)
    assert violations(visit, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawer_menu_and_help(open_page, three: str, axe: str, scheme: str) -> None:
    visit = open_page(three, "question=denials&data=Location", scheme=scheme)
    visit.page.locator("button.quote").first.click()
    visit.page.click("text=Data type")
    assert violations(visit, axe) == []
    visit.press("Escape", "Escape", "?")
    assert visit.page.locator("dialog[open]").count() == 1
    assert violations(visit, axe) == []


@pytest.mark.parametrize("tab", TABS)
def test_on_a_phone(open_page, three: str, axe: str, tab: str) -> None:
    visit = open_page(three, f"tab={tab}", width=380, scheme="light")
    assert violations(visit, axe) == []


def test_axe_finds_what_is_wrong(open_page, three: str, axe: str) -> None:
    visit = open_page(three)
    visit.page.evaluate("document.querySelector('#help').textContent = ''")
    assert any(each.startswith("button-name") for each in violations(visit, axe))
