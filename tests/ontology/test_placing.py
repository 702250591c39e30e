"""A policy's own phrase finds the narrowest concept that is surely right, or none."""

from __future__ import annotations

import pytest
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.ontology.terms import PF

DATA = {
    # said plainly
    "your e-mail addresses": "EmailAddress",
    "mobile phone number": "MobileNumber",
    "contact number": "PhoneNumber",
    "Internet Protocol (IP) addresses": "IPAddress",
    "geological position information": "Location",
    "approximate location": "ApproximateLocation",
    "real-time location data": "PreciseLocation",
    "GPS coordinates": "GPSLocation",
    "date/time stamps": "AccessTime",
    "click-stream data": "Clickstream",
    "IDFA": "IDFA",
    "OAID": "OAID",
    "pixel tags": "WebBeacon",
    "contacts": "Contacts",
    "contact": "ContactInfo",
    # the words before only narrow
    "the recently updated billing address": "BillingAddress",
    "your precious loyalty card number": "LoyaltyInfo",
    # the head decides
    "last four digits of your card": "CardNumber",
    "email address of your friends": "EmailAddress",
    "name of your employer": "Employer",
    "name of your child": "ChildInfo",
    "type of your mobile device": "DeviceModel",
    "version of the browser you use": "BrowserVersion",
    "device identifier (OAID, MAC address)": "DeviceIdentifier",
    "photo of your identity card": "GovernmentID",
    "copy of your residence permit": "GovernmentID",
    "photo of your garden": "Photo",
    "list of your installed apps": "InstalledApps",
    "content of the text messages you send": "SMSContent",
    # the topic decides where the head says nothing
    "information about your device": "DeviceInfo",
    "data from and about your phone and computer": "DeviceInfo",
    "information that your device sends": "DeviceInfo",
    "information about how you use our products": "UsageData",
    "details concerning your creditworthiness": "Creditworthiness",
    "how often you visit us": "UsageFrequency",
    "whether you have clicked on a link": "UsageData",
    # what two things have in common
    "name and email address": "PersonalData",
    "latitude or longitude": "GPSLocation",
    # generic words
    "personal information": "PersonalData",
    "additional information": "PersonalData",
    "information about you": "PersonalData",
    "non-personal information": "NonPersonalData",
    "aggregated data": "AggregatedData",
    "other information": "OtherData",
    # unknown words get no leaf
    "frobnication index": "OtherData",
    "dealership name": "OtherData",
    "name of the file system": "OtherData",
    "calibration data": "OtherData",
    "a PayPal order": "OrderInfo",
    "court order": "OtherData",
    "a binding court order": "OtherData",
    "legitimate interests": "OtherData",
    "": "OtherData",
    "the": "OtherData",
}

KINDS = {
    "third-party payment service providers": "PaymentProvider",
    "our logistics and transportation service providers": "LogisticsProvider",
    "providers of cloud services": "CloudProvider",
    "companies that process payments for us": "PaymentProvider",
    "third parties who provide services on our behalf": "ServiceProvider",
    "our subsidiaries": "Affiliate",
    "companies under common control with us": "Affiliate",
    "competent government departments": "Authority",
    "law enforcement agencies": "LawEnforcement",
    "the other members you choose to follow": "OtherUsers",
    "our lawyers": "ProfessionalAdviser",
    "prospective buyers": "Acquirer",
    "the public": "ThePublic",
    "partners": "BusinessPartner",
    "other parties": "ThirdParty",
    "wandering minstrels": "ThirdParty",
}

PURPOSES = {
    "to provide our services to you": "ServiceProvision",
    "to create a new account": "AccountManagement",
    "for the logistics and delivery of orders": "Delivery",
    "to process your payments": "PaymentProcessing",
    "in order to answer your questions": "CustomerSupport",
    "to send you newsletters": "Marketing",
    "for interest-based advertising": "PersonalisedAdvertising",
    "to serve ads": "Advertising",
    "to understand how people use the app": "Analytics",
    "to improve the products we offer": "Improvement",
    "to fix bugs": "Debugging",
    "to keep the service secure": "Security",
    "to detect and prevent fraud": "FraudPrevention",
    "verifying your identity": "IdentityVerification",
    "to comply with our legal obligations": "LegalCompliance",
    "to establish, exercise or defend legal claims": "LegalClaims",
    "in connection with a merger": "BusinessTransfer",
    "to process your job application": "Recruitment",
    "to tailor the app to your region": "Localisation",
    "for scientific research": "Research",
    "for the purposes described above": "OtherPurpose",
    "to juggle": "OtherPurpose",
    "": "OtherPurpose",
}


@pytest.mark.parametrize(("phrase", "name"), DATA.items())
def test_data_is_placed(phrase: str, name: str) -> None:
    vocabulary = load_vocabulary()
    place = vocabulary.place_data(phrase)
    if name == "GovernmentID":
        assert place.iri in vocabulary.narrower(PF + name)
    else:
        assert place.iri == PF + name


@pytest.mark.parametrize(("phrase", "name"), KINDS.items())
def test_kinds_of_party_are_placed(phrase: str, name: str) -> None:
    assert load_vocabulary().place_kind(phrase).iri == PF + name


@pytest.mark.parametrize(("phrase", "name"), PURPOSES.items())
def test_purposes_are_placed(phrase: str, name: str) -> None:
    assert load_vocabulary().place_purpose(phrase).iri == PF + name


def test_every_label_is_placed_at_its_own_concept() -> None:
    vocabulary = load_vocabulary()
    for label, iri in vocabulary.data_labels().items():
        assert vocabulary.place_data(label).iri == iri
    for label, iri in vocabulary.kind_labels().items():
        assert vocabulary.place_kind(label).iri == iri
