"""Plain text: headings, paragraphs and list items, told by nothing but the layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...ontology.records import Block, BlockKind
from .lines import Line, join_wrapped_lines, read_lines
from .markers import Marker, find_marker
from .nesting import Nesting
from .titles import names_a_policy, reads_as_sentence, reads_as_title

_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"[-=_*~#\s]{3,}$")


@dataclass(frozen=True, slots=True)
class _Passage:
    """A line with its markers taken off: a bullet, a number, or a number behind a bullet."""

    line: Line
    marker: Marker | None
    inner: Marker | None
    words: str
    start: int

    @property
    def number(self) -> Marker | None:
        """The marker that may count sections."""
        marker = self.inner or self.marker
        return marker if marker is not None and marker.counts_sections else None


def read_plain(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text, in reading order."""
    passages = [_open_passage(line) for line in join_wrapped_lines(text, read_lines(text))]
    return _Layout(passages).read()


def _open_passage(line: Line) -> _Passage:
    words, start = line.words, line.start
    marker = find_marker(words)
    inner = None
    if marker is not None:
        words, start = words[marker.length :], start + marker.length
        if not marker.numbers and (inner := find_marker(words)) is not None:
            if inner.numbers:
                words, start = words[inner.length :], start + inner.length
            else:
                inner = None
    return _Passage(line, marker, inner, words, start)


@dataclass(slots=True)
class _Layout:
    """Reads the passages in order, each beside its neighbours."""

    passages: Sequence[_Passage]
    blocks: list[Block] = field(default_factory=list)
    nesting: Nesting = field(default_factory=Nesting)
    section: tuple[int, ...] = ()
    section_level: int = 1

    def read(self) -> tuple[Block, ...]:
        for place, passage in enumerate(self.passages):
            if _RULE.match(passage.line.words):
                continue
            level = self._heading_level(place)
            if level is not None:
                self._add_heading(passage, level)
            elif passage.marker is not None:
                depth = self.nesting.enter(passage.marker, passage.line.indent, passage.words)
                self._add(passage, BlockKind.ITEM, depth)
            else:
                self.nesting.close_to_indent(passage.line.indent)
                self._add(passage, BlockKind.PARAGRAPH, self.nesting.depth)
        return tuple(self.blocks)

    def _add(self, passage: _Passage, kind: BlockKind, level: int) -> None:
        marker = passage.line.words[: passage.start - passage.line.start].strip()
        block = Block(
            kind=kind, start=passage.start, end=passage.line.end, level=level, marker=marker
        )
        self.blocks.append(block)

    def _add_heading(self, passage: _Passage, level: int) -> None:
        self.nesting.close_all()
        if match := _HASHES.match(passage.line.words):
            start = passage.line.start + match.end()
            marker = match[1]
            end = passage.line.end
            self.blocks.append(
                Block(kind=BlockKind.HEADING, start=start, end=end, level=level, marker=marker)
            )
            return
        number = passage.number
        if number is not None:
            self.section = number.numbers
            self.section_level = level
        self._add(passage, BlockKind.HEADING, level)

    def _heading_level(self, place: int) -> int | None:
        passage = self.passages[place]
        if match := _HASHES.match(passage.line.words):
            return len(match[1])
        if passage.number is not None:
            return 1 + len(passage.number.numbers) if self._is_numbered_heading(place) else None
        if passage.marker is not None:
            return None
        if self._is_underlined(place):
            return 1 if self.passages[place + 1].line.words.startswith("=") else 2
        if not reads_as_title(passage.words):
            return None
        if self._is_policy_title(place):
            return 1
        return self._level_inside() if self._heads_what_follows(place) else None

    def _level_inside(self) -> int:
        return self.section_level + 1 if self.section else 2

    def _is_policy_title(self, place: int) -> bool:
        early = all(block.kind is BlockKind.PARAGRAPH for block in self.blocks) and place <= 2
        return early and names_a_policy(self.passages[place].words)

    def _is_underlined(self, place: int) -> bool:
        following = self._at(place + 1)
        if following is None or len(self.passages[place].words.split()) > 20:
            return False
        return bool(re.fullmatch(r"=+|-{3,}", following.line.words))

    def _at(self, place: int) -> _Passage | None:
        return self.passages[place] if 0 <= place < len(self.passages) else None

    def _heads_what_follows(self, place: int) -> bool:
        """Whether a short line without a number stands over something, and not in a list of its like."""
        passage, following = self.passages[place], self._at(place + 1)
        if following is None or passage.line.indent > following.line.indent + 8:
            return False
        before = self._at(place - 1)
        if before is not None and self.blocks and self.blocks[-1].kind is BlockKind.PARAGRAPH:
            short = len(before.words.split()) <= 8 and not before.words.endswith((".", "!", "?"))
            if short and not names_a_policy(before.words):
                return False
            if before.words.endswith(":") and not passage.line.gap_above:
                return False
        if following.marker is not None:
            return True
        if reads_as_title(following.words):
            return self._heads_what_follows(place + 1) and following.line.gap_above
        return reads_as_sentence(following.words)

    def _is_numbered_heading(self, place: int) -> bool:
        passage = self.passages[place]
        number = passage.number
        if number is None:
            return False
        behind_bullet = passage.inner is not None
        expected = self._is_expected(number.numbers)
        if not reads_as_title(passage.words, numbered=True):
            short = len(passage.words.split()) <= 20
            asks = passage.words.endswith(":") and short and expected and self.section != ()
            stops = passage.words.endswith(".") and short and behind_bullet
            if not (asks or (stops and self._has_body(place))):
                return False
        return self._has_body(place) or (expected and not self._is_in_run(place))

    def _is_expected(self, numbers: tuple[int, ...]) -> bool:
        """Whether the number goes on the count of sections."""
        if not self.section:
            return numbers[-1] == 1
        known = self.section[: len(numbers)]
        if len(known) < len(numbers):
            return known == numbers[: len(known)] and numbers[len(known) :] == (1,)
        return known[:-1] == numbers[:-1] and numbers[-1] == known[-1] + 1

    def _has_body(self, place: int) -> bool:
        """Whether something other than the next number of the same list follows."""
        passage, following = self.passages[place], self._at(place + 1)
        if following is None:
            return False
        if following.number is not None and passage.number is not None:
            deeper = len(following.number.numbers) > len(passage.number.numbers)
            return deeper
        return not self._is_in_run(place)

    def _is_in_run(self, place: int) -> bool:
        """Whether the line before is an item that counts just one less."""
        passage, before = self.passages[place], self._at(place - 1)
        if before is None or before.number is None or passage.number is None:
            return False
        is_item = bool(self.blocks) and self.blocks[-1].kind is BlockKind.ITEM
        mine, other = passage.number.numbers, before.number.numbers
        return is_item and len(mine) == len(other) and mine[-1] == other[-1] + 1
