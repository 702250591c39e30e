"""Prose: a stretch of the document with its markup masked, every character still knowing its place."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from ..ontology.records import Span

# A lone blank between two words stays as it is: most white space is one.
_MARKUP = re.compile(
    r"""
      (?P<image>!\[[^\[\]]*\]\([^)\s]*(?:\s+"[^"]*")?\))
    | (?P<link>\[(?P<words>[^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\))
    | (?P<break><br\s*/?>)
    | (?P<tag></?[a-zA-Z][^<>]{0,200}>)
    | (?P<autolink><https?://[^<>\s]+>)
    | (?P<escape>\\(?=[!-/:-@\[-`{-~]))
    | (?P<entity>&(?:nbsp|amp|lt|gt|quot|apos|\#39);)
    | (?P<emphasis>\*\*|__|`+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))
    | (?P<space>(?!(?<=[^\W_])\ [^\W_])[\s\u00a0\u200b\ufeff]+)
    """,
    re.VERBOSE,
)
_ENTITIES = {
    "&nbsp;": " ",
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&apos;": "'",
    "&#39;": "'",
}
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "：": ":", "，": ",", "；": ";", "\ufffd": "•"}
)


@dataclass(frozen=True, slots=True)
class Prose:
    """Readable words of a stretch of the document.

    `offsets[i]` is the offset into the document's text of the character `text[i]`. Runs of white space
    count as one blank, Markdown and HTML markup is left out, curly quotes are straight.
    """

    text: str
    offsets: array[int]

    def __getitem__(self, part: slice) -> Prose:
        return Prose(self.text[part], self.offsets[part])

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the document's half-open offsets for the half-open range `start`, `end` of `text`."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def span(self, document_text: str, start: int, end: int) -> Span:
        """Return the words of the range as they stand in the document."""
        first, last = self.place(start, end)
        return Span(start=first, end=last, text=document_text[first:last])


class _Writer:
    """Collects characters with their offsets, blanks only between words."""

    def __init__(self) -> None:
        self.characters: list[str] = []
        self.offsets = array("I")

    def write(self, words: str, offset: int) -> None:
        self.characters.append(words)
        self.offsets.extend(range(offset, offset + len(words)))

    def blank(self, offset: int) -> None:
        if self.characters and not self.characters[-1].endswith(" "):
            self.characters.append(" ")
            self.offsets.append(offset)

    def mark(self, offset: int) -> None:
        """Write a line break inside a block as "•", which lists split at."""
        self.blank(offset)
        if self.characters and self.characters[-1] != "•" and self.characters[-2:] != ["•", " "]:
            self.write("•", offset)


def read_prose(text: str, start: int, end: int) -> Prose:
    """Mask the markup of `text[start:end]`.

    Parameters are half-open character offsets into the document's text.
    """
    writer = _Writer()
    while start < end and text[start] == " ":
        start += 1
    _write(text, start, end, writer)
    words = "".join(writer.characters).translate(_PLAIN)
    stripped = words.rstrip(" •")
    return Prose(stripped, writer.offsets[: len(stripped)])


def _write(text: str, start: int, end: int, writer: _Writer) -> None:
    place = start
    for match in _MARKUP.finditer(text, start, end):
        if match.start() > place:
            writer.write(text[place : match.start()], place)
        if match.lastgroup == "words" or match.group("link"):
            _write(text, match.start("words"), match.end("words"), writer)
        elif match.group("space"):
            writer.blank(match.start())
        elif match.group("break"):
            writer.mark(match.start())
        elif match.group("entity"):
            character = _ENTITIES[match.group()]
            if character == " ":
                writer.blank(match.start())
            else:
                writer.write(character, match.start())
        place = match.end()
    if end > place:
        writer.write(text[place:end], place)
