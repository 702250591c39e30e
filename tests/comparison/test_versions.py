"""Which versions two dates mean."""

from __future__ import annotations

import pytest
from privacyflow.comparison.versions import DatedVersion, choose_pair, date_version
from privacyflow.queries.policies import NamedVersion, PolicyError

DATES = ("2021-08-16", "2022-01-13", "2023-02-24", "2023-12-02", "2024-08-05")
VERSIONS = tuple(
    DatedVersion(
        policy=f"urn:{date}",
        id=date,
        company="urn:acme",
        file_name=f"{date}.md",
        date=date,
        known_by="the file's name",
    )
    for date in DATES
)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, ("2023-12-02", "2024-08-05")),
        ("2022", "2024", ("2022-01-13", "2024-08-05")),
        ("2023", "2023", ("2023-02-24", "2023-12-02")),
        ("2020", "2022-06", ("2021-08-16", "2022-01-13")),
        ("2022-06", None, ("2022-01-13", "2024-08-05")),
        (None, "2023-02-24", ("2022-01-13", "2023-02-24")),
    ],
)
def test_dates_mean_versions(
    since: str | None, until: str | None, expected: tuple[str, str]
) -> None:
    old, new = choose_pair(VERSIONS, since, until)
    assert (old.date, new.date) == expected


@pytest.mark.parametrize(
    ("since", "until"), [("2024", "2022"), ("2024-08", None), ("yesterday", None)]
)
def test_dates_that_mean_no_two_versions_are_refused(since: str, until: str | None) -> None:
    with pytest.raises(PolicyError):
        choose_pair(VERSIONS, since, until)


@pytest.mark.parametrize(
    ("file_name", "dated", "date", "known_by"),
    [
        ("2020-10-20.md", "", "2020-10-20", "the file's name"),
        ("acme-2020-10-20-en.html", "", "2020-10-20", "the file's name"),
        ("2020-10-20.md", "2019-01-01", "2019-01-01", "the policy"),
        ("acme.md", "", "", ""),
        ("12020-10-20.md", "", "", ""),
        ("2020-13-20.md", "", "", ""),
    ],
)
def test_a_date_is_the_policys_else_the_files(
    file_name: str, dated: str, date: str, known_by: str
) -> None:
    version = NamedVersion(
        iri="urn:v", company="urn:c", title="", file_name=file_name, sha256="0", dated=dated
    )
    found = date_version(version)
    assert (found.date, found.known_by) == (date, known_by)
