"""The vocabulary answers for names: concepts, their kin, known parties and who owns them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from privacyflow.ontology.concepts import Scheme, UnknownName, load_vocabulary
from privacyflow.ontology.terms import PD, PF, PFR


def test_a_category_covers_everything_below_it() -> None:
    below = load_vocabulary().narrower(PF + "Location")
    assert {PF + "Location", PF + "GPSLocation", PF + "Geofence", PF + "CellLocation"} <= below
    assert PF + "PostalAddress" not in below


def test_the_postal_address_is_close_to_a_location_and_below_contact() -> None:
    vocabulary = load_vocabulary()
    address = vocabulary.concepts[PF + "PostalAddress"]
    assert PD + "Location" in address.matches
    assert PF + "ContactInfo" in vocabulary.ancestors(address.iri)


def test_ancestors_come_nearest_first() -> None:
    ancestors = load_vocabulary().ancestors(PF + "IDFA")
    assert ancestors[:2] == (PF + "AdvertisingID", PF + "DeviceIdentifier")
    assert PF + "PersonalData" in ancestors
    assert PF + "IDFA" not in ancestors


def test_a_company_of_many_businesses_is_of_no_kind_of_recipient() -> None:
    """Data that goes to Google goes to no advertiser for that: its services tell what it is given for."""
    vocabulary = load_vocabulary()
    kinds: dict[str, set[str]] = {}
    for party in vocabulary.parties.values():
        for owner in vocabulary.owners(party.iri):
            kinds.setdefault(owner, set()).add(party.kind)
    many = {
        iri: vocabulary.parties[iri].kind
        for iri, of in kinds.items()
        if vocabulary.parties[iri].type == "organisation" and len(of - {PF + "ThirdParty"}) > 3
    }
    assert PFR + "org-google" in many
    assert set(many.values()) == {PF + "ThirdParty"}


def test_strangers_have_no_kin() -> None:
    vocabulary = load_vocabulary()
    assert vocabulary.ancestors("urn:x") == ()
    assert vocabulary.narrower("urn:x") == {"urn:x"}
    assert vocabulary.owners("urn:x") == ()


def test_generic_and_vague_words_are_marked() -> None:
    vocabulary = load_vocabulary()
    assert vocabulary.place_data("any information").generic
    assert not vocabulary.place_data("email address").generic
    assert vocabulary.place_kind("our partners").vague
    assert not vocabulary.place_kind("payment providers").vague


def test_finding_is_exact() -> None:
    vocabulary = load_vocabulary()
    found = vocabulary.find_data("your location data")
    assert found is not None and found.iri == PF + "Location"
    assert vocabulary.find_data("a location nobody named before us") is None
    kind = vocabulary.find_kind("the advertisers")
    assert kind is not None and kind.iri == PF + "Advertiser"
    purpose = vocabulary.find_purpose("fraud detection")
    assert purpose is not None and purpose.iri == PF + "FraudPrevention"
    assert vocabulary.find_purpose("juggling") is None


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("PayPal", "org-paypal"),
        ("Paypal, Inc.", "org-paypal"),
        ("Google Maps services", "service-google-maps"),
        ("QQ SDK", "sdk-qq"),
        ("OPPO push", "sdk-oppo-push"),
        ("alipay.com", "service-alipay"),
        ("Segment", "service-segment"),
    ],
)
def test_parties_are_found_by_name(name: str, local: str) -> None:
    party = load_vocabulary().find_party(name)
    assert party is not None and party.iri == PFR + local


@pytest.mark.parametrize("name", ["segment", "branch", "visa", "Umbrella Frobnicators", "", "SDK"])
def test_ordinary_words_and_strangers_are_no_parties(name: str) -> None:
    assert load_vocabulary().find_party(name) is None


def test_owners_come_nearest_first() -> None:
    owners = load_vocabulary().owners(PFR + "sdk-firebase-analytics")
    assert owners == (PFR + "service-firebase", PFR + "org-google", PFR + "org-alphabet")


@pytest.mark.parametrize(
    "name", ["Location", "location", "pf:Location", "location data", PF + "Location", "LOCATION"]
)
def test_users_may_write_a_concept_in_many_ways(name: str) -> None:
    assert load_vocabulary().resolve(name, Scheme.DATA).iri == PF + "Location"


def test_a_misspelt_concept_gets_suggestions() -> None:
    with pytest.raises(UnknownName, match="locatoin") as caught:
        load_vocabulary().resolve("locatoin", Scheme.DATA)
    assert "location" in caught.value.suggestions


def test_concepts_of_another_scheme_are_not_resolved() -> None:
    with pytest.raises(UnknownName):
        load_vocabulary().resolve("pf:Location", Scheme.KINDS)


@pytest.mark.parametrize("name", ["paypal", "pfr:org-paypal", "PAYPAL", PFR + "org-paypal"])
def test_users_may_write_a_party_in_many_ways(name: str) -> None:
    assert load_vocabulary().resolve_party(name).iri == PFR + "org-paypal"


def test_a_plain_word_can_be_asked_for_in_lower_case() -> None:
    assert load_vocabulary().resolve_party("segment").iri == PFR + "service-segment"


def test_a_misspelt_party_gets_suggestions() -> None:
    with pytest.raises(UnknownName) as caught:
        load_vocabulary().resolve_party("Payapl")
    assert "PayPal" in caught.value.suggestions


def test_false_friends_are_told() -> None:
    assert "court order" in load_vocabulary().false_friends(Scheme.DATA)


def test_the_vocabulary_is_read_once() -> None:
    assert load_vocabulary() is load_vocabulary()


@given(st.text(max_size=80))
def test_any_text_has_a_place(text: str) -> None:
    vocabulary = load_vocabulary()
    assert vocabulary.place_data(text).scheme == Scheme.DATA
    assert vocabulary.place_kind(text).scheme == Scheme.KINDS
    assert vocabulary.place_purpose(text).scheme == Scheme.PURPOSES
