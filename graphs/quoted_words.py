"""Quoted words: what the policy itself says elsewhere that a flow's words mean, each with the quote that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from .statements import Place
from .store import GraphStore

_QUOTE: Final = """
    ?evidence oa:hasSelector ?position, ?selector .
    ?position oa:start ?start ; oa:end ?end .
    ?selector oa:exact ?quote .
  }
}
"""
_SELECT: Final = "SELECT ?part ?quote ?start ?end ?words ?at ?_flow WHERE { GRAPH ?g {"
_DEFINITIONS: Final = f"""{_SELECT}
    VALUES ?part {{ "data" }}
    ?_flow pf:dataTerm ?term .
    ?listed skos:broader ?term ; pf:listedText ?words ; pf:listedAt ?at ; oa:hasTarget ?evidence .
{_QUOTE}"""
_REFERENTS: Final = f"""{_SELECT}
    VALUES (?pointer ?part) {{ (pf:dataStandsFor "data") (pf:recipientStandsFor "recipient") }}
    ?_flow ?pointer ?referent .
    ?referent pf:referentText ?words ; pf:referentAt ?at ; oa:hasTarget ?evidence .
{_QUOTE}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedWords:
    """Words that a flow's data or recipient (`part`) means, and their quote with its half-open place in the text."""

    part: str
    words: tuple[str, ...]
    quote: str
    place: Place


def read_definitions(store: GraphStore, flow: str) -> tuple[QuotedWords, ...]:
    """Return what the definitions of the term list that a flow's data is; none without a term. `flow` is an IRI."""
    return _read(store, _DEFINITIONS, flow)


def read_referents(store: GraphStore, flow: str) -> tuple[QuotedWords, ...]:
    """Return what the words of a flow stand for; none where they name things themselves. `flow` is an IRI."""
    return _read(store, _REFERENTS, flow)


def _read(store: GraphStore, query: str, flow: str) -> tuple[QuotedWords, ...]:
    """Return the rows of one quote together, quotes and words in reading order."""
    found: dict[tuple[str, int, int, str], dict[int, str]] = {}
    for row in store.select(query, {"_flow": NamedNode(flow)}).rows:
        part, quote, start, end, words, at = (
            cell.value if isinstance(cell, Literal | NamedNode) else "" for cell in row[:6]
        )
        place = int(at.rpartition("=")[2].partition(",")[0])
        found.setdefault((part, int(start), int(end), quote), {})[place] = words
    return tuple(
        QuotedWords(
            part=part,
            words=tuple(words[at] for at in sorted(words)),
            quote=quote,
            place=Place(start=start, end=end),
        )
        for (part, start, end, quote), words in sorted(found.items())
    )
