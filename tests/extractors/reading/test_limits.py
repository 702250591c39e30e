"""What a document may cost: too much of anything is one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from privacyflow.extractors.reading import ReadingError, limits, read_document, read_text
from privacyflow.extractors.reading.limits import Clock


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("We collect your name and " * 9_000, "a line or paragraph is longer than"),
        ("& " * 50_000, "a line or paragraph is longer than"),
        ("We collect your name. " * 140_000, "the text is longer than 3,000,000 characters"),
        ("We collect your name.\n" * 100_001, "the text has more than 100,000 paragraphs"),
    ],
)
def test_texts_that_are_too_long(text: str, what: str) -> None:
    with pytest.raises(ReadingError, match=what) as refusal:
        read_text(text.encode(), file_name="a.txt")
    assert "\n" not in str(refusal.value)


def test_a_whole_policy_on_one_line_is_read() -> None:
    text = "We collect your name and your street. " * 4_000
    assert len(read_text(text.encode(), file_name="a.txt").blocks) == 1


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(limits.MOST_BYTES + 1)
    with pytest.raises(ReadingError, match="the file is larger than 50 MB"):
        read_document(path)


def test_links_in_a_circle(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(path)
    with pytest.raises(ReadingError, match="the link leads back to itself"):
        read_document(path)


def test_time_that_is_up() -> None:
    clock = Clock("a.pdf", seconds=-1.0)
    with pytest.raises(ReadingError, match=r"a\.pdf: reading it takes longer than"):
        clock.check()
