"""The gold's labels and words stand for what the vocabulary has."""

from __future__ import annotations

import pytest
from data_categories import categories, meaning
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.ontology.records import Mention, Party, Role
from privacyflow.ontology.terms import PF
from recipient_kinds import RecipientKind, kind_of_party, kind_of_words


@pytest.mark.parametrize("category", categories())
def test_a_category_stands_for_concepts_of_the_vocabulary(category: str) -> None:
    known = load_vocabulary().concepts
    found = meaning(category)
    assert found.exact <= found.right <= set(known)
    assert PF + category in found.exact


def test_a_category_takes_in_what_is_narrower_but_not_what_has_its_own() -> None:
    assert PF + "WorkEmail" in meaning("EmailAddress").right
    assert PF + "OnlineIdentifier" in meaning("DeviceIdentifier").exact
    assert PF + "IPAddress" not in meaning("DeviceIdentifier").right
    with pytest.raises(KeyError):
        meaning("Shoes")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Skyloom Analytics, Inc.", RecipientKind.NAMED),
        ("fernlight.com", RecipientKind.NAMED),
        ("Service Providers", RecipientKind.PROVIDER),
        ("other Skyloom users", RecipientKind.USERS),
        ("Swiss authorities", RecipientKind.AUTHORITY),
        ("public authorities", RecipientKind.AUTHORITY),
        ("general public", RecipientKind.PUBLIC),
        ("companies under common control with Skyloom", RecipientKind.AFFILIATE),
        ("prospective purchaser", RecipientKind.ACQUIRER),
        ("professional advisers", RecipientKind.ADVISER),
        ("ad networks", RecipientKind.ADVERTISING),
        ("business partners", RecipientKind.PARTNER),
        ("Third parties", RecipientKind.OTHER),
    ],
)
def test_golds_words_tell_the_kind_of_recipient(words: str, kind: RecipientKind) -> None:
    assert kind_of_words(words) is kind


@pytest.mark.parametrize(
    ("role", "concept", "kind"),
    [
        (Role.NAMED, None, RecipientKind.NAMED),
        (Role.USER, None, RecipientKind.USERS),
        (Role.PUBLIC, None, RecipientKind.PUBLIC),
        (Role.CATEGORY, "PaymentProvider", RecipientKind.PROVIDER),
        (Role.CATEGORY, "Court", RecipientKind.AUTHORITY),
        (Role.CATEGORY, "ThirdParty", RecipientKind.OTHER),
        (Role.CATEGORY, None, RecipientKind.OTHER),
    ],
)
def test_role_and_kind_tell_who_receives_a_found_flow(
    role: Role, concept: str | None, kind: RecipientKind
) -> None:
    mention = Mention(start=0, end=3, text="who")
    party = Party(role=role, mention=mention, kind=concept and PF + concept)
    assert kind_of_party(party) is kind
