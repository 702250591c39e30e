"""The word stems by which purposes are compared ("payment processing", "to process payments")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from .labels import normalise, words

# Words that carry no purpose of their own.
_SMALL: Final = words(
    "to for of with in on at by from as so that and or purpose you we us our your it them "
    "they their other others may can will be is are more than about via through within us how "
    "which who what when if necessary reasonably related relating example including "
    "corresponding specific various important appropriate"
)

# Words whose stem would be another word: accounting is no account.
_WHOLE: Final = words("accounting sending order")

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
    if word in _WHOLE:
        return word
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
    tokens = normalise(phrase).replace("in order to", "to").split()
    return " ".join(stem(word) for word in tokens if word not in _SMALL)


def key_phrases(phrase: str) -> Iterator[str]:
    """Yield what may be a purpose's label in a phrase, the longest first, the earliest first.

    Two words count also where up to three others stand between them: "create … account".
    """
    stems = purpose_key(phrase).split()
    for size in range(min(len(stems), 8), 1, -1):
        for start in range(len(stems) - size + 1):
            yield " ".join(stems[start : start + size])
    for start, first in enumerate(stems):
        for second in stems[start + 2 : start + 5]:
            yield f"{first} {second}"
    yield from stems
