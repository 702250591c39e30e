"""Kinds of recipients as they are counted: of gold by its words, of found flows by role and kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.ontology.records import Party, Role
from privacyflow.ontology.terms import PF


class RecipientKind(StrEnum):
    """Who receives. What fits none of the others is `OTHER`: "third parties", "companies"."""

    NAMED = "named organisations"
    PUBLIC = "the public"
    AUTHORITY = "authorities"
    USERS = "other users"
    ACQUIRER = "acquirers"
    ADVISER = "advisers"
    AFFILIATE = "affiliates"
    ADVERTISING = "advertising and social networks"
    PROVIDER = "service providers"
    PARTNER = "business partners"
    OTHER = "other third parties"


# Gold says no kind: these words do, the first that is found. They are no part of the vocabulary, so
# that a change of it can't move the gold it is measured on.
_WORDS: Final[Mapping[RecipientKind, re.Pattern[str]]] = {
    kind: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for kind, words in {
        RecipientKind.AUTHORITY: r"authorit(?:y|ies)|(?:law|government) enforcement|courts?\b|police"
        r"|governments?\b|government(?:al)? (?:agenc|bod|official|entit)|public (?:bod|agenc|official)"
        r"|regulator|regulatory bod|supervisory|judicia|prosecutor|tax (?:office|agenc)",
        RecipientKind.PUBLIC: r"public\b|publicly|everyone|anyone|anybody|all internet users",
        RecipientKind.USERS: r"users?\b|members?\b|players?\b|participants?\b|friends?\b|followers?\b"
        r"|viewers?\b|communit|contacts\b|other people|parents?$",
        RecipientKind.ACQUIRER: r"acquir|purchaser|buyer|successor|new(?:ly)? (?:owner|controlling)"
        r"|merg",
        RecipientKind.ADVISER: r"advis[eo]r|lawyers?\b|law firms?\b|attorney|audit|accountan|counsel"
        r"|consultants?\b|bankers\b|legal representatives",
        RecipientKind.AFFILIATE: r"affiliat|subsidiar|parent (?:compan|or)|(?:corporate|company) group"
        r"|group (?:compan|entit|member)|group of compan|common (?:control|ownership)|sister compan"
        r"|employees?\b|staff\b|personnel\b|within our",
        RecipientKind.ADVERTISING: r"advertis|ads?\b|ad-|sponsor|social (?:network|media)|marketing"
        r"|data brokers?",
        RecipientKind.PROVIDER: r"providers?\b|vendors?\b|(?:sub-?)?processors?\b|suppliers?\b"
        r"|(?:sub-?)?contractors?\b|agents?\b|hosting|payment|analytics|carriers?\b",
        RecipientKind.PARTNER: r"partners?\b|merchants?\b|sellers?\b|resellers?\b|retailers?\b"
        r"|joint venture|distributors?\b",
    }.items()
}
# The graph's kinds, each with what is narrower.
_CONCEPTS: Final[Mapping[str, RecipientKind]] = {
    "ThePublic": RecipientKind.PUBLIC,
    "Authority": RecipientKind.AUTHORITY,
    "OtherUsers": RecipientKind.USERS,
    "FamilyMember": RecipientKind.USERS,
    "Acquirer": RecipientKind.ACQUIRER,
    "ProfessionalAdviser": RecipientKind.ADVISER,
    "Affiliate": RecipientKind.AFFILIATE,
    "Advertiser": RecipientKind.ADVERTISING,
    "DataBroker": RecipientKind.ADVERTISING,
    "SocialNetwork": RecipientKind.ADVERTISING,
    "ServiceProvider": RecipientKind.PROVIDER,
    "TelecomOperator": RecipientKind.PROVIDER,
    "BusinessPartner": RecipientKind.PARTNER,
    "Merchant": RecipientKind.PARTNER,
}
_ROLES: Final[Mapping[Role, RecipientKind]] = {
    Role.NAMED: RecipientKind.NAMED,
    Role.USER: RecipientKind.USERS,
    Role.PUBLIC: RecipientKind.PUBLIC,
}
# With a capital they open a sentence or stand in a heading, but are no one's name.
_COMMON: Final = frozenset(
    "a access ad ads advertisement advertiser advertising advisers advisors affiliates agency "
    "agent all analytics and another any anybody anyone application apps auditors authenticate "
    "authorised authorities authority authorize authorized business businesses buyer buyers "
    "client clients companies company competent concerned contractors creator creators customer "
    "customers data developer developers employer employers eu everyone external financial "
    "government governmental hosting human internet investors it legal marketing members "
    "network networks of operating or organisation organisations organization organizations "
    "other our parties partner partners party payment payments platform platforms premium "
    "processor processors professional provider providers public publishers recipients "
    "regulators relevant religious resellers resources retailers security selected seller "
    "sellers service services social sponsors sub-processors subprocessors suppliers support systems that "
    "the these third third-parties third-party those tools trusted u.s uk us users vendors "
    "websites you your".split()
)
_AFTER_HEAD: Final = re.compile(
    r"\s+(?:that|which|who|with|for|of|in|on|to|you|we|acting|listed|outside|[a-z]+ed\s+by)\b.*|\s*\(.*",
    re.DOTALL,
)
_DOMAIN: Final = re.compile(r"\w\.(?:com|net|org|io|ai|eu|co|fr|de)\b", re.IGNORECASE)


def kind_of_words(words: str) -> RecipientKind:
    """Return the kind of the recipient that gold names with these words."""
    if _is_name(words):
        return RecipientKind.NAMED
    return next(
        (kind for kind, pattern in _WORDS.items() if pattern.search(words)), RecipientKind.OTHER
    )


def kind_of_party(party: Party) -> RecipientKind:
    """Return the kind of the recipient of a found flow."""
    if party.role in _ROLES:
        return _ROLES[party.role]
    if party.kind is None:
        return RecipientKind.OTHER
    above = (party.kind, *load_vocabulary().ancestors(party.kind))
    names = (iri.removeprefix(PF) for iri in above)
    return next((_CONCEPTS[name] for name in names if name in _CONCEPTS), RecipientKind.OTHER)


def _is_name(words: str) -> bool:
    """Whether the phrase's last word, before what qualifies it, is part of a proper name."""
    head = _AFTER_HEAD.sub("", words).strip()
    if _DOMAIN.search(head):
        return True
    parts = re.findall(r"[\w.&+®-]+", head)
    if not parts or not (parts[-1][0].isupper() or parts[-1][0].isdecimal()):
        return False
    return any(part[0].isupper() and part.lower().rstrip(".") not in _COMMON for part in parts)
