"""Changes as a reader is shown them: what one sentence or table row says of several recipients is told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .changes import Change, ChangeKind, Named, Quote

_QUOTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Changes that differ in nothing but their recipient, and rest on the same words.

    The records stay as they are, one a recipient: `changes` holds them all.
    """

    changes: tuple[Change, ...]

    @property
    def change(self) -> Change:
        """The first of the changes, which stands for what all have in common."""
        return self.changes[0]

    @property
    def recipients(self) -> tuple[Named, ...]:
        """Who receives, in order, each once."""
        found = (change.recipient for change in self.changes)
        return tuple(dict.fromkeys(party for party in found if party))

    @property
    def note(self) -> str:
        """What is to be said beside it: the notes of all, without their common beginning."""
        notes = list(dict.fromkeys(change.note for change in self.changes if change.note))
        if len(notes) < 2:
            return "".join(notes)
        head, _, _ = notes[0].partition(": ")
        rest = [note.removeprefix(f"{head}: ") for note in notes]
        return f"{head}: {'; '.join(rest)}"

    @property
    def sides(self) -> tuple[tuple[str, tuple[Quote, ...]], ...]:
        """The two sides, "old" and "new", each with its quotes."""
        return (
            ("old", _unique(quote for change in self.changes for quote in change.old)),
            ("new", _unique(quote for change in self.changes for quote in change.new)),
        )


def fold_changes(changes: Iterable[Change]) -> tuple[Entry, ...]:
    """Return changes as entries, in the order of the first change of each."""
    found: dict[object, list[Change]] = {}
    for change in changes:
        found.setdefault(_key(change), []).append(change)
    return tuple(Entry(changes=tuple(alike)) for alike in found.values())


def _key(change: Change) -> object:
    gone = change.kind in (ChangeKind.REMOVED, ChangeKind.DENIAL_DROPPED)
    words = tuple((quote.start, quote.end) for quote in (change.old if gone else change.new))
    if change.recipient is None or not words:
        return id(change)
    data = frozenset(str(named).casefold() for named in change.data)
    return change.kind, change.severity, change.deed, change.detail, change.only, data, words


def _unique(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    found = {(quote.start, quote.end): quote for quote in quotes}
    return tuple(list(found.values())[:_QUOTED])
