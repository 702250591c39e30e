"""What each passage is: what its format says, else what its words and its neighbours tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...ontology.records import Block, BlockKind
from .nesting import Nesting
from .passages import Passage
from .titles import names_a_policy, reads_as_sentence, reads_as_title

_RULE = re.compile(r"[-=_*~#\s|+]{3,}$")
_UNDERLINE = re.compile(r"=+|-{3,}")
# A lone heading is but the title: the others then have to be told by their looks.
_ENOUGH_HEADINGS = 3
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?$", re.IGNORECASE)


def lay_out(passages: Sequence[Passage]) -> tuple[Block, ...]:
    """Return the blocks that the passages are, in the same order."""
    kept = [passage for passage in passages if not _PAGE_NUMBER.match(passage.words)]
    named = sum(passage.kind is BlockKind.HEADING for passage in kept)
    return _Layout(kept, marked_up=named >= _ENOUGH_HEADINGS).read()


@dataclass(slots=True)
class _Layout:
    """Reads the passages in order, each beside its neighbours.

    `marked_up` says that the format names the headings: short lines are no headings then.
    """

    passages: Sequence[Passage]
    marked_up: bool
    blocks: list[Block] = field(default_factory=list)
    nesting: Nesting = field(default_factory=Nesting)
    section: tuple[int, ...] = ()
    section_level: int = 1
    named_level: int = 0
    inside: int = 0

    def read(self) -> tuple[Block, ...]:
        for place, passage in enumerate(self.passages):
            if _RULE.match(passage.words):
                continue
            if passage.inside != self.inside:
                self.nesting.close_all()
                self.inside = passage.inside
            level = self._find_heading_level(place)
            if level is not None:
                self._add_heading(passage, level)
            elif passage.kind is BlockKind.CELL:
                self._add(passage, BlockKind.CELL, 0)
            elif passage.kind is BlockKind.ITEM:
                self.nesting.close_all()
                self._add(passage, BlockKind.ITEM, passage.level)
            elif passage.marker is not None:
                depth = self.nesting.enter(passage.marker, passage.indent, passage.words)
                self._add(passage, BlockKind.ITEM, passage.inside + depth)
            else:
                self.nesting.close_to_indent(passage.indent)
                self._add(passage, BlockKind.PARAGRAPH, passage.inside + self.nesting.depth)
        return tuple(self.blocks)

    def _add(self, passage: Passage, kind: BlockKind, level: int) -> None:
        block = Block(
            kind=kind,
            start=passage.start,
            end=passage.end,
            level=level,
            marker=passage.marker_words,
            cell=passage.cell,
        )
        self.blocks.append(block)

    def _add_heading(self, passage: Passage, level: int) -> None:
        self.nesting.close_all()
        if passage.kind is BlockKind.HEADING and passage.level:
            self.named_level = level
            self.section = ()
        if passage.number is not None:
            self.section = passage.number.numbers
            self.section_level = level
        self._add(passage, BlockKind.HEADING, level)

    def _find_heading_level(self, place: int) -> int | None:
        passage = self.passages[place]
        if passage.kind is BlockKind.HEADING:
            return passage.level or self._level_of_number(passage)
        if passage.kind is BlockKind.CELL:
            return None
        if passage.number is not None:
            headed = passage.inside == 0 and self._is_numbered_heading(place)
            return self._level_of_number(passage) if headed else None
        if passage.marker is not None or passage.kind is not None or passage.inside:
            return None
        return None if self.marked_up else self._find_title_level(place)

    def _level_of_number(self, passage: Passage) -> int:
        parts = len(passage.number.numbers) if passage.number else 1
        return max(self.named_level, 1) + parts

    def _find_title_level(self, place: int) -> int | None:
        """Return the level of a line that is a heading by its look only."""
        passage = self.passages[place]
        if self._is_underlined(place):
            return 1 if self.passages[place + 1].words.startswith("=") else 2
        if not reads_as_title(passage.words):
            return None
        if self._is_policy_title(place):
            return 1
        if not self._heads_what_follows(place):
            return None
        return (self.section_level if self.section else max(self.named_level, 1)) + 1

    def _is_policy_title(self, place: int) -> bool:
        early = all(block.kind is BlockKind.PARAGRAPH for block in self.blocks) and place <= 2
        return early and names_a_policy(self.passages[place].words)

    def _is_underlined(self, place: int) -> bool:
        following = self._at(place + 1)
        if following is None or len(self.passages[place].words.split()) > 20:
            return False
        return bool(_UNDERLINE.fullmatch(following.words))

    def _at(self, place: int) -> Passage | None:
        return self.passages[place] if 0 <= place < len(self.passages) else None

    def _heads_what_follows(self, place: int) -> bool:
        """Whether a short line stands over something, and not in a list of its like."""
        # A run of titles is as high as what stands below the last one.
        last = place
        while last + 1 < len(self.passages) and last < place + 4:
            following = self.passages[last + 1]
            if following.marker is not None or not reads_as_title(following.words):
                break
            if not following.gap_above:
                return False
            last += 1
        following_last = self._at(last + 1)
        if following_last is None or self._is_in_short_list(place):
            return False
        if following_last.marker is not None:
            return True
        goes_on = following_last.words[:1].islower()
        return reads_as_sentence(following_last.words) and not goes_on

    def _is_in_short_list(self, place: int) -> bool:
        """Whether the line goes on a list of short lines, or the sentence that ended ":"."""
        before = self._at(place - 1)
        if before is None or not self.blocks or self.blocks[-1].kind is not BlockKind.PARAGRAPH:
            return False
        if before.words.endswith(":") and not self.passages[place].gap_above:
            return True
        short = len(before.words.split()) <= 8 and not before.words.endswith((".", "!", "?"))
        return short and not names_a_policy(before.words)

    def _is_numbered_heading(self, place: int) -> bool:
        passage = self.passages[place]
        number = passage.number
        if number is None:
            return False
        continues = self._is_next(number.numbers)
        if not reads_as_title(passage.words, numbered=True):
            short = len(passage.words.split()) <= 20
            asks = passage.words.endswith(":") and short and continues
            stops = passage.words.endswith(".") and short and passage.inner is not None
            if not (asks or (stops and self._has_body(place))):
                return False
        return self._has_body(place) or (continues and not self._is_in_run(place))

    def _is_next(self, numbers: tuple[int, ...]) -> bool:
        """Whether the number goes on the count of the sections on its level."""
        known = self.section[: len(numbers)]
        if len(known) < len(numbers):
            return False
        return known[:-1] == numbers[:-1] and numbers[-1] == known[-1] + 1

    def _has_body(self, place: int) -> bool:
        """Whether something other than the next number of the same list follows."""
        passage, following = self.passages[place], self._at(place + 1)
        if following is None or passage.number is None:
            return False
        if following.number is not None and following.inside == passage.inside:
            return len(following.number.numbers) > len(passage.number.numbers)
        return not self._is_in_run(place)

    def _is_in_run(self, place: int) -> bool:
        """Whether the passage before is an item that counts just one less."""
        passage, before = self.passages[place], self._at(place - 1)
        if before is None or before.number is None or passage.number is None:
            return False
        is_item = bool(self.blocks) and self.blocks[-1].kind is BlockKind.ITEM
        mine, other = passage.number.numbers, before.number.numbers
        return is_item and len(mine) == len(other) and mine[-1] == other[-1] + 1
