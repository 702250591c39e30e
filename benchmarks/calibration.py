"""Calibration: the confidence that flows claim against the share of them that are right, in bands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from matching import Comparison
from measures import ACTIONS

# Where a band begins; the last holds 1.0 too.
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
# Rules that read by form alone claim their own measured precision, the others what the weights say.
BY_FORM = frozenset({"table-row", "line-group", "retention-entry"})
# A band of fewer flows tells little; a step is made of more.
FEWEST = 40
FEWEST_IN_STEP = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A found flow: what it claims, from 0 to 1, and whether the gold has it."""

    action: str
    rule: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The claims from `low` to below `high`: their number, what they claim on average, and how many are right."""

    low: float
    high: float
    count: int
    claimed: float
    right: int

    @property
    def measured(self) -> float:
        """The share of right claims, from 0 to 1."""
        return self.right / self.count

    @property
    def gap(self) -> float:
        """How much more is claimed than measured."""
        return self.claimed - self.measured


def claims_of(comparison: Comparison) -> Iterator[Claim]:
    """Yield the claims of what was found; what repeats optional gold is neither right nor wrong."""
    sides = ((True, [found for _, found in comparison.pairs]), (False, comparison.wrong))
    for right, flows in sides:
        for flow in flows:
            yield Claim(action=flow.action, rule=flow.rule, confidence=flow.confidence, right=right)


def bands_of(claims: Iterable[Claim]) -> tuple[Band, ...]:
    """Return the bands that hold a claim, from the lowest."""
    gathered = list(claims)
    bands = []
    for low, high in zip(BANDS, (*BANDS[1:], 1.0), strict=True):
        held = [
            each
            for each in gathered
            if low <= each.confidence < high or each.confidence == high == 1.0
        ]
        if held:
            claimed = sum(each.confidence for each in held) / len(held)
            right = sum(each.right for each in held)
            bands.append(Band(low=low, high=high, count=len(held), claimed=claimed, right=right))
    return tuple(bands)


def groups_of(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Return the claims together, by action, and by what they rest on."""
    return {
        "all": list(claims),
        **{action: [each for each in claims if each.action == action] for action in ACTIONS},
        "weighed": [each for each in claims if each.rule not in BY_FORM],
        "by form": [each for each in claims if each.rule in BY_FORM],
    }


def steps_of(claims: Iterable[Claim], *, sharing: bool) -> tuple[tuple[int, int], ...]:
    """Return what weighed flows claim, in hundredths, each with the share measured right: both rise.

    Of sharings, or of all others. Neighbours are pooled until each step holds `FEWEST_IN_STEP` flows and more
    are right than in the one before (isotonic regression).
    """
    pools: list[_Pool] = []
    gathered: dict[int, _Pool] = {}
    for each in claims:
        if each.rule not in BY_FORM and (each.action == "share") is sharing:
            place = round(100 * each.confidence)
            pool = gathered.get(place, _Pool(0, 0, 0))
            gathered[place] = _Pool(pool.count + 1, pool.right + each.right, pool.claimed + place)
    for _, pool in sorted(gathered.items()):
        pools.append(pool)
        while len(pools) > 1 and pools[-2].takes(pools[-1]):
            last = pools.pop()
            pools[-1] = pools[-1].with_(last)
    if len(pools) > 1 and pools[-1].count < FEWEST_IN_STEP:
        last = pools.pop()
        pools[-1] = pools[-1].with_(last)
    return tuple((round(pool.claimed / pool.count), pool.share) for pool in pools)


@dataclass(frozen=True, slots=True)
class _Pool:
    """Flows that are measured together; `claimed` is the sum of their hundredths."""

    count: int
    right: int
    claimed: int

    @property
    def share(self) -> int:
        """The right flows of a hundred."""
        return round(100 * self.right / self.count)

    def takes(self, later: _Pool) -> bool:
        """Whether the later pool may not stand apart: this one is too small, or as often right."""
        return self.count < FEWEST_IN_STEP or self.share >= later.share

    def with_(self, later: _Pool) -> _Pool:
        return _Pool(
            self.count + later.count, self.right + later.right, self.claimed + later.claimed
        )


def lines(claims: Sequence[Claim]) -> list[str]:
    """Return the bands of each group as lines for a person."""
    told = [f"{'':10}  {'claims':8}  {'n':>5}  claimed  measured"]
    for name, group in groups_of(claims).items():
        for band in bands_of(group):
            mark = "  !" if abs(band.gap) > 0.05 and band.count >= FEWEST else ""
            told.append(
                f"{name:10}  {band.low:.1f}–{band.high:.1f}   {band.count:5}  {band.claimed:7.3f}"
                f"  {band.measured:8.3f}{mark}"
            )
    for name, sharing in (("sharings", True), ("others", False)):
        steps = ", ".join(map(str, steps_of(claims, sharing=sharing)))
        told.append(f"steps of weighed {name}: {steps}")
    return told


def json_object(claims: Sequence[Claim]) -> dict[str, object]:
    """Return the bands of each group as an object that `json.dumps` takes."""
    return {
        name: [
            {
                "low": band.low,
                "high": band.high,
                "count": band.count,
                "claimed": round(band.claimed, 4),
                "measured": round(band.measured, 4),
            }
            for band in bands_of(group)
        ]
        for name, group in groups_of(claims).items()
    }
