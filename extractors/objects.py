"""Objects: the data that a clause speaks of, with the lists that go on behind it."""

from __future__ import annotations

import re

from ..ontology.records import Action, Mention, Role
from .clauses import Clause
from .lists import Range, find_triggers

_PLACE = re.compile(
    r"\s+from\s+(?:your|the (?:user|customer|device|way)\w*)\s+(?:[\w'’-]+\s*){1,3}?"
    r"(?=[,.;]|\s(?:when|if|to|for|and|or|such|including|in|on|so|through|by|at|with|as)\b|$)"
)


def find_data(clause: Clause, parts: list[Range], action: Action) -> tuple[Mention, ...]:
    """Return the data named in `parts` and in the lists behind them, in order, without doubles.

    A noun that only heads a list ("certain information, such as") is left out beside its own items.
    """
    clauses = action is Action.COLLECT and not clause.frame.passive
    passage = clause.passage
    listed = _lists(clause, parts)
    found: list[Range] = []
    for part in parts:
        items = passage.data_items(part, clauses=clauses)
        found.extend(
            _with_place(clause, item) for item in _without_heads(clause, part, items, listed)
        )
    for part in listed:
        if not any(start <= part[0] < end for start, end in parts):
            found.extend(passage.data_items(part, clauses=clauses))
    return tuple(passage.data(part) for part in sorted(set(found)))


def _without_heads(
    clause: Clause, part: Range, items: list[Range], listed: list[Range]
) -> list[Range]:
    inner = next((opening for opening, _ in listed if part[0] <= opening < part[1]), None)
    if inner is None and not any(opening >= part[1] for opening, _ in listed):
        return items
    boundary = part[1] if inner is None else inner
    lexicon, words = clause.passage.lexicon, clause.passage.words
    specific = [
        item for item in items if item[0] >= boundary or not lexicon.heads_list(words(item))
    ]
    told = [item for opening, end in listed for item in clause.passage.data_items((opening, end))]
    if all(lexicon.is_tool(words(item)) for item in [*told, *specific]):
        return items
    return specific


def _with_place(clause: Clause, item: Range) -> Range:
    """Reach "information" on to "from your images": alone it would not name the data."""
    passage = clause.passage
    if passage.words(item).lower() not in {"information", "data"}:
        return item
    place = _PLACE.match(passage.text[item[1] :])
    if place is None or passage.parties((item[1], item[1] + place.end())):
        return item
    return item[0], item[1] + len(place.group().rstrip())


def _lists(clause: Clause, objects: list[Range]) -> list[Range]:
    """Return the ranges of the lists that "such as", "including" or ":" open behind the data.

    A list belongs to the nearest data noun on its left, wherever the parser hangs it.
    """
    text = clause.passage.text
    lists: list[Range] = []
    for part in [*objects, *clause.ranges_behind()]:
        for trigger in find_triggers(text, *part):
            if trigger[0] > clause.next_verb and part not in objects:
                continue
            closing = part[1]
            if text.count("(", 0, trigger[0]) > text.count(")", 0, trigger[0]):
                bracket = text.find(")", trigger[1], closing)
                closing = bracket if bracket > 0 else closing
            if part in objects or _lists_data(clause, (part[0], trigger[0]), (trigger[1], closing)):
                lists.append((trigger[1], closing))
    return lists


def _lists_data(clause: Clause, before: Range, listed: Range) -> bool:
    """Whether a list behind the clause's object goes on with data, not with parties or purposes."""
    if listed[0] >= listed[1]:
        return False
    parties = clause.passage.parties(before)
    if parties and parties[-1].mention is not None and parties[-1].role is not Role.FIRST_PARTY:
        return False
    separators = re.findall(r"[,;]", clause.passage.words(listed))
    return len(clause.passage.data_items(listed)) * 3 >= len(separators) + 1
