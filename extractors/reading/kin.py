"""Own and strange: names that a policy uses as it uses its owner's, and names of those it works with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .names import is_generic

_SIMPLE = r"([A-Z][\w&]+(?: [A-Z][\w&]+){0,2})"
_OWN = re.compile(
    rf"\b{_SIMPLE}(?:['’]s)? (?:(?P<group>affiliates?|subsidiaries|group|family of companies)\b"
    r"|(?P<things>customer service|websites|products and services)\b|(?P<ours>and our)\b"
    r"|(?P<duty>(?:will|may|does|shall|cannot|can) (?:not|only|never|also)\b[^.]{0,60}\byour\b))"
)
_TELLING = r"(?:shar|disclos|provid|transfer|send|sent|transmit)\w*[^.]{0,80} (?:with|to)"
_USING = re.compile(
    r"\b[Ww]e (?:also |may |currently )*(?:use|work with|rely on|engage|integrate)"
    r"(?: (?:the|a|an|services?|tools?|software|provider|such|as|called|by|from|of))* "
)
# A third party is spoken of in one or two of these ways, never in three.
_ENOUGH_WAYS = 3


def find_group_names(text: str) -> Iterator[str]:
    """Yield the names that the text speaks of as of itself in several ways.

    "other Acme affiliates", "Acme customer service", "Acme and our partners", "Acme will not share your …"
    """
    ways: dict[str, set[str | None]] = {}
    for match in _OWN.finditer(text):
        ways.setdefault(match[1], set()).add(match.lastgroup)
    for name, found in ways.items():
        if len(found) >= _ENOUGH_WAYS and not is_generic(name) and not _is_told(text, name):
            yield name


def _is_told(text: str, name: str) -> bool:
    """Whether the text tells data to `name`: then it is a third party."""
    pattern = rf"{_TELLING} {re.escape(name)}(?! (?:affiliates|group))\b"
    return re.search(pattern, text) is not None


def find_used(text: str) -> tuple[str, ...]:
    """Return the words after each "we use", which open with the name of another's tool if with any."""
    return tuple(text[match.end() : match.end() + 60] for match in _USING.finditer(text))


def is_used(used: Iterable[str], name: str) -> bool:
    """Whether one of the words that follow "we use" opens with the name."""
    return any(
        words.startswith(name) and not words[len(name) : len(name) + 1].isalnum() for words in used
    )
