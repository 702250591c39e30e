"""Fewer statements for one page: where several say the same, the surest stands for them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Final

from .errors import GraphError
from .statements import StatedFlow, Statements

FLOW_LIMIT: Final = 60_000
"""How many flows a page holds: some 22 MB, which a browser opens within seconds
(docs/decisions/0056-what-a-page-holds.md)."""

_Key = Callable[[StatedFlow], Hashable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The statements that a page holds, out of `total`; they are all of them if `whole`."""

    statements: Statements
    total: int

    @property
    def whole(self) -> bool:
        return len(self.statements.flows) == self.total


def digest_statements(statements: Statements, *, limit: int = FLOW_LIMIT) -> Digest:
    """Return `statements`, or where they are more than `limit`, one of those that say the same.

    The same is first said by the same policy about the same data, action and recipient, then by the
    same company in any of its versions. What stays is quoted as ever; nothing is summed up.
    Raises GraphError where even so there are too many.
    """
    total = len(statements.flows)
    if total <= limit:
        return Digest(statements=statements, total=total)
    for key in (_in_one_policy, _of_one_company):
        kept = _surest(statements.flows, key)
        if len(kept) <= limit:
            return Digest(statements=replace(statements, flows=kept), total=total)
    raise GraphError(
        what=f"{total:,} statements are too many for one page, which holds {limit:,}",
        where="the page",
        remedy="Draw one policy with --policy, or ask the graph: privacyflow ask, privacyflow serve.",
    )


def _in_one_policy(flow: StatedFlow) -> Hashable:
    return (flow.policy, *_said(flow))


def _of_one_company(flow: StatedFlow) -> Hashable:
    return (flow.company, *_said(flow))


def _said(flow: StatedFlow) -> tuple[Hashable, ...]:
    # A condition is kept apart: what is done always is another thing than what is done only if.
    limited = flow.possible or flow.condition is not None
    return (flow.denied, limited, flow.action, flow.data, flow.recipient, flow.source)


def _surest(flows: tuple[StatedFlow, ...], key: _Key) -> tuple[StatedFlow, ...]:
    """Return one flow for each key, in the order of `flows`."""
    best: dict[Hashable, StatedFlow] = {}
    for flow in flows:
        known = best.setdefault(key(flow), flow)
        if flow.confidence > known.confidence:
            best[key(flow)] = flow
    kept = {flow.iri for flow in best.values()}
    return tuple(flow for flow in flows if flow.iri in kept)
