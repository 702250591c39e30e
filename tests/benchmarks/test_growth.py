"""Growth is fitted by its exponent, and the table shows what was measured and nothing else."""

from __future__ import annotations

import pytest
from growth import Measure, Section, draw, fit_exponent, ratio, show_figure


def test_the_exponent_is_that_of_the_power() -> None:
    sizes = (10_000, 30_000, 100_000, 300_000)
    for power in (0.0, 0.5, 1.0, 2.0):
        figures = {size: 3.5 * size**power for size in sizes}
        assert fit_exponent(figures) == pytest.approx(power)


def test_two_points_or_figures_of_nothing_have_no_exponent() -> None:
    assert fit_exponent({10: 1.0, 100: 2.0}) is None
    assert fit_exponent({10: 0.0, 100: 2.0, 1000: 4.0}) is None


def test_a_ratio_is_told_only_where_both_were_measured() -> None:
    slow = Measure(title="slow", unit="ms", figures={10: 8.0, 100: 90.0})
    fast = Measure(title="fast", unit="ms", figures={10: 2.0})
    assert ratio("slow against fast", slow, fast).figures == {10: 4.0}


def test_the_table_leaves_open_what_was_not_measured() -> None:
    measure = Measure(title="loading", unit="s", figures={10_000: 0.5, 1_000_000: 1234.5})
    table = draw([Section(heading="Loading", measures=(measure,))], (10_000, 300_000, 1_000_000))
    assert table[0] == "| | unit | 10 k | 300 k | 1 M | grows as n^ |"
    assert table[-1] == "| loading | s | 0.50 |  | 1,234 |  |"
    assert len({row.count("|") for row in table}) == 1


@pytest.mark.parametrize(
    ("figure", "shown"), [(0.123, "0.12"), (2.0, "2"), (45.67, "45.7"), (12345.6, "12,346")]
)
def test_a_figure_has_no_more_digits_than_it_needs(figure: float, shown: str) -> None:
    assert show_figure(figure) == shown
