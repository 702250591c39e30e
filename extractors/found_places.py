"""Where words stand in the user's own file, where the stored text is not that file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from ..ontology.records import Origin, SourceDocument
from ..ontology.spots import Spot, spot_fragment


def find_places(document: SourceDocument, start: int, end: int) -> tuple[str, ...]:
    """Return the places of characters `start` to `end` (half-open) of the text in the file, in order.

    Each is a fragment: characters of the file's decoded text ("char=120,180", RFC 5147), a box on a page
    ("page=3&viewrect=72,100,300,24", RFC 8118, one a page), or a paragraph ("paragraph=7"). None where the
    text is the file itself, or the words have no place.
    """
    if document.spots:
        return tuple(dict.fromkeys(map(spot_fragment, _spots_at(document, start, end))))
    first = bisect_right(document.origins, start, key=lambda origin: origin.end)
    last = bisect_left(document.origins, end, key=lambda origin: origin.start) - 1
    if not first <= last:
        return ()
    begin, stop = document.origins[first], document.origins[last]
    raw = begin.raw + max(start - begin.start, 0) if _is_plain(begin) else begin.raw
    raw_end = stop.raw + stop.raw_length
    if _is_plain(stop):
        raw_end -= max(stop.end - end, 0)
    return (f"char={raw},{raw_end}",)


def _is_plain(origin: Origin) -> bool:
    return origin.raw_length == origin.end - origin.start


def _spots_at(document: SourceDocument, start: int, end: int) -> Iterator[Spot]:
    """Yield the spots of the words; the lines that stand on one page are one spot."""
    place = bisect_right(document.spots, start, key=lambda spot: spot.end)
    found: Spot | None = None
    while place < len(document.spots) and document.spots[place].start < end:
        spot = document.spots[place]
        same = found is not None and spot.page is not None and spot.page == found.page
        if same and found is not None and found.box is not None and spot.box is not None:
            found = replace(found, box=found.box.around(spot.box))
        else:
            if found is not None:
                yield found
            found = spot
        place += 1
    if found is not None:
        yield found
