"""Two versions of a policy compared: what was added, removed, widened, narrowed, denied or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from ..graphs.statements import Statements
from .affirmations import find_affirmations
from .changes import Change, ChangeKind, Difference, Named, Severity, name_data, name_recipient
from .denials import find_denials
from .kinship import kinship_of
from .merging import merge_changes
from .relations import tell_apart
from .revisions import find_revisions
from .standing import Names, is_unchanged, read_names
from .topics import side_of
from .versus import Versus, quotes_of

_ORDER: Final = tuple(ChangeKind)


def compare_versions(
    old: Statements,
    new: Statements,
    *,
    policies: tuple[str, str] | None = None,
    names: Names | None = None,
    rewordings: bool = False,
) -> Difference:
    """Return what changed from one policy version to another, the gravest first.

    `policies` are the IRIs of the two; by default each of the statements holds one version. What
    only has other words is left out unless `rewordings`.
    """
    before, after = policies or (_only(old), _only(new))
    kinship = kinship_of((old, new))
    versus = Versus(
        old=side_of(old, before, kinship),
        new=side_of(new, after, kinship),
        kinship=kinship,
        names=names or read_names(),
    )
    denials = list(find_denials(versus))
    found = [*denials, *_others(denials, find_affirmations(versus)), *find_revisions(versus)]
    if rewordings:
        found += _rewordings(versus)
    kept = versus.old.wording.kept_in(versus.new.wording)
    apart = tell_apart(versus.old.policy.text, versus.new.policy.text, kept)
    if apart:
        found = list(_said_apart(found))
    changes = (_typed(change, versus.names) for change in merge_changes(found))
    return Difference(
        old=versus.old.policy,
        new=versus.new.policy,
        company=kinship.label(versus.new.policy.company),
        changes=tuple(sorted(changes, key=_gravest_first)),
        kept=kept,
        apart=apart,
    )


def _only(statements: Statements) -> str:
    (policy,) = statements.policies
    return policy


def _others(denials: Iterable[Change], affirmations: Iterable[Change]) -> Iterator[Change]:
    """Yield what is affirmed but for what stands beside the denial that it takes the place of."""
    told = {(change.deed, change.new) for change in denials if change.old and change.new}
    return (
        change
        for change in affirmations
        if change.kind is not ChangeKind.ADDED or (change.deed, change.new) not in told
    )


def _said_apart(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield what the new text says alone where it may be no version of the old one: a supplement or
    a notice of another region takes nothing back, and repeats nothing.
    """
    for change in changes:
        if change.kind in (ChangeKind.ADDED, ChangeKind.DENIAL_ADDED):
            severity = min(change.severity, Severity.DETAIL)
            yield replace(change, severity=severity, apart=True, note="", old=())


def _typed(change: Change, names: Names) -> Change:
    """Return a change that tells only those types which its words for data or recipient are names of."""

    def typed(named: Named) -> Named:
        sure = not named.concept or names.calls(named.concept, named.type, named.words)
        return replace(named, sure=sure)

    recipient = typed(change.recipient) if change.recipient else None
    return replace(change, data=tuple(map(typed, change.data)), recipient=recipient)


def _rewordings(versus: Versus) -> Iterator[Change]:
    """Yield the topics that both versions state, but nowhere in the same words."""
    new = versus.new.statements
    for topic, flows in versus.new.topics.items():
        earlier = versus.old.topics.get(topic, ())
        if not earlier or any(is_unchanged(flow, versus.new, versus.old) for flow in flows):
            continue
        if any(is_unchanged(flow, versus.old, versus.new) for flow in earlier):
            continue
        yield Change(
            kind=ChangeKind.REWORDED,
            severity=Severity.WORDING,
            deed=topic.deed,
            data=(name_data(new, flows[0]),),
            recipient=name_recipient(new, flows[0]),
            note="a denial" if topic.denied else "",
            old=quotes_of(versus.old, earlier)[:1],
            new=quotes_of(versus.new, flows)[:1],
        )


def _gravest_first(change: Change) -> tuple[int, int, str, str, str, str]:
    return (
        -change.severity,
        _ORDER.index(change.kind),
        str(change.recipient or ""),
        change.deed,
        ", ".join(map(str, change.data)),
        change.detail,
    )
