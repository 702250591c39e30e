"""Data that both versions speak of, by another name: no change is claimed of it."""

from __future__ import annotations

from typing import Final

from ..graphs.statements import StatedFlow
from .passages import stems_of
from .topics import Side, Topic
from .versus import Versus
from .wording import fold, likeness

_DEFINED: Final = 2
"""So often a text that defines a category names it."""
_EDITED: Final = 60.0
"""As for changes of type: two sentences this alike, of 100, are one that was edited."""


def is_reworded(versus: Versus, flow: StatedFlow, other: StatedFlow) -> bool:
    """Tell whether it is called something else of the same kind: "app activity information" for "usage
    information" in one edited sentence, "call recordings" for "recorded conversations" anywhere.
    """
    told, known = (stems_of(each.data_words.text) for each in (flow, other))
    names = [fold(each.data_words.text).split() for each in (flow, other)]
    if len(told) == len(known) == len(names):
        for one, two, words in ((told, known, names[1]), (known, told, names[0])):
            if one[-1] == two[0] and words[0].endswith("ed"):
                return True
    alike = likeness(versus.new.quote(flow).text, versus.old.quote(other).text)
    return alike >= _EDITED and names[0][-1:] == names[1][-1:] and min(map(len, names)) > 1


def is_renamed(
    versus: Versus, topic: Topic, other: Topic, flow: StatedFlow, earlier: StatedFlow
) -> bool:
    """Tell whether a category that the policy defines only has another name: "Direct Messages" and
    "Messages", both written as a name.
    """
    names = flow.data_words.text, earlier.data_words.text
    return topic.recipient == other.recipient and all(
        name.istitle() and side.policy.text.count(name) >= _DEFINED
        for name, side in zip(names, (versus.new, versus.old), strict=True)
    )


def is_begun(other: Side, flow: StatedFlow) -> bool:
    """Tell whether the other text has the first two of three words or more for data: "government-issued
    credentials" for "government-issued identification".
    """
    stems = stems_of(flow.data_words.text)
    return stems != stems[:2] and other.passages.name([stems[:2]])
