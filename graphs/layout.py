"""Where the nodes of a network stand: the same place for the same network, on every machine.

Companies stand on an ellipse, next to those with which they have most recipients in common. Around
each are the recipients that only it has; those of several companies stand inside, between them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx

WIDTH: Final = 150
HEIGHT: Final = 62
"""The room for a node and its label, in pixels at scale 1."""

_RING: Final = 8
"""How many nodes the innermost ring around a company holds; each further ring holds 6 more."""

_FLATNESS: Final = 2.3
"""How much wider than high the picture is, as is the place for it on most screens."""

_STEP: Final = 24

Point = tuple[int, int]


def place_nodes(network: networkx.MultiDiGraph) -> dict[str, Point]:
    """Return a place in pixels for every node, none nearer to another than a label needs."""
    companies = _ordered_companies(network)
    own: dict[str, list[str]] = {company: [] for company in companies}
    common: list[str] = []
    for node in sorted(n for n in network if network.in_degree(n)):
        authors = set(network.predecessors(node))
        if len(authors) == 1:
            own[authors.pop()].append(node)
        else:
            common.append(node)
    if not companies:
        return {}
    board = _Board()
    centres = _centres(companies, own, len(common))
    for company, centre in centres.items():
        board.put(company, centre)
    spread = _spread(centres.values(), len(common))
    for node in sorted(common, key=lambda n: (-network.in_degree(n), n)):
        place = _between([centres[c] for c in sorted(set(network.predecessors(node)))])
        board.put(node, place, spread)
    for company, nodes in own.items():
        centre = centres[company]
        for node, place in zip(nodes, _rings(centre, _outward(centre), len(nodes)), strict=True):
            board.put(node, place)
    return board.places


def _ordered_companies(network: networkx.MultiDiGraph) -> list[str]:
    """Return the companies in a round: each followed by the one most like it that is left."""
    recipients = {n: set(network.successors(n)) for n in sorted(network) if network.out_degree(n)}
    if not recipients:
        return []
    order = [min(recipients, key=lambda n: (-len(recipients[n]), n))]
    left = recipients.keys() - set(order)
    while left:
        last = recipients[order[-1]]
        order.append(min(left, key=lambda n: (-len(recipients[n] & last), n)))
        left.remove(order[-1])
    return order


def _ring_count(count: int) -> int:
    """Return how many rings hold `count` nodes."""
    rings, room = 0, 0
    while room < count:
        room += _RING + 6 * rings
        rings += 1
    return rings


def _ring_axes(ring: int) -> tuple[float, float]:
    return WIDTH * (1.05 + ring), HEIGHT * (1.5 + 1.1 * ring)


def _rings(centre: Point, outward: float, count: int) -> Iterable[Point]:
    """Yield `count` places on rings around `centre`, from the inside out, `outward` first."""
    ring = 0
    while count > 0:
        here = min(count, _RING + 6 * ring)
        across, down = _ring_axes(ring)
        step = min(2 * math.pi / here, math.pi / (3 + 2 * ring))
        for i in range(here):
            angle = outward + step * (i - (here - 1) / 2)
            yield (
                centre[0] + round(across * math.cos(angle)),
                centre[1] + round(down * math.sin(angle)),
            )
        count -= here
        ring += 1


def _outward(centre: Point) -> float:
    return math.atan2(centre[1] * _FLATNESS, centre[0])


def _centres(companies: list[str], own: Mapping[str, list[str]], common: int) -> dict[str, Point]:
    """Return the companies' places: on an ellipse that has room for the rings and the middle."""
    if len(companies) == 1:
        return {companies[0]: (0, 0)}
    spans = [2 * _ring_axes(_ring_count(len(own[c])))[1] for c in companies]
    middle = math.sqrt(common * WIDTH * HEIGHT / (math.pi * _FLATNESS)) + HEIGHT
    down = max(sum(spans) / (2 * math.pi * 1.3), middle + max(spans) / 2)
    across = down * _FLATNESS
    centres, passed = {}, 0.0
    for company, span in zip(companies, spans, strict=True):
        angle = 2 * math.pi * (passed + span / 2) / sum(spans) - math.pi
        centres[company] = (round(across * math.cos(angle)), round(down * math.sin(angle)))
        passed += span
    return centres


def _spread(centres: Iterable[Point], common: int) -> float:
    """Return how many times the usual room each of the `common` nodes may take in the middle."""
    down = max(abs(y) for _, y in centres) * 0.5
    share = math.pi * _FLATNESS * down**2 / (WIDTH * HEIGHT * max(1, common))
    return min(3.0, max(1.0, 0.85 * math.sqrt(share)))


def _between(places: list[Point]) -> Point:
    return (
        round(sum(x for x, _ in places) * 0.62 / len(places)),
        round(sum(y for _, y in places) * 0.62 / len(places)),
    )


@dataclass(slots=True)
class _Board:
    """Keeps the places taken; a node that finds its place taken goes to the nearest free one."""

    places: dict[str, Point] = field(default_factory=dict)

    def put(self, node: str, wanted: Point, spread: float = 1) -> None:
        places = (place for place in _spiral(wanted) if self._is_free(place, spread))
        self.places[node] = next(places)

    def _is_free(self, place: Point, spread: float) -> bool:
        return all(
            abs(place[0] - x) >= WIDTH * spread or abs(place[1] - y) >= HEIGHT * spread
            for x, y in self.places.values()
        )


def _spiral(centre: Point) -> Iterable[Point]:
    yield centre
    turn = 1
    while True:
        for i in range(8 * turn):
            angle = 2 * math.pi * i / (8 * turn)
            yield (
                centre[0] + round(2 * _STEP * turn * math.cos(angle)),
                centre[1] + round(_STEP * turn * math.sin(angle)),
            )
        turn += 1
