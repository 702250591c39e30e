"""What the gold's categories stand for in the vocabulary's tree of data types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.ontology.terms import PF

# Categories that are called as the one concept they stand for.
_SAME: Final = (
    "Name Username Gender BirthDate Age ProfilePicture GovernmentID FaceBiometric VoiceRecording "
    "Signature EmailAddress PhoneNumber PostalAddress EmergencyContact ContactInfo LoginCredential "
    "AccountInfo ThirdPartyAccount Location PreciseLocation ApproximateLocation DeviceInfo "
    "DeviceIdentifier IPAddress OperatingSystem DeviceModel NetworkInfo AppVersion InstalledApps "
    "Language TimeZone Browser PushToken UsageData BrowsingHistory SearchHistory LogData CrashLog "
    "Cookies Referrer AccessTime PaymentCard BankAccount PaymentInfo OrderInfo TransactionHistory "
    "Photo Video Audio Message SocialInteraction Feedback Files Camera Microphone Preferences "
    "Occupation SmartDeviceData InventoryData Contacts NonPersonalData PersonalData OtherData"
).split()
# What a category stands for besides, since the gold's list has none nearer. Narrower concepts count.
_BESIDES: Final[Mapping[str, tuple[str, ...]]] = {
    "BankAccount": ("AccountBalance",),
    "CrashLog": ("DiagnosticData",),
    "FaceBiometric": ("BiometricData",),
    "Message": ("CommunicationMetadata", "SupportRequest"),
    "Occupation": ("ProfessionalInfo", "BusinessInfo"),
    "OtherData": (
        "Demographics",
        "HealthInfo",
        "InferredData",
        "LoyaltyInfo",
        "ContestEntry",
        "PublicRecordData",
        "SensitiveData",
        "TaxInfo",
        "UserContent",
        "VehicleData",
    ),
    "PaymentInfo": ("FinancialInfo",),
    "Preferences": ("CookiePreferences", "InterestProfile"),
    "SmartDeviceData": ("DeviceSensor", "VehicleData"),
    "ThirdPartyAccount": ("SocialMediaContact",),
    "TransactionHistory": ("OrderHistory",),
}
# As above, but narrower concepts have a category of their own and don't count.
_ALONE: Final[Mapping[str, tuple[str, ...]]] = {
    "Camera": ("Photo", "Video"),
    "DeviceIdentifier": ("OnlineIdentifier",),
    "Files": ("UserContent",),
    "Microphone": ("Audio",),
    "OrderInfo": ("CommercialData",),
    "OtherData": ("PersonalData",),
    "TransactionHistory": ("CommercialData",),
}
# Categories that name no type of data.
GENERIC: Final = frozenset({"PersonalData", "NonPersonalData", "OtherData"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """IRIs of concepts: `exact` are what the category stands for, `right` these and what is narrower."""

    exact: frozenset[str]
    right: frozenset[str]


def categories() -> tuple[str, ...]:
    """Return every category of the gold, as its guidelines list them."""
    return tuple(_SAME)


def meaning(category: str) -> Meaning:
    """Return what a category stands for. Raises KeyError for one that the guidelines don't list."""
    if category not in _SAME:
        raise KeyError(category)
    wide = frozenset(PF + name for name in (category, *_BESIDES.get(category, ())))
    alone = frozenset(PF + name for name in _ALONE.get(category, ()))
    vocabulary = load_vocabulary()
    below = frozenset(iri for concept in wide for iri in vocabulary.narrower(concept))
    return Meaning(exact=wide | alone, right=below | alone)
