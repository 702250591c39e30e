"""Everything that links lead to, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def closure(start: Iterable[str], links: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return `start` with all that `links` lead to from it, however far; a circle is walked once."""
    found = set(start)
    ahead = list(found)
    while ahead:
        further = [other for other in links.get(ahead.pop(), ()) if other not in found]
        found.update(further)
        ahead.extend(further)
    return frozenset(found)
