"""What companies say now: statements without those of versions that a later one took the place of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..graphs.statements import PolicyVersion, Statements
from .versions import date_in

if TYPE_CHECKING:
    from ..graphs.store import GraphStore

_NO_NAME: Final = re.compile(r"[\W\d_]+")


def read_current(store: GraphStore, *, all_versions: bool) -> tuple[Statements, int]:
    """Return the statements of `store`, and how many versions were left out as superseded."""
    from ..graphs.statement_reader import read_statements

    statements = read_statements(store)
    if all_versions:
        return statements, 0
    past = find_superseded(statements.policies)
    return without(statements, past), len(past)


def find_superseded(policies: Mapping[str, PolicyVersion]) -> frozenset[str]:
    """Return the IRIs of the versions of which the same company has a later one.

    Two are versions of one document where they have the same address, the same title, or file names that
    differ in nothing but a date; a cookie notice supersedes no privacy policy. What has no date, neither
    of its own nor in its file's name, supersedes nothing and is superseded by nothing.
    """
    dated = [(date_in(each.issued or "", each.file_name), each) for each in policies.values()]
    return frozenset(
        each.iri
        for date, each in dated
        if date and any(later > date and _is_one(each, other) for later, other in dated)
    )


def without(statements: Statements, policies: Iterable[str]) -> Statements:
    """Return statements without those of some policy versions, by IRI."""
    left_out = frozenset(policies)
    return replace(
        statements,
        policies={iri: each for iri, each in statements.policies.items() if iri not in left_out},
        flows=tuple(flow for flow in statements.flows if flow.policy not in left_out),
    )


def _is_one(policy: PolicyVersion, other: PolicyVersion) -> bool:
    if policy.company != other.company:
        return False
    same_address = bool(policy.url) and policy.url == other.url
    same_title = bool(policy.title) and policy.title.casefold() == other.title.casefold()
    return same_address or same_title or _stem(policy) == _stem(other)


def _stem(policy: PolicyVersion) -> str:
    """Return a file's name without ending, folders, digits and punctuation."""
    name = policy.file_name.rpartition("/")[2].rpartition(".")[0] or policy.file_name
    return _NO_NAME.sub("", name).casefold()
