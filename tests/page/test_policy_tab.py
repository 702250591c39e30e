"""The Policy tab in a real browser: a report whose rows are tied to the words of the policy."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from privacyflow.graphs.page import render_statements
from privacyflow.tests.graphs.page_samples import Sentence, statements_of
from privacyflow.tests.page.policy_samples import SEEN, TEXT, nested, of_fernway, one_policy


@pytest.fixture(scope="module")
def five() -> str:
    """The page on five invented companies."""
    return render_statements(statements_of(), title="Five companies")


def test_the_report_counts_and_names(open_page) -> None:
    visit = open_page(of_fernway(), "tab=policy")
    assert visit.texts(".report h2") == ["Fernway Privacy Policy"]
    identity = visit.texts(".report .identity")[0]
    for fact in ("Fernway", "2026-03-01", "en", "3 statements", "fernway.md"):
        assert fact in identity
    digest = visit.page.evaluate("Model.policies[0].sha256")
    assert digest in identity
    figures = [figure.replace("\n", " ") for figure in visit.texts(".strip li")]
    assert figures == [
        "2 data types",
        "0 named recipients",
        "1 unnamed recipient",
        "1 ○ denial",
        "1 ◐ only if, or may",
    ]
    assert "90 days" in visit.texts(".report")[0]
    assert "not legal advice" in visit.texts(".report .note")[0]


def test_a_cell_hides_no_denial_beside_an_affirmation(open_page) -> None:
    visit = open_page(of_fernway(), "tab=policy")
    share = visit.page.locator("table.data tr.category", has_text="location").locator("td").nth(2)
    assert share.locator(".sign").all_inner_texts() == ["●", "○"]
    share.locator("button").click()
    assert visit.texts("#drawer h2") == ["location: share"]
    assert len(visit.texts("#drawer ol.flows li")) == 2


def test_what_is_not_mentioned_stays_whatever_the_filters(open_page) -> None:
    visit = open_page(of_fernway(), "tab=policy")
    silent = visit.texts("table.data .unsaid th")
    assert silent == ["contact data", "device data", "financial data"]
    unsaid = visit.texts("span.unsaid")
    assert unsaid == [
        *(f"– {name}" for name in silent),
        *("– advertising", "– fraud prevention", "– payment"),
        *("– collect", "– use"),
    ]
    visit.page.evaluate("View.set({ filters: { says: ['denied'] } })")
    assert visit.texts("table.data .unsaid th") == silent
    assert visit.texts("span.unsaid") == unsaid
    assert "1 of 3 statements pass the filters" in visit.texts(".report .few")[0]


def test_what_filters_hide_is_not_called_silence(open_page) -> None:
    visit = open_page(of_fernway(), "tab=policy&says=denied")
    row = visit.page.locator("table.data tr.category", has_text="location")
    # Collected and used it isn't; stored it is, though the filters hide that.
    assert row.locator("td").all_inner_texts() == ["–", "–", "○\nsays it does not:\n1", "…"]
    assert visit.texts(".words .sign") == ["○"]
    assert visit.page.locator(".statements li:visible").count() == 1
    visit.page.click("text=Clear all filters")
    assert visit.texts(".words .sign") == ["●", "○", "◐"]
    assert visit.page.locator(".statements li:visible").count() == 3


def test_a_row_leads_to_its_sentence(open_page, five: str) -> None:
    visit = open_page(five, "tab=policy")
    row = visit.page.locator(".statements li").last.locator("button")
    words = row.locator(".name").text_content()
    row.click()
    assert visit.texts(".words mark.data") == [words]
    assert visit.page.evaluate(SEEN, ".words mark.data")
    assert visit.page.locator(".words .sign.current").count() == 1
    drawer, text = visit.texts("#drawer blockquote mark"), visit.texts(".words mark")
    assert drawer == text
    assert visit.texts(".steps .position") == ["24 of 24 sentences"]
    assert visit.page.evaluate("document.scrollingElement.scrollTop") == 0


def test_a_sentence_leads_to_its_rows(open_page) -> None:
    visit = open_page(render_statements(nested(), title="Nested"), "tab=policy")
    visit.page.locator(".words .said.not").last.click()
    # The inner sentence first, then the one around it.
    assert visit.texts("#drawer h2") == ["2 statements in this sentence"]
    assert [text[:1] for text in visit.texts("#drawer .says")] == ["○", "●"]
    assert len(visit.texts(".words .sign.current")) == 1
    current = visit.page.locator(".statements button.current")
    assert current.count() == 1
    assert "does not sell" in current.inner_text()
    assert visit.page.evaluate(SEEN, "button.stands.current:not(.total)")


def test_the_keyboard_reaches_rows_and_sentences(open_page, five: str) -> None:
    visit = open_page(five, "tab=policy")
    visit.press("ArrowDown")
    assert "data types" in visit.page.evaluate("document.activeElement.innerText")
    visit.press("ArrowRight", "ArrowDown")
    assert visit.page.evaluate("document.activeElement.closest('table.data') !== null")
    column = "document.activeElement.closest('td').cellIndex"
    first = visit.page.evaluate(column)
    visit.press("ArrowRight", "ArrowLeft")
    assert visit.page.evaluate(column) == first
    visit.press("Enter")
    assert visit.page.locator("#drawer").is_visible()
    visit.press("Escape", "n")
    visit.page.evaluate("document.querySelector('.words').focus()")
    visit.press("Tab")
    assert visit.page.evaluate("document.activeElement.matches('.sign.current')")
    visit.press("Enter")
    assert visit.page.locator("#drawer").is_visible()
    stops = visit.page.locator(".report button.stands[tabindex='0'], .words .sign[tabindex='0']")
    assert stops.count() == 2


def test_long_lists_are_cut_and_say_so(open_page) -> None:
    said = [
        Sentence(before="We share your ", data="name", recipient=(f"Shop {number}", "named", None))
        for number in range(75)
    ]
    visit = open_page(render_statements(one_policy(*said), title="Shops"), "tab=policy")
    shops = visit.page.locator(".entries .name", has_text="Shop")
    assert shops.count() == 60
    visit.page.click("text=+15 more")
    assert shops.count() == 75
    focused = visit.page.evaluate("document.activeElement.querySelector('.name').textContent")
    assert focused == shops.nth(60).text_content()


def test_csv_holds_the_statements_that_are_shown(open_page) -> None:
    visit = open_page(of_fernway(), "tab=policy&says=affirmed")
    with visit.page.expect_download() as download:
        visit.page.click("#panel-policy >> text=CSV")
    text = Path(download.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["data"] for row in rows] == ["town", "position"]


def test_a_policy_without_statements_is_shown_with_its_text(open_page) -> None:
    visit = open_page(render_statements(one_policy(), title="Quiet"), "tab=policy")
    assert "This policy tells what we do." in visit.page.evaluate(TEXT)
    assert visit.texts(".steps .position") == ["0 sentences"]
    visit.press("n", "p")
    assert visit.texts("span.unsaid")[-4:] == ["– collect", "– use", "– share", "– store"]
