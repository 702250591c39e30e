"""Line groups: a name, then "Key: value" lines, as apps publish their third-party SDKs. Never parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ..ontology.records import Action, BlockKind, Mention, Modality, Party, Role, Span
from .passages import Passage, Source
from .segments import Segment
from .statements import FIRST_PARTY, Finding, Statement


class Key(StrEnum):
    """What a line of the group tells."""

    NAME = "name"
    DATA = "data"
    PURPOSE = "purpose"
    OTHER = "other"


_KEYS: tuple[tuple[Key, frozenset[str]], ...] = (
    (Key.DATA, frozenset("data information permission permissions field fields".split())),
    (
        Key.PURPOSE,
        frozenset("purpose purposes function functions usage use uses reason reasons".split()),
    ),
    (
        Key.NAME,
        frozenset(
            "sdk name provider company partner recipient vendor developer operator party parties".split()
        ),
    ),
    (
        Key.OTHER,
        frozenset(
            "link url website address policy policies site scenario scenarios platform method terms".split()
        ),
    ),
)
# A key is made of these words alone: "Types of personal information collected", but not "Device signals".
_KEY_WORDS = frozenset(
    "the of a and or to by for in with is are type types category categories personal user"
    " collected shared obtained involved accessed processed received provided scope"
    " content sdk third-party third service services using official privacy full product required"
    " used involved main processing collection sharing".split()
).union(*(words for _, words in _KEYS))
# "Third party information" heads the party's name and address, not data.
_OF_PARTY = frozenset("third third-party party parties provider company information".split())
_LINE = re.compile(r"^(?P<key>[A-Za-z][^:.;?!]{1,60}?)\s*:\s*(?P<value>.*)$")
_PRODUCT = re.compile(r"\b(?:SDK|API|push|pay)\b", re.IGNORECASE)
_THIRD_PARTIES = re.compile(
    r"\b(?:third[- ]part(?:y|ies)|SDKs?|partners?|(?:service )?providers?|recipients?|processors?"
    r"|vendors?|shar\w+|disclos\w+)\b",
    re.IGNORECASE,
)
_NOTHING = frozenset({"none", "no", "n/a", "not applicable", "-"})
_URL = re.compile(r"^\W*(?:https?://|www\.)\S+$")


@dataclass(slots=True)
class _Group:
    title: Segment | None
    lines: list[tuple[Key, Segment, int]] = field(default_factory=list)

    def has(self, key: Key) -> bool:
        return any(found is key for found, _, _ in self.lines)

    @property
    def complete(self) -> bool:
        return self.has(Key.DATA) and len(self.lines) >= 2


def line_key(text: str) -> tuple[Key, int] | None:
    """Return what a "Key: value" line tells and where its value begins; None if it is no such line."""
    match = _LINE.match(text)
    if match is None:
        return None
    words = re.findall(r"[\w-]+", match.group("key").lower())
    if not words or not _KEY_WORDS.issuperset(words):
        return None
    if len(words) > 1 and _OF_PARTY.issuperset(words):
        return Key.NAME, match.start("value")
    for key, heads in _KEYS:
        if heads.intersection(words):
            sentence = key in {Key.DATA, Key.NAME} and re.search(
                r"\b(?:we|you)\b", match.group("value"), re.IGNORECASE
            )
            return None if sentence else (key, match.start("value"))
    return None


def read_line_groups(
    segments: list[Segment], source: Source
) -> tuple[list[Finding], list[Segment]]:
    """Return what the document's line groups state, and the segments that belong to none."""
    findings: list[Finding] = []
    used: set[int] = set()
    for group in _groups(segments):
        found = list(_read(group, source))
        if found:
            findings.extend(found)
            used.update(id(line) for _, line, _ in group.lines)
            if group.title is not None:
                used.add(id(group.title))
    return findings, [each for each in segments if id(each) not in used]


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
    return (
        len(words.split()) <= 8
        and not words.endswith((".", ":", ";", "?"))
        and found.kind is not BlockKind.CELL
    )


def _read(group: _Group, source: Source) -> Iterator[Finding]:
    """Yield what the group states: sharing with its third party, else the use of its data for its purpose."""
    party = _party(group, source)
    purposes = tuple(_purposes(group, source))
    evidence, lead_in = _evidence(group, source)
    own = Action.USE if purposes else Action.COLLECT
    for key, line, value in group.lines:
        data = list_data(source.passage(line.prose), value) if key is Key.DATA else ()
        if data:
            action = Action.SHARE if party is not None else own
            statement = Statement(
                action=action,
                manner=action.value,
                negated=False,
                modality=Modality.STATED,
                actor=FIRST_PARTY,
                data=data,
                recipients=(party,) if party is not None else (),
                purposes=purposes,
                rule="line-group",
            )
            yield Finding(
                statement=statement, evidence=evidence, section=line.section, lead_in=lead_in
            )


def list_data(passage: Passage, start: int = 0) -> tuple[Mention, ...]:
    """Return the data that a cell or value lists from `start` on; a lone unknown phrase counts."""
    items = passage.data_items((start, len(passage.text)), clauses=True, weak=True)
    if not items:
        words = passage.text[start:]
        stripped = words.strip(" .,;:-–—")
        if not stripped or len(stripped.split()) > 8 or stripped.lower() in _NOTHING:
            return ()
        if not passage.lexicon.may_be_data(stripped) or not any(c.isalpha() for c in stripped):
            return ()
        begin = start + words.index(stripped)
        items = [(begin, begin + len(stripped))]
    return tuple(passage.data(item) for item in items)


def _party(group: _Group, source: Source) -> Party | None:
    for key, line, value in group.lines:
        if key is Key.NAME:
            return name_party(source.passage(line.prose), value)
    title = group.title
    if title is None or not _names_third_party(title, source):
        return None
    return name_party(source.passage(title.prose))


def _names_third_party(title: Segment, source: Source) -> bool:
    """Whether a group's title is a third party's name, by itself or by what stands above the list."""
    if _PRODUCT.search(title.prose.text) or source.lexicon.vocabulary.find_party(title.prose.text):
        return True
    above = [heading.text for heading in title.section]
    if title.lead_in is not None:
        above.append(title.lead_in.prose.text)
    return any(_THIRD_PARTIES.search(words) for words in above)


def name_party(passage: Passage, start: int = 0) -> Party | None:
    """Return the party that a title or a name cell names from `start` on: a known one, or one of its own."""
    parties = passage.parties((start, len(passage.text)))
    if len(parties) == 1 and parties[0].role is Role.CATEGORY:
        return parties[0]
    rest = passage.text[start:]
    words = rest.strip(" .,;:")
    if not words:
        return None
    begin = start + rest.index(words)
    known = passage.lexicon.vocabulary.find_party(words)
    iri = known.iri if known else None
    mention = passage.mention((begin, begin + len(words)), iri)
    return Party(role=Role.NAMED, mention=mention, organisation=iri)


def _purposes(group: _Group, source: Source) -> Iterator[Mention]:
    for key, line, value in group.lines:
        if key is Key.PURPOSE:
            purpose = source.passage(line.prose).purpose((value, len(line.prose.text)))
            if purpose is not None:
                yield purpose


def _evidence(group: _Group, source: Source) -> tuple[Span, Span | None]:
    """Return the quote, from the name to the last line that tells data or purpose, and the group's lead-in."""
    telling = [line for key, line, _ in group.lines if key is not Key.OTHER]
    first = group.title or telling[0]
    start = min(first.block.start, telling[0].block.start)
    evidence = source.quote(start, max(line.block.end for line in telling))
    lead_in = first.lead_in
    short = lead_in is not None and lead_in.block.end < start and len(lead_in.prose.text) < 400
    return evidence, lead_in.span(source.document) if lead_in is not None and short else None
