"""Changes that a reader takes for one are made one: types of data in one sentence, one recipient."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .changes import Change, Quote, Severity
from .topics import PASSING

_QUOTED = 3


def merge_changes(changes: Iterable[Change]) -> list[Change]:
    """Return the changes with those put together that differ in nothing but their types of data.

    A new recipient is one change whatever it receives, and wherever that is said; a new purpose is
    told once, with the surest of its sentences.
    """
    found: dict[object, list[Change]] = {}
    for change in changes:
        found.setdefault(_key(change), []).append(change)
    return [_merge(alike) for alike in found.values()]


def _key(change: Change) -> object:
    recipient = change.recipient and (change.recipient.type or change.recipient.words)
    deed = change.deed if change.deed in PASSING else ""  # what the company does itself is one
    own = (change.kind, change.severity, deed, recipient)
    if change.severity is Severity.NEW_RECIPIENT:
        return own
    if change.purpose:
        return change.kind, change.purpose
    return own, change.detail, change.only, change.note, _spans(change.old), _spans(change.new)


def _surest_sentence(alike: list[Change]) -> list[Change]:
    """Return those of the changes that rest on the sentence that is read most surely."""
    best = max(alike, key=lambda change: max(q.confidence for q in (*change.old, *change.new)))
    return [change for change in alike if _place(change) == _place(best)]


def _place(change: Change) -> object:
    return _spans(change.old), _spans(change.new)


def _merge(alike: list[Change]) -> Change:
    if alike[0].purpose:
        alike = _surest_sentence(alike)
    data = {str(named).casefold(): named for change in alike for named in change.data}
    return replace(
        alike[0],
        deed=", ".join(sorted({change.deed for change in alike})),
        data=tuple(data[name] for name in sorted(data)),
        old=_unique(quote for change in alike for quote in change.old),
        new=_unique(quote for change in alike for quote in change.new),
    )


def _spans(quotes: Iterable[Quote]) -> tuple[tuple[int, int], ...]:
    return tuple((quote.start, quote.end) for quote in quotes)


def _unique(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    found: dict[tuple[int, int], Quote] = {}
    for quote in quotes:
        found.setdefault((quote.start, quote.end), quote)
    return tuple(list(found.values())[:_QUOTED])
