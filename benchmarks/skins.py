"""Skins: whether the same policy gives the same flows in every format and dress.

    python benchmarks/skins.py              20 policies as pages of three skins, their PDFs, and DOCX
    python benchmarks/skins.py --policies 4 --differences

Each policy is written as Markdown, as HTML of three skins (also in GB18030 and Shift-JIS), printed by
chromium with and without its tree of tags, and saved as DOCX. Flows agree if they say the same of the
same words: action, polarity, modality, data, recipient, source, purposes, condition, retention, quote.
A share is twice the flows that agree over the flows of both.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dresses import SKINS, as_docx, as_html, as_markdown, as_pdf
from own_policies import Policy, own_policies
from privacyflow.extractors.flows import extract_flows
from privacyflow.extractors.reading import read_text
from privacyflow.ontology.records import Mention, Party, Span

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHARSETS = ("gb18030", "shift_jis")

Said = tuple[str, ...]


def main() -> int:
    """Print a line a dress; the exit code is 2 where there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--policies", type=int, default=20, help="how many of them")
    parser.add_argument("--differences", action="store_true", help="show the flows that differ")
    arguments = parser.parse_args()
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        sys.stderr.write("error: no chromium on the path. Install it and try again.\n")
        return 2
    from playwright.sync_api import sync_playwright

    policies = own_policies()[-arguments.policies :]
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        measure(policies, browser, differences=arguments.differences)
    return 0


def measure(policies: list[Policy], browser: Browser, *, differences: bool) -> None:
    """Print the share of flows that agree, for each dress."""
    agreeing: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for policy in policies:
        wanted = flows_of(as_markdown(policy).encode(), f"{policy.name}.md")
        for dress, data, ending in dresses_of(policy, browser):
            found = flows_of(data, f"{policy.name}.{ending}")
            agreeing[dress] += 2 * (wanted & found).total()
            total[dress] += wanted.total() + found.total()
            if differences:
                for sign, flows in (("-", wanted - found), ("+", found - wanted)):
                    for said in sorted(flows):
                        sys.stdout.write(f"{policy.name} {dress} {sign} {said}\n")
    for dress, count in total.items():
        share = agreeing[dress] / count
        sys.stdout.write(f"{dress:<22} {share:.3f}  of {count // 2} flows\n")


def dresses_of(policy: Policy, browser: Browser) -> Iterator[tuple[str, bytes, str]]:
    """Yield the policy in each dress: its name, the bytes, and the ending of the file."""
    for skin in SKINS:
        html = as_html(policy, skin)
        yield f"html {skin}", html.encode(), "html"
        yield f"pdf {skin}", as_pdf(browser, html), "pdf"
        yield f"pdf {skin} untagged", as_pdf(browser, html, tagged=False), "pdf"
    for charset in CHARSETS:
        page = as_html(policy, "plain", charset=charset).encode(charset, "xmlcharrefreplace")
        yield f"html {charset}", page, "html"
    yield "docx", as_docx(policy), "docx"


def flows_of(data: bytes, file_name: str) -> Counter[Said]:
    """Return what the flows of a document say, without where they stand."""
    document = read_text(data, file_name=file_name)
    return Counter(
        (
            str(flow.action),
            str(flow.negated),
            str(flow.modality),
            flow.data.concept or "",
            *map(_words, (flow.data, flow.recipient, flow.source, flow.condition, flow.retention)),
            *(_words(purpose) for purpose in flow.purposes),
            _words(flow.evidence),
        )
        for flow in extract_flows(document)
    )


def _words(place: Mention | Span | Party | None) -> str:
    if isinstance(place, Party):
        place = place.mention
    return "" if place is None else " ".join(place.text.replace("**", "").replace("|", " ").split())


if __name__ == "__main__":
    sys.exit(main())
