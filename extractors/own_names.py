"""Own names: the words by which a policy speaks of its own company, app and site."""

from __future__ import annotations

import re
from functools import lru_cache

from .cues import Cues

_WORD = re.compile(r"[\w'/-]+")
_LEGAL_FORM = re.compile(
    r"(?:Inc|LLC|Ltd|Limited|GmbH|AG|plc|PLC|Corp|Corporation|AB|Oy|UAB|B\.V|S\.A|Co|LLP)\.?"
)
# So often a short name is used before it counts as one.
_FEWEST = 3
_DETERMINERS = frozenset({"the", "this", "these", "our", "such"})
# "The company" and "our mobile app" are the first party; "the acquiring company", "the payment service" are others.
_OWN_MODIFIERS = frozenset(
    "mobile web online official own digital internal secure cloud website site app related various"
    " different said corporate"
    " and or websites apps applications services products platforms platform customer support".split()
)


def is_legal_form(word: str) -> bool:
    """Whether the word is a company's legal form ("Ltd", "GmbH")."""
    return _LEGAL_FORM.fullmatch(word) is not None


def is_company_of_group(phrase: str) -> bool:
    """Whether a name with the company's own in it is a company of its group: "Acme Bank Ltd" beside "Acme".

    Asked only of who receives: there it is another one than "we", whatever its full name.
    """
    words = phrase.split()
    return len(words) > 2 and is_legal_form(words[-1].rstrip(","))


def short_names(name: str, text: str) -> list[str]:
    """Return how a company's own policy shortens its name: "Acme" of "Acme Trading Ltd", its initials."""
    words = name.split()
    if len(words) > 1 and _LEGAL_FORM.fullmatch(words[-1]):
        return [
            " ".join(words[:-1]).rstrip(","),
            *_alone(words, text),
            *_initials(words[:-1], text),
        ]
    return [*_alone(words, text), *_initials(words, text)]


def _initials(words: list[str], text: str) -> list[str]:
    """Return the initials of a name of two words or more, where the policy uses them several times."""
    initials = "".join(word[0] for word in words if word[0].isalnum())
    used = len(words) > 1 and initials.isupper() and len(initials) > 1
    return [initials] if used and len(re.findall(rf"\b{initials}\b", text)) >= _FEWEST else []


def _alone(words: list[str], text: str) -> list[str]:
    shorts = [" ".join(words[:count]) for count in range(1, len(words))]
    return [
        short
        for short in shorts
        if len(short) > 2 and short[0].isupper() and _stands_alone(short, words, text)
    ]


def _stands_alone(short: str, words: list[str], text: str) -> bool:
    following = re.escape(words[len(short.split())])
    return (
        len(re.findall(rf"\b{re.escape(short)}\b(?!\s+{following})(?!\s+[A-Z])", text)) >= _FEWEST
    )


@lru_cache(maxsize=16384)
def is_own(phrase: str, own_names: frozenset[str], cues: Cues) -> bool:
    """Whether the phrase names the first party: by pronoun, by name, or by its own app or site.

    `own_names` are the company's names and aliases in lower case.
    """
    words = [word.lower() for word in _WORD.findall(phrase)]
    if not words:
        return False
    if words[-1] in cues.first and len(words) <= 3:
        return True
    lowered = phrase.lower().strip(" .,\"'")
    bare = re.sub(r"^(?:the|this|these|our|its)\s+", "", lowered)
    if bare in own_names or lowered in own_names or _is_house_name(phrase, own_names):
        return True
    third = any(word.startswith("third") for word in words)
    if words[-1] in cues.party_heads - cues.own or third:
        return False
    if any(re.search(rf"\b{re.escape(name)}\b", lowered) for name in own_names if len(name) > 2):
        return True
    determined = words[0] in _DETERMINERS and words[-1] in cues.own
    return determined and (len(words) == 2 or _OWN_MODIFIERS.issuperset(words[1:-1]))


def _is_house_name(phrase: str, own_names: frozenset[str]) -> bool:
    """Whether the phrase is a capitalised name that begins with the company's ("Acme Payments Group")."""
    tokens = _WORD.findall(re.sub(r"^(?:[Tt]he|[Oo]ur)\s+", "", phrase))
    capitalised = all(token[0].isupper() or not token.islower() for token in tokens)
    if not tokens or len(tokens) > 4 or not capitalised:
        return False
    words = " ".join(tokens).lower()
    return any(len(name) > 3 and words.startswith(f"{name} ") for name in own_names)
