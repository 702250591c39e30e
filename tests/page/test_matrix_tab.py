"""The Matrix tab in a real browser: every cell is its statements, no more and no fewer."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from privacyflow.graphs.page import render_statements
from privacyflow.graphs.statements import StatedFlow, Statements
from privacyflow.ontology.terms import PF
from privacyflow.tests.graphs.page_samples import hostile_statements, statements_of
from privacyflow.tests.page.test_hostile_page import ATTACKS, TITLE, check_inert

LABELS = ("says it does", "only if, or may", "says it does not")
CELLS = """() => [...document.querySelectorAll('.matrix td[aria-label]')].map(
    cell => cell.getAttribute('aria-label'))"""


@pytest.fixture(scope="module")
def statements() -> Statements:
    return statements_of()


@pytest.fixture(scope="module")
def five(statements: Statements) -> str:
    """The page on five invented companies."""
    return render_statements(statements, title="Five companies")


def heads(visit, scope: str) -> list[str]:
    """The names in the heads of the rows or of the columns, in their order."""
    return visit.texts(f".matrix th[scope={scope}] button.name")


def cells(visit) -> dict[str, str]:
    """What each cell says to a screen reader, by the names of its row and column."""
    labels: list[str] = visit.page.evaluate(CELLS)
    return dict(label.rsplit(": ", 1) for label in labels)


def said(flows: Iterable[StatedFlow]) -> str:
    """What a cell has to say of these flows."""
    counts = Counter(
        2 if flow.denied else int(flow.possible or flow.condition is not None) for flow in flows
    )
    parts = [(LABELS[state], counts[state]) for state in range(3) if counts[state]]
    if not parts:
        return "not mentioned"
    (label, size), *rest = parts
    first = f"{label}, {size} statement{'s' if size > 1 else ''}"
    return "; ".join([first, *(f"{label}, {size}" for label, size in rest)])


def cell(visit, row: str, column: str):
    return visit.page.locator(f'.matrix td[aria-label^="{row}, {column}:"]')


def shared(statements: Statements, test: Callable[[StatedFlow], bool]) -> list[StatedFlow]:
    return [flow for flow in statements.flows if flow.recipient and test(flow)]


def test_top_categories_by_owners_and_kinds_of_the_unnamed(open_page, five: str) -> None:
    visit = open_page(five, "tab=matrix")
    assert heads(visit, "row")[0] == "All data types"
    assert set(heads(visit, "row")[1:]) == {
        "contact data",
        "location",
        "device data",
        "financial data",
    }
    columns = set(heads(visit, "col"))
    assert {"Halden Group", "Grovelight", "Postdove", "named by category only"} <= columns
    assert "Mapwright" not in columns, "it is in its owner's column"
    unnamed = visit.page.locator(".matrix th", has_text="named by category only")
    assert "2 wordings" in unnamed.inner_text()
    assert visit.texts(".matrix .key li:visible") == [
        "● says it does",
        "◐ only if, or may",
        "○ says it does not",
        "– not mentioned",
    ]


def test_every_cell_counts_its_statements_by_state(open_page, five, statements) -> None:
    visit = open_page(five, "tab=matrix&m-open=*&m-who=*")
    seen = cells(visit)
    names = {iri: party.label for iri, party in statements.parties.items()}
    unnamed = {iri for iri, p in statements.parties.items() if p.role in ("category", "vague")}
    checked = 0
    for concept in {flow.data for flow in statements.flows}:
        label = statements.concepts[concept].label
        for name in set(names.values()):
            who = {iri for iri, each in names.items() if each == name}
            who |= {iri for iri, p in statements.parties.items() if p.owner in who}
            column = f"“{name}”" if who & unnamed else name
            if f"{label}, {column}" not in seen:
                continue
            flows = shared(statements, lambda f, c=concept, w=who: f.data == c and f.recipient in w)
            assert seen[f"{label}, {column}"] == said(flows)
            checked += bool(flows)
    assert checked > 30
    assert seen["All data types, All recipients"] == said(shared(statements, lambda _: True))


def test_an_opened_row_keeps_its_sum_and_is_remembered(open_page, five, statements) -> None:
    visit = open_page(five, "tab=matrix")
    handle = visit.page.locator(".matrix button.handle[aria-label='Parts of location']")
    assert handle.get_attribute("aria-expanded") == "false"
    below = {PF + name for name in ("Location", "PreciseLocation", "CoarseLocation")}
    total = said(shared(statements, lambda flow: flow.data in below))
    assert cells(visit)["location, All recipients"] == total
    handle.click()
    assert handle.get_attribute("aria-expanded") == "true"
    assert cells(visit)["location, All recipients"] == total
    rows = heads(visit, "row")
    start = rows.index("location")
    assert set(rows[start + 1 : start + 3]) == {"precise location", "coarse location"}
    assert heads(open_page(five, visit.page.url.split("#")[1]), "row") == rows
    handle.click()
    assert "precise location" not in heads(visit, "row")


def test_all_rows_and_columns_open_and_close_at_once(open_page, five: str) -> None:
    visit = open_page(five, "tab=matrix")
    before = heads(visit, "row"), heads(visit, "col")
    rows, columns = visit.page.locator(".axis").all()
    rows.get_by_role("button", name="Expand all").click()
    columns.get_by_role("button", name="Expand all").click()
    assert "email address" in heads(visit, "row")
    assert {"Mapwright", "partner", "“our partners”"} <= set(heads(visit, "col"))
    rows.get_by_role("button", name="Collapse").click()
    columns.get_by_role("button", name="Collapse").click()
    assert (heads(visit, "row"), heads(visit, "col")) == before


def test_what_is_said_of_a_type_itself_has_a_row_of_its_own(open_page, statements) -> None:
    general = [
        replace(flow, data=PF + "Location") if flow.data == PF + "CoarseLocation" else flow
        for flow in statements.flows
    ]
    changed = replace(statements, flows=tuple(general))
    visit = open_page(
        render_statements(changed, title="General"), "tab=matrix&m-open=Location&m-who=-"
    )
    flows = shared(changed, lambda flow: flow.data == PF + "Location")
    assert cells(visit)["location, in general, All recipients"] == said(flows)
    sums = shared(changed, lambda f: f.data in (PF + "Location", PF + "PreciseLocation"))
    assert cells(visit)["location, All recipients"] == said(sums)
    visit.page.locator(".matrix button.name", has_text="in general").click()
    assert visit.page.locator("#drawer ol.flows li").count() == len(flows)


def test_data_of_two_categories_is_in_both_and_once_in_the_sum(open_page, statements) -> None:
    concepts = dict(statements.concepts)
    both = (PF + "DeviceData", PF + "ContactData")
    concepts[PF + "CrashLog"] = replace(concepts[PF + "CrashLog"], broader=both)
    visit = open_page(
        render_statements(replace(statements, concepts=concepts), title="Two"), "tab=matrix"
    )
    of = {
        "device data": {"AdvertisingId", "CrashLog"},
        "contact data": {"EmailAddress", "PhoneNumber", "CrashLog"},
    }
    for row, names in of.items():
        wanted = {PF + name for name in names}
        flows = shared(statements, lambda flow, w=wanted: flow.data in w)
        assert cells(visit)[f"{row}, All recipients"] == said(flows)
    assert cells(visit)["All data types, All recipients"] == said(
        shared(statements, lambda _: True)
    )


def test_a_denial_stands_beside_an_affirmation(open_page, five: str) -> None:
    visit = open_page(five, "tab=matrix")
    both = [name for name, what in cells(visit).items() if LABELS[0] in what and LABELS[2] in what]
    assert both
    row, column = both[0].split(", ", 1)
    text = cell(visit, row, column).inner_text()
    assert "●" in text
    assert "○" in text


def test_statements_without_a_recipient_are_left_out_and_counted(open_page, five) -> None:
    visit = open_page(five, "tab=matrix")
    assert (
        "30 more statements name no recipient and are left out." in visit.texts(".matrix .sum")[0]
    )
    assert "90 of 120 flows" in visit.texts("#status")[0]
    visit.page.get_by_role("button", name="Company × data type").click()
    assert "left out" not in visit.texts(".matrix .sum")[0]
    assert "120 of 120 flows" in visit.texts("#status")[0]


def test_companies_by_data_type_and_turned(open_page, five, statements) -> None:
    visit = open_page(five, "tab=matrix")
    visit.page.get_by_role("button", name="Company × data type").click()
    assert set(heads(visit, "row")[1:]) == {
        p.title.removesuffix(" Privacy Policy") for p in statements.policies.values()
    }
    seen = cells(visit)
    visit.page.get_by_role("button", name="Transpose").click()
    assert "Fernway" in heads(visit, "col")
    turned = cells(visit)
    for name, what in seen.items():
        row, column = name.split(", ", 1)
        assert turned[f"{column}, {row}"] == what
    visit.page.go_back()
    assert heads(visit, "col")[0] == "All recipients"


def test_a_cell_lists_just_its_statements(open_page, five, statements) -> None:
    visit = open_page(five, "tab=matrix")
    cell(visit, "location", "Halden Group").click()
    assert visit.texts("#drawer h2") == ["location × Halden Group"]
    owned = {iri for iri, p in statements.parties.items() if p.label in ("Mapwright", "Tallypay")}
    below = (PF + "PreciseLocation", PF + "CoarseLocation")
    flows = shared(statements, lambda f: f.data in below and f.recipient in owned)
    assert visit.page.locator("#drawer ol.flows li").count() == len(flows)
    assert visit.texts("#drawer .note") == [said(flows)]
    visit.page.click("text=Only these")
    assert len(visit.texts(".chips button")) == 3
    assert f"{len(flows)} of 120" in visit.texts("#status")[0]
    cell(visit, "All data types", "All recipients").click()
    assert visit.texts("#drawer h2") == ["All data types"]
    visit.press("Escape")
    assert not visit.page.locator("#drawer").is_visible()


def test_as_a_table_of_quotes(open_page, five: str) -> None:
    visit = open_page(five, "tab=matrix")
    cell(visit, "location", "left vague").click()
    listed = visit.page.locator("#drawer ol.flows li").count()
    visit.page.click("text=As a table of quotes")
    assert visit.page.locator(".answers tr.row").count() == listed


def test_a_cell_of_one_statement_opens_its_quote(open_page, five: str) -> None:
    visit = open_page(five, "tab=matrix&m-open=*&m-who=*")
    single = next(n for n, what in cells(visit).items() if what.endswith(", 1 statement"))
    row, column = single.split(", ", 1)
    cell(visit, row, column).click()
    assert visit.page.locator("#drawer blockquote").is_visible()


def test_silence_is_a_dash_that_points_to_broader_statements(open_page, statements) -> None:
    flows = list(statements.flows)
    receiving = next(i for i, flow in enumerate(flows) if flow.recipient)
    flows[receiving] = replace(flows[receiving], data=PF + "Location")
    name = statements.parties[flows[receiving].recipient].label
    only = replace(
        statements,
        flows=(
            flows[receiving],
            *(
                replace(f, data=PF + "PreciseLocation")
                for f in flows
                if f.recipient != flows[receiving].recipient
            ),
        ),
    )
    visit = open_page(render_statements(only, title="Broader"), "tab=matrix&m-open=*&m-who=*")
    silent = cell(visit, "precise location", name)
    assert silent.inner_text() == "–"
    silent.click()
    assert "no denial" in visit.texts("#drawer .note")[0]
    visit.page.click("text=Of location: 1 statement")
    assert visit.page.locator("#drawer ol.flows li").count() == 1


def test_what_the_filters_hide_is_not_called_silence(open_page, five, statements) -> None:
    visit = open_page(five, "tab=matrix&m-open=*&m-who=*&says=denied")
    denied = {flow.recipient for flow in statements.flows if flow.denied}
    assert all(statements.parties[iri].role != "named" for iri in denied)
    wider = cells(open_page(five, "tab=matrix&m-open=*&m-who=*"))
    for name, what in cells(visit).items():
        if what.startswith("hidden"):
            assert size_of(what) == size_of(wider[name])
        elif what == "not mentioned":
            assert wider[name] == what
    hidden = next(n for n, what in cells(visit).items() if what.startswith("hidden"))
    place = cell(visit, *hidden.split(", ", 1))
    assert place.inner_text() == "…"
    assert visit.texts(".matrix .key li:visible")[-1] == "… hidden by the filters"
    place.click()
    assert "The filters hide" in visit.texts("#drawer .note")[0]
    visit.page.click("text=Without these filters")
    assert cells(visit) == wider
    assert "…" not in "".join(visit.texts(".matrix .key li:visible"))


def test_another_company_does_not_speak_for_the_one_chosen(open_page, five, statements) -> None:
    company = next(iter(statements.policies.values())).company.rsplit("/", 1)[1]
    visit = open_page(five, f"tab=matrix&m-open=*&m-who=*&company={company}")
    assert "not mentioned" in cells(visit).values()
    assert not any(what.startswith("hidden") for what in cells(visit).values())


def test_rows_and_columns_by_name_by_weight_and_by_one_of_them(open_page, five) -> None:
    visit = open_page(five, "tab=matrix&m-open=*")
    rows, columns = visit.page.locator(".axis select").all()
    rows.select_option("name")
    columns.select_option("name")
    top = [n for n in heads(visit, "row") if n in ("contact data", "device data", "location")]
    assert top == sorted(top)
    names = heads(visit, "col")[1:]
    assert names == sorted(names, key=str.lower)
    columns.select_option("most")

    def sums(row: str) -> list[int]:
        seen = cells(visit)
        return [size_of(seen[f"{row}, {name}"]) for name in heads(visit, "col")[1:]]

    assert sums("All data types") == sorted(sums("All data types"), reverse=True)
    visit.page.locator(".matrix button.name", has_text="financial data").click()
    visit.page.click("text=Order columns by it")
    assert sums("financial data") == sorted(sums("financial data"), reverse=True)
    assert columns.locator("option:checked").inner_text() == "most of financial data"
    again = open_page(five, visit.page.url.split("#")[1])
    assert heads(again, "col") == heads(visit, "col")


def size_of(what: str) -> int:
    """The number of statements that a cell tells."""
    return sum(int(word) for word in what.replace(";", "").split() if word.isdigit())


def test_the_keys_walk_over_cells_heads_and_handles(open_page, five: str) -> None:
    visit = open_page(five, "tab=matrix")
    at = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
    focused = lambda: visit.page.evaluate(at)  # noqa: E731
    assert visit.page.locator(".matrix td[tabindex='0'], .matrix th [tabindex='0']").count() == 1
    visit.page.evaluate("document.activeElement.blur()")
    visit.press("ArrowDown")
    assert focused().startswith("All data types, All recipients: says it does")
    visit.press("ArrowDown", "ArrowRight")
    row, column = heads(visit, "row")[1], heads(visit, "col")[1]
    assert focused().startswith(f"{row}, {column}:")
    visit.press("End")
    assert focused().startswith(f"{row}, {heads(visit, 'col')[-1]}:")
    visit.press("Home", "ArrowLeft")
    assert focused() == row
    visit.press("ArrowLeft")
    assert focused() == f"Parts of {row}"
    visit.press("Enter")
    assert visit.page.locator(".matrix button.handle[aria-expanded=true]").count() == 1
    assert focused() == f"Parts of {row}", "the keys stay where they were"
    visit.press("ArrowRight", "Control+End")
    assert focused().startswith(f"{heads(visit, 'row')[-1]}, {heads(visit, 'col')[-1]}:")
    visit.press("Control+Home", "ArrowUp")
    assert focused() == "All recipients"
    visit.press("ArrowRight", "Enter")
    assert visit.texts("#drawer h2") == [column]
    visit.press("Escape")
    assert focused() == column
    visit.press("ArrowDown", "Enter")
    assert visit.page.locator("#drawer").is_visible()
    assert visit.page.locator(".matrix [tabindex='0']").count() == 1


def test_what_is_not_drawn_is_counted_and_comes_in_steps(open_page) -> None:
    html = render_statements(statements_of(90, 8), title="Ninety")
    visit = open_page(html, "tab=matrix&m-by=companies")
    assert len(heads(visit, "row")) == 41
    rows = visit.page.locator(".axis").first
    assert "40 of 90 rows" in rows.inner_text()
    visit.page.click(".matrix th button:has-text('+50 more rows')")
    assert len(heads(visit, "row")) == 81
    rows.get_by_role("button", name="Show 10 more").click()
    assert len(heads(visit, "row")) == 91
    assert visit.page.locator("text=more rows").count() == 0
    visit.page.get_by_role("button", name="Transpose").click()
    assert len(heads(visit, "col")) == 25
    visit.page.click(".matrix th button:has-text('+66 more columns')")
    assert len(heads(visit, "col")) == 49
    again = open_page(html, visit.page.url.split("#")[1])
    assert heads(again, "col") == heads(visit, "col")


def test_filters_and_the_link_show_the_same_again(open_page, five: str) -> None:
    visit = open_page(five, "tab=matrix&m-by=companies&m-turn=1")
    visit.page.click("text=Action")
    visit.page.get_by_role("checkbox", name="share").check()
    visit.press("Escape")
    visit.page.locator(".axis select").first.select_option("name")
    cell(visit, "location", "Fernway").click()
    fragment = visit.page.url.split("#")[1]
    assert parse_qs(fragment)["m-by"] == ["companies"]
    again = open_page(five, fragment)
    assert cells(again) == cells(visit)
    assert again.texts(".matrix .sum") == visit.texts(".matrix .sum")


def test_a_filter_that_leaves_nothing_is_not_called_silence(open_page, five: str) -> None:
    visit = open_page(five, "tab=matrix&text=zzzz")
    assert visit.texts(".matrix .nothing")[0].startswith("No statement here passes the filters.")
    assert not visit.page.locator(".axis").first.is_visible()
    visit.page.click("text=Clear all filters")
    assert visit.page.locator(".matrix td").count() > 10


def read_csv(download) -> list[list[str]]:
    text = Path(download.value.path()).read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_csv_of_the_matrix_and_of_its_statements(open_page, five: str) -> None:
    visit = open_page(five, "tab=matrix&m-open=Location")
    with visit.page.expect_download() as download:
        visit.page.click("text=Matrix as CSV")
    lines = read_csv(download)
    assert lines[0][:2] == ["data type / recipient", "All recipients"]
    assert [line[0].split(" › ")[-1] for line in lines[1:]] == heads(visit, "row")
    assert "location › precise location" in [line[0] for line in lines]
    shown = cell(visit, "location", "left vague").inner_text().split()
    at = lines[0].index("left vague")
    assert next(line for line in lines if line[0] == "location")[at].split() == shown
    with visit.page.expect_download() as download:
        visit.page.click("text=Statements as CSV")
    assert len(read_csv(download)) == 91
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Statements as JSON").click()
    assert download.value.suggested_filename == "matrix-statements.json"


def test_no_formula_in_the_csv_of_the_matrix(open_page) -> None:
    words = ["=1+1", "+cmd", "-2", "@sum", 'a "quoted", word', "\t=1"]
    html = render_statements(hostile_statements(words), title="Formulas")
    visit = open_page(html, "tab=matrix&m-turn=1")
    with visit.page.expect_download() as download:
        visit.page.click("text=Matrix as CSV")
    lines = read_csv(download)
    assert len(lines) == 2 + len(words)
    for value in (value for line in lines for value in line):
        assert value[:1] not in ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("width", [380, 1280])
@pytest.mark.parametrize("by", ["recipients", "companies"])
def test_attacks_are_text_in_heads_cells_and_drawer(open_page, width: int, by: str) -> None:
    html = render_statements(hostile_statements(ATTACKS), title=TITLE)
    visit = open_page(html, f"tab=matrix&m-open=*&m-by={by}", width=width)
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= width
    if by == "recipients":
        assert "<script>alert(1)</script>" in heads(visit, "col")
        assert "U+202Egnp.exe" in " ".join(heads(visit, "col"))
    for name in visit.page.locator(".matrix th button.name").all():
        name.dispatch_event("click")
        visit.press("Escape")
    for place in visit.page.locator(".matrix tbody tr:first-child td").all():
        place.dispatch_event("click")
        visit.press("Escape")
    visit.page.get_by_role("button", name="Transpose").dispatch_event("click")
    check_inert(visit)


@pytest.mark.parametrize(
    "fragment",
    [
        "m-by=__proto__&m-turn=<script>&m-open=<img src=x onerror=alert(1)>&m-who=__proto__",
        "m-by=constructor&m-rows=by:<script>&m-columns=__proto__&m-down=-5&m-across=NaN",
        "m-down=Infinity&m-across=1e9&m-open=%00%20*&m-who=*&m-rows=by:",
    ],
)
def test_a_hostile_link_draws_a_matrix_all_the_same(open_page, five, fragment: str) -> None:
    visit = open_page(five, f"tab=matrix&{fragment}")
    assert cells(visit)[f"{heads(visit, 'row')[0]}, {heads(visit, 'col')[0]}"] != "not mentioned"
    check_inert(visit)


@pytest.mark.parametrize("width", [380, 768, 1280, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_heads_stay_in_sight_and_whole_at_every_width(open_page, five, width, scheme) -> None:
    visit = open_page(five, "tab=matrix&m-open=*&m-who=*", width=width, scheme=scheme)
    page = visit.page
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert page.evaluate("document.querySelector('main').scrollWidth") <= width
    clipped = """() => [...document.querySelectorAll('.matrix .head, .matrix .name')]
        .filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth)
        .map(each => each.textContent)"""
    assert page.evaluate(clipped) == []
    area = page.locator(".scroller")
    area.scroll_into_view_if_needed()
    area.evaluate("area => area.scrollTo(300, 200)")
    box = area.bounding_box()
    first = page.locator(".matrix tbody th").nth(9).bounding_box()
    top = page.locator(".matrix thead th").nth(1).bounding_box()
    assert first["x"] == pytest.approx(box["x"], abs=1)
    assert top["y"] == pytest.approx(box["y"], abs=2)
    assert first["width"] < 0.46 * box["width"]


def test_what_the_keys_arrive_at_is_not_behind_the_heads(open_page, five: str) -> None:
    visit = open_page(five, "tab=matrix&m-open=*&m-who=*", width=768)
    visit.page.evaluate("document.activeElement.blur()")
    visit.press("ArrowDown", "Control+End", *["ArrowLeft"] * 9, *["ArrowUp"] * 9)
    hidden = """() => {
        const place = document.activeElement.getBoundingClientRect();
        const corner = document.querySelector('.matrix .origin').getBoundingClientRect();
        return place.left < corner.right - 1 || place.top < corner.bottom - 1;
    }"""
    assert visit.page.evaluate("document.activeElement.tagName") == "TD"
    assert not visit.page.evaluate(hidden)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("fragment", ["m-open=*&m-who=role:vague", "m-by=companies&m-turn=1"])
def test_no_barrier_for_assistive_technology(open_page, five, scheme, fragment) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    visit = open_page(five, f"tab=matrix&{fragment}", scheme=scheme)
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = axe.Axe().run(
        visit.page, context="#panel-matrix", options={"runOnly": {"type": "tag", "values": levels}}
    )
    assert [v["id"] for v in found.response["violations"]] == []


def test_five_thousand_flows_are_crossed_in_time(open_page) -> None:
    visit = open_page(render_statements(statements_of(100, 50), title="Five thousand"))
    took = """change => {
        const started = performance.now();
        View.set(change);
        document.querySelector('.matrix').getBoundingClientRect();
        return performance.now() - started;
    }"""
    assert visit.page.evaluate(took, {"tab": "matrix"}) < 1000
    narrow, wide = {"filters": {"data": ["Location"]}}, {"filters": {}}
    times = [visit.page.evaluate(took, change) for change in [narrow, wide] * 4]
    assert min(times[0::2]) < 150
    assert min(times[1::2]) < 150
