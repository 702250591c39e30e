"""Which document goes into which shard: told by the documents alone, whoever works and whoever dies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .. import __version__
from .listing import Listed

SIZE: Final = 500
"""How many policies a shard has: minutes of work, so that little is done twice when a worker dies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The documents of one shard in its order; `key` is the shard's name without ending.

    Files are in the order of their ids, rows, which are all of one table, in the table's. The key is a
    digest of what decides the shard's content: the documents, not where they lie, and the version of
    privacyflow.
    """

    key: str
    documents: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """All shards by their keys, the documents that equal another, by its id, and what can't be read."""

    shares: tuple[Share, ...]
    doubles: dict[str, tuple[Listed, ...]]
    failed: tuple[Listed, ...]


def make_partition(listed: Iterable[Listed], size: int = SIZE) -> Partition:
    """Divide documents into shards of about `size`. Of equal documents the first counts.

    Files go by the hash of their id, so that a new one changes one shard. The rows of a table stay together
    in their order, so that a worker reads a part of one table and a new table changes no other's shards.
    """
    first: dict[str, Listed] = {}
    doubles: dict[str, tuple[Listed, ...]] = {}
    failed = []
    for one in listed:
        if one.failure is not None:
            failed.append(one)
        elif one.policy in first:
            doubles[one.policy] = (*doubles.get(one.policy, ()), one)
        else:
            first[one.policy] = one
    groups: dict[Path | None, list[Listed]] = {}
    for one in first.values():
        groups.setdefault(one.table, []).append(one)
    shares = []
    for table, group in groups.items():
        parts = _by_hash(group, size) if table is None else _in_order(group, size)
        shares += [_share(part) for part in parts]
    return Partition(
        shares=tuple(sorted(shares, key=lambda share: share.key)),
        doubles=doubles,
        failed=tuple(failed),
    )


def _by_hash(documents: Sequence[Listed], size: int) -> Iterator[Sequence[Listed]]:
    parts: list[list[Listed]] = [[] for _ in range(-(-len(documents) // size))]
    for one in documents:
        number = int.from_bytes(hashlib.sha256(one.policy.encode()).digest()[:8])
        parts[number % len(parts)].append(one)
    return (sorted(part, key=lambda one: one.policy) for part in parts if part)


def _in_order(documents: Sequence[Listed], size: int) -> Iterator[Sequence[Listed]]:
    return (documents[start : start + size] for start in range(0, len(documents), size))


def _share(documents: Sequence[Listed]) -> Share:
    words = "\n".join([__version__, *(one.mark for one in documents)])
    key = hashlib.sha256(words.encode()).hexdigest()[:32]
    return Share(key=key, documents=tuple(documents))
