"""The page in a real browser: what a reader can see, press and take away."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import pytest
from privacyflow.graphs.page import render_page, render_statements
from privacyflow.graphs.store import GraphStore
from privacyflow.tests.graphs.page_samples import hostile_statements, statements_of

QUESTIONS = 10


@pytest.fixture(scope="module")
def five() -> str:
    """The page on five invented companies."""
    return render_statements(statements_of(), title="Five companies")


@pytest.fixture
def sample(sample_store: GraphStore) -> str:
    """The page on the sample policy, out of a real store."""
    return render_page(sample_store, title="Skyloom")


def test_opens_on_who_receives_with_quotes(open_page, sample: str) -> None:
    visit = open_page(sample)
    assert visit.texts("#headline") == ["Who receives people\u2019s data?"]
    groups = visit.texts("tr.group .title")
    assert {"Google Maps", "Brightcell Radar", "our partners", "payment processors"} <= set(groups)
    assert groups.index("Google Maps") < groups.index("payment processors")
    assert visit.page.locator("tr.row").count() == visit.page.locator("button.quote").count()
    assert "of 11 flows · 1 company" in visit.texts("#status")[0]


def test_location_is_two_clicks_away_with_its_words(open_page, sample: str) -> None:
    visit = open_page(sample)
    visit.page.click("text=Data type")
    visit.page.get_by_role("checkbox", name="location").first.check()
    assert "location" in visit.texts("#headline")[0].lower()
    assert visit.texts("tr.group .title") == ["Brightcell Radar", "Google Maps"]
    quotes = visit.texts("button.quote")
    assert (
        quotes == ["We share your GPS coordinates with Google Maps and with Brightcell Radar."] * 2
    )


def test_a_denial_is_marked_by_sign_word_and_verb(open_page, sample: str) -> None:
    visit = open_page(sample, "question=denials")
    row = visit.page.locator("tr.row")
    assert row.count() == 1
    assert "○" in row.inner_text()
    assert "does not sell" in row.inner_text()
    row.click()
    assert visit.texts("#drawer h2") == ["What it says it does not do"]


def test_the_drawer_shows_the_quote_in_context_with_its_parts_marked(open_page, sample) -> None:
    visit = open_page(sample, "question=what-is-collected")
    visit.page.locator("tr.row", has_text="GPS coordinates").locator("button.quote").click()
    assert visit.texts("#drawer blockquote mark.data") == ["GPS coordinates"]
    assert visit.texts("#drawer blockquote mark.condition") == ["When you turn on local forecasts"]
    assert "Skyloom Ltd" in visit.texts("#drawer .context")[0]
    facts = visit.texts("#drawer dl")[0]
    assert "characters" in facts
    assert "skyloom.md" in facts
    assert "rule sample" in facts
    visit.press("Escape")
    assert not visit.page.locator("#drawer").is_visible()


def test_a_link_shows_the_same_again(open_page, five: str) -> None:
    visit = open_page(five)
    visit.page.get_by_role("button", name="What is it for?").click()
    visit.page.click("text=Recipient kind")
    visit.page.get_by_label("left vague").or_(visit.page.get_by_label("vague")).first.check()
    visit.press("Escape")
    visit.page.click("text=Clear all")
    visit.page.click("text=Denials")
    visit.page.get_by_label("says it does", exact=False).first.check()
    visit.press("Escape")
    visit.page.locator("thead button", has_text="Data").first.click()
    visit.page.locator("button.quote").nth(3).click()
    fragment = visit.page.url.split("#")[1]
    again = open_page(five, fragment)
    for selector in ("#headline", "tr.row", "#drawer", ".chips", "#status"):
        assert again.texts(selector) == visit.texts(selector), selector


def test_back_leads_to_the_question_before(open_page, five: str) -> None:
    visit = open_page(five)
    visit.page.get_by_role("button", name="What is denied?").click()
    visit.page.go_back()
    assert visit.texts("#headline") == ["Who receives people\u2019s data?"]


@pytest.mark.parametrize("number", range(QUESTIONS))
def test_every_question_answers_or_says_that_nothing_is_said(open_page, five, number) -> None:
    visit = open_page(five)
    buttons = visit.page.locator(".questions button")
    assert buttons.count() == QUESTIONS
    buttons.nth(number).click()
    rows = visit.page.locator("tr.row").count()
    assert rows or "Not mentioned" in visit.texts(".nothing")[0]


def test_sorting_and_grouping(open_page, five: str) -> None:
    visit = open_page(five, "question=everything")
    head = visit.page.locator("thead button", has_text="Data")
    head.click()
    data = visit.texts("td.col-data")
    assert data == sorted(data)
    assert visit.page.locator("th[aria-sort=ascending]").count() == 1
    head.click()
    data = visit.texts("td.col-data")
    assert data == sorted(data, reverse=True)
    visit.page.select_option("select", "owner")
    assert "Halden Group" in visit.texts("tr.group .title")


def test_chips_name_the_filters_and_clear_all_takes_them_off(open_page, five: str) -> None:
    visit = open_page(five, "data=Location&action=share&text=partners")
    assert [t.rstrip("\u00d7") for t in visit.texts(".chips button")] == [
        "Data type: location",
        "Action: share",
        "Search: partners",
        "Clear all",
    ]
    visit.page.click("text=Clear all")
    assert visit.texts(".chips button") == []
    assert visit.page.url.endswith("#")


def test_csv_and_json_hold_what_is_shown_and_no_formula(open_page, tmp_path: Path) -> None:
    words = ["=1+1", "+cmd", "-2", "@sum", 'a "quoted", word', "\t=1"]
    visit = open_page(
        render_statements(hostile_statements(words), title="Formulas"), "question=everything"
    )
    with visit.page.expect_download() as download:
        visit.page.click("text=CSV")
    text = Path(download.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == visit.page.locator("tr.row").count() == len(words)
    for value in (value for row in rows for value in row.values()):
        assert value[:1] not in ("=", "+", "-", "@", "\t", "\r")
    with visit.page.expect_download() as download:
        visit.page.click("text=JSON")
    records = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert [record["data"] for record in records] == words
    assert all(record["quote"] and record["sha256"] for record in records)


def test_the_keyboard_reaches_everything(open_page, five: str) -> None:
    visit = open_page(five)
    visit.press("/")
    assert visit.page.evaluate("document.activeElement.id") == "search"
    visit.page.keyboard.type("pixelgrove")
    visit.wait_until("location.hash.includes('pixelgrove')")
    visit.page.evaluate("document.activeElement.blur()")
    visit.press("ArrowDown", "ArrowDown", "Enter")
    assert visit.page.locator("#drawer").is_visible()
    first = visit.texts("#drawer blockquote")
    visit.press("ArrowDown")
    assert visit.texts("#drawer blockquote") != first
    visit.press("Escape", "4")
    assert visit.page.locator("#panel-graph").is_visible()
    visit.press("1", "?")
    assert visit.page.locator("dialog").is_visible()
    visit.press("Escape")
    assert not visit.page.locator("dialog").is_visible()


def test_a_press_of_enter_in_a_menu_keeps_the_menu(open_page, five: str) -> None:
    visit = open_page(five)
    visit.page.click("text=Company")
    for _ in range(2):
        visit.press("Space")
        visit.press("Tab")
    assert len(visit.texts(".chips button")) == 3
    visit.press("Escape")
    assert visit.page.locator(".menu:visible").count() == 0


def test_silence_is_not_shown_as_a_denial(open_page, five: str) -> None:
    visit = open_page(five, "text=zzzz")
    assert "Not mentioned" in visit.texts(".nothing")[0]
    visit.page.click("text=Clear all filters")
    assert visit.page.locator("tr.row").count() > 0


def test_a_citation_holds_quote_place_and_version(open_page, sample: str) -> None:
    visit = open_page(sample, "question=retention")
    visit.page.locator("button.quote").click()
    citation = visit.page.evaluate("Citations.citation(Model.byId.get(View.now.flow))")
    assert "“We keep your crash logs for 90 days.”" in citation
    assert "SHA-256" in citation
    visit.page.click("text=Copy citation")
    visit.page.wait_for_selector("text=Copied")


def test_a_long_table_is_drawn_in_portions_and_whole_on_paper(open_page) -> None:
    visit = open_page(render_statements(statements_of(20, 40), title="Many"), "question=everything")
    drawn = visit.page.locator("tr.row").count()
    assert drawn < 800
    visit.page.locator(".end").scroll_into_view_if_needed()
    visit.wait_until(f"document.querySelectorAll('tr.row').length > {drawn}")
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert visit.page.locator("tr.row").count() == 800


@pytest.mark.parametrize("width", [380, 768, 1280, 1920])
@pytest.mark.parametrize("tab", ["answers", "graph"])
def test_no_width_needs_sideways_scrolling(open_page, five: str, width: int, tab: str) -> None:
    visit = open_page(five, f"tab={tab}&data=Location", width=width, scheme="dark")
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert visit.page.evaluate("document.querySelector('main').scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_colours_stand_out(open_page, five: str, scheme: str) -> None:
    visit = open_page(five, scheme=scheme)
    colours = visit.page.evaluate(
        """names => names.map(name => {
            const probe = document.createElement("span");
            document.body.append(probe);
            probe.style.color = `var(${name})`;
            const [r, g, b] = getComputedStyle(probe).color.match(/[0-9.]+/g).map(Number);
            return [r, g, b];
        })""",
        ["--paper", "--wash", "--ink", "--soft", "--accent", "--red-ink", "--on-accent"],
    )
    paper, wash, ink, soft, accent, red, on_accent = map(tuple, colours)
    for text in (ink, soft, accent, red):
        assert contrast(text, paper) >= 4.5
        assert contrast(text, wash) >= 4.5
    assert contrast(on_accent, accent) >= 4.5


def contrast(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """WCAG 2.2's contrast ratio of two sRGB colours."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: tuple[float, ...]) -> float:
    channels = [c / 255 for c in colour]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_five_thousand_flows_are_usable_within_a_second(open_page) -> None:
    html = render_statements(statements_of(100, 50), title="Five thousand")
    visit = open_page(html)
    times = []
    for _ in range(3):
        started = time.perf_counter()
        visit.page.reload(wait_until="commit")
        visit.page.wait_for_selector("tr.row button.quote")
        times.append(time.perf_counter() - started)
    assert min(times) < 1
    took = visit.page.evaluate(
        """() => {
            const started = performance.now();
            View.set({ filters: { data: ["Location"] } });
            return performance.now() - started;
        }"""
    )
    assert took < 150
