"""What of a quote is shown."""

from __future__ import annotations

from privacyflow.comparison.excerpts import columns_of, cut_out, plain

ROW = f"**Contact details** | {'To serve you.<br>' * 40}| Couriers<br>Banks<br>Advertisers, who show ads |"
TABLE = f"| Data | Why | With whom |\n| --- | --- | --- |\n| Age | Law | Nobody |\n| {ROW}\n"


def test_markup_is_not_shown() -> None:
    assert (
        plain("We **share**<br>your [name](https://a.example) _once_.")
        == "We share your name once."
    )


def test_of_a_long_row_the_cells_of_data_and_recipient_are_shown() -> None:
    columns = columns_of(TABLE, TABLE.index(ROW))
    shown = cut_out(ROW, ROW.index("Contact"), ROW.index("Advertisers"), columns)
    assert shown == "Data: Contact details […] With whom: Advertisers, who show ads"


def test_a_table_may_have_its_headings_in_the_first_row() -> None:
    table = TABLE.replace("| Data | Why | With whom |\n", "| | | |\n").replace("Age | Law", "A | B")
    assert columns_of(table, table.index(ROW)) == ("A", "B", "Nobody")
    assert columns_of("No table. " + ROW, 10) == ()


def test_of_a_long_sentence_two_parts_are_shown() -> None:
    text = f"We share {'many things and ' * 50}your name and {'much more and ' * 50}all that with Zorblax."
    shown = cut_out(text, text.index("your name"), text.index("Zorblax"))
    assert "your name" in shown
    assert shown.endswith("with Zorblax.")
    assert len(shown) < 720
