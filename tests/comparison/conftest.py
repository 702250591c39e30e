"""Two versions of an invented policy, compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from privacyflow.comparison.changes import Change, Difference
from privacyflow.comparison.differences import compare_versions
from privacyflow.graphs.statement_reader import read_statements
from privacyflow.graphs.statements import Statements
from privacyflow.graphs.store import GraphStore
from privacyflow.pipeline import extract_text, put_in

HEAD = (
    '# Privacy policy\n\nAcme Ltd ("Acme", "we") collects your email address when you register.\n'
)

Compare = Callable[..., Difference]


@cache
def read(*policies: tuple[str, str]) -> Statements:
    """The statements of policies, given as file name and text."""
    with GraphStore.in_memory() as store:
        for name, text in policies:
            put_in(store, extract_text(text.encode(), file_name=name))
        return read_statements(store)


@pytest.fixture(scope="session")
def compare() -> Compare:
    """Compare two versions that have the same head."""

    def compare_texts(old: str, new: str, *, rewordings: bool = False) -> Difference:
        before, after = read(("old.md", HEAD + old)), read(("new.md", HEAD + new))
        return compare_versions(before, after, rewordings=rewordings)

    return compare_texts


def told(difference: Difference) -> list[tuple[str, str, str, str]]:
    """Each change as kind, severity, data and recipient."""
    return [
        (c.kind.value, c.severity.words, _data(c), str(c.recipient or ""))
        for c in difference.changes
    ]


def _data(change: Change) -> str:
    return ", ".join(named.words for named in change.data)
