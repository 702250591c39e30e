"""Parses: a parsed sentence as plain objects, which are many times faster to walk than the parser's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Word:
    """A token. Its parts are called as spaCy calls them; `idx` is where it begins in the parsed text."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "left", "lower_", "right", "tag_", "text",
    )  # fmt: skip

    doc: Parse
    head: Word
    children: list[Word]

    def __init__(self, i: int, text: str, idx: int, tag: str, dep: str) -> None:
        self.i, self.text, self.idx, self.tag_, self.dep_ = i, text, idx, tag, dep
        self.lower_ = text.lower()
        self.left = self.right = i

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return f"{self.text}/{self.tag_}"

    @property
    def left_edge(self) -> Word:
        """The first of the words that hang on this one, at any depth."""
        return self.doc[self.left]

    @property
    def right_edge(self) -> Word:
        """The last of the words that hang on this one, at any depth."""
        return self.doc[self.right]

    @property
    def rights(self) -> Iterator[Word]:
        """What hangs right on this word and stands behind it."""
        return (child for child in self.children if child.i > self.i)

    def nbor(self, steps: int) -> Word:
        """Return the word `steps` behind this one (before it where negative)."""
        return self.doc[self.i + steps]

    def is_ancestor(self, other: Word) -> bool:
        """Whether the other word hangs on this one, at any depth."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False


class Parse:
    """The words of one parsed sentence."""

    __slots__ = ("_words", "plain")

    def __init__(self, plain: str, words: list[Word]) -> None:
        self.plain, self._words = plain, words

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self._words)

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> list[Word]: ...
    def __getitem__(self, place: int | slice) -> Word | list[Word]:
        return self._words[place]

    def words(self, start: int, end: int | None = None) -> str:
        """Return the text from the word `start` to before the word `end`, or to the last."""
        part = self._words[start:end]
        return self.plain[part[0].idx : part[-1].idx + len(part[-1].text)] if part else ""


def read_parse(plain: str, doc: Doc, names: Mapping[int, str]) -> Parse:
    """Read the parser's Doc of the text `plain` once; `names` gives the names of its labels by their numbers."""
    import numpy as np

    columns = doc.to_array(["IDX", "LENGTH", "TAG", "DEP", "HEAD"])
    words = [
        Word(i, plain[idx : idx + length], idx, names[tag], names[dep])
        for i, (idx, length, tag, dep) in enumerate(columns[:, :4].tolist())
    ]
    parse = Parse(plain, words)
    for word, step in zip(words, columns[:, 4].astype(np.int64).tolist(), strict=True):
        word.doc, word.children = parse, []
        word.head = words[word.i + step]
    for word in words:
        if word.head is not word:
            word.head.children.append(word)
    _widen(words)
    _widen(words[::-1])
    return parse


def _widen(words: list[Word]) -> None:
    """Let each word's head reach as far as the word itself does, in this order."""
    for word in words:
        head = word.head
        if word.left < head.left:
            head.left = word.left
        if word.right > head.right:
            head.right = word.right
