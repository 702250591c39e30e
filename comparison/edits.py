"""Sentences that both versions have, one of them edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..graphs.statements import StatedFlow
from .changes import Change, ChangeKind, Severity, name_data, name_recipient
from .scopes import scope_of
from .standing import is_unchanged
from .topics import Topic
from .versus import Versus, quotes_of
from .wording import likeness

_EDITED: Final = 60.0
"""Two sentences at least this alike, of 100, are one sentence that was edited."""


def edited(
    versus: Versus, earlier: Sequence[StatedFlow], later: Sequence[StatedFlow]
) -> Iterator[tuple[StatedFlow, StatedFlow]]:
    """Yield the flows of both sides whose sentences are one sentence that was edited."""
    gone = [flow for flow in earlier if not is_unchanged(flow, versus.old, versus.new)]
    for flow in later:
        if not gone or is_unchanged(flow, versus.new, versus.old):
            continue
        said = versus.new.quote(flow).text
        alike = [(likeness(said, versus.old.quote(other).text), other) for other in gone]
        best, other = max(alike, key=lambda each: (each[0], each[1].iri))
        if best >= _EDITED:
            yield other, flow


def revised(
    versus: Versus, topic: Topic, old: StatedFlow, new: StatedFlow, wider: bool, detail: str
) -> Change:
    """Return what `detail` says of a statement that both versions make."""
    return Change(
        kind=ChangeKind.WIDENED if wider else ChangeKind.NARROWED,
        severity=Severity.WIDER if wider else Severity.LESS,
        deed=topic.deed,
        data=(name_data(versus.new.statements, new),),
        recipient=name_recipient(versus.new.statements, new),
        detail=detail,
        only=scope_of(versus.new, new) if not detail.startswith(("no longer", "now only")) else "",
        old=quotes_of(versus.old, [old]),
        new=quotes_of(versus.new, [new]),
    )
