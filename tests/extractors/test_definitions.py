"""Which sentences define a term for data, what they list, and which words are such a term."""

from __future__ import annotations

import pytest
from privacyflow.extractors import flows
from privacyflow.extractors.defined_terms import find_terms, with_terms
from privacyflow.ontology.records import DefinedTerm
from privacyflow.tests.extractors.rows import flows_of, read


def terms_of(text: str, *, ending: str = "txt") -> tuple[DefinedTerm, ...]:
    reading = flows.read_by_rules(read(text, ending=ending))
    return find_terms(reading.segments, reading.source)


def listed(text: str, *, ending: str = "txt") -> dict[str, list[str]]:
    """The words that the definitions of each term list."""
    found = terms_of(text, ending=ending)
    return {term.label: [each.data.text for each in term.listed] for term in found}


@pytest.mark.parametrize(
    "text",
    [
        '"Lamp Data" means your IP address, browser type and location.',
        'In this notice, the term "Lamp Data" includes your IP address, browser type and location.',
        "This Lamp Data may include your IP address, browser type and location.",
        '"Lamp Data" is information that lamps send, including your IP address, browser type and location.',
        "We gather your IP address, browser type and location (collectively, “Lamp Data”).",
        'We gather details such as your IP address, browser type and location ("Lamp Data").',
        'We gather your IP address, browser type and location. We call this "Lamp Data".',
        'We gather "Lamp Data" such as your IP address, browser type and location.',
        'Lamps send data to us ("Lamp Data"). This data may include your IP address, browser type and location.',
        "Lamp data: your IP address, browser type and location.",
    ],
)
def test_a_definition_lists_data(text: str) -> None:
    (found,) = listed(f"At Fernlight we sell lamps.\n\n{text}").items()
    assert (found[0].lower(), found[1]) == (
        "lamp data",
        ["IP address", "browser type", "location"],
    )


def test_a_definition_goes_on_in_the_items_below_it() -> None:
    text = 'The term "Lamp Data" includes:\n\n- your IP address\n- your location\n'
    assert listed(text, ending="md") == {"Lamp Data": ["IP address", "location"]}


@pytest.mark.parametrize(
    "text",
    [
        'We gather information about you ("Personal Data").',
        '"Lamp Data" does not include your IP address or location.',
        'For this section only, "Lamp Data" means your IP address and location.',
        "This Notice includes your IP address and location.",
        'See "How we use your data," such as your IP address and location.',
        '"Lampwerk Services" include your location and your IP address.',
        "Information includes your IP address and location.",
    ],
)
def test_what_defines_no_term_for_data(text: str) -> None:
    assert listed(text) == {}


def test_what_is_left_out_is_not_listed() -> None:
    text = '"Lamp Data" means your IP address and browser type, but not your location.'
    assert listed(text) == {"Lamp Data": ["IP address", "browser type"]}


def test_a_phone_among_devices_is_no_phone_number() -> None:
    text = '"Lamp Data" includes information about your computer, phone or tablet, and your IP address.'
    assert "phone" not in listed(text)["Lamp Data"]


def test_term_and_listed_words_stand_in_the_evidence() -> None:
    text = 'We gather your IP address and location. We call this "Lamp Data".'
    (term,) = terms_of(text)
    for each in term.listed:
        for place in (each.term, each.data):
            assert each.evidence.start <= place.start < place.end <= each.evidence.end
            assert text[place.start : place.end] == place.text


USE = '"Lamp Data" means your IP address and location. "Glow" includes your age and your name.\n\n'


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("We share Lamp Data with Mossmaps.", "Lamp Data"),
        ("We share your lamp data with Mossmaps.", "Lamp Data"),
        ("We share your email address with Mossmaps.", None),
        ("We share your data with Mossmaps.", None),
    ],
)
def test_the_words_of_a_flow_are_the_term_or_they_are_not(sentence: str, term: str | None) -> None:
    text = USE + sentence
    plain = [flow for flow in flows_of(text) if flow.recipient is not None]
    found = with_terms(plain, terms_of(text), text)
    assert [flow.term.label if flow.term else None for flow in found] == [term]
    assert [(flow.data, flow.evidence) for flow in found] == [
        (flow.data, flow.evidence) for flow in plain
    ]
