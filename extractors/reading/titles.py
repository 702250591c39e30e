"""What a line looks like: a title, a sentence, the name of a policy."""

from __future__ import annotations

import re

_POLICY = re.compile(
    r"\b(privacy|data|cookies?)\b.{0,40}\b(policy|policies|notice|statement|agreement|guidelines?|protection)\b"
    r"|\bprivacy\b",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"^home\b|\s[/>»›|]\s", re.IGNORECASE)
_DATED = re.compile(
    r"^(last|date|effective|version|updated|posted|revised|published)\b.*\b(\d{4}|date|effective|updated)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|\S@\S", re.IGNORECASE)
_LABEL = re.compile(r"^[^:]{1,60}:\s*\S")


def reads_as_title(words: str, *, numbered: bool = False) -> bool:
    """Whether a line may be a heading: short, without a final stop, not a "Key: value" line."""
    count = len(words.split())
    if not words or count > (20 if numbered else 14) or len(words) > 140:
        return False
    if words.endswith((".", ";", ",", ":", "：", "。")) or _ADDRESS.search(words):
        return False
    if words.endswith(("; and", "; or", ", and", ", or")) or _DATED.search(words):
        return False
    if _LABEL.match(words) or _TRAIL.search(words) or words.count(",") > 3:
        return False
    return not words[0].islower() and any(character.isalpha() for character in words)


def reads_as_sentence(words: str) -> bool:
    """Whether a line may be what a heading stands over."""
    return len(words.split()) >= 8 or words.endswith((".", ":", "?", "!"))


def names_a_policy(words: str) -> bool:
    """Whether a line is the title of a privacy policy, not a trail of links to it."""
    return bool(_POLICY.search(words)) and not _TRAIL.search(words) and len(words.split()) <= 14


def may_be_title(words: str) -> bool:
    """Whether words that are bold all through may be a heading: few, or without a final stop."""
    count = len(words.split())
    return 0 < count <= 16 and (count <= 4 or not words.endswith((".", ",", ";")))
