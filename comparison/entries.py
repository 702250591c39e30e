"""Changes as a reader is shown them: what one sentence or table row says of several recipients is told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .changes import Change, ChangeKind, Named, Quote, Severity

_QUOTED = 3
_NEW = (Severity.NEW_RECIPIENT, Severity.NEW_SHARING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Changes that differ in nothing but their recipient, and rest on the same words.

    The records stay as they are, one a recipient: `changes` holds them all.
    """

    changes: tuple[Change, ...]
    more: tuple[Change, ...] = ()
    """Lesser changes that rest on the same words: who else receives what the first of them names."""

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
    def also(self) -> str:
        """What the same words say of others: "contact details with couriers", "" if nothing."""
        told = [
            f"{', '.join(map(str, change.data))} {'to' if change.deed == 'sell' else 'with'} {change.recipient}"
            for change in self.more
        ]
        return "; ".join(dict.fromkeys(told))

    @property
    def note(self) -> str:
        """What is to be said beside it: the notes of all, without their common beginning."""
        notes = list(dict.fromkeys(change.note for change in self.changes if change.note))
        also = f"the same words name, too: {self.also}" if self.more else ""
        if len(notes) < 2:
            return ". ".join(filter(None, (*notes, also)))
        head, _, _ = notes[0].partition(": ")
        rest = [note.removeprefix(f"{head}: ") for note in notes]
        return ". ".join(filter(None, (f"{head}: {'; '.join(rest)}", also)))

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
    entries: list[Entry] = []
    for alike in found.values():
        place = next((n for n, known in enumerate(entries) if _says(known.change, alike[0])), None)
        if place is None:
            entries.append(Entry(changes=tuple(alike)))
        else:
            more = (*entries[place].more, *alike)
            entries[place] = replace(entries[place], more=more)
    return tuple(entries)


def _says(known: Change, change: Change) -> bool:
    """Tell whether the words of a graver change, that something is now passed on, say a lesser one."""
    if not (known.kind is change.kind is ChangeKind.ADDED and known.deed == change.deed):
        return False
    if known.recipient is None or change.recipient is None or change.detail or known.detail:
        return False
    if known.severity not in _NEW or change.severity >= known.severity:
        return False
    places = {(quote.start, quote.end) for quote in known.new}
    return bool(change.new) and places.issuperset((quote.start, quote.end) for quote in change.new)


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
