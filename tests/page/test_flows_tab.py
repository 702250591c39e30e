"""The Flows tab in a real browser: a ribbon for what one statement says, traced as a whole."""

from __future__ import annotations

import base64
import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from privacyflow.graphs.page import render_statements
from privacyflow.tests.graphs.page_samples import hostile_statements, statements_of
from privacyflow.tests.page.test_hostile_page import ATTACKS, TITLE, check_inert

SVG = "{http://www.w3.org/2000/svg}"
PICTURE = "Ribbons.of(Facets.apply(View.now))"


@pytest.fixture(scope="module")
def five() -> str:
    """The page on five invented companies."""
    return render_statements(statements_of(), title="Five companies")


@pytest.fixture(scope="module")
def many() -> str:
    """The page on 5,000 flows of 100 invented companies."""
    return render_statements(statements_of(100, 50), title="Many")


def named(visit, label: str):
    return visit.page.locator(f".ribbons .name[aria-label^='{label}']")


def drawn(visit, selector: str) -> list[str]:
    """Texts within the SVG, which has no inner text."""
    return visit.page.locator(selector).all_text_contents()


def traced(visit) -> list[str]:
    return visit.page.locator(".ribbons .band.on").evaluate_all(
        "bands => bands.map(band => band.getAttribute('aria-label'))"
    )


def test_every_ribbon_is_what_single_statements_say(open_page, five: str) -> None:
    visit = open_page(five, "tab=flows")
    unsaid = visit.page.evaluate(
        f"""() => {{
            const {{ ribbons, stated, denied, unaddressed }} = {PICTURE};
            const owns = (node, party) => [...node.members].includes(party);
            const wrong = ribbons.filter(({{ data, company, recipient, state, flows }}) =>
                !flows.every(flow => !flow.denied && flow.state === state
                    && owns(data, flow.data) && owns(company, flow.company)
                    && owns(recipient, flow.recipient)));
            const drawn = ribbons.flatMap(ribbon => ribbon.flows);
            return {{
                wrong: wrong.length,
                twice: drawn.length - new Set(drawn).size,
                stated: drawn.length === stated.length,
                all: stated.length + denied.length + unaddressed.length === Model.flows.length,
            }};
        }}"""
    )
    assert unsaid == {"wrong": 0, "twice": 0, "stated": True, "all": True}


def test_a_ribbon_is_one_shape_as_wide_as_its_statements(open_page, five: str) -> None:
    visit = open_page(five, "tab=flows")
    assert visit.page.locator("path.band").count() == visit.page.evaluate(
        f"{PICTURE}.ribbons.length"
    )
    uneven = visit.page.evaluate(
        f"""() => {{
            const picture = {PICTURE};
            const {{ bands }} = Stacks.place(picture, 1200);
            const widths = picture.ribbons.map(ribbon =>
                bands.get(ribbon).thickness / ribbon.flows.length);
            const within = picture.ribbons.filter(ribbon => {{
                const {{ ys, thickness }} = bands.get(ribbon);
                const ends = [ribbon.data, ribbon.company, ribbon.recipient];
                return ends.some((node, index) => ys[index] < node.y - 0.01
                    || ys[index] + thickness > node.y + node.height + 0.01);
            }});
            return [Math.max(...widths) - Math.min(...widths) < 1e-9, within.length];
        }}"""
    )
    assert uneven == [True, 0]
    assert "number of statements, not an amount of data" in drawn(visit, ".ribbons .caption")[0]


def test_only_if_and_may_are_hatched(open_page, five: str) -> None:
    visit = open_page(five, "tab=flows")
    labels = visit.page.locator("path.band[fill^='url(#hatch-']").evaluate_all(
        "bands => bands.map(band => band.getAttribute('aria-label'))"
    )
    assert labels
    assert all("◐ only if, or may" in label for label in labels)
    assert len(labels) == visit.page.locator("path.band.if").count()


def test_denials_and_flows_without_recipient_are_counted_and_listed(open_page, five: str) -> None:
    visit = open_page(five, "tab=flows")
    notes = " ".join(visit.texts(".ribbon-notes li"))
    assert "15 denials are not drawn" in notes
    assert "30 statements name no recipient" in notes
    assert "75 of 120 flows" in visit.texts("#status")[0]
    visit.page.click("text=List the denials")
    assert visit.page.locator("#drawer ol.flows li").count() == 15
    assert all("○" in said for said in visit.texts("#drawer .says"))
    visit.press("Escape")
    visit.page.click("text=List these statements")
    assert visit.page.locator("#drawer ol.flows li").count() == 30


def test_pointing_at_a_name_traces_whole_flows(open_page, five: str) -> None:
    visit = open_page(five, "tab=flows")
    named(visit, "Postdove").hover()
    labels = traced(visit)
    assert labels
    assert all("→ Postdove ·" in label for label in labels)
    assert len(labels) == visit.page.locator("path.band[aria-label*='→ Postdove ·']").count()
    statements = sum(int(label.rsplit("· ", 1)[1].split()[0]) for label in labels)
    for column in ("data", "company", "recipient"):
        numbers = drawn(visit, f".ribbons .name.{column} .number")
        assert sum(map(int, numbers)) == statements, column
    assert "Postdove · named" in visit.texts(".ribbon-stage .tip")[0]
    visit.page.mouse.move(5, 5)
    assert traced(visit) == []
    assert visit.page.locator(".ribbons .tracing").count() == 0


def test_a_press_lists_the_statements_and_keeps_them_traced(open_page, five: str) -> None:
    visit = open_page(five, "tab=flows")
    ribbon = visit.page.locator("path.band").first
    label = ribbon.get_attribute("aria-label")
    ribbon.dispatch_event("click")
    assert visit.texts("#drawer h2") == [label.split(" · ")[0]]
    wanted = int(label.rsplit("· ", 1)[1].split()[0])
    assert visit.page.locator("#drawer ol.flows li").count() == wanted
    assert traced(visit) == [label]
    visit.page.locator("#drawer ol.flows button").first.click()
    assert visit.page.locator("#drawer blockquote").is_visible()
    visit.page.mouse.move(5, 5)
    visit.press("Escape")
    assert traced(visit) == [label]
    assert label in visit.texts(".traced")[0]
    again = open_page(five, visit.page.url.split("#")[1])
    assert traced(again) == [label]
    again.page.click("text=Show all")
    assert traced(again) == []


def test_only_this_filters_and_draws_each_by_itself(open_page, five: str) -> None:
    visit = open_page(five, "tab=flows")
    assert "our partners" not in drawn(visit, ".ribbons .recipient .label")
    assert "by their owner" in " ".join(visit.texts(".ribbon-notes li"))
    named(visit, "Fernway").click()
    visit.page.click("#drawer >> text=Only this")
    assert drawn(visit, ".ribbons .company .label") == ["Fernway"]
    recipients = drawn(visit, ".ribbons .recipient .label")
    assert {"Mapwright", "Tallypay"} <= set(recipients), "no owner is needed where there is room"
    assert "our partners" in recipients
    assert "email address" in drawn(visit, ".ribbons .data .label")
    assert "company=" in visit.page.url


def test_filters_reach_the_ribbons(open_page, five: str) -> None:
    visit = open_page(five, "tab=flows&data=Location&kind=named")
    assert set(drawn(visit, ".ribbons .data .label")) <= {"precise location", "coarse location"}
    assert visit.page.locator("path.band:not(.named):not(.sdk)").count() == 0
    visit.page.evaluate("View.set({ text: 'zzzz' })")
    assert "Not mentioned" in visit.texts("section.flows .nothing")[0]
    assert not visit.page.locator(".ribbon-stage").is_visible()
    visit.page.evaluate("View.set({ text: '', filters: { says: ['denied'] } })")
    assert "No statement here says who receives" in visit.texts("section.flows .nothing")[0]
    visit.page.evaluate("View.set({ filters: {} })")
    assert visit.page.locator(".ribbon-stage").is_visible()


def test_keys_walk_names_and_ribbons(open_page, five: str) -> None:
    visit = open_page(five, "tab=flows")
    focused = "document.activeElement.getAttribute('aria-label')"
    visit.press("ArrowDown")
    first = visit.page.evaluate(focused)
    assert traced(visit), "what has the focus is traced"
    visit.press("ArrowDown", "ArrowUp", "End", "Home")
    assert visit.page.evaluate(focused) == first
    visit.press("ArrowRight", "ArrowRight", "ArrowRight")
    recipient = visit.page.evaluate(focused).split(" · ")[0]
    assert visit.page.evaluate("document.activeElement.classList.contains('recipient')")
    visit.press("Shift+Tab")
    ribbon = visit.page.evaluate(focused)
    assert f"→ {recipient} ·" in ribbon, "Tab stops at the name's own ribbons"
    visit.press("ArrowDown", "End")
    assert f"→ {recipient} ·" in visit.page.evaluate(focused)
    visit.press("Enter")
    assert visit.page.locator("#drawer ol.flows li").count() > 0
    visit.press("Escape")
    visit.wait_until("document.activeElement.matches('.band')")
    visit.press("Escape")
    assert "f-at" not in visit.page.url


def test_one_stop_for_names_and_one_for_ribbons(open_page, five: str) -> None:
    visit = open_page(five, "tab=flows")
    for kind in (".name", ".band"):
        assert visit.page.locator(f".ribbons {kind}[tabindex='0']").count() == 1


def test_what_has_no_room_is_bundled_and_nothing_is_lost(open_page, many: str) -> None:
    visit = open_page(many, "tab=flows")
    companies = drawn(visit, ".ribbons .company .label")
    assert companies[-1] == f"+{100 - len(companies) + 1} more companies"
    assert "fewest statements: " + companies[-1] in " ".join(visit.texts(".ribbon-notes li"))
    assert visit.page.locator("path.band").count() <= 1500
    stated = visit.page.evaluate("Model.flows.filter(f => f.recipient && !f.denied).length")
    for column in ("data", "company", "recipient"):
        numbers = drawn(visit, f".ribbons .name.{column} .number")
        assert sum(int(number.replace(",", "")) for number in numbers) == stated


def test_a_filter_redraws_five_thousand_flows_at_once(open_page, many: str) -> None:
    visit = open_page(many, "tab=flows")
    times = visit.page.evaluate(
        """() => ["we", "share", "your", "we share", ""].map(text => {
            const start = performance.now();
            View.set({ text });
            Drawing.svg.getBoundingClientRect();
            return performance.now() - start;
        })"""
    )
    assert min(times) < 150


@pytest.mark.parametrize("width", [380, 1280])
def test_hostile_words_are_names_and_nothing_else(open_page, width: int) -> None:
    html = render_statements(hostile_statements(ATTACKS), title=TITLE)
    visit = open_page(html, "tab=flows", width=width)
    labels = drawn(visit, ".ribbons .recipient .label")
    assert any("U+202E" in label for label in labels)
    assert all(len(label) < 60 for label in labels)
    for number in range(visit.page.locator(".ribbons .name").count()):
        visit.page.locator(".ribbons .name").nth(number).dispatch_event("click")
    for number in range(visit.page.locator("path.band").count()):
        visit.page.locator("path.band").nth(number).dispatch_event("click")
        visit.page.locator("path.band").nth(number).dispatch_event("pointermove")
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= width
    check_inert(visit)


@pytest.mark.parametrize(
    "fragment", ["f-at=nobody", "f-at=<img src=x onerror=alert(1)>", "f-at=data:__proto__|x|y"]
)
def test_a_link_to_what_is_not_there_traces_nothing(open_page, five, fragment: str) -> None:
    visit = open_page(five, f"tab=flows&{fragment}")
    assert traced(visit) == []
    check_inert(visit)


@pytest.mark.parametrize("width", [380, 768, 1280, 1920])
def test_only_the_picture_scrolls_sideways(open_page, five: str, width: int) -> None:
    visit = open_page(five, "tab=flows", width=width, scheme="dark")
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert visit.page.evaluate("document.querySelector('main').scrollWidth") <= width
    overlapping = visit.page.evaluate(
        """() => ["data", "company", "recipient"].flatMap(column => {
            const boxes = [...document.querySelectorAll(`.ribbons .${column} .label`)]
                .map(label => label.getBBox());
            return boxes.filter((box, index) => index && boxes[index - 1].y + 11 > box.y);
        }).length"""
    )
    assert overlapping == 0


def test_the_picture_follows_the_room_it_has(open_page, five: str) -> None:
    visit = open_page(five, "tab=flows", width=1280)
    wide = visit.page.evaluate("Drawing.svg.viewBox.baseVal.width")
    named(visit, "coarse location").click()
    visit.wait_until(f"Drawing.svg.viewBox.baseVal.width < {wide}")
    visit.page.wait_for_timeout(200)
    labels = traced(visit)
    assert labels
    assert all(label.startswith("coarse location →") for label in labels), (
        "whatever now lies under a pointer at rest"
    )


def test_svg_stands_alone(open_page) -> None:
    words = ["plain", "<b>&\"'", "a\x00\x1b\ufffe b"]
    html = render_statements(hostile_statements([*words, *words]), title="Hostile")
    visit = open_page(html, "tab=flows")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="SVG", exact=True).click()
    assert download.value.suggested_filename == "flows.svg"
    text = Path(download.value.path()).read_text("utf-8")
    root = ET.fromstring(text)
    shown = [each.text for each in root.iter(f"{SVG}text")]
    assert "<b>&\"'" in shown
    assert "A ribbon’s width is the number of statements" in " ".join(map(str, shown))
    attributes = {name for each in root.iter() for name in each.attrib}
    assert not {name for name in attributes if name.startswith(("on", "data-", "aria-"))}
    assert not attributes & {"class", "style", "tabindex", "href"}
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg",
        "title",
        "defs",
        "pattern",
        "g",
        "path",
        "rect",
        "text",
    }
    assert "var(" not in text
    bands = [each for each in root.iter(f"{SVG}path") if each.get("fill") != "none"]
    assert bands
    assert all(each.get("fill", "").startswith(("rgb", "url(#hatch-")) for each in bands)


@pytest.mark.parametrize(("tab", "name"), [("flows", "flows.png"), ("graph", "graph.png")])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_png_is_painted_on_the_colour_of_the_page(open_page, five, tab, name, scheme) -> None:
    visit = open_page(five, f"tab={tab}", scheme=scheme)
    panel = visit.page.locator(f"#panel-{tab}")
    with visit.page.expect_download() as download:
        panel.get_by_role("button", name="PNG", exact=True).click()
    assert download.value.suggested_filename == name
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\x89PNG")
    colours = visit.page.evaluate(
        """async encoded => {
            const bytes = Uint8Array.from(atob(encoded), (each) => each.charCodeAt(0));
            const blob = new Blob([bytes], { type: "image/png" });
            const bitmap = await createImageBitmap(blob);
            const canvas = document.createElement("canvas");
            Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
            const context = canvas.getContext("2d");
            context.drawImage(bitmap, 0, 0);
            const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
            const seen = new Set(new Uint32Array(data.buffer));
            return [data.slice(0, 4).join(), seen.size];
        }""",
        base64.b64encode(data).decode(),
    )
    assert colours[0] == {"light": "255,255,255,255", "dark": "21,23,27,255"}[scheme]
    assert colours[1] > 50


def test_csv_holds_the_statements_of_the_ribbons(open_page, five: str) -> None:
    visit = open_page(five, "tab=flows")
    with visit.page.expect_download() as download:
        visit.page.locator("#panel-flows").get_by_role("button", name="CSV").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 75
    assert all(row["recipient"] and row["says"] != "does not" for row in rows)


def test_the_tables_are_one_press_away(open_page, five: str) -> None:
    visit = open_page(five, "tab=flows")
    visit.page.click(".ribbon-notes >> text=Matrix")
    assert visit.page.locator("#panel-matrix").is_visible()
    visit.page.go_back()
    assert visit.page.locator("#panel-flows").is_visible()
