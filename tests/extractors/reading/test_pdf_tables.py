"""Tables that go on over a page's end are one table; a row alone is none."""

from __future__ import annotations

from privacyflow.extractors.reading.pdf_glyphs import Glyph
from privacyflow.extractors.reading.pdf_sheets import RuledTable, Sheet
from privacyflow.extractors.reading.pdf_tables import join_tables
from privacyflow.ontology.spots import Box


def box(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(left=left, top=top, right=right, bottom=bottom)


def table(top: float, rows: int, *, left: float = 60) -> RuledTable:
    cells = tuple(
        (
            box(left, top + 20 * n, left + 100, top + 20 * n + 20),
            box(left + 100, top + 20 * n, left + 200, top + 20 * n + 20),
        )
        for n in range(rows)
    )
    return RuledTable(box(left, top, left + 200, top + 20 * rows), cells)


def sheet(number: int, *tables: RuledTable, word_at: float | None = None) -> Sheet:
    place = word_at or 0
    glyphs = (Glyph("x", box(60, place, 66, place + 10), 10, False, None),) if word_at else ()
    return Sheet(number, 595, 842, glyphs, tables)


def first_rows(*sheets: Sheet) -> list[list[int]]:
    return [[each.first_row for each in sheet.tables] for sheet in join_tables(sheets)]


def test_a_table_goes_on_over_pages() -> None:
    pages = (sheet(1, table(700, 1)), sheet(2, table(60, 3)), sheet(3, table(60, 1)))
    assert first_rows(*pages) == [[0], [1], [4]]


def test_a_running_foot_is_not_between() -> None:
    assert first_rows(sheet(1, table(600, 2), word_at=800), sheet(2, table(60, 2))) == [[0], [2]]


def test_words_between_part_tables() -> None:
    assert first_rows(sheet(1, table(500, 2), word_at=600), sheet(2, table(60, 2))) == [[0], [0]]


def test_other_columns_are_another_table() -> None:
    assert first_rows(sheet(1, table(700, 2)), sheet(2, table(60, 2, left=90))) == [[0], [0]]


def test_a_row_alone_is_no_table() -> None:
    assert first_rows(sheet(1, table(200, 1)), sheet(2)) == [[], []]
