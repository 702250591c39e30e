"""The versions of one company's policy in their order: each dated by what the graph knows of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..queries.names import read_publishers
from ..queries.policies import NamedVersion, PolicyError, read_versions

if TYPE_CHECKING:
    from ..graphs.store import GraphStore
    from ..ontology.concepts import Vocabulary

_DATE: Final = re.compile(r"(?<!\d)((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)")
_ASKED: Final = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedVersion:
    """A policy version and its ISO date, "" where nothing tells it.

    `known_by` says where the date is from: "the policy" or "the file's name".
    """

    policy: str
    id: str
    company: str
    file_name: str
    date: str
    known_by: str


def date_version(version: NamedVersion) -> DatedVersion:
    """Return a version with its date: what the graph says, else a date in its file's name.

    A file's name is the reader's own word and no evidence; it is looked at here, and nothing that
    the graph holds is made of it.
    """
    date = date_in(version.dated, version.file_name)
    return DatedVersion(
        policy=version.iri,
        id=version.id,
        company=version.company,
        file_name=version.file_name,
        date=date,
        known_by="the policy" if version.dated else "the file's name" if date else "",
    )


def date_in(known: str, file_name: str) -> str:
    """Return the day of an ISO date or time, else the date in a file's name, else ""."""
    in_name = _DATE.search(file_name)
    return known[:10] or (in_name[1] if in_name else "")


def versions_of(
    store: GraphStore, company: str, vocabulary: Vocabulary
) -> tuple[DatedVersion, ...]:
    """Return the versions of the policy of `company`, the oldest first, undated ones before all.

    Raises PolicyError where no policy here is of a company called so, or several companies are.
    """
    names = read_publishers(store, vocabulary)
    companies = names.find_companies(company)
    if not companies:
        known = sorted({party.label for party in names.companies})[:8]
        raise PolicyError(
            company, "no policy here is of this company", f"There are: {', '.join(known)}."
        )
    if len(companies) > 1:
        labels = sorted(party.label for party in names.companies if party.iri in companies)
        raise PolicyError(
            company, "several companies are called so", f"Name one of {', '.join(labels)}."
        )
    found = [date_version(each) for each in read_versions(store) if each.company in companies]
    return tuple(sorted(found, key=lambda each: (each.date, each.file_name, each.policy)))


def choose_pair(
    versions: Sequence[DatedVersion], since: str | None, until: str | None
) -> tuple[DatedVersion, DatedVersion]:
    """Return the old and the new version that two dates ("2024", "2024-03", "2024-03-29") mean.

    `since` means the first version of that time, else the one that held then; `until` the last of
    that time, else the one that held then. Without dates these are the last two versions.
    Raises PolicyError where there are not two such versions.
    """
    where = versions[0].company.rpartition("/")[2] if versions else "versions"
    for asked in filter(None, (since, until)):
        if not _ASKED.fullmatch(asked):
            raise PolicyError(asked, "is no date", 'Write "2024", "2024-03" or "2024-03-29".')
    dated = [version for version in versions if version.date]
    if len(versions) < 2 or ((since or until) and len(dated) < 2):
        raise PolicyError(where, "there are no two dated versions of this policy", _list(versions))
    new = _held(dated, until, last=True) if until else versions[-1]
    old = _held(dated, since, last=False) if since else _before(versions, new)
    if old is None or new is None or old.policy == new.policy or old.date > new.date:
        raise PolicyError(
            where, "these dates are not of two versions, an old and a new", _list(versions)
        )
    return old, new


def _held(versions: Sequence[DatedVersion], asked: str, *, last: bool) -> DatedVersion | None:
    of_then = [version for version in versions if version.date.startswith(asked)]
    if of_then:
        return of_then[-1 if last else 0]
    earlier = [version for version in versions if version.date < asked]
    return earlier[-1] if earlier else versions[0]


def _before(versions: Sequence[DatedVersion], new: DatedVersion | None) -> DatedVersion | None:
    place = versions.index(new) if new else 0
    return versions[place - 1] if place else None


def _list(versions: Iterable[DatedVersion]) -> str:
    found = ", ".join(f"{each.id} ({each.date or 'no date'})" for each in versions)
    return f"There are: {found}." if found else "There are none."
