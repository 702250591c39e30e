"""What servers do to RDF and SPARQL that the standards don't, and how the same comes out even so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from ..ontology.terms import PF
from .simplification import simplify
from .sparql import Rows, Term
from .tokens import Kind, Token, tokens_of

XSD: Final = "http://www.w3.org/2001/XMLSchema#"

_BOOLEAN: Final = NamedNode(XSD + "boolean")
_DURATION: Final = NamedNode(XSD + "duration")
_KEPT_DURATION: Final = NamedNode(PF + "keptDuration")
_TRUTHS: Final = {"0": "false", "1": "true"}
_UNIT: Final = "\x1f"  # "unit separator": no policy's words hold it
_UNIT_STRING: Final = '"\\u001F"'
_Node = TypeVar("_Node")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one kind of server is spoken to.

    `eats_durations`: it keeps an xsd:duration as a number of months or seconds, and so forgets
    which it was. `cuts_triples`: it cuts CONSTRUCT off at a number of rows without a word.
    `takes_big_updates`: one SPARQL Update may hold a whole policy. `graphs_at`: where it speaks the
    Graph Store Protocol, behind its address. `preamble`: what goes before each query.
    """

    eats_durations: bool = False
    cuts_triples: bool = False
    takes_big_updates: bool = True
    graphs_at: str = ""
    preamble: str = ""

    def kept(self, quads: Iterable[Quad]) -> Iterable[Quad]:
        """Return the quads as this server keeps them whole."""
        if not self.eats_durations:
            return quads
        return (self._kept(quad) for quad in quads)

    def _kept(self, quad: Quad) -> Quad:
        value = quad.object
        if isinstance(value, Literal) and value.datatype == _DURATION:
            value = Literal(value.value, datatype=_KEPT_DURATION)
            return Quad(quad.subject, quad.predicate, value, quad.graph_name)
        return quad


STANDARD: Final = Dialect()
VIRTUOSO: Final = Dialect(
    eats_durations=True,
    cuts_triples=True,
    takes_big_updates=False,
    graphs_at="/sparql-graph-crud-auth",
    # Left to itself, 7.2 puts joins in an order that loses rows of a UNION; as they are written, none
    # is lost, and what takes 0.3 s to plan takes 0.03 s.
    preamble='DEFINE sql:select-option "order" ',
)
DIALECTS: Final = {"standard": STANDARD, "virtuoso": VIRTUOSO}


def dialect_of(server: str) -> Dialect:
    """Return the dialect of a server by how it calls itself."""
    return VIRTUOSO if server.lower().startswith("virtuoso") else STANDARD


def restore(node: _Node) -> _Node | Literal:
    """Return a term of an answer as it was before the server kept it."""
    if not isinstance(node, Literal):
        return node
    if node.datatype == _BOOLEAN and node.value in _TRUTHS:
        return Literal(_TRUTHS[node.value], datatype=_BOOLEAN)
    if node.datatype == _KEPT_DURATION:
        return Literal(node.value, datatype=_DURATION)
    return node


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A query as it is sent, and what has to be done to its rows.

    Lists that GROUP_CONCAT makes come in any order. So they are asked for with a separator that no
    words hold, and put in order here; `separator` is what stands between them then.
    """

    sparql: str
    separator: str = ""

    def finish(self, rows: Rows) -> Rows:
        """Return the rows with lists in order and terms as they were."""
        return Rows(
            columns=rows.columns,
            rows=tuple(tuple(self._finish(cell) for cell in row) for row in rows.rows),
        )

    def _finish(self, cell: Term | None) -> Term | None:
        if isinstance(cell, Literal) and self.separator and _UNIT in cell.value:
            words = self.separator.join(sorted(cell.value.split(_UNIT)))
            return Literal(words, language=cell.language) if cell.language else Literal(words)
        return restore(cell)


def prepare(sparql: str) -> Prepared:
    """Return a query, whose parameters are in it, as it is sent to a server."""
    simple = simplify(sparql)
    tokens = tuple(tokens_of(simple))
    places = [
        at + 2
        for at, token in enumerate(tokens[:-2])
        if token.is_word("SEPARATOR") and tokens[at + 1].text == "="
    ]
    found = {tokens[place].text for place in places}
    if len(found) != 1 or not all(_is_plain(tokens[place]) for place in places):
        return Prepared(sparql=simple)
    swapped = Token(kind=Kind.STRING, text=_UNIT_STRING, gap=" ")
    written = (swapped if at in places else token for at, token in enumerate(tokens))
    return Prepared(sparql="".join(map(str, written)), separator=found.pop()[1:-1])


def _is_plain(token: Token) -> bool:
    text = token.text
    return token.kind is Kind.STRING and "\\" not in text and text[:3] not in ('"""', "'''")


def as_count(sparql: str) -> str:
    """Return a CONSTRUCT query as a SELECT that has a row for each of its solutions."""
    written, depth, skips = [], 0, False
    for token in tokens_of(sparql):
        if token.is_word("CONSTRUCT") and not depth:
            written.append(f"{token.gap}SELECT (1 AS ?_one)")
            skips = True
            continue
        # The template is skipped; without one, WHERE or FROM comes at once.
        skips = skips and not (not depth and token.is_word("WHERE", "FROM"))
        depth += (token.text == "{") - (token.text == "}")
        if not skips:
            written.append(str(token))
        elif not depth:
            skips = False
    return "".join(written)
