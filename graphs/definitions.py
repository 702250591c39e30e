"""The definitions behind a flow: what the policy's own term for its data lists, and where it says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from .statements import Place
from .store import GraphStore

_DEFINITIONS: Final = """
SELECT ?quote ?start ?end ?words ?at ?_flow WHERE {
  GRAPH ?g {
    ?_flow pf:dataTerm ?term .
    ?listed skos:broader ?term ; pf:listedText ?words ; pf:listedAt ?at ; oa:hasTarget ?evidence .
    ?evidence oa:hasSelector ?position, ?selector .
    ?position oa:start ?start ; oa:end ?end .
    ?selector oa:exact ?quote .
  }
}
ORDER BY ?start ?end ?at ?words
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A definition's quote, its half-open place in the policy's text, and the data that it lists."""

    quote: str
    place: Place
    listed: tuple[str, ...]


def read_definitions(store: GraphStore, flow: str) -> tuple[Definition, ...]:
    """Return the definitions of the term that a flow's data is, in reading order; none without a term.

    `flow` is an IRI.
    """
    listed: dict[tuple[int, int, str], dict[str, str]] = {}
    for row in store.select(_DEFINITIONS, {"_flow": NamedNode(flow)}).rows:
        quote, start, end, words, at = (
            cell.value if isinstance(cell, Literal | NamedNode) else "" for cell in row[:5]
        )
        listed.setdefault((int(start), int(end), quote), {})[at] = words
    return tuple(
        Definition(
            quote=quote,
            place=Place(start=start, end=end),
            listed=tuple(words[at] for at in sorted(words, key=_start)),
        )
        for (start, end, quote), words in sorted(listed.items())
    )


def _start(at: str) -> int:
    return int(at.rpartition("=")[2].partition(",")[0])
