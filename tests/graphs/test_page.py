"""The page is one file that may run nothing but our scripts and ask nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from privacyflow.graphs import page
from privacyflow.graphs.inlining import embed_json, inline
from privacyflow.graphs.page import render_page, render_statements
from privacyflow.graphs.store import GraphStore
from privacyflow.tests.graphs.page_samples import hostile_statements, statements_of

FOLDER = files("privacyflow.graphs") / "page"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(2)</script>",
    "<!-- <script>",
    "\u2028\u2029",
    "a\x00b\x1f",
    "{{ 7 * 7 }}{% raw %}",
]


class Elements(HTMLParser):
    """Collects the elements of a page, and the text of its scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in ("script", "style") and data.strip():
            self.texts.append((*self.found[-1], data))


def policy_of(elements: Elements) -> str:
    metas = [a for tag, a in elements.found if a.get("http-equiv") == "Content-Security-Policy"]
    assert len(metas) == 1
    return str(metas[0]["content"])


def test_the_policy_names_just_what_is_inlined(sample_store: GraphStore) -> None:
    elements = Elements(render_page(sample_store, title="Sample"))
    policy = policy_of(elements)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    code = [text for _, about, text in elements.texts if "type" not in about]
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in code
    }
    assert hashes == set(re.findall(r"'sha256-[^']+'", policy))
    ours = len(page.SCRIPTS) - len(page.SERVED_SCRIPTS) + len(page.STYLES)
    assert len(code) == ours + 1, "ours and vis-network"


def test_nothing_points_outside(sample_store: GraphStore) -> None:
    elements = Elements(render_page(sample_store, title="Sample"))
    for tag, about in elements.found:
        assert not {"src", "href", "srcset", "action", "style"} & about.keys(), tag
        assert not [name for name in about if name.startswith("on")], tag
    styles = "".join(text for tag, _, text in elements.texts if tag == "style")
    assert "url(" not in styles
    assert "@import" not in styles


def test_the_same_graph_gives_the_same_page(sample_store: GraphStore) -> None:
    assert render_page(sample_store, title="A") == render_page(sample_store, title="A")


def test_hostile_text_stays_inside_the_data() -> None:
    plain = Elements(render_statements(statements_of(), title="Plain"))
    hostile = Elements(render_statements(hostile_statements(HOSTILE), title="".join(HOSTILE)))
    assert [tag for tag, _ in hostile.found] == [tag for tag, _ in plain.found]
    data = next(text for _, about, text in hostile.texts if about.get("id") == "data")
    text = json.loads(data)["policies"][0]["text"]
    assert all(f"We share your {word} with {word}" in text for word in HOSTILE)


@pytest.mark.parametrize("text", [*HOSTILE, "&amp;", "\ud800"])
def test_embedded_json_holds_no_markup(text: str) -> None:
    embedded = embed_json({"text": text})
    assert not set("<>&\u2028\u2029") & set(embedded)
    assert json.loads(embedded)["text"] == text.replace("\ud800", "?")


def test_a_script_that_would_end_its_element_is_refused(tmp_path) -> None:
    file = tmp_path / "bad.js"
    file.write_text('const end = "</script>";')
    with pytest.raises(ValueError, match="can't be inlined"):
        inline(file, "script")


def test_five_thousand_flows_fit_into_five_megabytes() -> None:
    statements = statements_of(100, 50)
    assert len(statements.flows) == 5000
    assert len(render_statements(statements, title="Many").encode()) <= 5_000_000


def test_every_file_of_the_page_is_used_and_short() -> None:
    names = {file.name for file in FOLDER.iterdir() if file.name.endswith((".js", ".css"))}
    assert names == {*page.SCRIPTS, *page.STYLES}
    for name in names:
        assert len((FOLDER / name).read_text("utf-8").splitlines()) <= 300, name


def test_our_scripts_never_write_markup() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
        r"|DOMParser|srcdoc|createContextualFragment|XMLHttpRequest|WebSocket|sendBeacon"
    )
    for name in page.SCRIPTS:
        assert not forbidden.search((FOLDER / name).read_text("utf-8")), name
    assert forbidden.search("element.innerHTML = text")


def test_only_what_needs_the_server_asks_and_only_its_own() -> None:
    for name in page.SCRIPTS:
        script = (FOLDER / name).read_text("utf-8")
        assert ("fetch(" in script) == (name == "sparql.js"), name
        assert not re.search(r"(?<!xmlns=)[\"'`]https?://(?!www\.w3\.org/)", script), name
    assert "sparql.js" in page.SERVED_SCRIPTS


def test_wordings_of_the_catalogue_reach_the_page(sample_store: GraphStore) -> None:
    html = render_page(sample_store, title="A", questions={"sdks": "Which SDKs does Acme use?"})
    assert "Which SDKs does Acme use?" in html


def test_an_empty_graph_gives_a_page() -> None:
    with GraphStore.in_memory() as store:
        assert "<h1><bdi>Empty</bdi></h1>" in render_page(store, title="Empty")
