"""Whether a policy names somebody who receives data: in its words, by a link, or in a list elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from ..ontology.concepts import load_vocabulary
from .destinations import find_owner
from .reading import PolicyReading
from .sentences import sentence_around

_ADDRESS: Final = re.compile(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)+\b")
_RECIPIENTS: Final = (
    r"(?:providers?|partners?|sub-?processors?|third[ -]part(?:y|ies)|vendors?|recipients?|processors?|contractors?|"
    r"suppliers?|compan(?:y|ies)|affiliates?|subsidiar(?:y|ies)|banks?|networks?|agenc(?:y|ies))"
)
_LIST: Final = re.compile(
    rf"\blists? of (?:[\w-]+ ){{0,5}}?{_RECIPIENTS}\b|"
    rf"\b{_RECIPIENTS}\b[^.\n]{{0,80}}\b(?:(?:can be|is|are) (?:found|listed|named)|listed) (?:here|at|on|in|below)\b",
    re.IGNORECASE,
)
_EXAMPLE: Final = re.compile(
    r"\b(?:such as|including|includes?|like|e\.g\.,?|for example,?|namely|called|named|operated by|provided by|"
    r"hosted by|powered by)\s+\[?(?P<name>[A-Z][\w’'-]*[a-z][\w’'-]*)"
)
_PARTY: Final = re.compile(rf"\b{_RECIPIENTS}\b", re.IGNORECASE)
_OF_PLACES: Final = re.compile(
    r"\b(?:countr(?:y|ies)|jurisdictions?|states?|regions?|laws?|acts?|locations?|areas?)\b",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(r"\]\(https?://(?P<host>[^/)\s]+)[^)\s]*privacy", re.IGNORECASE)
_LINKED: Final = re.compile(r"\]\(https?://(?P<host>[^/)\s]+)")
_FIRM: Final = re.compile(
    r"\b(?P<name>[A-Z][\w’&-]+)(?: [A-Z][\w’&-]+){0,4},? "
    r"(?:Inc|LLC|Ltd|Limited|GmbH|AG|Bank|Pty|B\.V|S\.A|Corp|Corporation)\b"
)
_BANK: Final = re.compile(r"\b(?P<name>[A-Z][\w-]{2,}) Bank\b")
_SHARING: Final = re.compile(
    r"\b(?:shar|disclos|provid|transfer|send|sent|process|host|us)(?:e|es|ed|ing|s)?\b",
    re.IGNORECASE,
)


def names_somebody(reading: PolicyReading) -> bool:
    """Tell whether a text names somebody else who may receive data, or says where they are listed."""
    text = reading.policy.text
    return (
        _LIST.search(text) is not None
        or _names_known(reading)
        or _names_unknown(reading)
        or any(_is_foreign(reading, link["host"]) for link in _ELSEWHERE.finditer(text))
        or any(_is_a_name(reading, bank["name"]) for bank in _BANK.finditer(text))
    )


def _names_known(reading: PolicyReading) -> bool:
    """Tell whether a known party other than the company is named anywhere, its group among them."""
    vocabulary = load_vocabulary()
    own = reading.policy.company
    text = reading.policy.text
    named = [vocabulary.find_party(name) for name in sorted({*_known_names().findall(text)})]
    linked = [find_owner(address) for address in sorted({*_ADDRESS.findall(text)})]
    outside = {own, *reading.owners(own), *vocabulary.owners(own)}
    return any(
        party is not None and not outside & {party.iri, *vocabulary.owners(party.iri)}
        for party in (*named, *linked)
    ) or any(party is not None and _is_sister(reading, party.iri) for party in named)


def _is_sister(reading: PolicyReading, iri: str) -> bool:
    """Tell whether a party of the same group, and neither the company nor its owner, is named as a recipient."""
    vocabulary = load_vocabulary()
    own = reading.policy.company
    if iri in {own, *reading.owners(own), *vocabulary.owners(own)} or own in vocabulary.owners(iri):
        return False
    text = reading.policy.text
    for named in re.finditer(rf"\b{re.escape(vocabulary.parties[iri].label)}\b", text):
        place = sentence_around(text, *named.span())
        if _SHARING.search(text, place.start, place.end):
            return True
    return False


def _names_unknown(reading: PolicyReading) -> bool:
    text = reading.policy.text
    for example in (*_EXAMPLE.finditer(text), *_FIRM.finditer(text)):
        place = sentence_around(text, *example.span())
        words = text[place.start : place.end]
        if (
            _PARTY.search(words)
            and _SHARING.search(words)
            and not _OF_PLACES.search(words)
            and _is_a_name(reading, example["name"])
        ):
            return True
    return False


def _is_a_name(reading: PolicyReading, word: str) -> bool:
    """Tell whether a word is a name: it never stands with a small letter, and is not the company's own."""
    text = reading.policy.text
    company = reading.parties.get(reading.policy.company)
    own = f"{company.label if company else ''} {reading.policy.title}".casefold()
    small = re.search(rf"\b{re.escape(word.lower())}\b", text)
    return small is None and word.casefold().rstrip("s’'") not in own


def _is_foreign(reading: PolicyReading, host: str) -> bool:
    company = reading.parties.get(reading.policy.company)
    own = re.sub(r"\W", "", (company.label if company else "").casefold())
    bare = host.casefold().removeprefix("www.").partition(".")[0]
    usual = Counter(link["host"] for link in _LINKED.finditer(reading.policy.text)).most_common(1)
    at_home = any(host.endswith(each.removeprefix("www.")) for each, _ in usual)
    return bool(own) and own[:4] not in host.casefold() and bare not in own and not at_home


@cache
def _known_names() -> re.Pattern[str]:
    """Return a pattern of the labels of all known parties, the longest first."""
    labels = sorted((p.label for p in load_vocabulary().parties.values()), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, labels)) + r")\b")
