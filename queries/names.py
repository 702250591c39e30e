"""The names that a person may use in a question, and the terms of the graph that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..ontology.entries import Scheme
from ..ontology.labels import normalise
from ..ontology.terms import DPV, PREFIXES
from .parties import FIRST_PARTY, StoredParty, read_companies, read_recipients
from .questions import Parameter, ParameterType, QuestionError

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from ..graphs.store import GraphStore
    from ..ontology.concepts import Concept, Vocabulary

ACTIONS: Final = ("collect", "use", "share", "store")
SCHEMES: Final = MappingProxyType(
    {
        ParameterType.DATA: Scheme.DATA,
        ParameterType.PURPOSE: Scheme.PURPOSES,
        ParameterType.KIND: Scheme.KINDS,
    }
)
NAMED: Final = "named"
UNNAMED: Final = frozenset({"category", "vague"})
SUGGESTIONS: Final = 3
SIMILAR: Final = 65  # of 100; rapidfuzz's ratio of "Baseuss" and "Baseus" is 92

_LEGAL_FORMS: Final = frozenset(
    {"ab", "ag", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "inc", "kg", "sa"}
    | {"incorporated", "international", "limited", "llc", "llp", "ltd", "plc", "pte", "pty", "sarl"}
)
_PUBLISHERS: Final = f"{__name__} of publishers"
_IRI: Final = re.compile(r"(?:https?://|urn:)\S+")
_PREFIXED: Final = re.compile(r"([a-z]+):([A-Za-z0-9][\w-]*)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Names:
    """Everything in one store that has a name: publishers, other parties, and the vocabulary.

    Two are equal only if they are one, so that what is made of them can be kept.
    """

    vocabulary: Vocabulary
    companies: tuple[StoredParty, ...]
    recipients: tuple[StoredParty, ...]

    def find_companies(self, name: str) -> tuple[str, ...]:
        """Return the IRIs of the publishers called `name`, none if there is no such."""
        asked = normalise(name)
        equal = [party.iri for party in self.companies if asked in party.names]
        if equal or not asked:
            return _unique(equal)
        bare = _without_legal_form(asked)
        return _unique(
            party.iri
            for party in self.companies
            if any(
                _holds(known, asked) or _without_legal_form(known) == bare for known in party.names
            )
        )

    def find_recipients(self, name: str) -> tuple[str, ...]:
        """Return the IRIs of the recipients called `name`, none if there is no such.

        That is every party of this name or of this kind, and every named party that the vocabulary
        doesn't know and whose name holds `name` as whole words: nobody has said that "Baidu
        Positioning" is Baidu's, but who asks for Baidu wants to see it. What a known party owns
        isn't listed, because `pf:reaches` leads to the owner already.
        """
        asked = normalise(name)
        if not asked:
            return ()
        known = self.vocabulary.find_party(name)
        kind = self.vocabulary.find_kind(name)
        kinds = self.kinds_below(kind) if kind else frozenset[str]()
        found = [
            party.iri
            for party in self.recipients
            if asked in party.names
            or (party.role in UNNAMED and party.kind in kinds)
            or (party.role == NAMED and self._is_new(party) and _any_holds(party.names, asked))
        ]
        if known:
            found.append(known.iri)
        if not found:
            found = [party.iri for party in self.recipients if _any_holds(party.names, asked)]
        if not found and kind:
            found.append(kind.iri)  # nobody here is of this kind: an answer without rows, no error
        return _unique(found)

    def kinds_below(self, kind: Concept) -> frozenset[str]:
        """Return the kind and all below it; for the widest kind ("third parties") itself alone."""
        if not kind.broader:
            return frozenset({kind.iri})
        return self.vocabulary.narrower(kind.iri)

    def _is_new(self, party: StoredParty) -> bool:
        return party.iri not in self.vocabulary.parties


def read_names(store: GraphStore, vocabulary: Vocabulary) -> Names:
    """Return the names of all publishers and other parties of `store`, read once until a write."""
    known = _recall_names(store, vocabulary)
    if known:
        return known
    names = Names(
        vocabulary=vocabulary,
        companies=read_companies(store, vocabulary),
        recipients=read_recipients(store, vocabulary),
    )
    store.recalled[__name__] = names
    return names


def read_publishers(store: GraphStore, vocabulary: Vocabulary) -> Names:
    """Return the names without those of other parties, which are many and take long to read."""
    known = _recall_names(store, vocabulary) or _recall_names(store, vocabulary, _PUBLISHERS)
    if known:
        return known
    names = Names(
        vocabulary=vocabulary,
        companies=read_companies(store, vocabulary),
        recipients=(),
    )
    store.recalled[_PUBLISHERS] = names
    return names


def _recall_names(store: GraphStore, vocabulary: Vocabulary, key: str = __name__) -> Names | None:
    known = store.recalled.get(key)
    return known if isinstance(known, Names) and known.vocabulary is vocabulary else None


def resolve_value(
    question: str, parameter: Parameter, value: str, names: Names
) -> tuple[NamedNode | Literal, ...]:
    """Return the terms that `value` stands for; the question is asked for each of them.

    An IRI in full or with a known prefix stands for itself.

    Raises:
        QuestionError: if nothing of this name is known; it says what is spelt similarly.
    """
    from pyoxigraph import Literal, NamedNode

    value = value.encode("utf-8", "replace").decode("utf-8")  # no lone surrogates
    if parameter.type is ParameterType.TEXT:
        return (Literal(value),)
    iri = _iri_of(value)
    iris = (iri,) if iri else _resolve_name(question, parameter, value, names)
    try:
        return tuple(NamedNode(iri) for iri in iris)
    except ValueError:
        where = f"{question}, {parameter.name}"
        raise QuestionError(
            where, f"{value!r} is no IRI", f"Example: {parameter.example}."
        ) from None


def _resolve_name(question: str, parameter: Parameter, value: str, names: Names) -> tuple[str, ...]:
    match parameter.type:
        case ParameterType.COMPANY:
            found = names.find_companies(value)
            known = [party.label for party in names.companies]
        case ParameterType.RECIPIENT:
            found = names.find_recipients(value)
            known = [party.label for party in names.recipients if party.role != FIRST_PARTY]
        case ParameterType.ACTION:
            action = value.strip().lower()
            found = (DPV + action.capitalize(),) if action in ACTIONS else ()
            known = list(ACTIONS)
        case _:
            return _resolve_concept(question, parameter, value, names)
    if not found:
        raise _unknown(question, parameter, value, suggest(value, known), known)
    return found


def _resolve_concept(
    question: str, parameter: Parameter, value: str, names: Names
) -> tuple[str, ...]:
    from ..ontology.concepts import UnknownName

    try:
        concept = names.vocabulary.resolve(value, SCHEMES[parameter.type])
    except UnknownName as unknown:
        raise _unknown(question, parameter, value, unknown.suggestions, ()) from None
    match parameter.type:
        case ParameterType.DATA:
            return (concept.iri,)  # the derived graph covers what is narrower
        case ParameterType.KIND:
            return tuple(sorted(names.kinds_below(concept)))
        case _:
            return tuple(sorted(names.vocabulary.narrower(concept.iri)))


def suggest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the few of the `known` names that are spelt most like `name`, best first."""
    from rapidfuzz import fuzz, process

    choices = sorted(set(known))
    found = process.extract(
        name,
        choices,
        scorer=fuzz.ratio,
        processor=normalise,
        score_cutoff=SIMILAR,
        limit=SUGGESTIONS,
    )
    return tuple(choice for choice, _, _ in found)


def _unknown(
    question: str,
    parameter: Parameter,
    value: str,
    suggestions: Sequence[str],
    known: Sequence[str],
) -> QuestionError:
    what = f"nothing here is called {shorten(value)!r}"
    if suggestions:
        remedy = "Did you mean " + " or ".join(f'"{name}"' for name in suggestions) + "?"
    elif known:
        some = sorted(set(known))
        more = f" and {len(some) - 8} more" if len(some) > 8 else ""
        remedy = f"There are: {', '.join(some[:8])}{more}."
    else:
        remedy = f"Example: {parameter.example}."
    return QuestionError(f"{question}, {parameter.name}", what, remedy)


def shorten(text: str, length: int = 60) -> str:
    """Return `text` in at most `length` characters, for use in a message."""
    return text if len(text) <= length else text[: length - 1] + "…"


def _iri_of(value: str) -> str | None:
    """Return the IRI that `value` is or abbreviates, None where it is a name."""
    value = value.strip().removeprefix("<").removesuffix(">")
    if _IRI.fullmatch(value):
        return value
    match = _PREFIXED.fullmatch(value)
    return PREFIXES[match[1]] + match[2] if match and match[1] in PREFIXES else None


def _without_legal_form(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def _any_holds(names: Iterable[str], asked: str) -> bool:
    return any(_holds(name, asked) for name in names)


def _holds(name: str, asked: str) -> bool:
    """Tell whether the words of `asked` stand in `name` one after the other."""
    return f" {asked} " in f" {name} "


def _unique(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(iris)))
