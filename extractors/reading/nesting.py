"""How deep a list item stands, told by its indent and by the style of its marker."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .markers import Marker


@dataclass(frozen=True, slots=True)
class _Open:
    indent: int
    marker: Marker
    announces: bool
    continuing: bool


@dataclass(slots=True)
class Nesting:
    """The list items that are open while a document is read from top to bottom."""

    items: list[_Open] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """How many items are open."""
        return len(self.items)

    def close_all(self) -> None:
        """Forget the list: a heading or a paragraph outside of it has come."""
        self.items.clear()

    def close_to_indent(self, indent: int) -> None:
        """Close the items that a paragraph at `indent` columns can't belong to."""
        while self.items and self.items[-1].indent >= indent:
            self.items.pop()

    def enter(self, marker: Marker, indent: int, words: str) -> int:
        """Open an item and return its depth, 0 for the outermost.

        An item stands below the last one if it is indented further, if its marker's style is new, if
        its number has more parts, or if it goes on in lower case the sentence that ended ":".
        """
        marker = self._choose_reading(marker)
        back = False
        while self.items and indent < self.items[-1].indent - 1:
            self.items.pop()
            back = True
        # What an item announces stands below it already where the indent comes back from there.
        continuing = not back and self._goes_on(marker, words)
        if not continuing:
            place = self._find_sibling(marker, indent, words)
            if place is not None:
                continuing = self.items[place].continuing
                del self.items[place:]
        announces = words.rstrip().endswith(":")
        self.items.append(_Open(indent, marker, announces, continuing))
        return len(self.items) - 1

    def _goes_on(self, marker: Marker, words: str) -> bool:
        if not self.items or not words[:1].islower():
            return False
        last = self.items[-1]
        return last.announces and last.marker.style == marker.style and not last.continuing

    def _find_sibling(self, marker: Marker, indent: int, words: str) -> int | None:
        for place in range(len(self.items) - 1, -1, -1):
            item = self.items[place]
            if item.continuing and not words[:1].islower():
                continue
            alike = item.marker.style == marker.style and indent <= item.indent + 1
            if alike and len(item.marker.numbers) >= len(marker.numbers):
                return place
        return None

    def _choose_reading(self, marker: Marker) -> Marker:
        """Read "(i)" as the ninth letter only after "(h)", else as the Roman one."""
        if marker.roman is None:
            return marker
        roman = replace(
            marker,
            style=marker.style.replace("a", "i").replace("A", "I"),
            numbers=(marker.roman,),
            roman=None,
        )
        for item in reversed(self.items):
            if item.marker.style == marker.style:
                return marker if item.marker.numbers[0] + 1 == marker.numbers[0] else roman
            if item.marker.style == roman.style:
                return roman
        return roman if marker.roman == 1 else marker
