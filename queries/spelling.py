"""Mending misspelt words of a question: the nearest known phrase, if it is near enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ..ontology.labels import normalise
from .spotting import Kind, Lexicon, Spot
from .wording import spell

SHORTEST: Final = 3  # letters; shorter words are left alone
WINDOW: Final = 4  # words of a phrase in which one is misspelt
SWAPS_ONLY: Final = 3  # letters up to which only two swapped letters are mended
NO_CHANGES: Final = 4  # letters up to which a changed letter isn't mended: "safe" is not "sale"

# Letters of the misspelt word → how many edits (one added, dropped, changed, or two swapped) are
# forgiven. 80 % of misspellings are one edit away (Damerau 1964), but short words have too many
# neighbours for more.
_BUDGETS: Final = ((13, 3), (9, 2), (0, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mend:
    start: int
    end: int
    distance: int
    spot: Spot

    @property
    def worth(self) -> tuple[int, int, bool]:
        """More words first, then fewer edits, then wording before names."""
        return (self.start - self.end, self.distance, self.spot.kind is not Kind.WORDING)


def mend(spots: Sequence[Spot], lexicon: Lexicon) -> tuple[Spot, ...]:
    """Replace each unknown word by the known phrase that it most likely is.

    The words around it go with it where they are part of the phrase ("emial address"). What is too
    far off stays unknown.
    """
    mended = list(spots)
    if not any(spot.kind is Kind.UNKNOWN for spot in mended):
        return tuple(mended)
    known = _read_known(lexicon)
    place = 0
    while place < len(mended):
        if mended[place].kind is Kind.UNKNOWN:
            best = min(_mends(mended, place, known), key=lambda one: one.worth, default=None)
            if best:
                mended[best.start : best.end] = [best.spot]
                place = best.start
        place += 1
    return tuple(mended)


def corrections(spots: Iterable[Spot]) -> tuple[tuple[str, str], ...]:
    """Return what was read as what: (the user's words, what they were taken for)."""
    return tuple((spot.words, spot.value) for spot in spots if spot.mended)


@lru_cache(maxsize=2)
def _read_known(lexicon: Lexicon) -> Mapping[int, Mapping[str, Spot]]:
    """Return the phrases to which spelling is mended, by their number of words; wording first."""
    known: dict[int, dict[str, Spot]] = {}
    for phrase, tag in lexicon.wording.items():
        if len(phrase) > SHORTEST:
            spotted = Spot(kind=Kind.WORDING, words=phrase, value=phrase, tag=tag)
            known.setdefault(phrase.count(" ") + 1, {})[phrase] = spotted
    for name, spotted in lexicon.names.items():
        known.setdefault(name.count(" ") + 1, {}).setdefault(name, spotted)
    return known


def _mends(
    spots: Sequence[Spot], place: int, known: Mapping[int, Mapping[str, Spot]]
) -> Iterator[_Mend]:
    unknown = spots[place].words
    if len(unknown) < SHORTEST or not unknown.isalpha():
        return
    budget = next(edits for letters, edits in _BUDGETS if len(unknown) >= letters)
    for start in range(max(0, place - WINDOW + 1), place + 1):
        for end in range(place + 1, min(len(spots), start + WINDOW) + 1):
            words = " ".join(spot.words for spot in spots[start:end])
            if words.count(" ") >= WINDOW:
                break
            for phrase in dict.fromkeys((spell(words), normalise(words))):
                choices = known.get(words.count(" ") + 1, {})
                found = _nearest(phrase, choices, len(unknown), budget)
                if found:
                    spotted = replace(choices[found[1]], words=words, mended=True)
                    yield _Mend(start=start, end=end, distance=found[0], spot=spotted)


def _nearest(
    phrase: str, choices: Mapping[str, Spot], letters: int, budget: int
) -> tuple[int, str] | None:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if not phrase:
        return None
    found = process.extract(
        phrase, choices.keys(), scorer=OSA.distance, score_cutoff=budget, limit=5
    )
    near = ((int(distance), name) for name, distance, _ in found)
    return min((one for one in near if _is_likely(phrase, one[1], letters)), default=None)


def _is_likely(written: str, meant: str, letters: int) -> bool:
    """Tell whether who means `meant` may write `written`: first letters are seldom wrong."""
    if written[0] != meant[0]:
        return False
    swapped = sorted(written) == sorted(meant)
    if letters <= SWAPS_ONLY:
        return swapped
    return swapped or letters > NO_CHANGES or len(written) != len(meant)
