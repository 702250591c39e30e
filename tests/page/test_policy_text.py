"""The text beside the report: every word of it, each sentence marked, on every screen."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from privacyflow.graphs.page import render_statements
from privacyflow.tests.graphs.page_samples import Sentence, hostile_statements, statements_of
from privacyflow.tests.page.policy_samples import (
    SEEN,
    TEXT,
    long_policy,
    nested,
    of_fernway,
    one_policy,
)
from privacyflow.tests.page.test_hostile_page import ATTACKS, check_inert

TIMED = """change => {
    const started = performance.now();
    View.set(change);
    document.body.getBoundingClientRect();
    return performance.now() - started;
}"""


@pytest.fixture(scope="module")
def five() -> str:
    """The page on five invented companies."""
    return render_statements(statements_of(), title="Five companies")


def test_the_whole_text_is_there_word_for_word(open_page) -> None:
    for statements in (statements_of(1), nested(), one_policy(Sentence(before="😀 ", data="𝔸 b"))):
        visit = open_page(render_statements(statements, title="Text"), "tab=policy")
        (policy,) = statements.policies.values()
        assert visit.page.evaluate(TEXT) == policy.text
        sentences = {each.place for each in statements.evidence.values()}
        assert visit.page.locator(".words .sign").count() == len(sentences)
        visit.page.evaluate("View.set({ flow: Model.flows[0].id })")
        assert visit.page.evaluate(TEXT) == policy.text


def test_stretches_cover_just_the_sentences(open_page, five: str) -> None:
    chance = random.Random(5)
    ranges = [
        [sorted(chance.sample(range(60), 2)) for _ in range(chance.randint(0, 8))]
        for _ in range(150)
    ]
    cases = [sorted(map(list, {tuple(each) for each in case}), key=by_place) for case in ranges]
    visit = open_page(five)
    answers = visit.page.evaluate(
        """cases => cases.map(case_ => Highlights.stretches(
            case_.map(([from, to]) => ({ from, to })), case_.slice(0, 2).map(p => [...p, "data"])
        ).map(each => [
            each.from, each.to, each.sentences.map(({ from, to }) => [from, to]), each.parts
        ]))""",
        cases,
    )
    for case, stretches in zip(cases, answers, strict=True):
        assert all(one[1] <= other[0] for one, other in pairwise(stretches))
        for at in range(60):
            over = [each for each in case if each[0] <= at < each[1]]
            found = [each for each in stretches if each[0] <= at < each[1]]
            assert [each[2] for each in found] == ([over] if over else [])
            marked = any(each[0] <= at < each[1] for each in case[:2])
            assert [each[3] for each in found] == ([["data"] if marked else []] if over else [])


def by_place(place: list[int]) -> tuple[int, int]:
    return place[0], -place[1]


def test_states_are_told_by_line_and_sign(open_page) -> None:
    visit = open_page(of_fernway(), "tab=policy")
    assert visit.texts(".words .sign") == ["●", "○", "◐"]
    lines = visit.page.evaluate(
        "[...document.querySelectorAll('.words .said')]"
        ".map(each => getComputedStyle(each).textDecorationStyle)"
    )
    assert lines == ["solid", "wavy", "dashed"]


def test_keys_and_buttons_go_from_sentence_to_sentence(open_page, five: str) -> None:
    visit = open_page(five, "tab=policy")
    assert visit.texts(".steps .position") == ["24 sentences"]
    visit.press("n", "n", "n")
    assert visit.texts(".steps .position") == ["3 of 24 sentences"]
    assert visit.page.evaluate(SEEN, ".words .sign.current")
    assert not visit.page.locator("#drawer").is_visible()
    visit.press("p")
    assert visit.texts("#announcement") == ["2 of 24 sentences"]
    visit.page.click("text=Previous")
    visit.press("p", "p")
    assert visit.texts(".steps .position") == ["1 of 24 sentences"]
    visit.page.evaluate("View.set({ 'p-at': '' })")
    visit.press("p")
    assert visit.texts(".steps .position") == ["24 of 24 sentences"]
    place = visit.page.evaluate("View.now['p-at']")
    visit.page.focus("#search")
    visit.page.keyboard.type("p")
    assert visit.page.evaluate("View.now['p-at']") == place


def test_an_open_drawer_follows(open_page, five: str) -> None:
    visit = open_page(five, "tab=policy")
    visit.page.locator(".words .sign").first.click()
    before = visit.texts("#drawer blockquote strong")
    visit.press("n")
    assert visit.texts("#drawer blockquote strong") != before
    visit.press("Escape")
    assert visit.texts(".steps .position") == ["2 of 24 sentences"]


def test_next_goes_on_from_a_sentence_that_the_filters_hide(open_page) -> None:
    visit = open_page(of_fernway(), "tab=policy")
    visit.press("n", "n")
    visit.page.evaluate("View.set({ filters: { says: ['affirmed'] } })")
    assert visit.texts(".steps .position") == ["2 sentences"]
    visit.press("n")
    assert visit.texts(".steps .position") == ["2 of 2 sentences"]


@pytest.mark.parametrize("width", [380, 768])
def test_narrow_screens_switch_between_report_and_text(open_page, five: str, width: int) -> None:
    visit = open_page(five, "tab=policy", width=width)
    assert visit.page.locator(".report").is_visible()
    assert not visit.page.locator(".words").is_visible()
    visit.page.get_by_role("button", name="Text", exact=True).click()
    assert visit.page.locator(".words").is_visible()
    assert not visit.page.locator(".report").is_visible()
    visit.page.click("text=Next")
    assert visit.page.locator(".words .sign.current").is_visible()
    again = open_page(five, visit.page.url.split("#")[1], width=width)
    assert again.page.locator(".words .sign.current").is_visible()


def test_wide_screens_show_both(open_page, five: str) -> None:
    visit = open_page(five, "tab=policy", width=1280)
    report, words = (visit.page.locator(each).bounding_box() for each in (".report", ".words"))
    assert report["x"] + report["width"] < words["x"]
    assert not visit.page.locator(".switch").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [380, 768, 1280, 1920])
@pytest.mark.parametrize("show", ["report", "text"])
def test_no_width_needs_sideways_scrolling(open_page, five, width, show, scheme) -> None:
    visit = open_page(five, f"tab=policy&p-show={show}", width=width, scheme=scheme)
    for element in ("document.scrollingElement", "document.querySelector('main')"):
        assert visit.page.evaluate(f"{element}.scrollWidth") <= width
    for pane in (".report", ".words"):
        wide = visit.page.evaluate(
            "pane => { const each = document.querySelector(pane);"
            " return each.scrollWidth - each.clientWidth; }",
            pane,
        )
        assert wide <= 0


@pytest.mark.parametrize("width", [380, 1280])
def test_attacks_are_shown_as_text(open_page, width: int) -> None:
    statements = hostile_statements(ATTACKS)
    html = render_statements(statements, title="Attacks")
    visit = open_page(html, "tab=policy&p-show=text", width=width)
    text = visit.page.evaluate(TEXT)
    for attack in ATTACKS[:5]:
        assert attack in text
    assert "U+202E" in text
    assert "\u202e" not in text
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= width
    for number in range(len(ATTACKS)):
        visit.page.locator(".words .sign").nth(number).dispatch_event("click")
    visit.press("Escape", "n", "p")
    for row in range(visit.page.locator("button.stands").count()):
        visit.page.locator("button.stands").nth(row).dispatch_event("click")
    check_inert(visit)


@pytest.mark.parametrize(
    "fragment",
    [
        "tab=policy&p-id=<img src=x onerror=alert(1)>&p-at=__proto__&p-show=constructor",
        "tab=policy&flow=../../x&policy=nobody&company=%00",
        "p-at=%22%3E%3Cscript%3E&tab=policy&text=%3Cb%3E",
    ],
)
def test_a_hostile_link_does_nothing(open_page, fragment: str) -> None:
    html = render_statements(hostile_statements(ATTACKS), title="Links")
    visit = open_page(html, fragment)
    assert visit.page.locator(".report h2").is_visible()
    check_inert(visit)


def test_a_very_long_policy_does_not_freeze(open_page) -> None:
    statements = long_policy()
    (policy,) = statements.policies.values()
    assert len(policy.text) > 400_000
    html = render_statements(statements, title="Long")
    visit = open_page(html)
    assert visit.page.evaluate(TIMED, {"tab": "policy"}) < 1000
    times = []
    for _ in range(8):
        times.append(visit.page.evaluate(TIMED, {"filters": {"says": ["denied"]}}))
        visit.page.evaluate(TIMED, {"filters": {}})
    assert min(times) < 150
    assert visit.page.evaluate(TEXT) == policy.text
    assert visit.page.locator(".portion").count() > 50
    visit.press("p")
    assert visit.page.evaluate(SEEN, ".words .sign.current")


def test_a_filter_redraws_five_thousand_flows_at_once(open_page) -> None:
    visit = open_page(render_statements(statements_of(100, 50), title="Many"), "tab=policy")
    changes = [{"filters": {"data": [name]}} for name in ("Location", "DeviceData", "ContactData")]
    assert min(visit.page.evaluate(TIMED, change) for change in changes) < 150


def test_on_paper_report_and_text_follow_each_other(open_page, five: str) -> None:
    visit = open_page(five, "tab=policy")
    visit.page.emulate_media(media="print")
    report, words = (visit.page.locator(each).bounding_box() for each in (".report", ".words"))
    assert report["y"] + report["height"] <= words["y"]
    assert words["height"] > 1500
    assert not visit.page.locator(".policy-bar").is_visible()
