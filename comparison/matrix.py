"""Data types or recipients by companies: what each company says of each, with the quotes behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ..graphs.statements import StatedFlow, Statements
from ..ontology.terms import PF
from .changes import Quote, quote_flow
from .kinship import GENERIC, Kinship, kinship_of
from .topics import topic_of

_ROOT: Final = PF + "PersonalData"


class State(StrEnum):
    """What a policy says of something, the strongest first."""

    DOES = "does"
    ONLY_IF = "only if"
    DENIES = "says it does not"
    SILENT = "not mentioned"


class By(StrEnum):
    """What stands in the rows; the columns are companies."""

    DATA = "data"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement in a cell; `data` and `recipient` are the policy's own words."""

    state: State
    action: str
    data: str
    recipient: str
    policy: str
    file_name: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one company says of one row; `said` is empty where it is silent."""

    said: tuple[Said, ...] = ()

    @property
    def state(self) -> State:
        """The strongest of what is said."""
        return next(iter(self.states), State.SILENT)

    @property
    def states(self) -> Mapping[State, int]:
        """How many statements there are of each state, the strongest first: nothing is hidden."""
        counts = Counter(each.state for each in self.said)
        return {state: counts[state] for state in State if counts[state]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Data types or recipients in rows, companies in columns; both are labels."""

    by: By
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]

    def cell(self, row: str, column: str) -> Cell:
        """Return a cell, a silent one where nothing is said."""
        return self.cells.get((row, column), Cell())


def cross(
    statements: Statements,
    *,
    companies: Sequence[str] = (),
    data: Sequence[str] = (),
    by: By = By.DATA,
    actions: Sequence[str] = (),
) -> Matrix:
    """Return what companies say of data types, or of sharing with recipients.

    `companies` and `data` are IRIs, in the order in which they are to be shown. By data, each type
    is a row with all its narrower ones; without `data` the rows are the types just below "personal
    data" of which anyone here speaks. By recipient, only sharing counts, `data` narrows it down, and
    a kind of recipient is one row over all policies.
    """
    kinship = kinship_of((statements,))
    types = tuple(data) or (_broadest(kinship) if by is By.DATA else ())
    found: dict[tuple[str, str], list[StatedFlow]] = {}
    for flow in statements.flows:
        if companies and flow.company not in companies:
            continue
        if (actions and flow.action not in actions) or (
            by is By.RECIPIENT and flow.action != "share"
        ):
            continue
        for row in _rows(flow, types, by, kinship):
            found.setdefault((kinship.label(row), kinship.label(flow.company)), []).append(flow)
    present = {flow.company for flow in statements.flows}
    columns = [kinship.label(iri) for iri in companies] or sorted(map(kinship.label, present))
    rows = [kinship.label(iri) for iri in data] if by is By.DATA and data else _ranked(found)
    return Matrix(
        by=by,
        rows=tuple(dict.fromkeys(rows)),
        columns=tuple(dict.fromkeys(columns)),
        cells={
            place: Cell(said=tuple(_said(statements, flow) for flow in flows))
            for place, flows in found.items()
        },
    )


def state_of(flow: StatedFlow) -> State:
    """Return what a flow says: that it does, only if, or that it does not."""
    if flow.denied:
        return State.DENIES
    return State.ONLY_IF if flow.possible or flow.condition else State.DOES


def _rows(flow: StatedFlow, types: Sequence[str], by: By, kinship: Kinship) -> Iterator[str]:
    within = [iri for iri in types if flow.data == iri or kinship.is_within(flow.data, iri)]
    if by is By.DATA:
        yield from within
        return
    recipient = topic_of(flow, kinship).recipient
    if recipient and recipient != flow.company and (within or not types):
        yield recipient
        # What a service receives its owner receives: it is a row of its own, and counts there too.
        yield from kinship.owners(recipient)


def _broadest(kinship: Kinship) -> tuple[str, ...]:
    """Return the types just below "personal data", and itself for what names no type."""
    concepts = kinship.concepts.values()
    below = [c.iri for c in concepts if _ROOT in c.broader and c.iri not in GENERIC]
    return tuple(below or [c.iri for c in concepts if c.scheme == "DataTypes" and not c.broader])


def _ranked(found: Mapping[tuple[str, str], Sequence[StatedFlow]]) -> Iterable[str]:
    """Return the rows, first those of which most companies speak."""
    spoken = Counter(row for row, _ in found)
    stated = Counter({row: 0 for row, _ in found})
    for (row, _), flows in found.items():
        stated[row] += len(flows)
    return sorted(spoken, key=lambda row: (-spoken[row], -stated[row], row.casefold()))


def _said(statements: Statements, flow: StatedFlow) -> Said:
    return Said(
        state=state_of(flow),
        action=flow.action,
        data=flow.data_words.text,
        recipient=flow.recipient_words.text if flow.recipient_words else "",
        policy=flow.policy,
        file_name=statements.policies[flow.policy].file_name,
        quote=quote_flow(statements, flow),
    )
