"""Figures, sums and intervals."""

from __future__ import annotations

import pytest
from counting import Counts, Ratio, Tally, totals
from intervals import intervals
from report import json_object, lines, report_of

DOCUMENTS: list[Counts] = [
    {"all": Tally(8, 10, 8, 16), "rate": Ratio(1, 50, 100)},
    {"all": Tally(1, 10, 1, 4), "rate": Ratio(3, 50, 100)},
]


def test_precision_and_recall_are_of_found_and_of_stated() -> None:
    figures = Tally(8, 10, 8, 16).figures()
    assert figures["precision"] == 0.8
    assert figures["recall"] == 0.5
    assert figures["f1"] == pytest.approx(0.8 / 1.3)
    assert Tally(0, 1, 0, 1).figures()["f1"] == 0


def test_where_nothing_was_there_a_figure_has_no_value() -> None:
    assert set(Tally().figures().values()) == {None}
    assert Ratio().figures() == {"value": None}


def test_documents_add_up() -> None:
    assert totals(DOCUMENTS) == {"all": Tally(9, 20, 9, 20), "rate": Ratio(4, 100, 100)}
    assert totals(DOCUMENTS)["rate"].figures() == {"value": 4.0}


def test_intervals_are_the_same_each_time_and_lie_between_the_documents() -> None:
    found = intervals(DOCUMENTS)
    assert found == intervals(DOCUMENTS)
    assert (found["all"]["precision"].low, found["all"]["precision"].high) == (0.1, 0.8)
    assert (found["rate"]["value"].low, found["rate"]["value"].high) == (2.0, 6.0)


def test_one_document_has_an_interval_of_no_width() -> None:
    precision = intervals(DOCUMENTS[:1])["all"]["precision"]
    assert precision.low == precision.high == 0.8


def test_a_figure_that_most_samples_lack_has_no_interval() -> None:
    empty: Counts = {"all": Tally()}
    assert "precision" not in intervals([{"all": Tally(1, 1, 1, 1)}, *[empty] * 9])["all"]


def test_the_report_has_figures_bounds_and_counts() -> None:
    report = report_of("work", "policies", dict(zip("ab", DOCUMENTS, strict=True)), "all")
    measures = json_object(report)["measures"]
    assert isinstance(measures, dict)
    assert measures["all"]["precision"] == {"value": 0.45, "low": 0.1, "high": 0.8}
    assert measures["rate"]["counts"] == {"part": 4, "whole": 100}
    text = "\n".join(lines(report, units=True))
    assert "0.450 [0.100 0.800]" in text
    assert text.startswith("a ")
