"""How figures grow with size, and the table that shows them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SMALLEST: Final = 1e-9
"""Where a clock saw nothing at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of the table: a title, its unit, and the figure at each size where there is one."""

    title: str
    unit: str
    figures: Mapping[int, float]

    @property
    def exponent(self) -> float | None:
        """The b of "grows as the size to the power of b"; None with fewer than three figures."""
        return fit_exponent(self.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines that belong together, under a heading."""

    heading: str
    measures: tuple[Measure, ...]


def fit_exponent(figures: Mapping[int, float]) -> float | None:
    """Return the slope of the straight line through the logarithms, by least squares.

    Figures of nothing (0 rows) have no logarithm and are passed over.
    """
    points = [
        (math.log(size), math.log(figure)) for size, figure in figures.items() if figure > SMALLEST
    ]
    if len(points) < 3:
        return None
    middle = sum(x for x, _ in points) / len(points)
    height = sum(y for _, y in points) / len(points)
    spread = sum((x - middle) ** 2 for x, _ in points)
    return sum((x - middle) * (y - height) for x, y in points) / spread if spread else None


def ratio(title: str, over: Measure, under: Measure) -> Measure:
    """Return how many times `under` goes into `over`, at each size that both have."""
    figures = {
        size: over.figures[size] / under.figures[size]
        for size in over.figures
        if under.figures.get(size, 0.0) > SMALLEST
    }
    return Measure(title=title, unit="×", figures=figures)


def draw(sections: Sequence[Section], sizes: Sequence[int]) -> list[str]:
    """Return the lines of one Markdown table; "" stands where nothing was measured.

    The last column is the exponent, for what is measured and not for ratios.
    """
    lines = [
        "| | unit | " + " | ".join(name_size(size) for size in sizes) + " | grows as n^ |",
        "| --- | --- |" + " ---: |" * (len(sizes) + 1),
    ]
    for section in sections:
        lines.append(f"| **{section.heading}** |" + " |" * (len(sizes) + 2))
        for measure in section.measures:
            cells = [show_figure(measure.figures.get(size)) for size in sizes]
            exponent = None if measure.unit == "×" else measure.exponent
            grows = "" if exponent is None else f"{exponent:.2f}"
            lines.append(
                f"| {measure.title} | {measure.unit} | " + " | ".join([*cells, grows]) + " |"
            )
    return lines


def name_size(size: int) -> str:
    """10,000 is "10 k", 5,000,000 is "5 M"."""
    for unit, name in ((1_000_000, "M"), (1_000, "k")):
        if size >= unit:
            return f"{size / unit:g} {name}"
    return str(size)


def show_figure(figure: float | None) -> str:
    """Three digits that count, and no more behind the point than they need."""
    if figure is None:
        return ""
    if figure == int(figure) or figure >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.1f}" if figure >= 10 else f"{figure:.2f}"


def json_object(sections: Sequence[Section]) -> list[dict[str, object]]:
    """Return the table for a program: one object a line."""
    return [
        {
            "section": section.heading,
            "title": measure.title,
            "unit": measure.unit,
            "figures": {str(size): figure for size, figure in measure.figures.items()},
            "exponent": measure.exponent,
        }
        for section in sections
        for measure in section.measures
    ]
