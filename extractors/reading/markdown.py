"""Markdown: markdown-it's blocks, each aligned with the place of its words in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from ...ontology.records import Block, BlockKind, Cell
from .markers import find_marker
from .nesting import Nesting

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NEWLINE = re.compile(r"\r\n?|\n")
_BREAK = re.compile(
    r"(?:[ \t]{2,}|\\|[ \t]*<br[ \t]*/?>[ \t]*)(?:\r\n?|\n)|<br[ \t]*/?>", re.IGNORECASE
)
_BOLD = re.compile(
    r"(\*\*\*|\*\*|__|\*\*_|_\*\*)(?=\S)(?P<words>.+?)(?<=\S)(\*\*\*|\*\*|__|_\*\*|\*\*_)[\s:]*$",
    re.DOTALL,
)
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*(?:\r\n?|\n)(?:.*(?:\r\n?|\n))*?(?:---|\.\.\.)[ \t]*(?:(?:\r\n?|\n)|\Z)"
)
_EDGE = " \t\r\n\u00a0\u200b\ufeff"


def read_markdown(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text, in reading order."""
    return _Reader(text).read()


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    # The words of a block keep their markup: spans point into the file.
    parser.core.ruler.disable(["inline", "text_join"])
    return parser


@dataclass(slots=True)
class _Reader:
    text: str
    starts: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    depth: int = 0
    item_opens: bool = False
    nesting: Nesting = field(default_factory=Nesting)
    heading_level: int = 0
    table: int = -1

    def read(self) -> tuple[Block, ...]:
        skipped = _FRONT_MATTER.match(self.text)
        body = skipped.end() if skipped else 0
        self.starts = [body, *(match.end() for match in _NEWLINE.finditer(self.text, body))]
        tokens = _parser().parse(self.text[body:])
        place = 0
        while place < len(tokens):
            place = self._read_token(tokens, place)
        return tuple(self.blocks)

    def _read_token(self, tokens: Sequence[Token], place: int) -> int:
        token = tokens[place]
        match token.type:
            case "list_item_open":
                self.depth += 1
                self.item_opens = True
                self.nesting.close_all()
            case "list_item_close":
                self.depth -= 1
                self.item_opens = False
                self.nesting.close_all()
            case "heading_open":
                self._read_heading(token, tokens[place + 1])
            case "paragraph_open":
                self._read_paragraph(tokens[place + 1])
            case "table_open":
                return self._read_table(tokens, place)
            case "fence" | "code_block" | "html_block":
                self._read_raw(token)
        return place + 1

    def _lines(self, token: Token) -> tuple[int, int]:
        """Return the offsets of the token's lines."""
        first, last = token.map or [0, 0]
        end = self.starts[last] if last < len(self.starts) else len(self.text)
        return self.starts[first], end

    def _place(self, token: Token) -> tuple[int, int] | None:
        """Return the span of an inline token's words: its lines without the markers around them."""
        content = token.content.strip(_EDGE)
        if not content:
            return None
        start, end = self._lines(token)
        lines = content.split("\n")
        first_end = _NEWLINE.search(self.text, start)
        limit = first_end.start() if first_end and first_end.start() < end else end
        head = lines[0].rstrip(_EDGE)
        found = self.text.rfind(head, start, limit)
        if found < 0:
            found = self.text.find(head, start, end)
        tail = lines[-1].strip(_EDGE)
        last = self.text.rfind(tail, start, end)
        if found < 0 or last < 0:
            return self._trim(start, end)
        return self._trim(found, last + len(tail))

    def _trim(self, start: int, end: int) -> tuple[int, int] | None:
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE:
            end -= 1
        return (start, end) if start < end else None

    def _add(self, kind: BlockKind, span: tuple[int, int], level: int, marker: str = "") -> None:
        start, end = span
        self.blocks.append(Block(kind=kind, start=start, end=end, level=level, marker=marker))

    def _read_heading(self, opening: Token, inline: Token) -> None:
        self.nesting.close_all()
        span = self._place(inline)
        if span is None:
            return
        self.heading_level = int(opening.tag[1:])
        self._add_heading(span, self.heading_level)

    def _add_heading(self, span: tuple[int, int], level: int) -> None:
        start, end = span
        marker = find_marker(self.text[start:end])
        words = ""
        if marker is not None and marker.numbers:
            words, start = marker.words, start + marker.length
        self._add(BlockKind.HEADING, (start, end), level, words)

    def _read_paragraph(self, inline: Token) -> None:
        span = self._place(inline)
        if span is None:
            return
        for piece in self._split_at_breaks(*span):
            self._read_piece(*piece)

    def _split_at_breaks(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        place = start
        for match in _BREAK.finditer(self.text, start, end):
            if (piece := self._trim(place, match.start())) is not None:
                yield piece
            place = match.end()
        if (piece := self._trim(place, end)) is not None:
            yield piece

    def _read_piece(self, start: int, end: int) -> None:
        words = self.text[start:end]
        if self._is_bold_heading(words):
            self.nesting.close_all()
            self._add_heading((start, end), min(self.heading_level + 1, 7))
            return
        marker = find_marker(words)
        if self.item_opens:
            self.item_opens = False
            before = self.text[self.text.rfind("\n", 0, start) + 1 : start].strip(" \t>")
            self._add(BlockKind.ITEM, (start, end), self.depth - 1, before)
        elif marker is not None:
            rest = words[marker.length :]
            depth = self.depth + self.nesting.enter(marker, 0, rest)
            self._add(BlockKind.ITEM, (start + marker.length, end), depth, marker.words)
        else:
            self.nesting.close_all()
            self._add(BlockKind.PARAGRAPH, (start, end), self.depth)

    def _is_bold_heading(self, words: str) -> bool:
        if self.depth or not _BOLD.match(words) or "\n\n" in words:
            return False
        plain = re.sub(r"[*_]", "", words).strip()
        return len(plain.split()) <= 16 and not plain.endswith((".", ",", ";"))

    def _read_raw(self, token: Token) -> None:
        start, end = self._lines(token)
        place = start
        for match in [*_NEWLINE.finditer(self.text, start, end), None]:
            stop = match.start() if match else end
            line = self.text[place:stop]
            place = match.end() if match else end
            bare = re.sub(r"<[^<>]*>?|^\s*(```|~~~).*$", "", line).strip(_EDGE)
            if bare and (span := self._trim(stop - len(line), stop)) is not None:
                self._add(BlockKind.PARAGRAPH, span, self.depth)

    def _read_table(self, tokens: Sequence[Token], place: int) -> int:
        self.table += 1
        row = -1
        cells: list[tuple[int, int]] = []
        column = 0
        header = False
        while tokens[place].type != "table_close":
            token = tokens[place]
            if token.type == "tr_open":
                row, column = row + 1, 0
                cells = self._split_row(token)
            elif token.type in ("th_open", "td_open"):
                header = token.type == "th_open"
            elif token.type == "inline":
                if column < len(cells) and (span := self._trim(*cells[column])) is not None:
                    cell = Cell(table=self.table, row=row, column=column, header=header)
                    start, end = span
                    block = Block(kind=BlockKind.CELL, start=start, end=end, cell=cell)
                    self.blocks.append(block)
                column += 1
            place += 1
        return place + 1

    def _split_row(self, token: Token) -> list[tuple[int, int]]:
        start, end = self._lines(token)
        bars = [
            start + match.start(1)
            for match in re.finditer(r"(?:\\.|[^|\\])*?(\|)", self.text[start:end])
        ]
        span = self._trim(start, end)
        if span is None:
            return []
        edges = [span[0], *(bar + 1 for bar in bars if bar > span[0])]
        if self.text[span[0]] == "|":
            edges[0] = span[0] + 1
        ends = [bar for bar in bars if bar > span[0]] + [span[1]]
        return [(first, max(first, last)) for first, last in zip(edges, ends, strict=True)]
