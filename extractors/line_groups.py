"""Line groups: a name, then "Key: value" lines, as apps publish their third-party SDKs. Never parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ..ontology.records import Action, BlockKind, Mention, Modality, Party, Role, Span
from .lists import Range
from .mentions import data_items
from .segments import Segment
from .sentences import Sentence, read_sentence
from .statements import FIRST_PARTY, Reader, Statement


class Key(StrEnum):
    """What a line of the group tells."""

    NAME = "name"
    DATA = "data"
    PURPOSE = "purpose"
    OTHER = "other"


_KEYS: tuple[tuple[Key, frozenset[str]], ...] = (
    (Key.DATA, frozenset("data information permission permissions field fields".split())),
    (Key.PURPOSE, frozenset("purpose purposes function functions usage use uses reason reasons".split())),
    (Key.NAME, frozenset("sdk name provider company partner recipient vendor developer operator party parties".split())),
    (Key.OTHER, frozenset("link url website address policy policies site scenario scenarios platform method terms".split())),
)
# A key is made of these words alone: "Types of personal information collected", but not "Device signals".
_KEY_WORDS = frozenset(
    "the of a and or to by for in with is are type types category categories personal user collected shared obtained involved accessed processed received provided scope"
    " content sdk third-party third service services using official privacy full product required used involved main processing collection sharing".split()
).union(*(words for _, words in _KEYS))
_LINE = re.compile(r"^(?P<key>[A-Za-z][^:.;?!]{1,60}?)\s*:\s*(?P<value>.*)$")
_URL = re.compile(r"^\W*(?:https?://|www\.)\S+$")


@dataclass(slots=True)
class _Group:
    title: Segment | None
    lines: list[tuple[Key, Segment, int]] = field(default_factory=list)

    def has(self, key: Key) -> bool:
        return any(found is key for found, _, _ in self.lines)

    @property
    def complete(self) -> bool:
        named = self.title is not None or self.has(Key.NAME)
        return named and self.has(Key.DATA) and len(self.lines) >= 2


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStatement:
    """What a line group states, with the lines it rests on."""

    statement: Statement
    evidence: Span
    section: tuple[Span, ...]
    lead_in: Span | None


def line_key(text: str) -> tuple[Key, int] | None:
    """Return what a "Key: value" line tells and where its value begins; None if it is no such line."""
    match = _LINE.match(text)
    if match is None:
        return None
    words = re.findall(r"[\w-]+", match.group("key").lower())
    if not words or not _KEY_WORDS.issuperset(words):
        return None
    for key, heads in _KEYS:
        if heads.intersection(words):
            sentence = key in {Key.DATA, Key.NAME} and re.search(r"\b(?:we|you)\b", match.group("value"), re.IGNORECASE)
            return None if sentence else (key, match.start("value"))
    return None


def read_line_groups(segments: list[Segment], reader: Reader) -> tuple[list[GroupStatement], list[Segment]]:
    """Return what the document's line groups state, and the segments that belong to none."""
    statements: list[GroupStatement] = []
    used: set[int] = set()
    for group in _groups(segments):
        found = list(_read(group, reader))
        if found:
            statements.extend(found)
            used.update(id(line) for _, line, _ in group.lines)
            if group.title is not None:
                used.add(id(group.title))
    return statements, [each for each in segments if id(each) not in used]


def _groups(segments: list[Segment]) -> Iterator[_Group]:
    group = _Group(None)
    previous: Segment | None = None
    for each in segments:
        key = line_key(each.prose.text) if each.kind is not BlockKind.CELL else None
        if key is not None:
            begins_again = key[0] is Key.NAME and group.has(Key.NAME)
            if begins_again and group.complete:
                yield group
                group = _Group(None)
            if not group.lines and previous is not None and _is_title(previous):
                group.title = previous
            group.lines.append((key[0], each, key[1]))
        elif _URL.match(each.prose.text) and group.lines:
            group.lines.append((Key.OTHER, each, 0))
        else:
            if group.complete:
                yield group
            group = _Group(None)
        previous = each
    if group.complete:
        yield group


def _is_title(found: Segment) -> bool:
    words = found.prose.text
    return len(words.split()) <= 8 and not words.endswith((".", ":", ";", "?")) and found.kind is not BlockKind.CELL


def _read(group: _Group, reader: Reader) -> Iterator[GroupStatement]:
    party = _party(group, reader)
    if party is None:
        return
    purposes = tuple(_purposes(group, reader))
    evidence, section, title = _evidence(group, reader)
    for key, line, value in group.lines:
        if key is not Key.DATA:
            continue
        sentence = read_sentence(line.prose)
        data = list_data(sentence, (value, len(line.prose.text)), reader)
        if not data:
            continue
        statement = Statement(
            action=Action.SHARE,
            manner="share",
            negated=False,
            modality=Modality.STATED,
            actor=FIRST_PARTY,
            data=data,
            recipients=(party,),
            purposes=purposes,
            rule="line-group",
            place=0,
        )
        yield GroupStatement(statement=statement, evidence=evidence, section=section, lead_in=title)


def list_data(sentence: Sentence, part: Range, reader: Reader) -> tuple[Mention, ...]:
    """Return the data that a cell or value lists; a lone unknown phrase counts."""
    items = data_items(sentence.prose.text, *part, reader.lexicon, clauses=True, weak=True)
    if not items:
        words = sentence.prose.text[slice(*part)]
        stripped = words.strip(" .,;:-–—")
        if not stripped or len(stripped.split()) > 8 or stripped.lower() in {"none", "no", "n/a", "not applicable", "-"}:
            return ()
        if not reader.lexicon.may_be_data(stripped):
            return ()
        start = part[0] + words.index(stripped)
        items = [(start, start + len(stripped))]
    return tuple(reader.mention(sentence, item) for item in items)


def _party(group: _Group, reader: Reader) -> Party | None:
    for key, line, value in group.lines:
        if key is Key.NAME:
            return name_party(line, (value, len(line.prose.text)), reader)
    return name_party(group.title, (0, len(group.title.prose.text)), reader) if group.title else None


def name_party(line: Segment, part: Range, reader: Reader) -> Party | None:
    """Return the party that a title or a name cell names: a known one, or one of its own."""
    sentence = read_sentence(line.prose)
    parties = reader.parties(sentence, part)
    if len(parties) == 1 and parties[0].role is Role.CATEGORY:
        return parties[0]
    words = line.prose.text[slice(*part)].strip(" .,;:")
    if not words:
        return None
    start = part[0] + line.prose.text[slice(*part)].index(words)
    span = reader.span(sentence, (start, start + len(words)))
    known = reader.lexicon.vocabulary.find_party(words)
    iri = known.iri if known else None
    mention = Mention(start=span.start, end=span.end, text=span.text, concept=iri)
    return Party(role=Role.NAMED, mention=mention, organisation=iri)


def _purposes(group: _Group, reader: Reader) -> Iterator[Mention]:
    for key, line, value in group.lines:
        words = line.prose.text[value:].rstrip(" .;")
        if key is Key.PURPOSE and words:
            span = reader.span(read_sentence(line.prose), (value, value + len(words)))
            concept = reader.lexicon.vocabulary.place_purpose(words).iri
            yield Mention(start=span.start, end=span.end, text=span.text, concept=concept)


def _evidence(group: _Group, reader: Reader) -> tuple[Span, tuple[Span, ...], Span | None]:
    """The quote reaches from the name to the last line that tells data or purpose."""
    telling = [line for key, line, _ in group.lines if key is not Key.OTHER]
    first = group.title or telling[0]
    start = min(first.block.start, telling[0].block.start)
    end = max(line.block.end for line in telling)
    text = reader.document.text
    evidence = Span(start=start, end=end, text=text[start:end])
    lead_in = first.lead_in.span(reader.document) if first.lead_in and first.lead_in.block.end < start and len(first.lead_in.prose.text) < 400 else None
    return evidence, telling[0].section, lead_in
