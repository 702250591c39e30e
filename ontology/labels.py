"""How a phrase of a policy is brought to the form in which the vocabulary's labels are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TOKEN: Final = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*")
_APOSTROPHES: Final = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'"})
_POSSESSIVE: Final = re.compile(r"'s\b")
_PARENTHESIS: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


# Words that say whose or which, never what. They are dropped wherever they stand, so that
# "the date of your birth" and "date of birth" are one label.
DETERMINERS: Final = words(
    "a an the your our their his her its my this these those any all some certain such "
    "each every either both various several particular respective"
)

# Words whose singular would be another word, or that only look like plurals.
_INVARIANT: Final = words(
    "contacts emails mails sms mms gps dns ios aws https news series species goods its was has "
    "does gas lens bias canvas atlas alias plus ups usps irs customs"
)
_IRREGULAR: Final = {
    "cookies": "cookie",
    "selfies": "selfie",
    "movies": "movie",
    "caches": "cache",
    "statuses": "status",
    "viruses": "virus",
    "buses": "bus",
    "aliases": "alias",
    "gases": "gas",
    "lenses": "lens",
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "wives": "wife",
    "lives": "life",
    "bodies": "body",
    "indices": "index",
    "criteria": "criterion",
    "analyses": "analysis",
}
_SPELLINGS: Final = {
    "licence": "license",
    "behaviour": "behavior",
    "behavioural": "behavioral",
    "colour": "color",
    "favourite": "favorite",
    "centre": "center",
    "programme": "program",
    "cheque": "check",
    "organisation": "organization",
    "personalisation": "personalization",
    "personalised": "personalized",
    "personalise": "personalize",
    "customised": "customized",
    "anonymised": "anonymized",
    "pseudonymised": "pseudonymized",
    "deidentified": "de identified",
    "utilisation": "utilization",
    "catalogue": "catalog",
    "enquiry": "inquiry",
    "info": "information",
    "telephone": "phone",
    "cellphone": "mobile phone",
}
_COMPOUNDS: Final = {
    ("e", "mail"): "email",
    ("e", "mails"): "emails",
    ("user", "name"): "username",
    ("nick", "name"): "nickname",
    ("pass", "word"): "password",
    ("wi", "fi"): "wifi",
    ("blue", "tooth"): "bluetooth",
    ("geo", "location"): "geolocation",
    ("geo", "fence"): "geofence",
    ("geo", "fencing"): "geofencing",
    ("web", "site"): "website",
    ("web", "page"): "webpage",
    ("log", "in"): "login",
    ("log", "file"): "logfile",
    ("sign", "in"): "signin",
    ("sign", "on"): "signon",
    ("sign", "up"): "signup",
    ("time", "zone"): "timezone",
    ("time", "stamp"): "timestamp",
    ("post", "code"): "postcode",
    ("click", "stream"): "clickstream",
    ("meta", "data"): "metadata",
    ("birth", "date"): "birthdate",
    ("smart", "phone"): "smartphone",
    ("voice", "mail"): "voicemail",
    ("live", "stream"): "livestream",
    ("plug", "in"): "plugin",
    ("opt", "out"): "optout",
    ("opt", "in"): "optin",
    ("check", "in"): "checkin",
    ("non", "personal"): "nonpersonal",
    ("non", "personally"): "nonpersonally",
    ("pre", "fill"): "prefill",
}


def singular(word: str) -> str:
    """Return the singular of a lower-case English noun, or the word itself.

    It serves comparison only: both sides pass through it, so "statistic" for "statistics" is fine.
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 3 or not word.endswith("s") or word in _INVARIANT or not word.isalnum():
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=65536)
def normalise(phrase: str) -> str:
    """Return the form in which labels are compared: lower case, singular, without determiners.

    Hyphens count as spaces, curly quotes as straight ones, "user-name" as "username", British
    spellings as American ones. Applying it twice changes nothing.
    """
    return " ".join(tokens_of(phrase))


@lru_cache(maxsize=65536)
def tokens_of(phrase: str) -> tuple[str, ...]:
    """Return the words of `normalise(phrase)`."""
    text = _plain(phrase).replace(" & ", " and ")
    if "'" in text:
        text = _POSSESSIVE.sub("", text).replace("'", "")
    tokens = [part for word in _TOKEN.findall(text) for part in _parts_of(word)]
    return tuple(_join_compounds(tokens))


def _plain(phrase: str) -> str:
    """Return the phrase in lower case, with one spelling of each character."""
    if phrase.isascii():
        return phrase.lower().replace("`", "'")
    text = unicodedata.normalize("NFKC", phrase).casefold().translate(_APOSTROPHES)
    return unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=16384)
def _parts_of(word: str) -> tuple[str, ...]:
    """Return what one word of a phrase counts as: its singular in one spelling, nothing for a determiner."""
    word = singular(word)
    parts = _SPELLINGS.get(word, word).split()
    return tuple(part for part in parts if part not in DETERMINERS)


def without_parentheses(phrase: str) -> str:
    """Return the phrase without its brackets: "identifier (IMEI, OAID)" → "identifier"."""
    return _PARENTHESIS.sub("", phrase).strip()


def _join_compounds(tokens: list[str]) -> list[str]:
    joined: list[str] = []
    for word in tokens:
        if joined and (joined[-1], word) in _COMPOUNDS:
            joined[-1] = _COMPOUNDS[joined[-1], word]
        else:
            joined.append(word)
    return joined
