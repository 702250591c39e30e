"""The named questions, and running them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import product
from typing import TYPE_CHECKING, Final, TypeAlias

from .names import Names, read_names, read_publishers, resolve_value, suggest
from .parties import read_spoken_of
from .questions import NamedQuery, Parameter, ParameterType, QuestionError, parse_question

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from ..graphs.store import GraphStore, Rows, Term
    from ..ontology.concepts import Vocabulary

SUFFIX: Final = ".rq"
_Meanings: TypeAlias = "Mapping[Parameter, tuple[NamedNode | Literal, ...]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All named questions, sorted by name."""

    queries: tuple[NamedQuery, ...]

    def __iter__(self) -> Iterator[NamedQuery]:
        return iter(self.queries)

    def __len__(self) -> int:
        return len(self.queries)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __getitem__(self, name: str) -> NamedQuery:
        """Return the question called `name`.

        Raises:
            QuestionError: if there is none; it says which are called similarly.
        """
        for query in self.queries:
            if query.name == name:
                return query
        similar = suggest(name, self.names) or self.names
        raise QuestionError(name, "no such question", f"Did you mean {' or '.join(similar)}?")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(query.name for query in self.queries)

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the questions by their names, as a page takes them."""
        return {query.name: query.title for query in self.queries}


@cache
def load_catalogue() -> Catalogue:
    """Read the named questions from the package's `.rq` files, once."""
    return Catalogue(queries=_read_folder(""))


@cache
def load_checks() -> Catalogue:
    """Read the integrity checks, once: questions about the graph that must have no answer."""
    return Catalogue(queries=_read_folder("checks"))


def bind(
    store: GraphStore,
    query: NamedQuery,
    values: Mapping[str, str],
    vocabulary: Vocabulary | None = None,
) -> tuple[Mapping[str, NamedNode | Literal], ...]:
    """Return the bindings with which `query` has to be run, one for each meaning of the values.

    Args:
        values: what the user gave for the parameters, by name; empty values count as not given.
        vocabulary: where kinds of data and of recipients are looked up; the built-in one if None.

    Raises:
        QuestionError: for a parameter that the question doesn't have, a required one that is
            missing, and a value that names nothing.
    """
    given = {name: value for name, value in values.items() if value.strip()}
    parameters = [query.parameter(name) for name in given]
    for parameter in query.required:
        if parameter.name not in given:
            raise QuestionError(
                query.name,
                f"needs the parameter {parameter.name}: {parameter.description.rstrip('.')}",
                f'Give it, for example {parameter.name}="{parameter.example}".',
            )
    if not parameters:
        return ({},)
    if vocabulary is None:
        from ..ontology.concepts import load_vocabulary

        vocabulary = load_vocabulary()
    names = _names_for(store, {part.type for part in parameters}, vocabulary)
    meanings = {
        part: resolve_value(query.name, part, given[part.name], names) for part in parameters
    }
    variables = [parameter.variable for parameter in parameters]
    terms = _narrow(store, meanings).values()
    return tuple(dict(zip(variables, chosen, strict=True)) for chosen in product(*terms))


def _names_for(store: GraphStore, asked: set[ParameterType], vocabulary: Vocabulary) -> Names:
    """Read no more names than the values can be: of 800 policies' publishers it takes 14 ms."""
    if ParameterType.RECIPIENT in asked:
        return read_names(store, vocabulary)
    if ParameterType.COMPANY in asked:
        return read_publishers(store, vocabulary)
    return Names(vocabulary=vocabulary, companies=(), recipients=())


def _narrow(store: GraphStore, meanings: _Meanings) -> _Meanings:
    """Leave out the recipients that no policy of the asked company leads to: hundreds of
    "advertisers" of other policies.

    One meaning is kept even so, for the rows that a question shows whoever receives.
    """
    of = {part.type: terms for part, terms in meanings.items()}
    companies, parties = of.get(ParameterType.COMPANY, ()), of.get(ParameterType.RECIPIENT, ())
    if not companies or len(parties) < 2:
        return meanings
    near = {iri for company in companies for iri in read_spoken_of(store, company)}
    reached = {iri for party in near for iri in store.hierarchy.reached_through(party)}
    kept = tuple(party for party in parties if party.value in reached) or parties[:1]
    return {
        part: kept if part.type is ParameterType.RECIPIENT else terms
        for part, terms in meanings.items()
    }


def run(
    store: GraphStore,
    query: NamedQuery,
    values: Mapping[str, str],
    vocabulary: Vocabulary | None = None,
) -> Rows:
    """Ask `query` of `store` and return its rows, in the query's order.

    A value is bound as an RDF term and never becomes part of the query's text. Where a name stands
    for several things (all SDKs called "… Baidu …"), the question is asked once for each, and the
    rows are put together, each once.

    Raises:
        QuestionError: as `bind` does.
    """
    bindings = bind(store, query, values, vocabulary)
    # The engine decodes both terms anew at each comparison: sorting 57,000 rows takes it as long
    # as finding them. Collecting garbage among rows, which hold none, takes another quarter.
    sparql = query.unsorted if _shows_its_order(query) else query.sparql
    with _uncollected():
        return _merge([store.select(sparql, one) for one in bindings], query)


@contextmanager
def _uncollected() -> Iterator[None]:
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def explain(query: NamedQuery, bindings: Sequence[Mapping[str, NamedNode | Literal]]) -> str:
    """Return the SPARQL of `query` with the bound values as comments above it."""
    lines = [
        f"# asked with ?{variable} = {' '.join(str(term).split())}"
        for one in bindings
        for variable, term in sorted(one.items())
    ]
    return "\n".join([*dict.fromkeys(lines), query.sparql])


def _shows_its_order(query: NamedQuery) -> bool:
    return all(column in query.columns for column, _ in query.order)


def _merge(parts: Sequence[Rows], query: NamedQuery) -> Rows:
    """Put the rows together, each once, in the query's order."""
    columns = parts[0].columns
    rows = [row for part in parts for row in part.rows]
    if len(parts) > 1:
        rows = list(dict.fromkeys(rows))
    elif not _shows_its_order(query):
        return parts[0]
    for column, descending in reversed(query.order):
        if column in columns:
            rows.sort(key=_rank_at(columns.index(column)), reverse=descending)
    return replace(parts[0], rows=tuple(rows))


def _rank_at(place: int) -> Callable[[tuple[Term | None, ...]], str]:
    """Return what rows are sorted by as SPARQL does it: no value, then IRIs, then literals.

    Literals are words: no question sorts by a number that it shows.
    """
    from pyoxigraph import Literal, NamedNode

    def rank(row: tuple[Term | None, ...]) -> str:
        term = row[place]
        if term is None:
            return ""
        if isinstance(term, Literal):
            return "3" + term.value
        return "2" + term.value if isinstance(term, NamedNode) else f"1{term}"

    return rank


def _read_folder(folder: str) -> tuple[NamedQuery, ...]:
    place = (
        resources.files(__package__).joinpath(folder) if folder else resources.files(__package__)
    )
    files = [file for file in place.iterdir() if file.name.endswith(SUFFIX)]
    queries = (
        parse_question(file.name.removesuffix(SUFFIX), file.read_text(encoding="utf-8"))
        for file in files
    )
    return tuple(sorted(queries, key=lambda query: query.name))
