"""The kinds of graph in a store, and their names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from enum import StrEnum
from typing import Final

from ..ontology.resources import (
    ORGANISATIONS_GRAPH,
    VOCABULARY_GRAPH,
    derived_graph,
    inferred_graph,
    stated_graph,
    text_graph,
)
from ..ontology.terms import PFR


class Part(StrEnum):
    """The kinds of graph in a store."""

    STATED = "stated"
    DERIVED = "derived"
    INFERRED = "inferred"
    TEXT = "text"
    VOCABULARY = "vocabulary"
    ORGANISATIONS = "organisations"


_SHARED: Final = {
    VOCABULARY_GRAPH: Part.VOCABULARY,
    ORGANISATIONS_GRAPH: Part.ORGANISATIONS,
}
_OF_POLICY: Final[dict[Part, Callable[[str], str]]] = {
    Part.STATED: stated_graph,
    Part.DERIVED: derived_graph,
    Part.INFERRED: inferred_graph,
    Part.TEXT: text_graph,
}


def graphs_of(policy_id: str, parts: Collection[Part] = tuple(Part)) -> Iterator[str]:
    """Yield the names of a policy version's own graphs of these kinds."""
    return (name(policy_id) for part, name in _OF_POLICY.items() if part in parts)


def graphs_among(names: Iterable[str], parts: Collection[Part]) -> Iterator[str]:
    """Yield those of `names` that are graphs of these kinds."""
    prefixes = tuple(f"{PFR}{part}-" for part in _OF_POLICY if part in parts)
    return (
        name
        for name in names
        if _SHARED.get(name) in parts or (prefixes and name.startswith(prefixes))
    )
