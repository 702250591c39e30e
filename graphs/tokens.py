"""The words of a SPARQL query: what is a variable in it, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ..ontology.terms import PREFIXES


class Kind(StrEnum):
    """What a token is; MARK is any one character that is nothing else."""

    IRI = "iri"
    STRING = "string"
    VARIABLE = "variable"
    NAME = "name"
    WORD = "word"
    MARK = "mark"
    END = "end"


# The terminals of SPARQL 1.1, section 19.8, as far as they matter here.
_TOKEN: Final = re.compile(
    r"""
    (?P<gap>(?:\s+|\#[^\n\r]*)*)
    (?: (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
          | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<variable>[?$][\w·]+)
      | (?P<name>(?:\w(?:[\w.·-]*[\w·-])?)?:(?:[\w:%·-]|\\.|\.(?=[\w:%·\\.-]))*)
      | (?P<word>@?[A-Za-z_]\w*)
      | (?P<end>\Z)
      | (?P<mark>.)
    )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of a query and the gap before it: blanks, line ends and comments."""

    kind: Kind
    text: str
    gap: str = ""

    def __str__(self) -> str:
        return self.gap + self.text

    def is_word(self, *words: str) -> bool:
        """Tell whether it is one of these keywords, given in capitals."""
        return self.kind is Kind.WORD and self.text.upper() in words

    @property
    def variable(self) -> str:
        """The variable's name without its mark, empty for anything else."""
        return self.text[1:] if self.kind is Kind.VARIABLE else ""


def tokens_of(sparql: str) -> Iterator[Token]:
    """Yield the tokens of a query, the last one empty; written one after the other they are it."""
    for match in _TOKEN.finditer(sparql):
        kind = Kind(match.lastgroup or Kind.MARK)
        yield Token(kind=kind, text=match[kind], gap=match["gap"])
        if kind is Kind.END:
            return


def with_prefixes(sparql: str) -> str:
    """Return the query with the usual prefixes that it uses and doesn't declare.

    They go in front of its first line, so that the number of a line stays the same.
    """
    declared, used, declares = set[str](), set[str](), False
    for token in tokens_of(sparql):
        if token.kind is Kind.NAME:
            (declared if declares else used).add(token.text.partition(":")[0])
        declares = token.is_word("PREFIX")
    missing = sorted((used - declared) & PREFIXES.keys())
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in missing) + sparql
