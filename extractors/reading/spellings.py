"""How a text spells a name: each place where the words stand, whatever their capitals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Spellings:
    """Looks names up in one text. Web and mail addresses don't count: there nothing has capitals."""

    text: str

    @cached_property
    def _lowered(self) -> str:
        # The only letter that becomes two, which would shift the places of all that follows.
        return self.text.replace("\u0130", "I").lower()

    def count(self, name: str) -> Counter[str]:
        """Return how often each spelling of `name` stands in the text as words of its own."""
        found: Counter[str] = Counter()
        needle = name.lower()
        place = self._lowered.find(needle)
        while place >= 0:
            end = place + len(needle)
            if not self._goes_on(place, end):
                found[self.text[place:end]] += 1
            place = self._lowered.find(needle, end)
        return found

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether the words are part of a longer word or of an address."""
        before, after = self.text[start - 1 : start], self.text[end : end + 2]
        if before and (before.isalnum() or before in "_@./-"):
            return True
        if after[:1] and (after[0].isalnum() or after[0] in "_@/-"):
            return True
        return after[:1] == "." and after[1:].isalnum()
