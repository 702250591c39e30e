"""Flows: what holds of every reading, whatever the text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from privacyflow.extractors.flows import extract_flows
from privacyflow.extractors.reading import ReadingError
from privacyflow.ontology.records import DataFlow, Mention, Party, Role, SourceDocument, Span
from privacyflow.tests.extractors.rows import read, row

WORDS = """we you Fernlight our your collect collects store do not never share shared sell with to from
us Tidepost PayPal other users third parties partners email address location IP such as including: ; ,
. ( ) and or but the no for 90 days when if consent is are may be used that which this information
data cookies unless https://fern.example/a • | --- - * ** \n \n\n # 1. a) “ ’ é 😀 <b> &amp; : ? ! /""".split(
    " "
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
)
PROSE = "Fernlight sells lamps to all who like a warm light in their rooms.\n\n"


def spans_of(flow: DataFlow) -> Iterator[Span | Mention]:
    """Every place of the policy that a flow points at."""
    yield flow.evidence
    yield flow.data
    yield from flow.purposes
    parties: list[Party | None] = [flow.actor, flow.recipient, flow.source]
    mentions = [party.mention for party in parties if party is not None]
    for span in [*mentions, flow.condition, flow.retention, flow.lead_in]:
        if span is not None:
            yield span


def read_or_refuse(text: str, ending: str) -> SourceDocument | None:
    try:
        return read(text, ending=ending)
    except ReadingError:
        return None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(["txt", "md", "html"]))
def test_any_text_gives_flows_that_quote_it(text: str, ending: str) -> None:
    document = read_or_refuse(PROSE + text, ending)
    if document is None:
        return
    flows = extract_flows(document)
    assert flows == extract_flows(document)
    for flow in flows:
        for span in spans_of(flow):
            assert 0 <= span.start < span.end <= len(document.text)
            assert document.text[span.start : span.end] == span.text
        assert flow.recipient is None or flow.recipient.role is not Role.FIRST_PARTY
        assert 0 < flow.confidence <= 1


def test_flows_come_in_the_order_of_the_policy_without_doubles() -> None:
    flows = extract_flows(
        read("We store your age. We collect your name and age and, again, your age.")
    )
    places = [(flow.evidence.start, flow.data.start) for flow in flows]
    assert places == sorted(places)
    assert len({(row(flow), flow.data.start) for flow in flows}) == len(flows)


@pytest.mark.parametrize(
    "text",
    [
        "Do we collect your email address?",
        "You may ask us to delete your email address.",
        "Personal information means any data about you.",
        "This policy explains how we collect and share your email address.",
        "You can choose not to share your location with us.",
        "Children should not send us their photos.",
        "We sell lamps, tables and chairs to our customers.",
        "We protect your data with encryption.",
    ],
)
def test_sentences_that_state_no_flow(text: str) -> None:
    assert extract_flows(read(text)) == ()


def test_a_flow_carries_its_section_condition_and_purpose() -> None:
    text = "# Privacy\n\n## Maps\n\nIf you agree, we share your location with Mossmaps to show shops.\n"
    (flow,) = extract_flows(read(text, ending="md"))
    assert flow.section == ("Privacy", "Maps")
    assert flow.condition is not None
    assert flow.condition.text == "If you agree"
    assert [purpose.text for purpose in flow.purposes] == ["to show shops"]
    assert flow.evidence.text.startswith("If you agree")
