"""What changed within a statement that both versions make: condition, "may", purpose, duration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from ..graphs.statements import StatedFlow
from .changes import Change, ChangeKind, Named, Severity, name_data, name_recipient
from .doubts import is_trusted
from .edits import edited, revised
from .kinship import NOT_PLACED
from .retentions import find_durations, find_longer
from .scopes import scope_of
from .standing import is_unchanged
from .topics import Side, Topic
from .versus import Versus, quotes_of
from .wording import CONDITIONS, fold, stands_in

_POSSIBLE: Final = frozenset("may might can could sometimes".split())
_READERS: Final = frozenset("you user member customer participant".split())
_BY_LAW: Final = re.compile(r"\b(?:law|legal|legally|regulation)\b")
"""What the law asks for is no condition that a policy can drop."""
_LONGEST: Final = 120
_STEM: Final = 5
_SMALL: Final = frozenset("to for in of the a an your our you and or with".split())


def find_revisions(versus: Versus) -> Iterator[Change]:
    """Yield how statements that stand in both versions were changed."""
    for topic, flows in versus.new.topics.items():
        earlier = versus.old.topics.get(topic, ())
        if topic.denied or not earlier:
            continue
        pairs = list(edited(versus, earlier, flows))
        yield from _conditions(versus, topic, pairs)
        yield from find_longer(versus, topic, pairs)
    yield from find_durations(versus, ChangeKind.ADDED)
    yield from find_durations(versus.turned, ChangeKind.REMOVED)
    yield from _purposes(versus, ChangeKind.WIDENED)
    yield from _purposes(versus.turned, ChangeKind.NARROWED)


def _conditions(
    versus: Versus, topic: Topic, pairs: Sequence[tuple[StatedFlow, StatedFlow]]
) -> Iterator[Change]:
    before, after = versus.old.topics[topic], versus.new.topics[topic]
    for old, new in pairs:
        if all(flow.condition for flow in before) and _is_free(versus, new, new=True):
            words = old.condition.text if old.condition else ""
            if not _still_said(words, versus.new, new):
                yield revised(versus, topic, old, new, True, f"no longer only “{words}”")
        elif all(flow.condition for flow in after) and _is_free(versus, old, new=False):
            words = new.condition.text if new.condition else ""
            if not _still_said(words, versus.old, old):
                yield revised(versus, topic, old, new, False, f"now only “{words}”")
        if "we" not in _said(versus, old, new=False) & _said(versus, new, new=True):
            continue
        if _is_reader_free(versus.old, old) or _is_reader_free(versus.new, new):
            continue
        if all(flow.possible for flow in before) and _is_stated(versus, new, new=True):
            yield revised(versus, topic, old, new, True, "what it may do, it now says it does")
        elif all(flow.possible for flow in after) and _is_stated(versus, old, new=False):
            yield revised(versus, topic, old, new, False, "what it does, it now says it may do")


def _still_said(words: str, side: Side, flow: StatedFlow) -> bool:
    """Tell whether a condition stands in a version, or most of its words in a flow's sentence."""
    wanted = frozenset(fold(words).split())
    if _BY_LAW.search(fold(words)):
        return True
    found = wanted & frozenset(fold(side.quote(flow).text).split())
    return side.wording.holds(words) or 2 * len(found) > len(wanted)


def _purposes(versus: Versus, kind: ChangeKind) -> Iterator[Change]:
    """Yield the purposes that the new side of `versus` names and the old one nowhere does."""
    known = {
        purpose
        for topic, flows in versus.old.topics.items()
        if not topic.denied
        for flow in flows
        for purpose in flow.purposes
    }
    added = kind is ChangeKind.WIDENED
    for topic, flows in versus.new.topics.items():
        if topic.denied:
            continue
        for flow in flows:
            for purpose in _new_purposes(versus, flow, known):
                quotes = quotes_of(versus.new, [flow])
                words = _words_for(versus, flow, purpose)
                known_as = versus.kinship.label(purpose)
                sure = versus.names.calls(purpose, known_as, words)
                label = str(Named(words=words, type=known_as if sure else ""))
                yield Change(
                    kind=kind,
                    severity=Severity.WIDER if added else Severity.LESS,
                    deed=topic.deed,
                    data=(name_data(versus.new.statements, flow),),
                    recipient=name_recipient(versus.new.statements, flow),
                    purpose=known_as,
                    only=scope_of(versus.new, flow),
                    detail=f"{'new purpose' if added else 'purpose no longer named'}: {label}",
                    old=() if added else quotes,
                    new=quotes if added else (),
                )


def _new_purposes(versus: Versus, flow: StatedFlow, known: Iterable[str]) -> Iterator[str]:
    if is_unchanged(flow, versus.new, versus.old) or not is_trusted(flow, versus.new):
        return
    for purpose in flow.purposes:
        if purpose in NOT_PLACED or any(versus.kinship.related(purpose, one) for one in known):
            continue
        names = versus.names.of(purpose, None)
        said = versus.old.wording
        if any(stands_in(name, said.whole) or said.echoes(name) for name in names):
            continue
        if _words_for(versus, flow, purpose):
            yield purpose


def _words_for(versus: Versus, flow: StatedFlow, purpose: str) -> str:
    """Return the words for a purpose, "" where the old side of `versus` has them, or most of them
    in a sentence that is nearly the same.

    Of several words those are taken that hold a name of the purpose.
    """
    near = versus.old.wording.holds_nearly(versus.new.quote(flow).text).split()
    told = [
        words.text
        for words in flow.purpose_words
        if not versus.old.wording.holds(words.text)
        and not versus.old.wording.echoes(words.text)
        and _is_news(words.text, near)
    ]
    if len(flow.purpose_words) > 1:
        names = versus.names.of(purpose, versus.kinship.label(purpose))
        wanted = list(filter(None, map(_stems, names)))
        told = [words for words in told if any(name <= _stems(_plain(words)) for name in wanted)]
    return " ".join(told[0].split())[:_LONGEST] if told else ""


def _is_news(words: str, near: Sequence[str]) -> bool:
    """Tell whether more than half of some words are not among those of a nearly same sentence."""
    wanted = frozenset(fold(words).split()) - _SMALL
    return 2 * len(wanted.difference(near)) > len(wanted)


def _plain(words: str) -> str:
    return fold(words).removeprefix("in connection with ")


def _stems(phrase: str) -> frozenset[str]:
    """Return how the longer words of a folded phrase begin."""
    return frozenset(word[:_STEM] for word in phrase.split() if len(word) >= _STEM)


def _is_free(versus: Versus, flow: StatedFlow, *, new: bool) -> bool:
    """Tell whether nothing in a flow's sentence sounds like a condition."""
    return flow.condition is None and not CONDITIONS & _said(versus, flow, new=new)


def _is_stated(versus: Versus, flow: StatedFlow, *, new: bool) -> bool:
    """Tell whether a flow's sentence states it, without a "may"."""
    return not flow.possible and not _POSSIBLE & _said(versus, flow, new=new)


def _is_reader_free(side: Side, flow: StatedFlow) -> bool:
    """Tell whether it is the reader who may: "you may upload photos"."""
    words = fold(side.quote(flow).text).split()
    return any(who in _READERS and may in _POSSIBLE for who, may in pairwise(words))


def _said(versus: Versus, flow: StatedFlow, *, new: bool) -> frozenset[str]:
    quote = (versus.new if new else versus.old).quote(flow)
    return frozenset(fold(f"{quote.lead_in or ''} {quote.text}").split())
