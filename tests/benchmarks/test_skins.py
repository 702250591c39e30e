"""The same policy gives the same flows in every dress: a small part of benchmarks/skins.py."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from dresses import SKINS, as_docx, as_html, as_markdown, as_pdf
from own_policies import Policy, draw_policy
from skins import flows_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return draw_policy(2)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        pytest.skip("no chromium on the path: apt-get install chromium")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "shift_jis"])
def test_pages_in_any_encoding(policy: Policy, charset: str) -> None:
    page = as_html(policy, "plain", charset=charset).encode(charset, "xmlcharrefreplace")
    assert flows_of(page, "a.html") == flows_of(as_markdown(policy).encode(), "a.md")


def test_word_documents(policy: Policy) -> None:
    pytest.importorskip("docx", reason="the extra docx is not installed")
    assert flows_of(as_docx(policy), "a.docx") == flows_of(as_markdown(policy).encode(), "a.md")


def test_prints_of_pages(policy: Policy, browser: Browser) -> None:
    pytest.importorskip("pdfplumber", reason="the extra pdf is not installed")
    wanted = flows_of(as_markdown(policy).encode(), "a.md")
    assert wanted.total() > 10
    for skin in SKINS:
        print_out = as_pdf(browser, as_html(policy, skin), tagged=skin != "plain")
        assert flows_of(print_out, "a.pdf") == wanted, skin
