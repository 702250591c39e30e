"""Entries: the data that the lines of a table's cell list, each as the line names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..ontology.records import Mention
from .cells import is_participle, is_told, lines_of, list_start
from .line_groups import list_data
from .lists import Range, find_triggers
from .passages import Passage, Source
from .prose import Prose
from .segments import Segment
from .sentences import split_sentences

# Commas inside one thing, as laws put it: they list no data.
_ONE_THING = re.compile(
    r"\b(?:information|data)\s+(?:on|about|regarding)\s+[^,;.()]{0,60}\binteractions?\s+with\b[^;.()]{0,90}"
    r"|\b(?:products|goods)(?:\s+(?:or|and)\s+services)?\s+purchased,[^;.()]{0,40}?\b(?:or|and)\s+considered",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"^\W*(?:as |see |same )|\b(?:listed|described|defined|specified|mentioned|set out) (?:above|below"
    r"|in (?:\w+ ){0,3}(?:section|policy|notice|statement|table|list|paragraph))\b"
    r"|\ball of the above\b|^\W*(?:for more|learn more|please|click (?:here|on)|note that)\b",
    re.IGNORECASE,
)
# What follows tells where the data was taken from: it lists no more of it.
_TAKEN = re.compile(
    r"\b(?:collected|obtained|derived|generated|extracted|inferred)\s+(?:from|by|through|via|when)\b",
    re.IGNORECASE,
)
_BELONGS = re.compile(
    r"\s(?:you|we|that|which|of|about|related|relating|regarding|concerning|associated|pertaining|contained"
    r"|provided|generated|collected|obtained|necessary|from|by|on|in|most|used)\b",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"\s*(?:\(|[.;:]|\s[–—-]\s|$)")
_LONGEST = 10
# Alone before "and" these only tell what kind of data the words behind it are: "Log and usage information".
_MODIFIERS = frozenset(
    "log logs metrics device usage technical contact account billing shipping profile performance identity"
    " transaction connection network browsing professional commercial payment marketing".split()
)
_NO_DATA = frozenset("your you example examples share following other others yes".split())
_GENERAL = re.compile(
    r"\b(?:data|information|details|records|communications|history)$", re.IGNORECASE
)
_SPEAKS_OF_DATA = re.compile(r"^\W*(?:\w+\s){0,3}?(?:data|information)\b", re.IGNORECASE)
_HEADS = re.compile(r"\s*,?\s*(?:such as|including|like)\b", re.IGNORECASE)
# What stands between a head and the first thing that it groups.
_INTRODUCES = re.compile(
    r"[^,;()]{0,40}?[\s,(]*(?:which\s+(?:may\s+)?includes?\s+)?(?:\w+\s+){0,2}(?:such\s+as|including|like|e\.g\.?|for\s+example"
    r"|includes?)[,:]?\s+(?:(?:your|the|a|an|\(i\)|any)\s+)*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\([^()]*\)")
_TITLE = re.compile(
    r"(?P<whole>(?P<parts>[A-Z][\w-]+(?:, [A-Z][\w-]+)*),? (?:and|&) [A-Z][\w-]+"
    r" (?:Data|Information|Details))"
)
_SEVERAL = re.compile(r"[(:]|\b(?:such as|includ\w+|e\.g|for example|like)\b", re.IGNORECASE)
_JOINT = re.compile(r"\s+(?:and|or|&)\s+", re.IGNORECASE)


def listed_data(cell: Segment, source: Source) -> tuple[Mention, ...]:
    """Return the data that a cell lists, without its sentences.

    A first line in bold is the head of the lines below it and counts only where these name nothing.
    """
    found = [
        [
            mention
            for piece in split_sentences(line)
            if not is_told(piece.text) and not _POINTER.search(piece.text)
            for mention in _data_of_piece(piece, source)
        ]
        for line in lines_of(cell)
    ]
    below = [mention for mentions in found[1:] for mention in mentions]
    if below and _opens_bold(cell, source):
        return tuple(below)
    return tuple(mention for mentions in found for mention in mentions)


def points(text: str) -> bool:
    """Whether a cell's words only say where to look ("See section 2.1")."""
    return len(text.split()) < _LONGEST * 2 and _POINTER.search(text) is not None


def _opens_bold(cell: Segment, source: Source) -> bool:
    words = source.document.text[cell.block.start : cell.block.end]
    return re.match(r"\s*(?:\*\*|__)[^*_]+(?:\*\*|__)\s*<br", words) is not None


def _data_of_piece(piece: Prose, source: Source) -> Iterator[Mention]:
    """Yield the data of a piece; where several semicolons hold its parts apart, each short part is one thing."""
    parts = [source.passage(part) for part in _parts(piece)]
    for part in parts:
        words = part.text.strip(" .")
        whole = len(parts) > 2 and len(words.split()) <= _LONGEST and not _SEVERAL.search(words)
        if whole and "," in words and part.lexicon.names_data(words, weak=True):
            start = part.text.index(words)
            yield part.data((start, start + len(words)))
        else:
            yield from _data_of_line(part)


def _parts(line: Prose) -> Iterator[Prose]:
    """Yield what semicolons hold apart: the commas between them are inside one thing."""
    start, depth = 0, 0
    for place, character in enumerate(line.text):
        depth += (character == "(") - (character == ")")
        if character == ";" and depth <= 0:
            if line.text[start:place].strip():
                yield line[start:place]
            start = place + 1
    if line.text[start:].strip():
        yield line[start : len(line.text)]


def _data_of_line(passage: Passage) -> tuple[Mention, ...]:
    text = passage.text
    taken, start = _TAKEN.search(text), list_start(text)
    if start is None:
        return ()
    end = taken.start() if taken is not None and taken.start() > start else len(text)
    items = passage.data_items((start, end), clauses=True, weak=True)
    items = _bounded(passage, [item for item in items if _counts(passage, item, items)])
    if not items:
        return _lone(passage, start) if taken is None else ()
    items = _without_heads(text, _joined(passage, items))
    if len(items) == 1 and next(find_triggers(text, 0, len(text)), None) is None:
        items = [_whole(text, items[0])]
    return tuple(passage.data(item) for item in items)


def _without_heads(text: str, items: list[Range]) -> list[Range]:
    """Leave out what the items behind it list: "identifiers" in "identifiers, such as your name"."""
    kept = [
        item
        for item, following in pairwise(items)
        if _INTRODUCES.fullmatch(_without_brackets(text[item[1] : following[0]])) is None
    ]
    return [*kept, *items[-1:]]


def _without_brackets(text: str) -> str:
    """Leave out what stands in brackets: "Demographics (§ 12 (v)(1)(C)) which include your age"."""
    while (shorter := _BRACKETED.sub(" ", text)) != text:
        text = shorter
    return text


def _lone(passage: Passage, start: int) -> tuple[Mention, ...]:
    """Return a line that is no list as one entry: a short unknown phrase, or one that speaks of data."""
    text = passage.text
    if text.startswith("(") or text.lower() in _NO_DATA:
        return ()
    found = list_data(passage, start)
    if not found and _SPEAKS_OF_DATA.search(text) and len(text.split()) <= _LONGEST:
        end = _LINE_END.search(text)
        found = (passage.data((0, end.start() if end else len(text))),)
    return found


def _bounded(passage: Passage, items: list[Range]) -> list[Range]:
    """Put one item for those that a formula of the law holds together."""
    for match in _ONE_THING.finditer(passage.text):
        inside = [item for item in items if match.start() <= item[0] < match.end()]
        if inside:
            end = match.start() + len(match.group().rstrip())
            items = [item for item in items if item not in inside] + [(match.start(), end)]
    return sorted(items)


def _counts(passage: Passage, item: Range, items: list[Range]) -> bool:
    """Whether an item names data: not a lone "(Sweden)" or "obtained", nor the "subset" of "a subset, such as"."""
    text, names = passage.text, passage.lexicon.names_data
    words = passage.words(item)
    if words.lower() in _NO_DATA:
        return False
    if is_participle(words) and not passage.lexicon.is_label(words):
        return False
    if names(words):
        return True
    opening = _bracket_of(text, item[0])
    if opening >= 0:
        beside = [each for each in items if _bracket_of(text, each[0]) == opening]
        return any(names(passage.words(each)) for each in beside)
    return _HEADS.match(text[item[1] :]) is None


def _bracket_of(text: str, place: int) -> int:
    """Return where the bracket around a place opens, -1 outside of brackets."""
    opening = text.rfind("(", 0, place)
    return opening if opening >= 0 and text.find(")", opening, place) < 0 else -1


def _joined(passage: Passage, items: list[Range]) -> list[Range]:
    """Join "Log" and "usage information" to one item, and "Marketing", "Survey" and "Research Data"."""
    text = passage.text
    title = _TITLE.fullmatch(text)
    parts = title["parts"].split(", ") if title is not None else []
    known = [passage.lexicon.names_data(words) for words in parts]
    if title is not None and (len(parts) == 1 or not all(known)):
        return [(title.start("whole"), title.end("whole"))]
    joined: list[Range] = []
    for item in items:
        before = joined[-1] if joined else None
        if (
            before is not None
            and _JOINT.fullmatch(text[before[1] : item[0]])
            and _GENERAL.search(words := text[slice(*item)])
            and (" " not in words or text[slice(*before)].lower() in _MODIFIERS)
        ):
            joined[-1] = (before[0], item[1])
        else:
            joined.append(item)
    return joined


def _whole(text: str, item: Range) -> Range:
    """Let a line's only item reach to the line's end: "Data" in "Data contained in receipts"."""
    rest = text[item[1] :]
    end = _LINE_END.search(rest)
    last = item[1] + (end.start() if end else len(rest))
    words = text[item[0] : last]
    if not _BELONGS.match(rest) or len(words.split()) > _LONGEST or "," in text[item[1] : last]:
        return item
    return item[0], last
