"""Values for the parameters of a query that goes to a server: put in token by token, never pasted.

SPARQL's protocol knows no parameters, so the value's own SPARQL form takes the place of `?_name`
wherever a variable of that name stands: not in a string, a comment, an IRI or a longer name. What
the embedded engine makes of a bound variable, this makes of the text; tests compare the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode

from .errors import QueryError
from .tokens import Kind, Token, tokens_of

_LISTS: Final = ("SELECT", "GROUP", "ORDER")
_LIST_ENDS: Final = ("WHERE", "FROM", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")
_NOTHING: Final = {"SELECT": " (1 AS ?_none)", "GROUP": ' ("" AS ?_none)', "ORDER": " (1)"}
"""What stands in a list from which all was taken: rows, groups and order stay what they were."""
_LEADS: Final = ("BY", "DISTINCT", "REDUCED")


def bind(sparql: str, bindings: Mapping[str, NamedNode | Literal], name: str) -> str:
    """Return the query with `bindings`, by the variables' names without "?", in their places.

    A bound variable is no longer a column, a group or a sort key. Raises QueryError where a query
    computes a parameter itself (`AS ?_x`) or asks whether it is bound; `name` says in it which query
    it was.
    """
    if not bindings:
        return sparql
    values = {variable: str(term) for variable, term in bindings.items()}
    return _Binder(values, name).run(sparql)


@dataclass(slots=True)
class _Binder:
    """Walks over the tokens and writes them anew."""

    values: Mapping[str, str]
    query: str
    written: list[str] = field(default_factory=list)
    before: tuple[str, str] = ("", "")
    # The list that the walk is in, whether something of it was kept, and how deep in brackets.
    clause: str = ""
    kept: bool = False
    depth: int = 0
    # Where in a VALUES block it is, and what the rows of that have to meet.
    block: str = ""
    filters: list[str] = field(default_factory=list)

    def run(self, sparql: str) -> str:
        for token in tokens_of(sparql):
            if self.block:
                self._walk_values(token)
            else:
                self._walk(token)
            self.before = (self.before[1], token.text.upper())
        return "".join(self.written)

    def _walk(self, token: Token) -> None:
        ends = token.text in ("{", "}") or token.kind is Kind.END or token.is_word(*_LIST_ENDS)
        if ends and not self.depth:
            self._end_list()
        if token.is_word(*_LISTS):
            self.clause, self.kept = token.text.upper(), False
        elif token.is_word("VALUES"):
            self.block, self.filters = "head", []
        elif token.text in ("(", ")"):
            self.depth += 1 if token.text == "(" else -1
        value = self.values.get(token.variable)
        if value is None:
            self.kept = self.kept or not token.is_word(*_LISTS, *_LEADS)
            self.written.append(str(token))
        elif self.clause and not self.depth:
            self.written.append(token.gap)  # it is the same in all rows
        else:
            self._check_place(token)
            self.written.append(token.gap + value)

    def _walk_values(self, token: Token) -> None:
        """Of a VALUES block that gives a parameter values, only rows with the bound one count."""
        if token.text == "{":
            self.block = "rows"
        elif token.text == "}":
            self.block = ""
            self.written.append(" ".join([str(token), *self.filters]))
            return
        value = self.values.get(token.variable)
        if value is None or self.block == "rows":
            self.written.append(str(token))
            return
        other = f"?bound{token.variable}"
        self.filters.append(f"FILTER(COALESCE(SAMETERM({other}, {value}), true))")
        self.written.append(token.gap + other)

    def _check_place(self, token: Token) -> None:
        computed = self.before[1] == "AS"
        if computed or self.before == ("BOUND", "("):
            what = "is computed by the query" if computed else "is asked whether it is bound"
            raise QueryError(
                what=f"the parameter {token.text} {what}",
                where=self.query,
                remedy="Use another variable there.",
            )

    def _end_list(self) -> None:
        if self.clause and not self.kept:
            self.written.append(_NOTHING[self.clause])
        self.clause = ""
