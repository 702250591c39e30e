"""Observed flows: reading them, whose a domain is, and what a policy says about each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from privacyflow.findings.captures import BadRow, CaptureError, ObservedFlow, read_capture
from privacyflow.findings.destinations import find_owner, host_of, receiver_of
from privacyflow.findings.observed import Outcome, judge
from privacyflow.findings.reading import PolicyReading, read_policies
from privacyflow.findings.taxonomy import Taxonomy
from privacyflow.ontology.terms import PF, PFR
from privacyflow.tests.findings.invented import Said, concepts, statements

NAMED = Said(
    sentence="We share your precise location with Google Maps.",
    data="precise location",
    type="PreciseLocation",
    action="share",
    to="Google Maps",
    role="named",
    party="service-google-maps",
)
VAGUE = Said(
    sentence="We share your location with partners.",
    data="location",
    type="Location",
    action="share",
    to="partners",
    kind="BusinessPartner",
)
NEVER = Said(
    sentence="We do not share your location with anyone.",
    data="location",
    type="Location",
    action="share",
    denied=True,
)


def reading(*said: Said) -> PolicyReading:
    known = statements(*said)
    return next(read_policies(known, Taxonomy.of(concepts())))


def outcome(*said: Said, data: str = "PreciseLocation", domain: str = "maps.google.com") -> Outcome:
    policy = reading(*said)
    receiver = receiver_of(domain, "", policy.parties)
    assert receiver is not None
    told = judge(policy, PF + data, receiver)
    for quote in told.quotes:
        assert policy.policy.text[quote.start : quote.end] == quote.text
    assert bool(told.quotes) == (told.outcome is not Outcome.OMITTED)
    return told.outcome


def test_the_five_outcomes() -> None:
    assert outcome(NAMED) is Outcome.CLEAR
    assert outcome(VAGUE) is Outcome.VAGUE
    assert outcome(VAGUE, NEVER) is Outcome.AMBIGUOUS
    assert outcome(NEVER) is Outcome.INCORRECT
    assert outcome(NAMED, data="EmailAddress") is Outcome.OMITTED


def test_a_broader_word_for_the_data_is_vague() -> None:
    wide = replace(
        NAMED, sentence="We share your location with Google Maps.", data="location", type="Location"
    )
    assert outcome(wide) is Outcome.VAGUE
    assert outcome(NAMED, data="Location") is Outcome.CLEAR


def test_the_owner_of_a_service_is_named_for_it_but_its_sister_is_not() -> None:
    google = replace(
        NAMED,
        sentence="We share your precise location with Google.",
        to="Google",
        party="org-google",
    )
    assert outcome(google) is Outcome.CLEAR
    assert outcome(NAMED, domain="doubleclick.net") is Outcome.VAGUE


def test_a_kind_of_business_fits_only_receivers_of_that_kind() -> None:
    ads = replace(
        VAGUE,
        sentence="We share your location with ad networks.",
        to="ad networks",
        role="category",
        kind="Advertiser",
    )
    assert outcome(ads, domain="doubleclick.net") is Outcome.VAGUE
    assert outcome(ads, domain="maps.google.com") is Outcome.OMITTED


def test_a_denial_with_a_limit_or_a_purpose_makes_nothing_incorrect() -> None:
    limited = replace(
        NEVER, sentence="We do not share your location with anyone without your consent."
    )
    assert outcome(limited) is Outcome.OMITTED
    assert outcome(replace(NEVER, purposes=("Advertising",))) is Outcome.OMITTED


@pytest.mark.parametrize(
    ("address", "iri"),
    [
        ("maps.google.com", "service-google-maps"),
        ("API.Maps.Google.com.", "service-google-maps"),
        ("https://stats.g.doubleclick.net:443/collect?v=1", "service-doubleclick"),
        ("google.com", "org-google"),
        ("notgoogle.com", ""),
        ("com", ""),
        ("", ""),
        ("http://[", ""),
    ],
)
def test_whose_a_domain_is(address: str, iri: str) -> None:
    party = find_owner(address)
    assert (party.iri if party else "") == (PFR + iri if iri else "")


@given(st.text())
def test_any_words_for_an_address_are_read(words: str) -> None:
    assert isinstance(host_of(words), str)
    find_owner(words)


def test_columns_are_found_by_many_names_and_separators() -> None:
    for text in (
        "App Name;Data_Type;Host\nSkyloom;location;maps.google.com\n",
        "\ufeffcompany,data,domain\r\nSkyloom,location,maps.google.com\r\n",
        "destination\tinformation\tapp\nmaps.google.com\tlocation\tSkyloom\n",
    ):
        assert read_capture(text.encode(), "flows.csv") == (
            ObservedFlow(
                number=2,
                company="Skyloom",
                data="location",
                domain="maps.google.com",
                organisation="",
            ),
        )


def test_a_row_that_lacks_something_is_told_and_an_empty_one_passed_over() -> None:
    text = "company,data,organisation\nSkyloom,location,\n\n,,\nSkyloom\nSkyloom,location,Google\n"
    first, second, third = read_capture(text.encode(), "flows.csv")
    assert isinstance(first, BadRow)
    assert first.what == "has no domain and organisation"
    assert isinstance(second, BadRow)
    assert (second.number, second.what) == (5, "has no data")
    assert isinstance(third, ObservedFlow)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xff\xfe\x00", "is not in UTF-8"),
        (b"", "has no column for company and data and domain or organisation"),
        (b"company,data\nSkyloom,location\n", "has no column for domain or organisation"),
        (b'company,data,domain\n"Skyloom,location\n', "is no CSV"),
    ],
)
def test_what_is_no_capture_is_refused_in_one_line(data: bytes, what: str) -> None:
    with pytest.raises(CaptureError, match=what):
        read_capture(data, "flows.csv")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        rows = read_capture(b"company,data,domain\n" + data, "flows.csv")
    except CaptureError:
        return
    assert all(row.number > 1 for row in rows)
