"""Markers that open a list item or number a heading: "1.2", "(a)", "iv)", "①", "•"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLET = re.compile(
    r"(?:[•·●○◦▪▫■□◆◇►▶➢➤‣⁃∙⋅✓✔✦★※»§\uf0b7\uf0a7\uf0d8\ufffd]\s*"
    r"|(?:[*+–—−‐-]|\\[*+-]|o)\s+)(?=\S)"
)
_DOTTED = re.compile(
    r"(?:(?:section|article|part|clause)\s+)?(?P<number>\d{1,3}(?:\.\d{1,3})+)\\?[.:]?(?:\s+(?=\S)|(?=[A-Z“\"]))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:(?:section|article|part|clause)\s+)?(?P<number>\d{1,3})\\?(?P<sign>[.)）:、])(?!\d)\s*(?=\S)",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(r"\\?[(（\[](?P<value>\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})\\?[)）\]]\s*(?=\S)")
_LETTERED = re.compile(r"(?P<value>[a-zA-Z]|[ivxIVX]{2,5})\\?(?P<sign>[.)）])\s+(?=\S)")
_CIRCLED = re.compile(r"[①-⓿❶-➓㈠-㈩]\s*(?=\S)")
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A marker at the start of a line.

    `style` tells lists apart ("(a)" from "a)" from "1."); `length` counts its characters with the blank
    after it; `numbers` is its place in the count, one number a level ("1.2" is (1, 2)), empty for
    bullets; `roman` is the other reading of a letter that is a Roman numeral too.
    """

    words: str
    style: str
    length: int
    numbers: tuple[int, ...] = ()
    roman: int | None = None

    @property
    def counts_sections(self) -> bool:
        """Whether headings are numbered like this: "1.", "1.2", "A.", "IV."."""
        return self.style in ("1.", "A.", "I.")


def find_marker(line: str) -> Marker | None:
    """Return the marker that `line` (without leading blanks) starts with."""
    head = line[:24]
    if match := _BULLET.match(line):
        return _mark(match, match.group().strip()[0])
    if match := _DOTTED.match(line):
        numbers = tuple(int(number) for number in match["number"].split("."))
        return _mark(match, "1.", numbers)
    if match := _NUMBERED.match(line):
        return _numbered(match)
    if match := _ENCLOSED.match(line):
        return _lettered(match, "({})")
    if (match := _LETTERED.match(line)) and not head.lower().startswith(("i.e.", "e.g.")):
        return _lettered(match, "{}" + ("." if match["sign"] == "." else ")"))
    if match := _CIRCLED.match(line):
        return _mark(match, "①", (ord(head[0]),))
    return None


def _mark(
    match: re.Match[str], style: str, numbers: tuple[int, ...] = (), roman: int | None = None
) -> Marker:
    return Marker(
        words=match.group().strip(), style=style, length=match.end(), numbers=numbers, roman=roman
    )


def _numbered(match: re.Match[str]) -> Marker | None:
    sign = match["sign"]
    rest = match.string[match.end() : match.end() + 1]
    spaced = match.group()[-1].isspace()
    if sign == ":" and match.group()[0].isdigit():
        return None
    if not spaced and sign in ".:" and not rest.isupper():
        return None
    style = "1)" if sign in ")）" else "1."
    return _mark(match, style, (int(match["number"]),))


def _lettered(match: re.Match[str], frame: str) -> Marker:
    value = match["value"]
    if value.isdigit():
        return _mark(match, frame.format(1), (int(value),))
    roman = _read_roman(value.lower())
    capital = value.isupper()
    if len(value) > 1:
        return _mark(match, frame.format("I" if capital else "i"), (roman or 0,))
    number = ord(value.lower()) - ord("a") + 1
    return _mark(match, frame.format("A" if capital else "a"), (number,), roman)


def _read_roman(value: str) -> int | None:
    digits = [_ROMAN.get(character) for character in value]
    total = 0
    for place, digit in enumerate(digits):
        if digit is None:
            return None
        following = digits[place + 1] if place + 1 < len(digits) else None
        total += -digit if following is not None and following > digit else digit
    return total
