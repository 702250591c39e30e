"""The policy versions of a graph by the names that a person may call them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..ontology.labels import normalise
from ..ontology.terms import PFR
from .names import Names, read_names, shorten, suggest
from .results import show

if TYPE_CHECKING:
    from ..graphs.store import GraphStore
    from ..ontology.concepts import Vocabulary

LISTED: Final = 8
"""So many versions at most are named in one message."""

_SHORTEST_DIGEST: Final = 6
_VERSIONS: Final = """
PREFIX pf: <https://w3id.org/privacyflow/ns#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?policy ?company ?title ?file ?sha256 ?issued ?retrieved WHERE {
  GRAPH ?stated {
    ?policy a pf:PolicyVersion ; pf:publisher ?company ; pf:sha256 ?sha256 .
    OPTIONAL { ?policy dct:title ?title }
    OPTIONAL { ?policy pf:fileName ?file }
    OPTIONAL { ?policy dct:issued ?issued }
    OPTIONAL { ?policy pf:retrieved ?retrieved }
  }
}
ORDER BY ?policy ?title ?file ?issued ?retrieved
"""


class PolicyError(Exception):
    """No policy version, or more than one, is called so."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedVersion:
    """One policy version and what it is known by; `dated` is an ISO date or empty."""

    iri: str
    company: str
    title: str
    file_name: str
    sha256: str
    dated: str

    @property
    def id(self) -> str:
        """The last part of the IRI ("policy-fernway-e4d072fdb50d")."""
        return self.iri.removeprefix(PFR)

    def is_called(self, name: str) -> bool:
        """Tell whether `name` is its id, IRI, or at least six digits of its SHA-256."""
        digest = len(name) >= _SHORTEST_DIGEST and self.sha256.startswith(name.lower())
        return digest or name in (self.iri, f"<{self.iri}>", f"pfr:{self.id}", self.id)

    def is_from(self, name: str) -> bool:
        """Tell whether `name` is that of its file, with or without folders."""
        return bool(self.file_name) and _file_of(name) == self.file_name.casefold()

    def has_stem(self, name: str) -> bool:
        """Tell whether `name` is that of its file without the ending."""
        stem = self.file_name.rpartition(".")[0]
        return bool(stem) and _file_of(name) == stem.casefold()


def find_policy(store: GraphStore, name: str, vocabulary: Vocabulary) -> str:
    """Return the IRI of the policy version called `name`: by id, file, company or title.

    Raises:
        PolicyError: if none is called so, or more than one; it says which ones there are.
    """
    versions = read_versions(store)
    names = read_names(store, vocabulary)
    where = shorten(name.strip()) or '""'
    found = _find(versions, names, name.strip())
    if len(found) == 1:
        return found[0].iri
    if found:
        what = f"{len(found)} policy versions are called so"
        raise PolicyError(where, what, f"Give one by its id: {_listing(found)}.")
    raise PolicyError(where, "no policy here is called so", _remedy(versions, names, name))


def find_company_policies(store: GraphStore, name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the IRIs of all policy versions of the company called `name`, sorted.

    Raises:
        PolicyError: if the graph holds no policy of such a company.
    """
    versions = read_versions(store)
    names = read_names(store, vocabulary)
    companies = frozenset(names.find_companies(name))
    found = tuple(version.iri for version in versions if version.company in companies)
    if not found:
        where = shorten(name.strip()) or '""'
        raise PolicyError(where, "no company here is called so", _remedy(versions, names, name))
    return found


def read_versions(store: GraphStore) -> tuple[NamedVersion, ...]:
    """Return all policy versions of `store`, sorted by IRI."""
    found: dict[str, NamedVersion] = {}
    rows = store.select(_VERSIONS)
    for row in rows.rows:
        cells = dict(zip(rows.columns, (show(term, iris=True) for term in row), strict=True))
        version = NamedVersion(
            iri=cells["policy"],
            company=cells["company"],
            title=cells["title"],
            file_name=cells["file"],
            sha256=cells["sha256"],
            dated=cells["issued"] or cells["retrieved"],
        )
        found.setdefault(version.iri, version)
    return tuple(found.values())


def _find(versions: Sequence[NamedVersion], names: Names, name: str) -> list[NamedVersion]:
    """Return what has this id, else what is of this file, else everything that is called so."""
    asked = normalise(name)
    companies = frozenset(names.find_companies(name))
    senses = (
        [version for version in versions if version.is_called(name)],
        [version for version in versions if version.is_from(name)],
        # A file "acme.txt" is not to win over another policy of the company Acme.
        [
            version
            for version in versions
            if version.company in companies
            or version.has_stem(name)
            or (asked and normalise(version.title) == asked)
        ],
    )
    return next(filter(None, senses), [])


def _file_of(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].casefold()


def _listing(versions: Sequence[NamedVersion]) -> str:
    newest_first = sorted(versions, key=lambda version: (version.dated, version.id), reverse=True)
    some = [
        f"{version.id} ({', '.join(filter(None, (version.dated, version.file_name)))})"
        for version in newest_first[:LISTED]
    ]
    left = len(versions) - len(some)
    return ", ".join(some) + (f" and {left} more" if left else "")


def _remedy(versions: Sequence[NamedVersion], names: Names, name: str) -> str:
    if not versions:
        return "The graph holds no policy; privacyflow build reads some."
    known = [*(party.label for party in names.companies), *_own_names(versions)]
    similar = suggest(name, known)
    if similar:
        return "Did you mean " + " or ".join(f'"{each}"' for each in similar) + "?"
    companies = sorted({party.label for party in names.companies})
    more = f" and {len(companies) - LISTED} more" if len(companies) > LISTED else ""
    return f"There are policies of {', '.join(companies[:LISTED])}{more}."


def _own_names(versions: Iterable[NamedVersion]) -> Iterable[str]:
    for version in versions:
        yield version.id
        if version.file_name:
            yield version.file_name
