"""Data followed on: from a policy to its recipient, and on by what the recipient's own policy says.

Each hop is one statement of one policy. That a recipient does with data from here what its own
policy says of such data is an inference, and every join is marked as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ..graphs.statements import StatedFlow, Statements
from ..ontology.terms import PF
from .changes import Named, Quote, name_data, name_recipient, quote_flow
from .kinship import NOT_PLACED, Kinship, kinship_of
from .wording import CONDITIONS, fold

_ADVERTISING: Final = (PF + "Advertising", PF + "Marketing")
_MOST: Final = 5
_DENIAL: Final = re.compile(r"\bwe (?:do not|don't|will not|won't|never|do never|will never)\b")


class Fit(StrEnum):
    """How the data of a statement stands to the data that is followed."""

    SAME = "the same type"
    NARROWER = "a narrower type"
    BROADER = "a wider type"
    UNTYPED = "personal data of no named type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One flow in a chain: `company` says that it shares `data` with `recipient`.

    `fit` tells how the data stands to that of the hop before, None in the first one.
    """

    company: str
    policy: str
    data: Named
    recipient: Named
    purposes: tuple[str, ...]
    quote: Quote
    fit: Fit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Where two policies disagree on the data of a hop: what the recipient's own policy says."""

    what: str
    company: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hop, how its recipient leads to a policy, and the hops that this policy makes.

    `through` are the parties from the recipient to the one that publishes `next_policy`, the
    recipient first: "Google Maps", "Google". It is empty where the graph holds no such policy.
    """

    step: Step
    through: tuple[str, ...] = ()
    next_policy: str = ""
    clashes: tuple[Clash, ...] = ()
    onward: tuple[Link, ...] = ()
    left_out: int = 0


def follow(
    statements: Statements, company: str, *, data: str | None = None, hops: int = 3
) -> tuple[Link, ...]:
    """Return where the data of a company goes, and where the recipients' own policies send it.

    `company` and `data` are IRIs; all narrower types of `data` count, without it every type that
    has a name. A company is passed once on a path. Only recipients with a policy here, or
    that are owned by a company with one, are listed for the first hop.
    """
    return _Follower(statements).first(company, data, hops)


class _Follower:
    """Follows statements through the policies of one graph."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self._kinship: Kinship = kinship_of((statements,))
        self._flows: dict[str, list[StatedFlow]] = {}
        for flow in statements.flows:
            self._flows.setdefault(flow.company, []).append(flow)

    def first(self, company: str, data: str | None, hops: int) -> tuple[Link, ...]:
        """Return the hops out of a company, by recipient and type of data."""
        chosen = [
            flow
            for flow in self._shared(company)
            if self._holder(flow, {company})
            and (
                self._kinship.is_within(flow.data, data)
                if data
                else not self._kinship.is_generic(flow.data)
            )
        ]
        kept = _best({(flow.recipient, flow.data): [] for flow in chosen}, chosen)
        return tuple(self._link(flow, None, frozenset({company}), hops - 1) for flow in kept)

    def _shared(self, company: str) -> Iterator[StatedFlow]:
        for flow in self._flows.get(company, ()):
            if flow.action == "share" and not flow.denied and flow.recipient not in (None, company):
                yield flow

    def _holder(self, flow: StatedFlow, passed: Iterable[str]) -> tuple[str, ...]:
        """Return the parties from a recipient to one with a policy here, none where there is none."""
        party = self._kinship.parties.get(flow.recipient or "")
        if party is None or party.role not in ("named", "first party"):
            return ()
        path = (party.iri, *self._kinship.owners(party.iri))
        for place, iri in enumerate(path):
            if iri in self._flows and iri not in passed:
                return path[: place + 1]
        return ()

    def _link(self, flow: StatedFlow, fit: Fit | None, passed: frozenset[str], left: int) -> Link:
        path = self._holder(flow, passed)
        step = self._step(flow, fit)
        if not path:
            return Link(step=step)
        holder = path[-1]
        ahead = self._onward(holder, flow) if left > 0 else []
        return Link(
            step=step,
            through=tuple(map(self._kinship.label, path)),
            next_policy=self._kinship.label(holder),
            clashes=tuple(self._clashes(flow, holder)),
            onward=tuple(
                self._link(other, how, passed | {holder}, left - 1) for how, other in ahead[:_MOST]
            ),
            left_out=max(0, len(ahead) - _MOST),
        )

    def _onward(self, holder: str, flow: StatedFlow) -> list[tuple[Fit, StatedFlow]]:
        """Return what the next policy shares of such data, one statement a recipient, the nearest."""
        order = list(Fit)
        found: dict[str, tuple[Fit, StatedFlow]] = {}
        for other in self._shared(holder):
            fit = self._fit(other, flow)
            if fit is None or other.recipient is None or other.recipient == flow.company:
                continue
            known = found.get(other.recipient)
            rank = (order.index(fit), -other.confidence, other.iri)
            if known is None or rank < (order.index(known[0]), -known[1].confidence, known[1].iri):
                found[other.recipient] = fit, other
        named = (
            {iri for iri in found if self._kinship.parties[iri].role == "named"} if found else set()
        )
        return sorted(
            found.values(),
            key=lambda each: (
                order.index(each[0]),
                each[1].recipient not in named,
                -each[1].confidence,
                each[1].iri,
            ),
        )

    def _fit(self, other: StatedFlow, flow: StatedFlow) -> Fit | None:
        kinship = self._kinship
        if other.data in NOT_PLACED:
            return None
        if other.data == flow.data:
            return Fit.SAME
        if kinship.is_generic(other.data):
            return Fit.UNTYPED
        if kinship.is_within(other.data, flow.data):
            return None if kinship.is_generic(flow.data) else Fit.NARROWER
        return Fit.BROADER if kinship.is_within(flow.data, other.data) else None

    def _clashes(self, flow: StatedFlow, holder: str) -> Iterator[Clash]:
        """Yield where the recipient's own policy says otherwise, in words as clear as these."""
        kinship = self._kinship
        if kinship.is_generic(flow.data):
            return
        label = kinship.label(holder)
        told = False
        for other in self._flows.get(holder, ()):
            covers = kinship.is_within(flow.data, other.data) and not kinship.is_generic(other.data)
            if not covers:
                continue
            plain = other.denied and self._is_plain_denial(other)
            if plain and other.action in ("collect", "share"):
                does = "collect" if other.action == "collect" else "share"
                yield self._clash(f"{label}'s own policy says that it does not {does} it", other)
            elif not told and other.data == flow.data and self._is_for_more(flow, other):
                told = True
                purposes = ", ".join(map(kinship.label, flow.purposes))
                kind = kinship.label(other.data)
                what = f"shared for {purposes}; {label}'s own policy names advertising for {kind}"
                yield self._clash(what, other)

    def _is_plain_denial(self, flow: StatedFlow) -> bool:
        """Tell whether a denial is of all such data: "we do not collect …", with no "if" about it."""
        if flow.condition or flow.purposes or flow.recipient or flow.possible:
            return False
        said = fold(quote_flow(self._statements, flow).text)
        return bool(_DENIAL.search(said)) and CONDITIONS.isdisjoint(said.split())

    def _is_for_more(self, flow: StatedFlow, other: StatedFlow) -> bool:
        """Tell whether a recipient names advertising where the sharing policy names other purposes."""
        if not flow.purposes or NOT_PLACED & set(flow.purposes) or other.denied:
            return False
        return not self._advertises(flow) and self._advertises(other)

    def _advertises(self, flow: StatedFlow) -> bool:
        return any(
            self._kinship.is_within(purpose, wide)
            for purpose in flow.purposes
            for wide in _ADVERTISING
        )

    def _clash(self, what: str, other: StatedFlow) -> Clash:
        return Clash(
            what=what,
            company=self._kinship.label(other.company),
            quote=quote_flow(self._statements, other),
        )

    def _step(self, flow: StatedFlow, fit: Fit | None) -> Step:
        recipient = name_recipient(self._statements, flow)
        assert recipient is not None, f"{flow.iri} has no recipient"
        return Step(
            company=self._kinship.label(flow.company),
            policy=flow.policy,
            data=name_data(self._statements, flow),
            recipient=recipient,
            purposes=tuple(map(self._kinship.label, flow.purposes)),
            quote=quote_flow(self._statements, flow),
            fit=fit,
        )


def _best(
    groups: dict[tuple[str | None, str], list[StatedFlow]], flows: Sequence[StatedFlow]
) -> list[StatedFlow]:
    """Return the surest flow of each recipient and type of data, in reading order."""
    for flow in flows:
        groups[flow.recipient, flow.data].append(flow)
    return [max(each, key=lambda flow: (flow.confidence, flow.iri)) for each in groups.values()]
