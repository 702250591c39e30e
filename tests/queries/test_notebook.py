"""Answers in a notebook: a short table of inert words, and a data frame."""

from __future__ import annotations

import builtins
import sys
from html.parser import HTMLParser

import pytest
from privacyflow.pipeline import Answer
from privacyflow.queries.notebook import LONGEST, SHOWN, MissingPackage


def answer(*quotes: str) -> Answer:
    return Answer(
        question="who-receives",
        sparql="",
        columns=("company", "quote"),
        rows=tuple(("Fernway", quote) for quote in quotes),
    )


class Cells(HTMLParser):
    """Gathers the tags, and the words of the cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[object] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        self.attributes += list(attrs)  # type: ignore[call-overload]

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(data)


def test_a_notebook_shows_a_table() -> None:
    cells = Cells(answer("We share your location.")._repr_html_())
    assert cells.words == ["company", "quote", "Fernway", "We share your location.", "1 row"]


@pytest.mark.parametrize(
    "quote",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</table></td><iframe src='https://example.org'>",
        "{{ 7 * 7 }}{% raw %}",
        "&lt;b&gt; \u202e \x1b[31m",
    ],
)
def test_hostile_words_are_only_words(quote: str) -> None:
    cells = Cells(answer(quote)._repr_html_())
    assert cells.tags == {"table", "thead", "tbody", "tr", "th", "td", "p"}
    assert cells.attributes == []
    assert "49" not in cells.words


def test_a_long_answer_is_shown_in_part_and_says_so() -> None:
    text = answer(*[str(number) for number in range(SHOWN + 5)])._repr_html_()
    assert text.count("<tr>") == SHOWN + 1
    assert f"{SHOWN + 5} rows, {SHOWN} of them shown" in text


def test_a_long_quote_is_cut() -> None:
    assert "x" * (LONGEST - 1) + "…" in answer("x" * 10_000)._repr_html_()


def test_a_data_frame_has_the_same_rows() -> None:
    frame = answer("one", "two").to_pandas()
    assert list(frame.columns) == ["company", "quote"]
    assert frame.to_numpy().tolist() == [["Fernway", "one"], ["Fernway", "two"]]
    assert answer().to_pandas().shape == (0, 2)


def test_without_pandas_a_line_tells_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "pandas":
            raise ModuleNotFoundError(name)
        return usual(name, *rest)  # type: ignore[arg-type]

    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingPackage, match=r'pip install "privacyflow\[tables\]"'):
        answer("one").to_pandas()
