"""HTML as a stream of tags and text with their places, in one pass and in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from html.entities import html5

_TAG_NAME = re.compile(r"/?([a-zA-Z][^\s/>]*)")
_STOP = re.compile(r"[>\"']")
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]*)))?")
_ENTITY = re.compile(r"&(?:#(?:[0-9]{1,8}|[xX][0-9a-fA-F]{1,8});?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")

# The text in these is no markup; only a title's is read.
_OPAQUE = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}


@dataclass(frozen=True, slots=True)
class Text:
    """The characters `start` to `end` of the source are text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag, or an end tag if `closes`; `written` is what stands between the angle brackets."""

    name: str
    closes: bool
    written: str

    def read_attributes(self) -> Mapping[str, str]:
        """Return the attributes by their names in lower case, the first of each name."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.written, len(self.name)):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), unescape(value))
        return found


def read_markup(source: str) -> Iterator[Text | Tag]:
    """Yield the source's tags and texts in order; comments, declarations and scripts are left out.

    Whatever the source is, every character is looked at a bounded number of times.
    """
    place = 0
    unclosed: set[str] = set()
    while place < len(source):
        opening = source.find("<", place)
        if opening < 0:
            yield Text(place, len(source))
            return
        if opening > place:
            yield Text(place, opening)
        following = source[opening + 1 : opening + 2]
        name = _TAG_NAME.match(source, opening + 1)
        if name is not None:
            end = _find_tag_end(source, name.end(), unclosed)
            tag = _open_tag(source, opening, name, end)
            yield tag
            place = end
            if not tag.closes and tag.name in _OPAQUE:
                closing = _OPAQUE[tag.name].search(source, place)
                stop = closing.start() if closing else len(source)
                if tag.name == "title" and stop > place:
                    yield Text(place, stop)
                place = stop
        elif following in ("!", "?", "/"):
            place = _find_declaration_end(source, opening)
        else:
            yield Text(opening, opening + 1)
            place = opening + 1


def _open_tag(source: str, opening: int, name: re.Match[str], end: int) -> Tag:
    closes = source[opening + 1] == "/"
    stop = end - 1 if source[end - 1 : end] == ">" else end
    return Tag(name[1].lower(), closes, source[name.start(1) : stop])


def _find_tag_end(source: str, place: int, unclosed: set[str]) -> int:
    """Return the offset after the tag's ">", which may not stand in a quoted value.

    `unclosed` remembers the kinds of quote that don't come any more, so that none is looked for twice.
    """
    while (stop := _STOP.search(source, place)) is not None:
        quote = stop.group()
        if quote == ">":
            return stop.end()
        place = stop.end()
        if (
            quote not in unclosed
            and source[max(0, stop.start() - 8) : stop.start()].rstrip()[-1:] == "="
        ):
            closing = source.find(quote, place)
            if closing < 0:
                unclosed.add(quote)
            else:
                place = closing + 1
    return len(source)


def _find_declaration_end(source: str, opening: int) -> int:
    """Return the offset after a comment, a doctype or another declaration."""
    comment = source.startswith("<!--", opening)
    if comment and source.startswith((">", "->"), opening + 4):
        return source.index(">", opening) + 1
    end = source.find("-->" if comment else ">", opening + (2 if comment else 1))
    if end < 0:
        return len(source)
    return end + (3 if comment else 1)


def read_characters(source: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the text of a stretch of source as (words, raw offset, raw length), an entity at a time.

    The words are the source's own unless they come from an entity.
    """
    place = start
    for match in _ENTITY.finditer(source, start, end):
        if match.start() < place:
            continue
        words, length = _decode_entity(match.group())
        if not length:
            continue
        if match.start() > place:
            yield source[place : match.start()], place, match.start() - place
        yield words, match.start(), length
        place = match.start() + length
    if end > place:
        yield source[place:end], place, end - place


def _decode_entity(written: str) -> tuple[str, int]:
    """Return what an entity stands for and how much of `written` it takes, 0 if it is none."""
    if written[1] == "#":
        words = unescape(written)
        return (words, len(written)) if words else ("", 0)
    name = written[1:]
    if name in html5:
        return html5[name], len(written)
    # A few old names need no semicolon: "&copy2020".
    for length in range(min(len(name), 6), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], length + 1
    return "", 0
