"""The referents of a flow: what its words stand for where they only point back, and where that is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from .statements import Place
from .store import GraphStore

_REFERENTS: Final = """
SELECT ?part ?quote ?start ?end ?words ?at ?_flow WHERE {
  GRAPH ?g {
    VALUES (?pointer ?part) { (pf:dataStandsFor "data") (pf:recipientStandsFor "recipient") }
    ?_flow ?pointer ?referent .
    ?referent pf:referentText ?words ; pf:referentAt ?at ; oa:hasTarget ?evidence .
    ?evidence oa:hasSelector ?position, ?selector .
    ?position oa:start ?start ; oa:end ?end .
    ?selector oa:exact ?quote .
  }
}
ORDER BY ?part ?start ?end ?at
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """What a flow's data or recipient (`part`) stands for, with the quote that names it and its half-open place."""

    part: str
    words: tuple[str, ...]
    quote: str
    place: Place


def read_referents(store: GraphStore, flow: str) -> tuple[Referent, ...]:
    """Return what the words of a flow stand for; none where they name things themselves. `flow` is an IRI."""
    named: dict[tuple[str, int, int, str], dict[int, str]] = {}
    for row in store.select(_REFERENTS, {"_flow": NamedNode(flow)}).rows:
        part, quote, start, end, words, at = (
            cell.value if isinstance(cell, Literal | NamedNode) else "" for cell in row[:6]
        )
        place = int(at.rpartition("=")[2].partition(",")[0])
        named.setdefault((part, int(start), int(end), quote), {})[place] = words
    return tuple(
        Referent(
            part=part,
            words=tuple(words[at] for at in sorted(words)),
            quote=quote,
            place=Place(start=start, end=end),
        )
        for (part, start, end, quote), words in sorted(named.items())
    )
