"""Tokens: a parsed sentence as plain lists, which are many times faster to walk than the parser's own objects."""

from __future__ import annotations

from dataclasses import dataclass

from ..passages import Passage

VERBS = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """One entry a token in each list. `starts` and `ends` are half-open places in the passage's readable
    words, `practices` the practice verb that the token is a form of, `rights` the last token below it.
    """

    passage: Passage
    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    rights: list[int]
    practices: list[str | None]

    @classmethod
    def of(cls, passage: Passage) -> Tokens:
        """Read the passage's parse once."""
        doc, inner = passage.doc, passage.sentence.inner
        assert doc is not None
        lemma = passage.lexicon.cues.lemma
        words = [token.lower_ for token in doc]
        tags = [token.tag_ for token in doc]
        heads = [token.head.i for token in doc]
        return cls(
            passage=passage,
            words=words,
            tags=tags,
            deps=[token.dep_ for token in doc],
            heads=heads,
            starts=[inner[token.idx] for token in doc],
            ends=[inner[token.idx + len(token) - 1] + 1 for token in doc],
            rights=_right_edges(heads),
            practices=[
                lemma(word) if tag in VERBS else None for word, tag in zip(words, tags, strict=True)
            ],
        )

    def __len__(self) -> int:
        return len(self.words)

    def is_inside_compound(self, place: int) -> bool:
        """Whether the noun only modifies the noun behind it ("email" of "email address")."""
        return (
            place + 1 < len(self.words)
            and self.tags[place + 1] in NOUNS
            and self.deps[place] in {"compound", "nmod", "amod", "poss"}
        )

    def children(self, place: int) -> list[int]:
        """Return what hangs on the token, to its right."""
        return [i for i in range(place + 1, self.rights[place] + 1) if self.heads[i] == place]

    def climb(self, place: int, deps: frozenset[str], steps: int = 25) -> tuple[int, int]:
        """Follow the heads while the token hangs by one of `deps`; return where that ends and the steps taken."""
        taken = 0
        while self.deps[place] in deps and taken < steps and self.heads[place] != place:
            place, taken = self.heads[place], taken + 1
        return place, taken


def _right_edges(heads: list[int]) -> list[int]:
    edges = list(range(len(heads)))
    for start in range(len(heads)):
        place = start
        for _ in range(40):
            above = heads[place]
            if above == place or edges[above] >= start:
                break
            edges[above] = start
            place = above
    return edges
