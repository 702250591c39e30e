"""Mending misspelt words of a question: the nearest known phrase, if it is near enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..ontology.labels import normalise
from .spotting import Kind, Lexicon, Spot
from .wording import spell

SHORTEST: Final = 3  # letters; shorter words are left alone
WINDOW: Final = 4  # words of a phrase in which one is misspelt
SWAPS_ONLY: Final = 3  # letters up to which only two swapped letters are mended
SAME_ENDS: Final = 5  # letters up to which a changed letter may be neither the first nor the last

# Letters of the misspelt word → how many edits (one added, dropped, changed, or two swapped) are
# forgiven. 80 % of misspellings are one edit away (Damerau 1964), but short words have too many
# neighbours for more.
_BUDGETS: Final = ((11, 3), (7, 2), (0, 1))


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
    """Replace each unknown word by the known phrase that it most likely is, together with the words
    around it where they are part of the phrase ("emial address"); what is too far off stays unknown."""
    mended = list(spots)
    place = 0
    while place < len(mended):
        if mended[place].kind is Kind.UNKNOWN:
            found = sorted(_candidates(mended, place, lexicon), key=lambda one: one.worth)
            if found:
                best = found[0]
                mended[best.start : best.end] = [best.spot]
                place = best.start
        place += 1
    return tuple(mended)


def _candidates(spots: Sequence[Spot], place: int, lexicon: Lexicon) -> Iterator[_Mend]:
    unknown = spots[place].words
    if len(unknown) < SHORTEST or any(letter.isdigit() for letter in unknown):
        return
    budget = next(edits for letters, edits in _BUDGETS if len(unknown) >= letters)
    for start in range(max(0, place - WINDOW + 1), place + 1):
        for end in range(place + 1, min(len(spots), start + WINDOW) + 1):
            phrase = " ".join(spot.words for spot in spots[start:end])
            if len(phrase.split()) > WINDOW:
                break
            found = _nearest(normalise(phrase), lexicon.names, unknown, budget)
            if found:
                yield _Mend(
                    start=start,
                    end=end,
                    distance=found[1],
                    spot=replace(found[0], words=phrase, mended=True),
                )
            if end - start == 1:
                yield from _wording_mends(place, phrase, lexicon, budget)


def _wording_mends(place: int, word: str, lexicon: Lexicon, budget: int) -> Iterator[_Mend]:
    tags = {
        phrase: Spot(kind=Kind.WORDING, words=phrase, value=phrase, tag=tag)
        for phrase, tag in lexicon.wording.items()
        if " " not in phrase and len(phrase) > 3
    }
    found = _nearest(spell(word), tags, word, budget)
    if found:
        yield _Mend(
            start=place,
            end=place + 1,
            distance=found[1],
            spot=replace(found[0], words=word, mended=True),
        )


def _nearest(
    phrase: str, known: Mapping[str, Spot], unknown: str, budget: int
) -> tuple[Spot, int] | None:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if not phrase:
        return None
    words = phrase.count(" ")
    choices = [name for name in known if name.count(" ") == words]
    found = process.extract(phrase, choices, scorer=OSA.distance, score_cutoff=budget, limit=5)
    near = [
        (distance, name) for name, distance, _ in found if _is_likely(phrase, name, len(unknown))
    ]
    if not near:
        return None
    distance, name = min(near)
    return known[name], int(distance)


def _is_likely(written: str, meant: str, letters: int) -> bool:
    """Tell whether a person who means `meant` may write `written`: first letters are seldom wrong."""
    if written[0] != meant[0]:
        return False
    if letters <= SWAPS_ONLY:
        return sorted(written) == sorted(meant)
    changed = len(written) == len(meant) and sorted(written) != sorted(meant)
    return not (changed and letters <= SAME_ENDS and written[-1] != meant[-1])


def corrections(spots: Iterable[Spot]) -> tuple[tuple[str, str], ...]:
    """Return what was read as what: (the user's words, what they were taken for)."""
    return tuple((spot.words, spot.value) for spot in spots if spot.mended)
