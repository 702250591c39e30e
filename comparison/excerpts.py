"""What of a quote is shown: one line without markup, of a long one the parts that name data and recipient."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_WHOLE: Final = 420
"""A sentence of no more characters is shown whole."""
_AROUND: Final = 150
"""Of longer ones so many characters before and after the data, and as many of the recipient."""
_BREAK: Final = re.compile(r"<br ?/?>", re.IGNORECASE)
_MARKUP: Final = re.compile(r"\*\*|(?<!\w)_(?=\w)|(?<=[\w.])_(?!\w)")
_CUT: Final = "[…]"
_LINK: Final = re.compile(r"\[([^\[\]]*)\]\([^)\s]*(?:\s[^)]*)?\)")
_CELL: Final = re.compile(r"(?<!\\)\|")
_PART: Final = re.compile(r"<br ?/?>|(?<!\\)\|", re.IGNORECASE)
_RULE: Final = re.compile(r"\|?[\s:|-]+\|?")


def plain(words: str) -> str:
    """Return words on one line without marks of bold, italic, breaks and links."""
    return " ".join(_MARKUP.sub("", _BREAK.sub(" ", _LINK.sub(r"\1", words))).split())


def cut_out(text: str, focus: int, party: int | None = None, columns: Sequence[str] = ()) -> str:
    """Return what is shown of `text`: whole if short, else what stands around the two offsets.

    Of a table row it is the cells that name the data and the recipient, each under its heading.
    """
    if _CELL.search(text) and len(text) > _WHOLE:
        return _cells(text, focus, party, columns)
    words = plain(text)
    if len(words) <= _WHOLE:
        return words
    spots = [focus] if party is None else sorted({focus, party})
    if len(spots) > 1 and spots[1] - spots[0] < 2 * _AROUND:
        spots = [sum(spots) // 2]
    return _join([_around(text, 0, len(text), spot) for spot in spots])


def columns_of(text: str, start: int) -> tuple[str, ...]:
    """Return the headings of the table whose row starts at `start` of a policy's text, if it is one."""
    lines = text[:start].split("\n")[-200:]
    before = lines.pop().count("|") - 1
    for number in range(len(lines) - 1, 0, -1):
        if "|" not in lines[number]:
            return ()
        if _RULE.fullmatch(lines[number].strip()) and "-" in lines[number]:
            heads = lines[number - 1].strip().strip("|")
            if not heads.replace("|", "").strip() and number + 1 < len(lines):
                heads = lines[number + 1].strip().strip("|")
            cells = _CELL.split(heads)
            return tuple(map(plain, cells[max(0, before) :]))
    return ()


def _cells(text: str, focus: int, party: int | None, columns: Sequence[str]) -> str:
    spots = [0] if focus else []
    spots += [focus] if party is None else sorted({focus, party})
    shown: dict[tuple[int, int], str] = {}
    for spot in spots:
        start, end = _borders(text, spot, _PART)
        cell = len(_CELL.findall(text[:start])) - (1 if text.lstrip().startswith("|") else 0)
        headed = columns[cell].strip() if 0 <= cell < len(columns) else ""
        words = _around(text, start, end, spot)
        shown[start, end] = f"{headed}: {words}" if headed and spot else words
    return _join([words for words in shown.values() if words])


def _borders(text: str, spot: int, border: re.Pattern[str]) -> tuple[int, int]:
    before = [found.end() for found in border.finditer(text, 0, spot)]
    after = border.search(text, spot)
    return (before[-1] if before else 0), (after.start() if after else len(text))


def _around(text: str, start: int, end: int, spot: int) -> str:
    """Return what stands around `spot`, at most 300 characters, between two offsets."""
    first, last = max(start, spot - _AROUND), min(end, spot + _AROUND)
    if first > start:
        first = text.find(" ", first, spot) + 1 or first
    if last < end:
        last = text.rfind(" ", spot, last) + 1 or last
    words = plain(text[first:last])
    return f"{_CUT if first > start else ''} {words} {_CUT if last < end else ''}".strip()


def _join(parts: Sequence[str]) -> str:
    joined = f" {_CUT} ".join(part for part in parts if part)
    return re.sub(rf"{re.escape(_CUT)}(?: {re.escape(_CUT)})+", _CUT, joined)
