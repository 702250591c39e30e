"""Two texts that may be no versions of one policy."""

from __future__ import annotations

import pytest
from privacyflow.comparison.changes import ChangeKind
from privacyflow.comparison.relations import tell_apart

from .conftest import Compare

EUROPE = "This is for the EEA, the UK and the EU. " * 5
AMERICA = "This is for California and Nevada, under the CCPA. " * 5


@pytest.mark.parametrize(
    ("old", "new", "kept", "expected"),
    [
        ("A policy.", "This notice supplements our Privacy Policy.", 0.5, "supplements another"),
        (
            "This notice is in addition to the Acme Privacy Policy.",
            "A policy.",
            0.5,
            "earlier text",
        ),
        ("A policy.", "Another policy.", 0.02, "only 2%"),
        (EUROPE, AMERICA, 0.3, "other regions"),
        (EUROPE, AMERICA, 0.9, ""),
        ("A policy.", "A policy.", 0.2, ""),
    ],
)
def test_signs_of_another_document(old: str, new: str, kept: float, expected: str) -> None:
    told = tell_apart(old, new, kept)
    assert expected in told
    assert bool(told) is bool(expected)


def test_of_another_document_nothing_is_said_to_be_gone(compare: Compare) -> None:
    old = "We do not sell your phone number. We collect your location."
    new = "This notice supplements our Privacy Policy. We share your health data with Zorblax Ltd."
    difference = compare(old, new)
    assert {change.kind for change in difference.changes} == {ChangeKind.ADDED}
    assert all(change.apart and change.severity.words == "detail" for change in difference.changes)
