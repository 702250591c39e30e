"""HTML pages: their text, what is left out, and the way back to the file."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from privacyflow.extractors.reading import read_text
from privacyflow.extractors.reading.html import read_html
from privacyflow.extractors.reading.page import Page

Outline = Callable[..., list[str]]


def assert_origins_hold(page: Page, source: str) -> None:
    """Every run of text is the source's own, or an entity, or blanks written as one."""
    covered = 0
    for origin in page.origins:
        assert page.text[covered : origin.start].strip("\n") == ""
        words = page.text[origin.start : origin.end]
        raw = source[origin.raw : origin.raw + origin.raw_length]
        assert words in (raw, unescape(raw)) or (words == " " and not unescape(raw).strip())
        covered = origin.end
    assert covered == len(page.text)


def test_headings_paragraphs_and_nested_lists(outline: Outline) -> None:
    source = """<!doctype html><title>Lampyris</title><body><h1>Privacy</h1>
<p>We collect <b>your</b> name:<ul><li>first name<li>Last name:<ul><li>as <i>you</i> write it</ul>
<p>You may change it.</p></ul><h2>Sharing</h2>We share nothing."""
    assert outline(source, "html") == [
        "heading 1: Privacy",
        "paragraph 0: We collect your name:",
        "item 0: first name",
        "item 0: Last name:",
        "item 1: as you write it",
        "paragraph 1: You may change it.",
        "heading 2: Sharing",
        "paragraph 0: We share nothing.",
    ]


def test_numbered_lists_keep_their_numbers(outline: Outline) -> None:
    source = "<p>You may:<ol start=3><li>ask us<li value=7>leave<li>come back</ol>"
    assert outline(source, "html")[1:] == [
        "item 0 3.: ask us",
        "item 0 7.: leave",
        "item 0 8.: come back",
    ]


def test_tables_spread_their_spans(outline: Outline) -> None:
    source = """<table><caption>Our SDKs</caption><thead><tr><th>Name<th colspan=2>Data</thead>
<tr><td rowspan=2>Glow Map<td>position<td>hours<tr><td>Wi-Fi list<td><ul><li>name<li>address</ul></table>"""
    assert outline(source, "html") == [
        "paragraph 0: Our SDKs",
        "cell 0,0 head: Name",
        "cell 0,1 head: Data",
        "cell 0,2 head: Data",
        "cell 1,0: Glow Map",
        "cell 1,1: position",
        "cell 1,2: hours",
        "cell 2,0: Glow Map",
        "cell 2,1: Wi-Fi list",
        "cell 2,2: name address",
    ]


def test_tables_that_only_arrange_a_page_are_no_tables(outline: Outline) -> None:
    source = "<table><tr><td>Menu<td><h1>Privacy</h1><p>We keep your name.</table>"
    assert outline(source, "html")[1:] == ["heading 1: Privacy", "paragraph 0: We keep your name."]


def test_definition_lists(outline: Outline) -> None:
    source = (
        "<p>We collect:<dl><dt>Account<dd>your name<dt>Use<dd>hours<p>and colours</dl><p>No more."
    )
    assert outline(source, "html") == [
        "paragraph 0: We collect:",
        "item 0: Account",
        "item 1: your name",
        "item 0: Use",
        "item 1: hours",
        "paragraph 2: and colours",
        "paragraph 0: No more.",
    ]


def test_folded_panels_are_read(outline: Outline) -> None:
    source = """<h2>Data</h2><details><summary>Payment</summary><p>We keep no card number.</details>
<h3><button aria-expanded=false>Maps</button></h3><div hidden style="display:none">We use your position.</div>
<div role=button aria-controls=p2>Mail</div><div id=p2>We use your address.</div>"""
    assert outline(source, "html") == [
        "heading 2: Data",
        "heading 3: Payment",
        "paragraph 0: We keep no card number.",
        "heading 3: Maps",
        "paragraph 0: We use your position.",
        "heading 4: Mail",
        "paragraph 0: We use your address.",
    ]


def test_div_soup(outline: Outline) -> None:
    source = """<div><div>We keep your name.<br>We keep your address.<br><br>We keep</div>no more.</div>
<div><b>Cookies</b></div><div>We use none.</div>"""
    assert outline(source, "html") == [
        "paragraph 0: We keep your name.",
        "paragraph 0: We keep your address.",
        "paragraph 0: We keep",
        "paragraph 0: no more.",
        "heading 2: Cookies",
        "paragraph 0: We use none.",
    ]


PROSE = "We keep your name for as long as you have an account with us, so that we can greet you."


@pytest.mark.parametrize(
    "chrome",
    [
        "<nav><ul><li><a href=/>Shop lamps</a></ul></nav>",
        "<header><a href=/>Shop lamps</a></header>",
        "<footer><p>Shop lamps, all rights reserved</footer>",
        "<aside><h3><a href=/>Shop lamps</a></h3></aside>",
        "<div role=navigation><a href=/>Shop lamps</a></div>",
        "<div class='cookie-banner'><h2>Shop lamps</h2><p>We use cookies.</div>",
        "<div id=onetrust-consent-sdk>Shop lamps</div>",
        "<div class=siteFooter><div><a href=/>Shop lamps</a></div></div>",
        "<div class='related-posts'><a href=/>Shop lamps</a></div>",
        "<dialog open><p>Shop lamps</dialog>",
        "<ul><li><a href=#a>Shop lamps</a><li><a href=#b>B</a><li><a href=#c>C</a></ul>",
        "<script>document.write('<p>Shop lamps</p>')</script>",
        "<style>.a:after{content:'Shop lamps'}</style>",
        "<template><p>Shop lamps</template>",
        "<!-- <p>Shop lamps</p> -->",
        "<select><option>Shop lamps</select>",
        "<button>Shop lamps</button>",
        "<svg><title>Shop lamps</title></svg>",
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_what_is_wrapped_around_the_text_is_left_out(chrome: str, before: bool) -> None:
    text = f"<h1>Privacy</h1><p>{PROSE}</p><h2>Sharing</h2><p>{PROSE}</p>"
    page = read_html(f"<body>{chrome}{text}" if before else f"<body>{text}{chrome}")
    assert "Shop lamps" not in page.text
    assert page.text.count(PROSE) == 2


def test_only_the_main_part_is_read_where_one_is_marked() -> None:
    page = read_html(
        f"<body><div>Free shipping</div><main><h1>Privacy</h1><p>{PROSE}</main><div>Jobs</div>"
    )
    assert page.text == f"Privacy\n{PROSE}"


@pytest.mark.parametrize(
    "wrapper",
    [
        "<div class='modal share'>{}</div>",
        "<dialog open>{}</dialog>",
        "<footer>{}</footer>",
        "<div id=cookie-banner>{}</div>",
        "<nav>{}</nav>",
    ],
)
def test_what_holds_most_of_the_page_is_its_text(wrapper: str) -> None:
    page = read_html(f"<body><p>Lamps</p>{wrapper.format(f'<h1>Privacy</h1><p>{PROSE}')}")
    assert PROSE in page.text


def test_headings_are_never_taken_for_chrome() -> None:
    page = read_html(f"<h2 id=how-we-share class='share-buttons'>How we share</h2><p>{PROSE}</p>")
    assert page.text.startswith("How we share\n")


def test_lists_of_links_under_a_lead_in_stay() -> None:
    links = "".join(
        f"<li><a href=https://{name}.example>{name}</a>" for name in ("Glow", "Shine", "Beam")
    )
    page = read_html(f"<p>{PROSE}<p>We share your name with:<ul>{links}</ul>")
    assert page.text.endswith("Glow\nShine\nBeam")


def test_head(outline: Outline) -> None:
    source = """<html><head><title>Privacy &amp; you | Lampyris</title>
<link rel="canonical" href="https://lampyris.example/privacy?a=1&amp;b=2">
<meta property="og:site_name" content="Lampyris Lamps"></head><body><p>We keep your name."""
    page = read_html(source)
    assert page.title == "Privacy & you | Lampyris"
    assert page.url == "https://lampyris.example/privacy?a=1&b=2"
    assert page.site_name == "Lampyris Lamps"
    document = read_text(source.encode(), file_name="a.html")
    assert (document.company, document.url) == ("Lampyris Lamps", page.url)


def test_entities_and_blanks_map_back() -> None:
    source = "<p>A&amp;B \r\n keep&nbsp;&#x79;our\n<b>e&#8209;mail</b>&shy;s &copy2031 &notit; &unknown; 1 < 2\x00</p>"
    page = read_html(source)
    assert page.text == "A&B keep your e‑mails ©2031 ¬it; &unknown; 1 < 2\x00"
    assert_origins_hold(page, source)


WORDS = st.text(
    st.one_of(st.sampled_from("ab <>&;\"'\n\t\r\xa0é中\x00­"), st.characters(codec="utf-8")),
    max_size=12,
)
ENTITIES = st.sampled_from(
    ["&amp;", "&lt;", "&nbsp;", "&#8209;", "&#x41;", "&copy", "&NotEqualTilde;", "&x;"]
)
TAGS = st.sampled_from(
    "<p> </p> <b> </b> <br> <ul> <li> </ul> <table> <tr> <td|rowspan=2> </table> <h2> </h2> <div|class='nav'> </div>"
    " <a|href='#x'> </a> <!--|x|--> <script> </script> <details> <summary> <dl> <dt> <dd> <pre> </pre> <a|title=\""
    " <!-- </ <title>".replace("|", "\v").split(" ")
).map(lambda tag: tag.replace("\v", " "))
SOURCES = st.lists(st.one_of(WORDS, ENTITIES, TAGS), max_size=40).map("".join)


@given(SOURCES)
def test_whatever_the_page_is_spans_lie_in_it_and_map_back(source: str) -> None:
    page = read_html(source)
    assert_origins_hold(page, source)
    for block in page.blocks:
        words = page.text[block.start : block.end]
        assert words and words == words.strip(" \n")


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 10_000 + "We keep your name." + "</div>" * 10_000,
        "<ul><li>" * 10_000 + "We keep your name.",
        "<table><tr><td>" * 5_000 + "We keep your name.",
        "<!--" * 50_000,
        '<a "' * 50_000,
        '<p a="' * 50_000,
        "<p " * 50_000,
        "<" * 100_000,
        "&" * 300_000,
        "</p>" * 100_000,
        "<table><tr>" + "<td rowspan=65534 colspan=1000>x" * 2_000,
        "<script>" * 50_000,
        "<p>" + "word " * 200_000,
    ],
    ids=lambda source: source[:12],
)
def test_hostile_pages_end(source: str) -> None:
    page = read_html(source)
    assert all(block.end <= len(page.text) for block in page.blocks)
    assert ("We keep your name." in page.text) == ("We keep your name." in source)


def test_bold_lines_that_look_different_are_headings_of_different_levels(outline: Outline) -> None:
    page = (
        '<div class="a"><b>Lampyris Privacy Policy</b></div><div>Lampyris keeps your name.</div>'
        '<div class="b"><b>What we collect</b></div><div>We collect the names of our customers.</div>'
        '<div class="c"><b>From you</b></div><div>You give us the name of your street.</div>'
        '<div class="b"><b>Where it goes</b></div><div>We share it with all of our carriers.</div>'
    )
    assert [line for line in outline(page, "html") if line.startswith("heading")] == [
        "heading 1: Lampyris Privacy Policy",
        "heading 2: What we collect",
        "heading 3: From you",
        "heading 2: Where it goes",
    ]


def test_margins_of_bulleted_lines_nest_them(outline: Outline) -> None:
    page = "<div>We collect the following data:</div>" + "".join(
        f'<div style="margin-left:{margin}"><span>•&nbsp;{words}</span></div>'
        for margin, words in (
            ("18pt", "your lamps:"),
            ("36pt", "their size"),
            ("18pt", "your name"),
        )
    )
    assert outline(page, "html")[1:] == [
        "item 0 •: your lamps:",
        "item 1 •: their size",
        "item 0 •: your name",
    ]
