"""Which versions of a policy are superseded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from privacyflow.comparison.chains import follow
from privacyflow.comparison.current import find_superseded, read_current, without
from privacyflow.graphs.statements import PolicyVersion
from privacyflow.graphs.store import GraphStore
from privacyflow.pipeline import extract_text, put_in

from .conftest import HEAD, read


def policy(file_name: str, *, issued: str | None = None, title: str = "") -> PolicyVersion:
    return PolicyVersion(
        iri=f"urn:{file_name}",
        company="urn:acme",
        title=title,
        file_name=file_name,
        sha256="",
        language="en",
        url=None,
        issued=issued,
        text="",
    )


@pytest.mark.parametrize(
    ("policies", "expected"),
    [
        ([policy("2023-02-24.md"), policy("2024-08-05.md")], {"urn:2023-02-24.md"}),
        ([policy("acme-2023-02-24.md"), policy("acme-2024-08-05.md")], {"urn:acme-2023-02-24.md"}),
        ([policy("a.md", issued="2023-01-01"), policy("a.txt", issued="2024-01-01")], {"urn:a.md"}),
        ([policy("privacy-2023-02-24.md"), policy("cookies-2024-08-05.md")], set()),
        ([policy("a.md", title="Privacy"), policy("b.md", title="Privacy")], set()),
        (
            [
                policy("a.md", title="Privacy", issued="2021-01-01"),
                policy("b.md", title="privacy", issued="2022-01-01"),
            ],
            {"urn:a.md"},
        ),
    ],
    ids=["dates", "dates in names", "issued", "two documents", "no dates", "one title"],
)
def test_a_later_version_supersedes(policies: list[PolicyVersion], expected: set[str]) -> None:
    assert find_superseded({each.iri: each for each in policies}) == expected


def test_another_companys_policy_supersedes_nothing() -> None:
    old, new = policy("2023-02-24.md"), replace(policy("2024-08-05.md"), company="urn:other")
    assert not find_superseded({each.iri: each for each in (old, new)})


def test_what_only_an_earlier_version_says_is_followed_no_more() -> None:
    said = HEAD + "We share your location with Google Maps."
    other = (
        '# Privacy policy\n\nThis is the privacy policy of Google LLC ("Google", "we"). '
        "We collect your location.\n"
    )
    statements = read(
        ("acme-2023-02-24.md", said), ("acme-2024-08-05.md", HEAD), ("google.md", other)
    )
    (old,) = find_superseded(statements.policies)
    company = statements.policies[old].company
    assert follow(statements, company)
    assert not follow(without(statements, [old]), company)


def test_all_versions_can_be_read() -> None:
    with GraphStore.in_memory() as store:
        for name in ("acme-2023-02-24.md", "acme-2024-08-05.md"):
            put_in(store, extract_text((HEAD + name).encode(), file_name=name))
        now, past = read_current(store, all_versions=False)
        whole, none = read_current(store, all_versions=True)
    assert (len(now.policies), past) == (1, 1)
    assert (len(whole.policies), none) == (2, 0)
