"""Data followed on by the recipients' own policies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from privacyflow.comparison.chain_report import INFERENCE, chain_json, chain_lines
from privacyflow.comparison.chains import Fit, Link, follow
from privacyflow.graphs.statements import Statements
from privacyflow.ontology.terms import PF

from .conftest import read

APP = """# Privacy policy

Acme Ltd ("Acme", "we") collects your email address when you register.
We share your location with Google Maps to draw the map.
We share your phone number with Zorblax Ltd.
"""
OWNER = """# Privacy policy

Google LLC ("Google", "we") collects your email address when you register.
We do not collect your location.
We share your precise location with Mapbox.
We share your phone number with Twilio.
"""


@pytest.fixture(scope="module")
def statements() -> Statements:
    return read(("acme.md", APP), ("google.md", OWNER))


def company(statements: Statements, name: str) -> str:
    (found,) = {p.company for p in statements.policies.values() if name in p.company}
    return found


@pytest.fixture(scope="module")
def links(statements: Statements) -> tuple[Link, ...]:
    return follow(statements, company(statements, "acme"), data=PF + "Location")


def every(links: Sequence[Link]) -> Iterator[Link]:
    for link in links:
        yield link
        yield from every(link.onward)


def test_a_service_leads_to_its_owners_policy(links: tuple[Link, ...]) -> None:
    (link,) = links
    assert (link.step.company, str(link.step.recipient)) == ("Acme", "Google Maps")
    assert link.through == ("Google Maps", "Google")
    assert link.next_policy == "Google"
    (onward,) = link.onward
    assert (onward.step.company, str(onward.step.recipient)) == ("Google", "Mapbox")
    assert onward.step.fit is Fit.NARROWER
    assert onward.next_policy == ""


def test_where_two_policies_disagree_is_marked(links: tuple[Link, ...]) -> None:
    (clash,) = links[0].clashes
    assert clash.what == "Google's own policy says that it does not collect it"
    assert clash.quote.text == "We do not collect your location."


def test_other_data_is_not_followed_on(links: tuple[Link, ...]) -> None:
    assert not any("phone" in link.step.data.words for link in every(links))


def test_each_hop_is_a_statement_of_its_own_policy(
    links: tuple[Link, ...], statements: Statements
) -> None:
    flows = {flow.iri: flow for flow in statements.flows}
    for link in every(links):
        flow = flows[link.step.quote.flow]
        assert flow.policy == link.step.policy
        text = statements.policies[flow.policy].text
        assert text[link.step.quote.start : link.step.quote.end] == link.step.quote.text


def test_one_hop_is_no_more_than_one(statements: Statements) -> None:
    (link,) = follow(statements, company(statements, "acme"), data=PF + "Location", hops=1)
    assert link.onward == ()
    assert link.clashes


def test_the_join_is_told_as_an_inference(links: tuple[Link, ...]) -> None:
    assert chain_json(links, company="Acme")["inference"] == INFERENCE
    text = "".join(words for words, _ in chain_lines(links))
    assert (
        "Google's own policy says it shares precise location (a narrower type) with Mapbox" in text
    )
    assert "Google Maps belongs to Google" in text
