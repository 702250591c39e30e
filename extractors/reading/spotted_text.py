"""The text that stands for a PDF or DOCX file, written block by block with each word's place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ...ontology.spots import Spot


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one line or paragraph, and their place in the file (its offsets are not yet told)."""

    words: str
    spot: Spot


@dataclass(slots=True)
class SpottedText:
    """Collects blocks: each on a line of its own, runs of blanks in it counting as one."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _spots: list[Spot] = field(default_factory=list)

    def write(self, runs: Iterable[Run]) -> tuple[int, int] | None:
        """Write one block's runs as they follow each other; return its span, None if it is blank."""
        start = self._length + 1 if self._parts else 0
        place, words = start, []
        spots: list[Spot] = []
        blank = True
        for run in runs:
            tidy = " ".join(run.words.split())
            if run.words[:1].isspace() and not blank:
                words.append(" ")
                place, blank = place + 1, True
            if not tidy:
                continue
            words.append(tidy)
            spots.append(replace(run.spot, start=place, end=place + len(tidy)))
            place, blank = place + len(tidy), False
            if run.words[-1].isspace():
                words.append(" ")
                place, blank = place + 1, True
        text = "".join(words).rstrip()
        if not text:
            return None
        self._parts.append(text)
        self._length = start + len(text)
        self._spots.extend(spots)
        return start, self._length

    def finish(self) -> tuple[str, tuple[Spot, ...]]:
        """Return the text and the spots of its runs, in order."""
        return "\n".join(self._parts), tuple(self._spots)
