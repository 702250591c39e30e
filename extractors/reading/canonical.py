"""The text that stands for an HTML page, written piece by piece with the way back to the file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...ontology.records import Origin
from .markup import read_characters

_RUN = re.compile(
    r"(?P<blank>[ \t\r\n\f\v\u00a0\u2000-\u200a\u3000\u2028\u2029]+)|(?P<unseen>[\u00ad\u200b-\u200d\u2060\ufeff]+)"
)


class CanonicalText:
    """Collects the words of a page: runs of blanks count as one, unseen characters are left out."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._blank: tuple[int, int] | None = None
        self._origins: list[Origin] = []

    def write_piece(self, runs: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
        """Write one piece's runs of source on a line of its own; return its span, None if it is blank."""
        before, count = self._length, len(self._parts)
        if self._parts:
            self._append("\n")
        start = self._length
        self._blank = None
        for raw_start, raw_end in runs:
            for words, raw, length in read_characters(self._source, raw_start, raw_end):
                if len(words) == length and self._source.startswith(words, raw):
                    self._write_words(words, raw, start)
                elif words.isspace():
                    self._blank = self._blank or (raw, length)
                elif not _RUN.fullmatch(words):
                    self._write_blank(start)
                    self._add(words, raw, length)
        if self._length == start:
            del self._parts[count:]
            self._length = before
            return None
        return start, self._length

    def finish(self) -> tuple[str, tuple[Origin, ...]]:
        """Return the text and its origins."""
        return "".join(self._parts), tuple(self._origins)

    def _write_words(self, words: str, raw: int, start: int) -> None:
        place = 0
        for match in _RUN.finditer(words):
            if match.start() > place:
                self._write_blank(start)
                self._add(words[place : match.start()], raw + place, match.start() - place)
            if match["blank"] and self._blank is None:
                self._blank = (raw + match.start(), len(match.group()))
            place = match.end()
        if place < len(words):
            self._write_blank(start)
            self._add(words[place:], raw + place, len(words) - place)

    def _write_blank(self, start: int) -> None:
        if self._blank is not None and self._length > start:
            self._add(" ", *self._blank)
        self._blank = None

    def _add(self, words: str, raw: int, length: int) -> None:
        last = self._origins[-1] if self._origins else None
        start, end = self._length, self._length + len(words)
        self._append(words)
        if last is not None and last.end == start and last.raw + last.raw_length == raw:
            plain = last.raw_length == last.end - last.start and length == len(words)
            if plain and self._source.startswith(words, raw) and self._is_plain(last):
                self._origins[-1] = Origin(
                    start=last.start, end=end, raw=last.raw, raw_length=last.raw_length + length
                )
                return
        self._origins.append(Origin(start=start, end=end, raw=raw, raw_length=length))

    def _is_plain(self, origin: Origin) -> bool:
        """Whether the origin's last character is the source's own, not an entity's or a line break's."""
        return self._parts[-2][-1:] == self._source[origin.raw + origin.raw_length - 1]

    def _append(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)
