"""A headless browser for the page; every visit also checks that the page kept quiet."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens HTML from a file, offline, at an address fragment."""
    visits: list[Visit] = []

    def open_(
        html: str,
        fragment: str = "",
        *,
        width: int = 1280,
        height: int = 800,
        scheme: str = "light",
    ) -> Visit:
        file = tmp_path / f"page-{len(visits)}.html"
        file.write_text(html, "utf-8", newline="\n")
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, offline=True
        )
        visit = Visit(page=context.new_page())
        visits.append(visit)
        visit.page.on("request", lambda request: _note_request(visit, request.url, file))
        visit.page.on("console", lambda message: _note_message(visit, message))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("dialog", lambda dialog: _note_dialog(visit, dialog))
        visit.page.goto(f"{file.as_uri()}#{fragment}")
        return visit

    yield open_
    for visit in visits:
        visit.check_quiet()
        visit.page.context.close()


def _note_request(visit: Visit, url: str, file: Path) -> None:
    if not url.startswith((file.as_uri(), "blob:", "data:")):
        visit.requests.append(url)


def _note_message(visit: Visit, message: ConsoleMessage) -> None:
    if message.type in ("error", "warning"):
        visit.complaints.append(message.text)


def _note_dialog(visit: Visit, dialog: Dialog) -> None:
    visit.dialogs.append(dialog.message)
    dialog.dismiss()
