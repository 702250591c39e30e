"""Golden pairs: the policies of tests/examples and the flows that stand in them, a line a flow.

A line is "action data → recipient | source | purposes | condition | retention", "not" before a denied
action, "may" before one that is only possible, without what a flow does not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest
from privacyflow.extractors.flows import extract_flows
from privacyflow.extractors.reading import read_document
from privacyflow.ontology.records import DataFlow, Modality

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
POLICIES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".md"})


def line(flow: DataFlow) -> str:
    """Return the flow as one line, white space within it as single blanks."""
    return " ".join(" | ".join(_parts(flow)).split())


def _parts(flow: DataFlow) -> Iterator[str]:
    mood = "may " if flow.modality is Modality.POSSIBLE else ""
    denied = "not " if flow.negated else ""
    receiver = flow.recipient.mention.text if flow.recipient and flow.recipient.mention else ""
    yield f"{mood}{denied}{flow.action.value} {flow.data.text}" + (receiver and f" → {receiver}")
    if flow.source is not None and flow.source.mention is not None:
        yield f"from {flow.source.mention.text}"
    for purpose in flow.purposes:
        yield f"purpose: {purpose.text}"
    if flow.condition is not None:
        yield f"condition: {flow.condition.text}"
    if flow.retention is not None:
        yield f"kept: {flow.retention.text}"


@pytest.mark.parametrize("policy", POLICIES, ids=lambda path: path.stem)
def test_an_example_states_its_flows(policy: Path) -> None:
    golden = policy.with_suffix(".flows")
    found = sorted(line(flow) for flow in extract_flows(read_document(policy)))
    wanted = golden.read_text(encoding="utf-8").splitlines()
    difference = "\n".join(unified_diff(wanted, found, golden.name, "found", lineterm="", n=0))
    assert not difference, difference
