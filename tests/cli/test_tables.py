"""Tables fit the terminal, keep words whole where they can, and show a shared quote once."""

from __future__ import annotations

import pytest
from privacyflow.cli.tables import lay_out
from rich.cells import cell_len

COLUMNS = ("company", "recipient", "quote")
ROWS = [
    ("Fernway", "Mapbox", "We share it with Mapbox and Sentry."),
    ("Fernway", "Sentry", "We share it with Mapbox and Sentry."),
    ("提灯直播", "an advertising partner with a long name", "We may tell others."),
]


def drawn(width: int) -> list[str]:
    return [line.plain for line in lay_out(COLUMNS, ROWS, width)]


@pytest.mark.parametrize("width", [30, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(cell_len(line) for line in drawn(width)) <= width


def test_columns_are_as_wide_as_their_cells_where_there_is_room() -> None:
    assert drawn(100) == [
        "company   recipient",
        "─" * 49,
        "Fernway   Mapbox",
        "Fernway   Sentry",
        "    “We share it with Mapbox and Sentry.”",
        "提灯直播  an advertising partner with a long name",
        "    “We may tell others.”",
    ]


def test_words_are_whole_while_they_fit() -> None:
    words = {word for line in drawn(30) for word in line.split()}
    assert {"advertising", "recipient", "Fernway"} <= words


def test_a_word_wider_than_the_terminal_is_broken() -> None:
    lines = [line.plain for line in lay_out(("a", "b"), [("x" * 50, "y" * 50)], 20)]
    assert max(map(len, lines)) <= 20
    assert "".join(lines).count("x") == 50


def test_no_rows_is_a_header() -> None:
    assert next(line.plain for line in lay_out(COLUMNS, [], 80)) == "company  recipient"
