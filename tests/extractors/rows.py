"""Flows as rows a person can read, to say in a test what a sentence states.

A row is "collect: email address", "not share: location → advertisers". Tests write many at once:
"share: name, email address → Tidepost, advertisers" is four rows. A row that ends with "?" may be
found or left out: a generic word beside its own list ("contact details, such as your phone number").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from privacyflow.extractors import flows
from privacyflow.extractors.reading import read_text
from privacyflow.ontology.records import DataFlow, SourceDocument

COMPANY = "Fernlight"


def read(text: str, *, ending: str = "txt") -> SourceDocument:
    """Return the invented Fernlight's policy that says `text`."""
    return read_text(text.encode(), file_name=f"policy.{ending}", company=COMPANY)


def flows_of(text: str, *, ending: str = "txt") -> tuple[DataFlow, ...]:
    """Return what rules and structure read in that policy, before any clue is weighed."""
    reading = flows.read_by_rules(read(text, ending=ending))
    return flows.flows_of([*reading.structured, *reading.findings])


def row(flow: DataFlow) -> str:
    """Return "action: data" or "action: data → recipient", behind "not" if denied."""
    words = f"{'not ' if flow.negated else ''}{flow.action.value}: {flow.data.text}"
    if flow.recipient is not None and flow.recipient.mention is not None:
        words += f" → {flow.recipient.mention.text}"
    return words


def expand(lines: Iterable[str]) -> Iterator[str]:
    """Yield one row for each pair of data and recipient that a line lists."""
    for line in lines:
        head, _, rest = line.partition(": ")
        data, _, recipients = rest.partition(" → ")
        for item in data.split(", "):
            for recipient in recipients.split(", "):
                words = f"{head}: {item} → {recipient}" if recipient else f"{head}: {item}"
                yield words.replace("?", "") + "?" * ("?" in words)


def assert_states(text: str, *lines: str, ending: str = "txt") -> None:
    """Check that the policy states these rows and no others."""
    wanted = set(expand(lines))
    optional = {words.rstrip("?") for words in wanted if words.endswith("?")}
    found = {row(flow) for flow in flows_of(text, ending=ending)} - optional
    assert found == {words for words in wanted if not words.endswith("?")}
