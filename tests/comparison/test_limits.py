"""How far a denial goes, and what is read too freely to be claimed."""

from __future__ import annotations

import pytest
from privacyflow.comparison.change_report import headline

from .conftest import Compare, told


def headlines(old: str, new: str, compare: Compare) -> list[str]:
    return [headline(change) for change in compare(old, new).changes]


def test_a_denial_of_another_purpose_is_a_new_one(compare: Compare) -> None:
    old = "We do not use your photos for advertising."
    new = f"{old}\n\nWe do not use your photos to train machine learning models."
    (said,) = headlines(old, new, compare)
    assert said.startswith(
        "now says that it does not use photos (“to train machine learning models”"
    )


def test_what_is_excepted_is_told_once(compare: Compare) -> None:
    new = "We do not use your photos except to provide the Services to you."
    (said,) = headlines("", new, compare)
    assert said.count("provide the Services") == 1


def test_information_that_a_denial_restricts_is_told_with_the_restriction(compare: Compare) -> None:
    old = "We do not collect information from shops."
    new = f"{old}\n\nWe do not knowingly collect personal information from children under 13."
    assert headlines(old, new, compare) == [
        "now says that it does not collect personal information from children under 13"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "We share your delivery address with sellers.",
            "We tell sellers what you ordered. This includes your delivery address.",
            id="said in two sentences",
        ),
        pytest.param(
            "When you use Acme, you may post photos, and we keep your photos.",
            "When you use Acme, you post photos, and we keep your photos.",
            id="the reader's may",
        ),
        pytest.param(
            "We keep messages for 5 years to help you, and invoices for 10 years.",
            "We keep messages for 6 years to help you, old ones for 5 years, and invoices for 10 years.",
            id="several times in one sentence",
        ),
        pytest.param(
            "We process photos on your phone.",
            "We process photos on your phone. Such photos are not stored by us.",
            id="a denial that points back",
        ),
        pytest.param(
            "We do not sell your email address or share it to target ads.",
            "We do not sell your email address or share it to target ads. Thank you.",
            id="a denial of selling and sharing that stays",
        ),
    ],
)
def test_what_is_only_put_otherwise_is_no_change(old: str, new: str, compare: Compare) -> None:
    assert told(compare(old, new)) == []


def test_for_how_long_data_is_kept_is_told_where_no_time_was_named(compare: Compare) -> None:
    old = "We collect cookies and keep them."
    (said,) = headlines(old, f"{old}\n\nWe keep cookies for up to 13 months.", compare)
    assert said == "now says that it stores cookies: “for up to 13 months”"
