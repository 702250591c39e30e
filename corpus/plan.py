"""What a build has to read, found out before it starts: by the content of files, not their times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .failures import DocumentFailure, explain
from .ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a build is asked for.

    `company` says whose the policy is; `again` reads also what is in the graph and unchanged,
    `retry_failed` also what could not be read before; `prune` takes out of the graph what the
    documents no longer hold.
    """

    company: str | None = None
    again: bool = False
    retry_failed: bool = False
    prune: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One document: its id in the graph and its size in bytes, or why its file can't be read.

    `to_read` is false for what is in the graph, for what failed before, and for a document that
    another of this build equals in name and content.
    """

    path: Path
    policy: str = ""
    size: int = 0
    to_read: bool = False
    failure: DocumentFailure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All documents of a build in order."""

    documents: tuple[Planned, ...]

    @property
    def to_read(self) -> tuple[Planned, ...]:
        """Those that have to be read."""
        return tuple(each for each in self.documents if each.to_read)


def make_plan(paths: Iterable[Path], ledger: Ledger, wish: Wish) -> Plan:
    """Look at every file and tell which have to be read."""
    seen: set[str] = set()
    planned = []
    for path in paths:
        one = _plan_one(path, ledger, wish, seen)
        seen.add(one.policy)
        planned.append(one)
    return Plan(documents=tuple(planned))


def _plan_one(path: Path, ledger: Ledger, wish: Wish, seen: set[str]) -> Planned:
    from ..extractors.reading import ReadingError, document_id, open_source

    try:
        source = open_source(path)
    except ReadingError as error:
        return Planned(path=path, failure=explain(error, path))
    policy = document_id(source.data, file_name=source.file_name)
    known = policy in seen or not (
        wish.again
        or wish.company is not None
        or _is_open(policy, path, ledger, retry_failed=wish.retry_failed)
    )
    return Planned(path=path, policy=policy, size=len(source.data), to_read=not known)


def _is_open(policy: str, path: Path, ledger: Ledger, *, retry_failed: bool) -> bool:
    if ledger.holds(policy):
        return False
    return retry_failed or ledger.failure_of(policy, path) is None
