"""What one version affirms and the other does not: added, removed, widened, narrowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..graphs.statements import StatedFlow
from ..ontology.terms import PF
from .changes import Change, ChangeKind, Severity, name_data, name_recipient
from .doubts import is_doubtful, is_trusted
from .kinship import ANYBODY
from .passages import all_stems, stems_of
from .renames import is_begun, is_renamed, is_reworded
from .scopes import scope_of
from .standing import names_recipient
from .topics import Side, Topic
from .versus import Lone, Versus, quotes_of, surest
from .wording import fold, likeness, stands_in

_ONE_NAME: Final = 60.0
_ACQUIRER: Final = PF + "Acquirer"
_DEALS: Final = frozenset({"merger", "acquisition", "bankruptcy", "insolvency"})
"""Who speaks of these speaks of a new owner, named or not."""

_AROUND: Final = 400
_ALIKE: Final = 45.0
"""Sentences less like each other, of 100, are not taken for one that was changed."""
_EDITED: Final = 60.0
"""As much is asked where a change of type or recipient is read from the pair."""


def find_affirmations(versus: Versus) -> Iterator[Change]:
    """Yield what was added, removed, widened or narrowed from the old version to the new."""
    added, removed = versus.lone_affirmations, versus.turned.lone_affirmations
    paired: set[Topic] = set()
    reworded = dict(_reworded(versus, added, removed))
    paired.update(reworded.values())
    for topic, flows in added.items():
        if topic in reworded:
            continue
        flow = surest(flows, added)
        partner = _partner(versus, topic, flow, removed)
        if partner is None:
            yield from _one_sided(versus, topic, flow, ChangeKind.ADDED)
            continue
        paired.add(partner)
        wider = versus.covers(topic, partner)
        earlier = surest(removed[partner], removed)
        if is_renamed(versus, topic, partner, flow, earlier):
            continue
        if is_begun(versus.old, flow) or is_begun(versus.new, earlier):
            continue
        yield Change(
            kind=ChangeKind.WIDENED if wider else ChangeKind.NARROWED,
            severity=Severity.WIDER if wider else Severity.LESS,
            deed=topic.deed,
            data=(name_data(versus.new.statements, flow),),
            recipient=name_recipient(versus.new.statements, flow),
            detail=_step(versus, partner, topic),
            only=scope_of(versus.new, flow),
            old=quotes_of(versus.old, [earlier]),
            new=quotes_of(versus.new, [flow]),
        )
    for topic, flows in removed.items():
        if topic not in paired:
            flow = surest(flows, removed)
            yield from _one_sided(versus.turned, topic, flow, ChangeKind.REMOVED)


def _reworded(versus: Versus, added: Lone, removed: Lone) -> Iterator[tuple[Topic, Topic]]:
    """Yield what only has another name: the sentence was edited, and its words for the data, too."""
    for topic, flows in added.items():
        flow = surest(flows, added)
        for other, others in removed.items():
            if (topic.deed, topic.recipient) != (other.deed, other.recipient):
                continue
            earlier = surest(others, removed)
            names = fold(flow.data_words.text), fold(earlier.data_words.text)
            if stands_in(names[0], names[1]) or stands_in(names[1], names[0]):
                continue
            named = likeness(flow.data_words.text, earlier.data_words.text)
            said = likeness(versus.new.quote(flow).text, versus.old.quote(earlier).text)
            if named >= _ONE_NAME and said >= _ALIKE:
                yield topic, other
                break


def _partner(versus: Versus, topic: Topic, flow: StatedFlow, removed: Lone) -> Topic | None:
    """Return the vanished topic that this one took the place of: its sentence was changed."""
    said = versus.new.quote(flow).text
    best: tuple[float, Topic] | None = None
    for other, flows in removed.items():
        if versus.covers(topic, other) or versus.covers(other, topic):
            alike = likeness(said, versus.old.quote(surest(flows, removed)).text)
            if alike >= _EDITED and (best is None or alike > best[0]):
                best = alike, other
    return best[1] if best else None


def _one_sided(
    versus: Versus, topic: Topic, flow: StatedFlow, kind: ChangeKind
) -> Iterator[Change]:
    """Yield what the new side of `versus` says alone; for what was removed that is the old one."""
    added = kind is ChangeKind.ADDED
    cover = _cover(versus, topic)
    if cover and not topic.passes and is_begun(versus.old, flow):
        return
    if cover and cover not in versus.new.topics:
        placed = _replaced(versus, topic, flow, cover, added=added)
        if placed:
            yield placed
            return
    own = quotes_of(versus.new, [flow])
    telling = _plainest(versus, _related(versus, topic, flow, cover)) if cover else []
    if cover and any(
        is_reworded(versus, flow, other) or is_renamed(versus, topic, cover, flow, other)
        for other in telling
    ):
        return
    covered = bool(telling) or (cover is not None and topic.passes)
    severity = _severity(versus, topic, flow, covered=covered)
    note = ""
    if cover and telling:
        side = "earlier" if added else "later"
        note = f"the {side} version names a wider type or kind: {_phrase(versus, cover)}"
    others = quotes_of(versus.old, telling)
    yield Change(
        kind=kind,
        severity=severity if added else Severity.LESS,
        deed=topic.deed,
        data=(name_data(versus.new.statements, flow),),
        recipient=name_recipient(versus.new.statements, flow),
        only=scope_of(versus.new, flow),
        note=note,
        old=others[:1] if added else own,
        new=own if added else others[:1],
    )


def _related(versus: Versus, topic: Topic, flow: StatedFlow, cover: Topic) -> list[StatedFlow]:
    """Return the old statements of a wider type whose own sentence has words of the data, or names
    the kind of the recipient: others would be shown as the earlier wording of what they don't speak of.
    """
    data = frozenset(stems_of(flow.data_words.text))
    said = fold(_near(versus.new, flow))
    party = frozenset(stems_of(flow.recipient_words.text)) if flow.recipient_words else frozenset()
    kinds = {stems_of(name) for name in versus.names.of(topic.recipient, None)}
    found = []
    for other in filter(lambda other: is_trusted(other, versus.old), _telling(versus, cover)):
        told = all_stems(_near(versus.old, other))
        named = party & told or any(kind and told.issuperset(kind) for kind in kinds)
        general = fold(other.data_words.text)
        if named if topic.passes else data & told or (" " in general and stands_in(general, said)):
            found.append(other)
    return found


def _near(side: Side, flow: StatedFlow) -> str:
    """Return the words of a sentence, of a table row those around the data."""
    quote = side.quote(flow)
    return quote.text[max(0, quote.focus - _AROUND) : quote.focus + _AROUND]


def _replaced(
    versus: Versus, topic: Topic, flow: StatedFlow, cover: Topic, *, added: bool
) -> Change | None:
    """Return the change of one sentence from a type or kind to a wider one, or to a narrower one."""
    said = versus.new.quote(flow).text
    alike = [
        (likeness(said, versus.old.quote(each).text), each) for each in _telling(versus, cover)
    ]
    best, other = max(alike, key=lambda each: (each[0], each[1].iri), default=(0.0, flow))
    if best < _EDITED or is_renamed(versus, topic, cover, flow, other):
        return None
    narrow, wide = quotes_of(versus.new, [flow]), quotes_of(versus.old, [other])
    named, told = (versus.new, flow) if added else (versus.old, other)
    return Change(
        kind=ChangeKind.NARROWED if added else ChangeKind.WIDENED,
        severity=Severity.LESS if added else Severity.WIDER,
        deed=topic.deed,
        data=(name_data(named.statements, told),),
        recipient=name_recipient(named.statements, told),
        detail=_step(versus, *((cover, topic) if added else (topic, cover))),
        only=scope_of(named, told),
        old=wide if added else narrow,
        new=narrow if added else wide,
    )


def _severity(versus: Versus, topic: Topic, flow: StatedFlow, *, covered: bool) -> Severity:
    kinship = versus.kinship
    sensitive = kinship.is_sensitive(topic.data) and versus.names.hint_at(
        topic.data, flow.data_words.text
    )
    if not topic.passes:
        if sensitive:
            return Severity.SENSITIVE_DATA
        return Severity.DETAIL if covered else Severity.NEW_DATA
    if sensitive:
        return Severity.SENSITIVE_SHARING
    known = any(
        other.passes and other.recipient and kinship.related(other.recipient, topic.recipient)
        for other in versus.old.topics
        if not other.denied and other.recipient != ANYBODY
    )
    if not known and not names_recipient(topic, flow, versus.old.wording, versus.names):
        if topic.recipient == _ACQUIRER and _DEALS & frozenset(versus.old.wording.whole.split()):
            return Severity.DETAIL if covered else Severity.NEW_SHARING
        return Severity.NEW_RECIPIENT
    return Severity.DETAIL if covered else Severity.NEW_SHARING


def _cover(versus: Versus, topic: Topic) -> Topic | None:
    """Return the other version's statement about a wider type or kind, "third parties" apart."""
    for other in versus.old.topics:
        if other.denied or other == topic or not versus.covers(other, topic):
            continue
        if other.data != topic.data and not _telling(versus, other):
            continue
        if all(is_doubtful(flow, versus.old) for flow in versus.old.topics[other]):
            continue
        if topic.passes:
            if other.recipient != ANYBODY or topic.recipient == ANYBODY:
                return other
        elif other.data in versus.kinship.parents(topic.data):
            return other
    return None


def _plainest(versus: Versus, flows: Sequence[StatedFlow]) -> list[StatedFlow]:
    """Return flows of the old side, those first whose sentence says it most plainly."""

    def rank(flow: StatedFlow) -> tuple[bool, bool, int, str]:
        quote = versus.old.quote(flow)
        place = flow.recipient_words.place if flow.recipient_words else None
        apart = place is not None and not quote.start <= place.start < quote.end
        return not is_trusted(flow, versus.old), apart, len(quote.text), flow.iri

    return sorted(flows, key=rank)


def _telling(versus: Versus, cover: Topic) -> tuple[StatedFlow, ...]:
    """Return the old statements of a wider type whose own words say that type, not a case of it."""
    flows = versus.old.topics[cover]
    if versus.kinship.is_generic(cover.data):
        return flows
    names = versus.names.of(cover.data, None) | {fold(versus.kinship.label(cover.data))}
    return tuple(flow for flow in flows if fold(flow.data_words.text) in names)


def _step(versus: Versus, before: Topic, after: Topic) -> str:
    """Return "location → precise location; Mapbox → service provider"."""
    label = versus.kinship.label
    steps = [
        f"{label(one)} → {label(other)}"
        for one, other in ((before.data, after.data), (before.recipient, after.recipient))
        if one != other
    ]
    return "; ".join(steps)


def _phrase(versus: Versus, topic: Topic) -> str:
    label = versus.kinship.label
    data = label(topic.data)
    return f"{data} to {label(topic.recipient)}" if topic.recipient else data
