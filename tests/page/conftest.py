"""A headless browser for the page; every visit also checks that the page kept quiet."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium or its like, found on the path."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        pytest.skip("no chromium on the path: apt-get install chromium")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, out of the package that brings it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@dataclass
class Visit:
    """One open page and all that it did apart from showing itself."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def texts(self, selector: str) -> list[str]:
        return self.page.locator(selector).all_inner_texts()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def wait_until(self, condition: str) -> None:
        """Wait for an expression to hold; Playwright's own way would need `eval` in the page."""
        for _ in range(100):
            if self.page.evaluate(condition):
                return
            self.page.wait_for_timeout(30)
        raise AssertionError(f"never came true: {condition}")

    def check_quiet(self) -> None:
        assert self.dialogs == [], "a script ran"
        assert self.requests == [], "something outside was asked for"
        assert self.complaints == [], "the console has errors"


Opener = Callable[..., Visit]


@pytest.fixture
def visits() -> Iterator[list[Visit]]:
    """The pages that a test opens; in the end each must have kept quiet."""
    opened: list[Visit] = []
    yield opened
    for visit in opened:
        visit.check_quiet()
        visit.page.context.close()


@pytest.fixture
def open_page(browser: Browser, visits: list[Visit], tmp_path: Path) -> Opener:
    """Return a function that opens HTML from a file, offline, at an address fragment."""

    def open_(html: str, fragment: str = "", **screen: object) -> Visit:
        file = tmp_path / f"page-{len(visits)}.html"
        file.write_text(html, "utf-8", newline="\n")
        visits.append(_start(browser, file.as_uri(), offline=True, **screen))
        visits[-1].page.goto(f"{file.as_uri()}#{fragment}")
        return visits[-1]

    return open_


@pytest.fixture
def open_site(browser: Browser, visits: list[Visit]) -> Opener:
    """Return a function that opens a server's page; asking that server is not asking outside."""

    def open_(url: str, fragment: str = "", **screen: object) -> Visit:
        visits.append(_start(browser, url, offline=False, **screen))
        visits[-1].page.goto(f"{url}#{fragment}")
        return visits[-1]

    return open_


def _start(
    browser: Browser,
    own: str,
    *,
    offline: bool,
    width: int = 1280,
    height: int = 800,
    scheme: str = "light",
) -> Visit:
    """Open an empty page and listen; requests to addresses that start with `own` are its own."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, offline=offline
    )
    visit = Visit(page=context.new_page())
    visit.page.on("request", lambda request: _note_request(visit, request.url, own))
    visit.page.on("console", lambda message: _note_message(visit, message))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("dialog", lambda dialog: _note_dialog(visit, dialog))
    return visit


def _note_request(visit: Visit, url: str, own: str) -> None:
    if not url.startswith((own, "blob:", "data:")):
        visit.requests.append(url)


def _note_message(visit: Visit, message: ConsoleMessage) -> None:
    if message.type in ("error", "warning"):
        visit.complaints.append(message.text)


def _note_dialog(visit: Visit, dialog: Dialog) -> None:
    visit.dialogs.append(dialog.message)
    dialog.dismiss()
