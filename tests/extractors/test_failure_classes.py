"""Twenty-one ways in which a sentence misleads a parser: failure_classes.md holds the sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from privacyflow.tests.extractors.rows import assert_states

CASES = Path(__file__).with_name("failure_classes.md").read_text(encoding="utf-8")
_CLASS = re.compile(r"^## (?P<number>\d+)\. (?P<name>.+)$", re.MULTILINE)
_CASE = re.compile(
    r"^~~~\n(?P<text>.*?)\n~~~\n\n(?P<rows>(?:- [^\n]+\n)+)", re.MULTILINE | re.DOTALL
)


def cases() -> list[object]:
    """Return each sentence with its rows, named by its class."""
    parts = _CLASS.split(CASES)[1:]
    return [
        pytest.param(
            case["text"],
            [line[2:] for line in case["rows"].splitlines() if line != "- nothing"],
            id=f"{int(number):02}-{name.lower().replace(' ', '-')}-{place}",
        )
        for number, name, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
        for place, case in enumerate(_CASE.finditer(body), 1)
    ]


@pytest.mark.parametrize(("text", "lines"), cases())
def test_failure_class(text: str, lines: list[str]) -> None:
    assert_states(text, *lines)


def test_every_class_has_a_sentence() -> None:
    assert [int(found["number"]) for found in _CLASS.finditer(CASES)] == list(range(1, 22))
