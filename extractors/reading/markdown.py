"""Markdown: markdown-it's blocks, each aligned with the place of its words in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from ...ontology.records import Block, BlockKind
from .layout import lay_out
from .lines import join_broken_passages
from .markdown_tables import read_row
from .markers import find_marker
from .masking import mask_markup
from .passages import Passage, open_passage
from .titles import may_be_title

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NEWLINE = re.compile(r"\r\n?|\n")
_HARD_BREAK = re.compile(
    r"(?: {2,}|\\|[ \t]*<br[ \t]*/?>[ \t]*)(?:\r\n?|\n)|<br[ \t]*/?>", re.IGNORECASE
)
_SOFT_BREAK = re.compile(r"(?:\r\n?|\n)[ \t>]*")
_EMPHASIS = re.compile(r"(?:[*_]{1,3}|<(?:b|strong|u|em|i)>)(?=\S)", re.IGNORECASE)
# Headings often open with a link to themselves that shows nothing.
_ANCHOR = re.compile(r"(?:\[(?:#|¶|\\#)?\]\([^()\s]*\)\s*)+(?=\S)")
_CLOSING = re.compile(r"[*_]{1,3}\s*(?=\S)")
_BOLD = re.compile(
    r"(?P<open>[*_]{2,3}|_\*\*|\*\*_|<(?:b|strong)>)(?P<words>(?:(?!\*\*|__|</?(?:b|strong)>).)+?)"
    r"(?:[*_]{2,3}|_\*\*|\*\*_|</(?:b|strong)>)[\s:]*$",
    re.DOTALL | re.IGNORECASE,
)
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*(?:\r\n?|\n)(?:.*(?:\r\n?|\n)){0,200}?(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)"
)
_EDGE = " \t\r\n\u00a0\u200b\ufeff"


def read_markdown(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text, in reading order."""
    return lay_out(join_broken_passages(_Reader(text).read()))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    # The words of a block keep their markup: spans point into the file.
    parser.core.ruler.disable(["inline", "text_join"])
    return parser


@dataclass(slots=True)
class _Reader:
    """Turns tokens into passages; `starts` are the offsets of the lines that the tokens count."""

    text: str
    starts: list[int] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    depth: int = 0
    item_sign: str | None = None
    tables: int = 0

    def read(self) -> list[Passage]:
        skipped = _FRONT_MATTER.match(self.text)
        body = skipped.end() if skipped else 0
        self.starts = [body, *(match.end() for match in _NEWLINE.finditer(self.text, body))]
        tokens = _parser().parse(self.text[body:])
        place = 0
        while place < len(tokens):
            place = self._read_token(tokens, place)
        return self.passages

    def _read_token(self, tokens: Sequence[Token], place: int) -> int:
        token = tokens[place]
        match token.type:
            case "list_item_open":
                self.depth += 1
                self.item_sign = token.info + token.markup
            case "list_item_close":
                self.depth -= 1
                self.item_sign = None
            case "heading_open":
                self._read_heading(token, tokens[place + 1])
            case "paragraph_open":
                if (span := self._find_place(tokens[place + 1])) is not None:
                    for piece in self._split_at_breaks(*span):
                        self._read_piece(*piece)
            case "table_open":
                return self._read_table(tokens, place)
            case "fence" | "code_block" | "html_block":
                self._read_raw(token)
        return place + 1

    def _find_lines(self, token: Token) -> tuple[int, int]:
        """Return the offsets of the token's lines."""
        first, last = token.map or [0, 0]
        end = self.starts[last] if last < len(self.starts) else len(self.text)
        return self.starts[first], end

    def _find_place(self, token: Token) -> tuple[int, int] | None:
        """Return the span of an inline token's words: its lines without the markers around them."""
        content = token.content.strip(_EDGE)
        if not content:
            return None
        start, end = self._find_lines(token)
        lines = content.split("\n")
        line_end = _NEWLINE.search(self.text, start, end)
        # The words end the line, whatever markers of lists and quotes stand before them.
        first = self.text.rfind(
            lines[0].rstrip(_EDGE), start, line_end.start() if line_end else end
        )
        tail = lines[-1].strip(_EDGE)
        last = self.text.rfind(tail, start, end)
        if first < 0 or last < 0:
            return self._trim(start, end)
        return self._trim(first, last + len(tail))

    def _trim(self, start: int, end: int) -> tuple[int, int] | None:
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE:
            end -= 1
        return (start, end) if start < end else None

    def _read_heading(self, opening: Token, inline: Token) -> None:
        if (span := self._find_place(inline)) is not None:
            self._open(*span, kind=BlockKind.HEADING, level=int(opening.tag[1:]))

    def _split_at_breaks(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut a paragraph at its hard breaks, and at lines that open with a marker."""
        cuts = [
            (match.start(), match.end()) for match in _HARD_BREAK.finditer(self.text, start, end)
        ]
        cuts += [
            match.span()
            for match in _SOFT_BREAK.finditer(self.text, start, end)
            if find_marker(self.text[match.end() : min(end, match.end() + 40)]) is not None
        ]
        place = start
        for cut, following in [*sorted(cuts), (end, end)]:
            if cut >= place and (piece := self._trim(place, cut)) is not None:
                yield piece
            place = max(place, following)

    def _read_piece(self, start: int, end: int) -> None:
        words = self.text[start:end]
        if self.item_sign is not None:
            sign, self.item_sign = self.item_sign, None
            self._open(start, end, kind=BlockKind.ITEM, level=self.depth - 1, sign=sign)
        elif (
            not self.depth
            and (bold := _BOLD.match(words))
            and may_be_title(mask_markup(bold["words"]))
        ):
            self._open(
                start + bold.start("words"), start + bold.end("words"), kind=BlockKind.HEADING
            )
        else:
            self._open(start, end)

    def _open(
        self,
        start: int,
        end: int,
        *,
        kind: BlockKind | None = None,
        level: int = 0,
        sign: str = "",
    ) -> None:
        if (anchor := _ANCHOR.match(self.text, start, end)) is not None:
            start = anchor.end()
        words = self.text[start:end]
        opened = False
        if kind is BlockKind.HEADING and (bold := _BOLD.match(words)):
            start, words = start + bold.start("words"), bold["words"]
        elif (opening := _EMPHASIS.match(words)) and find_marker(words[opening.end() :]):
            start, words, opened = start + opening.end(), words[opening.end() :], True
        inside = self.depth if kind is None else max(0, self.depth - 1)
        passage = open_passage(
            start, words.rstrip(_EDGE), kind=kind, level=level, inside=inside, sign=sign
        )
        if opened and (closing := _CLOSING.match(passage.words)):
            passage = replace(passage, start=passage.start + closing.end())
        if plain := mask_markup(self.text[passage.start : passage.end]):
            self.passages.append(replace(passage, words=plain))

    def _read_raw(self, token: Token) -> None:
        start, end = self._find_lines(token)
        for line in re.finditer(r"[^\r\n]+", self.text[start:end]):
            words = re.sub(r"<[^<>]*>?|^\s*(```|~~~).*$|-->", "", line.group()).strip(_EDGE)
            span = self._trim(start + line.start(), start + line.end())
            if words and span is not None:
                self._open(*span)

    def _read_table(self, tokens: Sequence[Token], place: int) -> int:
        row = 0
        while tokens[place].type != "table_close":
            if tokens[place].type == "tr_open":
                start, end = self._find_lines(tokens[place])
                header = tokens[place + 1].type == "th_open"
                width = sum(1 for token in _until_row_ends(tokens, place) if token.type == "inline")
                self.passages.extend(
                    read_row(
                        self.text,
                        start,
                        end,
                        table=self.tables,
                        row=row,
                        width=width,
                        header=header,
                    )
                )
                row += 1
            place += 1
        self.tables += 1
        return place + 1


def _until_row_ends(tokens: Sequence[Token], place: int) -> Iterator[Token]:
    while tokens[place].type != "tr_close":
        yield tokens[place]
        place += 1
