"""Phrases: every stretch of a sentence that could name data, each noun in several lengths."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..lists import Range, split_items
from ..mentions import trim_data, trim_leading
from .tokens import NOUNS, VERBS, Tokens

MODIFIERS = NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "CD", "HYPH", "POS", "AFX"}
_OBJECTS = frozenset({"dobj", "pobj", "conj", "nsubj", "nsubjpass", "appos", "attr"})
_NOMINAL = frozenset({"VBG", "JJ", "VBN", "VB", "CD", "DT", "PRP", "VBP"})
_POINTERS = frozenset({"it", "them", "this", "these", "that", "those"})
_ASKED = frozenset(
    {"ccomp", "pcomp", "dobj", "pobj", "conj", "csubj", "ROOT", "advcl", "dep", "nsubj", "relcl"}
    | {"acl", "appos"}
)
_LONGEST = 16
_REACH = 160
_BRACKET = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A half-open range of the passage's readable words.

    `head` is the token that the phrase hangs on (the last one before it where it stands in brackets, which
    the parser does not see); `length` tells how the range was bounded.
    """

    start: int
    end: int
    head: int
    length: str
    bracketed: bool = False

    @property
    def range(self) -> Range:
        return self.start, self.end


def data_phrases(tokens: Tokens, read: Iterable[Range]) -> list[Phrase]:
    """Return the phrases that could name data, in order, no range twice; `read` are those that rules found."""
    found: dict[Range, Phrase] = {}
    known = (_ranged(tokens, part, "read") for part in read)
    for phrase in (*_noun_phrases(tokens), *_questions(tokens), *_listed(tokens), *known):
        words = tokens.passage.text[phrase.start : phrase.end]
        if words.strip() and len(words.split()) <= _LONGEST:
            found.setdefault(phrase.range, phrase)
    return sorted(found.values(), key=lambda phrase: phrase.range)


def _noun_phrases(tokens: Tokens) -> Iterator[Phrase]:
    for place, (tag, dep) in enumerate(zip(tokens.tags, tokens.deps, strict=True)):
        lone = place == 0 and len(tokens) < 8
        if tag not in NOUNS and not (dep in _OBJECTS and tag in _NOMINAL) and not lone:
            continue
        if tag in {"PRP", "DT"}:
            if tokens.words[place] in _POINTERS:
                yield Phrase(tokens.starts[place], tokens.ends[place], place, "pointer")
        elif not (tag in MODIFIERS and tokens.is_inside_compound(place)):
            yield from _lengths(tokens, place)


def first_of_phrase(tokens: Tokens, place: int) -> int:
    """Return the first modifier of the noun at `place`."""
    first = place
    while first > 0 and tokens.tags[first - 1] in MODIFIERS:
        before = first - 1
        verbal = tokens.tags[before] in {"VBG", "VBN"}
        if verbal and tokens.deps[before] not in {"amod", "compound", "nmod"}:
            break
        first = before
    return first


def _lengths(tokens: Tokens, place: int) -> Iterator[Phrase]:
    """Yield the noun alone, up to its list's next joint, and with each phrase or clause behind it."""
    text, lexicon = tokens.passage.text, tokens.passage.lexicon
    first = first_of_phrase(tokens, place)
    owner = next((i for i in range(place - 1, first - 1, -1) if tokens.tags[i] == "POS"), None)
    if owner is not None:
        yield Phrase(tokens.starts[first], tokens.ends[place], place, "owned")
        first = owner + 1
    start, end = tokens.starts[first], tokens.ends[place]
    reach = min(len(text), start + _REACH)
    item = next(
        split_items(text, start, reach, complete=lexicon.completes_data, single=lexicon.is_label),
        (start, end),
    )
    trimmed = trim_data(text, start, item[1], lexicon, clauses=True)
    if trimmed is not None and trimmed[1] > tokens.starts[place]:
        yield Phrase(*trimmed, place, "trimmed")
    start = trim_leading(text, start, end)
    yield Phrase(start, end, place, "bare")
    for child in tokens.children(place):
        for kind, last in _extensions(tokens, place, child):
            yield Phrase(start, tokens.ends[last], place, kind)


def _extensions(tokens: Tokens, place: int, child: int) -> Iterator[tuple[str, int]]:
    """Yield how far a phrase may reach with what hangs on its noun."""
    dep, edge = tokens.deps[child], tokens.rights[child]
    if dep == "prep" and edge < place + 14:
        yield f"prep-{tokens.words[child]}", edge
        inner = next((i for i in tokens.children(child) if tokens.deps[i] == "pobj"), None)
        if inner is not None:
            yield f"prep0-{tokens.words[child]}", inner
    elif dep in {"relcl", "acl"} and edge < place + 16:
        yield "clause0", child
        yield "clause", edge
    elif dep == "conj" and child < place + 7:
        of = [i for i in tokens.children(child) if tokens.words[i] == "of"]
        if of and tokens.rights[of[0]] < child + 8:
            yield "joined", tokens.rights[of[0]]


def _questions(tokens: Tokens) -> Iterator[Phrase]:
    """Yield clauses that stand for data: "which groups you join", "how you use the app"."""
    text = tokens.passage.text
    for place, (tag, word) in enumerate(zip(tokens.tags, tokens.words, strict=True)):
        if tag not in {"WRB", "WP", "WDT"} and word != "whether":
            continue
        verb = tokens.heads[place]
        for _ in range(3):
            if tokens.tags[verb] not in VERBS and tokens.heads[verb] != verb:
                verb = tokens.heads[verb]
        if word in {"who", "when"} or verb <= place or tokens.deps[verb] not in _ASKED:
            continue
        if tag == "WDT" and tokens.deps[place] != "det":
            continue
        last = tokens.rights[verb]
        while last > place and tokens.tags[last] in {".", ",", ":", "-RRB-"}:
            last -= 1
        start, end = tokens.starts[place], tokens.ends[last]
        for kind, joint in (("clause-comma", r"[,;]"), ("clause-and", r"\s(?:and|or)\s")):
            cut = re.search(joint, text[start:end])
            if cut:
                yield Phrase(start, start + cut.start(), verb, kind)
        yield Phrase(start, end, verb, "clause-whole")


def _listed(tokens: Tokens) -> Iterator[Phrase]:
    """Yield the items of brackets and of the sentence read as one list."""
    passage = tokens.passage
    ranges = [
        (part, "bracket")
        for match in _BRACKET.finditer(passage.text)
        for part in passage.data_items(match.span(1))
    ]
    ranges.extend(
        (part, "item")
        for part in passage.data_items((0, len(passage.text)), clauses=True, weak=True)
    )
    for part, kind in ranges:
        yield _ranged(tokens, part, kind)


def _ranged(tokens: Tokens, part: Range, kind: str) -> Phrase:
    head, bracketed = head_of(tokens, *part)
    return Phrase(*part, head, kind, bracketed)


def head_of(tokens: Tokens, start: int, end: int) -> tuple[int, bool]:
    """Return the noun that a range hangs on, and whether the parser did not see the range at all."""
    first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
    if first == last:
        return max(0, bisect_right(tokens.starts, start) - 1), True
    for place in range(first, last):
        if tokens.tags[place] in NOUNS and (
            place + 1 >= last or tokens.tags[place + 1] not in NOUNS
        ):
            return place, False
    return last - 1, False
