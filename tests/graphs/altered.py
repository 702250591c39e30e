"""Stated graphs with one value altered, and what `validate` finds in them."""

from __future__ import annotations

from collections.abc import Iterable

from privacyflow.graphs.store import GraphStore
from privacyflow.graphs.validation import validate
from pyoxigraph import Literal, NamedNode, Quad


def altered(quads: Iterable[Quad], predicate: str, value: NamedNode | Literal) -> list[Quad]:
    """The quads, each of `predicate` with this value."""
    return [
        Quad(quad.subject, quad.predicate, value, quad.graph_name)
        if quad.predicate == NamedNode(predicate)
        else quad
        for quad in quads
    ]


def faults_in(policy_id: str, quads: Iterable[Quad]) -> tuple[str, ...]:
    """The messages of what is wrong in a graph of this one policy."""
    with GraphStore.in_memory() as store:
        store.replace_policy(policy_id, list(quads))
        return tuple(fault.message for fault in validate(store).faults)
