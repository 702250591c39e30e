"""The word stems by which purposes are compared ("payment processing", "to process payments")."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from .labels import normalise, words

# Words that carry no purpose of their own.
_SMALL: Final = words(
    "to for of with in on at by from as so that and or order purpose you we us our your it them "
    "they their other others may can will be is are more than about via through within us how "
    "which who what when if necessary reasonably related relating example including"
)

# Longest first. Verbs and their nouns meet in one stem: verify and verification, manage and
# management, authenticate and authentication.
_ENDINGS: Final = (
    ("ification", "if"),
    ("ifying", "if"),
    ("ified", "if"),
    ("ify", "if"),
    ("ization", "is"),
    ("isation", "is"),
    ("izing", "is"),
    ("ising", "is"),
    ("ized", "is"),
    ("ised", "is"),
    ("ize", "is"),
    ("ise", "is"),
    ("ation", "at"),
    ("ating", "at"),
    ("ated", "at"),
    ("ate", "at"),
    ("ion", ""),
    ("ing", ""),
    ("ed", ""),
    ("y", ""),
    ("e", ""),
)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return the stem of a lower-case English word; for comparison only."""
    if word.startswith("analy"):
        return "analy"
    if word.endswith("ment") and len(word) > 6:
        word = word[:-4]
    for ending, replacement in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(replacement) >= 3:
            word = word[: -len(ending)] + replacement
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "s":
        word = word[:-1]
    return word


@lru_cache(maxsize=16384)
def purpose_key(phrase: str) -> str:
    """Return the stems of a purpose's words, without the small ones."""
    return " ".join(stem(word) for word in normalise(phrase).split() if word not in _SMALL)
