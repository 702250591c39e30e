"""Lists inside a sentence: where an enumeration splits and what each of its items is, without a parser."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from .cues import load_cues

_MARKER = r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)|[①-⑳•·]"
_MARKERS = re.compile(rf"(?:(?<=\s)|(?<=[:;,])|^)(?:{_MARKER})(?=\s|\S)")
_CLOSES_MARKER = re.compile(r"[)①-⑳•·]")
_MARKS = re.compile(r"[()\[\],:;•/]")
_LEGAL_FORM = re.compile(
    r"\s*(?:Inc|LLC|L\.L\.C|Ltd|Limited|GmbH|AG|plc|PLC|Corp|S\.?A|B\.?V|UAB|Pty|Co|LP|LLP|AB|Oy|SE)\b"
)
_JOINT = re.compile(
    r"(?:,\s*)?\b(?:and/or|as well as|along with|together with|and|or|plus)\b|\s&\s"
)
# Nouns that only measure the noun after "of": "time, frequency, and duration of your visits" is one thing.
_MEASURES = frozenset(
    "time times date dates frequency duration type types amount number length volume nature kind timing content"
    " pattern patterns status subject extent level quantity size value dates currency price method".split()
)


@cache
def _trigger_words() -> str:
    return "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in load_cues().enumerates)


@cache
def _triggers() -> re.Pattern[str]:
    words = _trigger_words()
    return re.compile(
        rf"(?:,\s*)?(?:\((?=\s*(?:{words})\b))?(?:(?<=\W)|^)(?:{words})(?=[\s,:(]|$)\s*[,:]?",
        re.IGNORECASE,
    )


Range = tuple[int, int]


def split_items(
    text: str,
    start: int,
    end: int,
    *,
    complete: Callable[[str, str], bool],
    single: Callable[[str], bool] | None = None,
    slashes: bool = False,
) -> Iterator[Range]:
    """Yield the half-open ranges of the items of `text[start:end]`, brackets included in their item.

    `complete` tells of the words before and after "and" or "or" whether each side is a thing by itself;
    where it isn't ("billing" before "and shipping address"), the joint does not split. Nor does it where
    `single` knows the whole piece ("date and time stamp").
    """
    for piece_start, piece_end in _pieces(text, start, end, ";•/" if slashes else ";•"):
        if single is not None and single(text[piece_start:piece_end]):
            yield piece_start, piece_end
        else:
            yield from _split_joints(text, piece_start, piece_end, complete)


def _pieces(text: str, start: int, end: int, marks: str) -> Iterator[Range]:
    """Split at commas, semicolons, item markers and words such as "including", outside brackets."""
    opened = [span for span in _marked(text, start, end) if _depth(text, start, span[0]) == 0]
    cuts = _cuts(text, start, end, marks, opened)
    place = start
    for cut_start, cut_end in sorted([*opened, *cuts]) if opened else cuts:
        if cut_start > place:
            yield place, cut_start
        place = max(place, cut_end)
    if end > place:
        yield place, end


def _cuts(text: str, start: int, end: int, marks: str, opened: list[Range]) -> Iterator[Range]:
    """Yield the marks that split a list, outside brackets and outside what is `opened` by words."""
    depth = 0
    for match in _MARKS.finditer(text, start, end):
        character, place = match.group(), match.start()
        if any(first <= place < last for first, last in opened):
            continue
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and (
            character in marks
            or (
                character == ","
                and not _in_number(text, place)
                and not _LEGAL_FORM.match(text, place + 1)
            )
            or character == ":"
        ):
            yield place, place + 1


def _marked(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield the ranges of words such as "including", then of item markers."""
    yield from _found_triggers(text, start, end)
    if _CLOSES_MARKER.search(text, start, end):
        yield from (match.span() for match in _MARKERS.finditer(text, start, end))


def _found_triggers(text: str, start: int, end: int) -> Iterator[Range]:
    places = _trigger_places(text)
    if places and bisect_left(places, start) < bisect_left(places, end):
        yield from (match.span() for match in _triggers().finditer(text, start, end))


@lru_cache(maxsize=256)
def _trigger_places(text: str) -> tuple[int, ...]:
    """Return where the words of triggers begin: most texts have none, and are asked many times."""
    return tuple(match.start() for match in _trigger_starts().finditer(text))


@cache
def _trigger_starts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?={_trigger_words()})", re.IGNORECASE)


def find_triggers(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield the ranges of words that open an enumeration ("such as", "including", a colon)."""
    found = [*_found_triggers(text, start, end)]
    colon = text.find(":", start, end)
    if (
        colon >= 0
        and not any(first <= colon < last for first, last in found)
        and text[colon + 1 : colon + 3] != "//"
    ):
        found.append((colon, colon + 1))
    yield from sorted(found)


def _in_number(text: str, place: int) -> bool:
    return text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()


def _depth(text: str, start: int, place: int) -> int:
    return text.count("(", start, place) - text.count(")", start, place)


def _split_joints(
    text: str, start: int, end: int, complete: Callable[[str, str], bool]
) -> Iterator[Range]:
    left = start
    for match in _JOINT.finditer(text, start, end):
        if _depth(text, start, match.start()) or match.start() < left:
            continue
        before = text[left : match.start()].strip()
        if not before or complete(before, text[match.end() : end].strip()):
            if before:
                yield left, match.start()
            left = match.end()
    if end > left:
        yield left, end


def is_measure(words: str) -> bool:
    """Whether the words only measure what follows ("time", "frequency")."""
    return words.strip().lower() in _MEASURES


def join_measures(text: str, items: list[Range]) -> list[Range]:
    """Join "time", "frequency" and "duration of your visits" to one item."""
    joined: list[Range] = []
    for item in items:
        words = text[item[0] : item[1]].strip().lower()
        words = re.sub(r"^(?:the|and|or|your)\s+", "", words)
        head = re.split(r"\s(?:of|you|we|your|when|actions)\s", words)[0]
        if (
            joined
            and head != words
            and all(part in _MEASURES for part in re.split(r"\s+(?:and|or)\s+", head))
        ):
            first = len(joined)
            while first and is_measure(
                re.sub(
                    r"^(?:the|and|or|your)\s+", "", text[slice(*joined[first - 1])].strip().lower()
                )
            ):
                first -= 1
            if first < len(joined):
                item = (joined[first][0], item[1])
                del joined[first:]
        joined.append(item)
    return joined
