"""Cells: the lines of a table's cell, and what each of them names without being a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..ontology.records import Mention, Party, Role
from .line_groups import name_party
from .lists import find_triggers
from .passages import Passage, Source
from .prose import Prose
from .segments import Segment

_YES = re.compile(
    r"\W*(?:yes|y|x|true|✓|✔|☑|✅|sold|shared|(?:sold|shared) (?:and|or|&|/) (?:sold|shared))\W*(?:\(.*\))?",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\W*(?:no|n|false|✗|✘|❌|(?:not|never) (?:sold|shared|collected|disclosed|retained))\W*",
    re.IGNORECASE,
)
_BREAK = re.compile("[•●▪◦]")
_BULLET = re.compile(r"^(?:[\s*•·+>#-]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s)+")
_SUBJECT = re.compile(
    r"^\W*(?:we|you|these|this|it|when|if|they|where|for example|please|note)\b", re.IGNORECASE
)
# A finite verb before any word that could open a clause inside a noun phrase.
_FINITE = re.compile(
    r"^(?:(?!\b(?:that|which|who|whether|if|when|where|how|what|why|you|we)\b)[^•]){3,110}?"
    r"\b(?:is|are|was|were|may|will|can|must|has been|have been|does|do|involves?|generates?|allows?|helps?"
    r"|means)\s+\w",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"^\W*(?:the|this|our|your|all|any)\b.{0,200}?\b(?:is|are|was|were)\b", re.IGNORECASE
)
# "This includes your name" lists data all the same, "Using the app generates data, including" behind its trigger.
_INCLUDES = re.compile(
    r"^\W*(?:this|these|it|they|the|such|examples?)\b(?:\s\w+){0,5}?\s(?:include|contain|comprise)s?\b:?"
    r"|^\W*profiles?\s+reflecting\s+(?:(?:an?|the|your)\s+)?(?:\w+'s\s+)?",
    re.IGNORECASE,
)
_GENERATES = re.compile(
    r"^\W*\w+ing\s(?:\w+\s){1,6}?(?:generates?|involves?|produces?)\b", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"^\W{0,4}(?:\w[^\s@]{0,80}@\S+|https?:|www\.|tel|phone|e-?mail)\b", re.IGNORECASE
)
_NOTHING = re.compile(r"\W*(?:none|no|n/?a|not applicable|not (?:sold|shared|disclosed))?\W*", re.I)
_PARTICIPLE = re.compile(r"\w+(?:ed|ing|wn)", re.IGNORECASE)
# "Tidepost, which provides payment services" is one.
_CLAUSE = re.compile(r"(?:which|who|that|where)\b", re.IGNORECASE)
# Words that tell what kind of parties those at the end of a line are.
_MODIFIERS = re.compile(
    r"(?:^|\b(?:with|to|our|the|other|certain)\s)\s*(?P<all>(?:[a-z-]+,\s+){1,5}(?:[a-z-]+\s+)?(?:and|or|&)\s+)$",
    re.IGNORECASE,
)
_DONE = re.compile(r"\w+(?:ed|ing)(?:$|\s+(?:with|to|by|for|from|in)\b)", re.IGNORECASE)


def lines_of(cell: Segment) -> Iterator[Prose]:
    """Yield the cell's lines without the marks they open with; none is empty."""
    place = 0
    for piece in _BREAK.split(cell.prose.text):
        mark = _BULLET.match(piece)
        start = place + (mark.end() if mark else 0)
        end = place + len(piece.rstrip())
        if end > start:
            yield cell.prose[start:end]
        place += len(piece) + 1


def is_told(text: str) -> bool:
    """Whether the words are a sentence, to be parsed, and not a list or a name."""
    sentence = _SUBJECT.match(text) or _FINITE.match(text)
    if sentence is None and text.endswith("."):
        sentence = _STATED.match(text)
    lists = _INCLUDES.match(text) or _GENERATES.match(text)
    return len(text.split()) > 3 and sentence is not None and lists is None


def list_start(text: str) -> int | None:
    """Return where the line's list begins; None where a sentence without one was taken for a list."""
    includes = _INCLUDES.match(text)
    if includes is not None:
        return includes.end()
    if _GENERATES.match(text):
        trigger = next(find_triggers(text, 0, len(text)), None)
        return trigger[1] if trigger else None
    return 0


def is_participle(words: str) -> bool:
    """Whether a lone word is only a form of a verb ("obtained", "marketing")."""
    return _PARTICIPLE.fullmatch(words) is not None


def answer_of(cell: Segment) -> bool | None:
    """Return what a cell of a yes-or-no column says; None if it says something else."""
    if _YES.fullmatch(cell.prose.text):
        return True
    return False if _NO.fullmatch(cell.prose.text) else None


def listed_parties(cell: Segment, source: Source) -> tuple[Party, ...]:
    """Return the parties that a cell lists, without those that only its sentences name."""
    found: list[Party] = []
    for line in lines_of(cell):
        if is_told(line.text) or _NOTHING.fullmatch(line.text) or _ADDRESS.match(line.text):
            continue
        passage = source.passage(line)
        parties = [
            party for party in passage.parties((0, len(passage.text))) if _is_receiver(party)
        ]
        parties = _with_modifiers(parties, passage)
        if not parties and _may_be_name(line.text) and not source.lexicon.is_own(line.text):
            named = name_party(passage)
            parties = [named] if named else []
        found.extend(parties)
    return tuple(found)


def _with_modifiers(parties: list[Party], passage: Passage) -> list[Party]:
    """Give the only party of a line all that is said of it: "advertising, marketing and research partners"."""
    if len(parties) != 1 or parties[0].mention is None or parties[0].role is not Role.CATEGORY:
        return parties
    mention = parties[0].mention
    start, end = passage.place_of_span(mention.start, mention.end)
    before = _MODIFIERS.search(passage.text[:start])
    if before is None:
        return parties
    whole = passage.span((before.start("all"), end))
    longer = replace(mention, start=whole.start, text=whole.text)
    return [replace(parties[0], mention=longer)]


def _is_receiver(party: Party) -> bool:
    words = party.mention.text if party.mention is not None else ""
    clause = _CLAUSE.match(words) is not None
    if party.role is Role.NAMED and words[:1].islower() and " " in words:
        return False
    return party.role is not Role.FIRST_PARTY and not clause and not is_participle(words)


def _may_be_name(words: str) -> bool:
    """Whether a line that no known party stands in is a name all the same."""
    return words[0].isupper() and len(words.split()) <= 4 and _DONE.match(words) is None


def listed_purposes(cell: Segment, source: Source) -> Iterator[Mention]:
    """Yield the purposes that a cell lists line by line, without its sentences."""
    for line in lines_of(cell):
        if not is_told(line.text):
            purpose = source.passage(line).purpose((0, len(line.text)))
            if purpose is not None:
                yield purpose


def told_lines(cell: Segment, *, lists: bool) -> Iterator[Segment]:
    """Yield the lines of a cell that are sentences; with `lists`, the list that such a line opens too.

    They stand alone: what leads in the table leads in its rows, not the sentences in them. Without
    `lists` a line that opens a list says nothing, its list is the cell's.
    """
    opener: Segment | None = None
    for line in lines_of(cell):
        told = is_told(line.text)
        found = replace(cell, prose=line, lead_in=None if told else opener)
        if found.opens_list and not lists:
            continue
        if told or opener is not None:
            yield found
            if told or found.opens_list:
                opener = found if found.opens_list else None


def split_lines(cell: Segment) -> Iterator[Segment]:
    """Yield the lines of a cell of a table that could not be read, each by itself under what opens it."""
    opener = cell.lead_in
    for line in lines_of(cell):
        found = replace(cell, prose=line, lead_in=opener)
        yield found
        if found.opens_list:
            opener = found
