"""Pages: how large a page is, and how long a reader waits for it, in a real browser.

    python benchmarks/pages.py                   5,000 invented flows of 100 companies
    python benchmarks/pages.py --graph GRAPH     the flows of a graph

Draws the page, opens it in chromium from disk, and tells when the first answer can be read, how long
each tab takes to be drawn for the first time and after a change of the filters (the best of three
rounds; a filter is put in and taken out in each). Times are in milliseconds and include layout.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from privacyflow.graphs.statements import Statements

TABS = ("answers", "matrix", "flows", "graph", "policy")
FILTERS = {
    "data": "{ filters: { data: [Model.flows[0].data.covers.at(-1).id] } }",
    "denied": '{ filters: { says: ["denied"] } }',
    "words": '{ text: "advertis" }',
}
CLEAR = '{ filters: {}, text: "" }'
ROUNDS = 3
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main() -> int:
    """Print one table; the exit code is 2 where there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--graph", type=Path, help="a graph made by privacyflow build")
    graph = parser.parse_args().graph
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.stderr.write("error: no chromium on the path. Install it and try again.\n")
        return 2
    from privacyflow.graphs.page import render_statements

    statements = read(graph)
    began = time.perf_counter()
    html = render_statements(statements, title="Measured")
    seconds = time.perf_counter() - began
    tell(
        f"{len(statements.flows):,} flows, {len(html.encode()) / 1e6:.1f} MB, drawn in {seconds:.1f} s"
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(html, "utf-8", newline="\n")
        measure(file, browser)
    return 0


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def read(graph: Path | None) -> Statements:
    """Return what the page is to show."""
    if graph is None:
        from privacyflow.tests.graphs.page_samples import statements_of

        return statements_of(100, 50)
    from privacyflow.graphs.statement_reader import read_statements
    from privacyflow.graphs.store import GraphStore

    with GraphStore.open(graph, read_only=True) as store:
        return read_statements(store)


def measure(file: Path, browser: str) -> None:
    """Print what a reader waits for."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=ARGUMENTS)
        page = chromium.new_page(viewport={"width": 1280, "height": 800})
        tell(
            f"first answer readable after {min(opened(page, file) for _ in range(ROUNDS)):,.0f} ms"
        )
        tell(
            f"{'tab':10}{'first drawn':>12}"
            + "".join(f"{name:>10}" for name in [*FILTERS, "clear"])
        )
        for tab in TABS:
            first = set_view(page, f'{{ tab: "{tab}" }}')
            took = [
                min(found) for found in zip(*(changes(page) for _ in range(ROUNDS)), strict=True)
            ]
            tell(f"{tab:10}{first:12,.0f}" + "".join(f"{each:10,.0f}" for each in took))
        chromium.close()


def opened(page: Page, file: Path) -> float:
    """Open the page and return when its first answer could be read."""
    began = time.perf_counter()
    page.goto(file.as_uri(), wait_until="commit")
    page.wait_for_selector("tr.row button.quote", timeout=120_000)
    return 1000 * (time.perf_counter() - began)


def changes(page: Page) -> list[float]:
    """Put each filter in and take it out; return how long each took, and the longest taking out."""
    put, taken = [], []
    for view in FILTERS.values():
        put.append(set_view(page, view))
        taken.append(set_view(page, CLEAR))
    return [*put, max(taken)]


def set_view(page: Page, change: str) -> float:
    """Change the view and return how long the page needed, layout included."""
    found = page.evaluate(
        "() => { const began = performance.now(); View.set(" + change + ");"
        " document.body.getBoundingClientRect(); return performance.now() - began; }"
    )
    return float(found)


if __name__ == "__main__":
    sys.exit(main())
