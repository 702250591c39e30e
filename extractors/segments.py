"""Segments: the document's blocks with their section path and the lead-in each of them stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..ontology.records import Block, BlockKind, Cell, SourceDocument, Span
from .prose import Prose, read_prose

_OPENS = re.compile(r"(:|[-–—]|\b(such as|including|includes?|following)[,.]?)\s*$", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"\bas follows\b|\b(?:the|these) following\b(?=[^.]*\W*$)"
    r"|\bthe following (?:\w+ )?(?:categories|types|kinds|information|data|recipients"
    r"|third parties|parties|purposes|ways|circumstances|cases|reasons|sources)\b"
    r"|\b(?:set out|listed|described|data|information|recipients|purposes) below\b(?!\))",
    re.IGNORECASE,
)


def announces(text: str) -> int | None:
    """Return where the words point to a list that comes after them ("the following categories"), if they do."""
    match = _ANNOUNCES.search(text)
    return match.start() if match else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One block, ready to be read.

    `section` holds the headings above it, outermost first. `lead_in` is the segment that ends ":" (or
    announces a list) and that this one continues; a lead-in may stand under a lead-in itself.
    """

    block: Block
    prose: Prose
    section: tuple[Span, ...]
    lead_in: Segment | None = None

    @property
    def kind(self) -> BlockKind:
        return self.block.kind

    @property
    def cell(self) -> Cell | None:
        return self.block.cell

    @property
    def opens_list(self) -> bool:
        """Whether the segment's own words ask for what follows."""
        return bool(_OPENS.search(self.prose.text))

    @property
    def announces_list(self) -> bool:
        """Whether it opens a list, or speaks of "the following"."""
        return self.opens_list or announces(self.prose.text) is not None

    def span(self, document: SourceDocument) -> Span:
        """The block's words as they stand in the document."""
        start, end = self.block.start, self.block.end
        return Span(start=start, end=end, text=document.text[start:end])


@dataclass(slots=True)
class _Reading:
    """What is open while the blocks are read in order."""

    headings: list[tuple[int, Span]] = field(default_factory=list)
    paragraph: Segment | None = None
    items: list[tuple[int, Segment]] = field(default_factory=list)
    used: bool = False
    fresh: bool = False
    kept_at: int = 0

    def enter_heading(self, level: int, words: Span) -> None:
        kept = self.paragraph
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, words))
        announces = (
            kept is not None and kept.announces_list and (level == self.kept_at or self.fresh)
        )
        self.paragraph = kept if announces else None
        self.kept_at = level if announces else 0
        self.items.clear()

    def lead_in_of_item(self, level: int) -> Segment | None:
        while self.items and self.items[-1][0] >= level:
            self.items.pop()
        if self.items:
            parent = self.items[-1][1]
            return parent if parent.announces_list or _is_label(parent) else parent.lead_in
        self.used = True
        return self.paragraph

    def lead_in_of_paragraph(self, prose: Prose) -> Segment | None:
        if self.items and self.items[-1][1].opens_list:
            return self.items[-1][1]
        open_list = self.paragraph
        if open_list is not None and open_list.announces_list and _looks_like_item(prose.text):
            return open_list
        return None


def _is_label(segment: Segment) -> bool:
    words = segment.prose.text
    return len(words.split()) <= 8 and not words.endswith((".", ";", ","))


def _looks_like_item(text: str) -> bool:
    """Whether a paragraph reads as a list item: short, not a sentence, or "Label: …"."""
    label = text.find(":")
    dash = re.search(r"\s[–—-]\s", text[:70])
    if (0 < label < 60 or dash is not None) and not text.endswith(":"):
        return True
    return len(text.split()) <= 14 and not text.endswith((".", ":", "!", "?"))


def segment(document: SourceDocument) -> Iterator[Segment]:
    """Yield the document's segments in reading order."""
    reading = _Reading()
    for block in document.blocks:
        prose = read_prose(document.text, block.start, block.end)
        if not prose.text:
            continue
        section = tuple(words for _, words in reading.headings)
        fresh, reading.fresh = reading.fresh, False
        if block.kind is BlockKind.HEADING:
            found = Segment(block=block, prose=prose, section=section)
            reading.fresh = fresh
            reading.enter_heading(block.level, found.span(document))
            if found.opens_list:
                reading.paragraph = found
        elif block.kind is BlockKind.ITEM:
            found = Segment(
                block=block,
                prose=prose,
                section=section,
                lead_in=reading.lead_in_of_item(block.level),
            )
            reading.items.append((block.level, found))
        elif block.kind is BlockKind.CELL:
            found = Segment(block=block, prose=prose, section=section, lead_in=reading.paragraph)
        else:
            lead_in = reading.lead_in_of_paragraph(prose)
            found = Segment(block=block, prose=prose, section=section, lead_in=lead_in)
            if lead_in is None:
                reading.items.clear()
                if (
                    reading.paragraph is None
                    or found.announces_list
                    or reading.used
                    or not reading.paragraph.announces_list
                ):
                    reading.paragraph, reading.used, reading.fresh = found, False, True
        yield found
