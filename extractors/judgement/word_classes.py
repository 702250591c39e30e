"""Word classes: groups of words that policies use alike, in three grains, learned from how they stand beside others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, eq=False)
class WordClasses:
    """`classes[word]` are the word's classes, the coarsest first."""

    classes: Mapping[str, tuple[str, ...]]

    def clues(self, place: str, word: str) -> tuple[str, ...]:
        """Return a clue for each class of the word standing at `place`."""
        return _clues(self, place, word)


@lru_cache(maxsize=16384)
def _clues(known: WordClasses, place: str, word: str) -> tuple[str, ...]:
    classes = known.classes.get(word, ())
    return tuple(f"{place}-class{grain}={name}" for grain, name in enumerate(classes))


@cache
def load_word_classes() -> WordClasses:
    """Read `word_classes.tsv` once; lines are a word and its classes."""
    text = files(__package__).joinpath("word_classes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return WordClasses({word: tuple(classes) for word, *classes in rows})
