"""A build into shards: each policy in one file of quads, whichever machines work and die."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .. import __version__
from .engines import Choose, Effort, choose_engine
from .failures import BuildError, Reason
from .listing import Listed, Listing, listing_jobs
from .machines import Machines
from .outcomes import Built, Step, failed, unchanged
from .partition import SIZE, Partition, Share, make_partition
from .plan import Plan, Planned, Wish
from .receipts import MANIFEST, Entry, Receipt, receipt_path, replacing
from .shard_files import ShardFormat
from .shard_writing import ShardWriting

_SHARD: Final = re.compile(r"[0-9a-f]{32}\.(?:nq\.gz|parquet)")
_DEFAULT_WISH: Final = Wish()
_DEFAULT_EFFORT: Final = Effort()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardLayout:
    """Where shards go, in which format, and how many policies each is to have."""

    folder: Path
    form: ShardFormat = ShardFormat.N_QUADS
    size: int = SIZE


def build_shards(
    paths: Sequence[Path],
    *,
    layout: ShardLayout,
    machines: Machines,
    wish: Wish = _DEFAULT_WISH,
    effort: Effort = _DEFAULT_EFFORT,
    choose: Choose = choose_engine,
    watch: Callable[[Plan], None] | None = None,
) -> Generator[Built, None, None]:
    """Yield what became of each document of the files and Parquet tables `paths`, shard by shard.

    A shard that was yielded is there, whole, and is not written again when the build runs again. At
    the end a manifest tells all shards of the build, and `wish.prune` removes others. `effort` is that
    of one job, `choose` gives the engine for it. `watch` is told the documents before they are read.

    Raises BuildError where the machines can't work, or do not share the folder.
    """
    # Other machines, and other processes, stand in other folders.
    folder = layout.folder.absolute()
    jobs = listing_jobs(path.absolute() for path in paths)
    with closing(machines.run(Listing(company=wish.company), jobs)) as lists:
        partition = make_partition((one for each in lists for one in each), layout.size)
    if watch is not None:
        watch(_plan(partition))
    yield from (failed(one, one.failure) for one in partition.failed if one.failure is not None)
    work = ShardWriting(
        folder=folder,
        form=layout.form,
        effort=effort,
        company=wish.company,
        again=wish.again,
        retry_failed=wish.retry_failed,
        choose=choose,
    )
    receipts = []
    with closing(machines.run(work, partition.shares)) as written:
        for share, receipt in zip(partition.shares, written, strict=True):
            _check_shared(folder, receipt)
            receipts.append(receipt)
            yield from _outcomes(share, receipt, partition)
    if receipts:
        _write_manifest(folder, receipts)
    if wish.prune:
        _prune(folder, partition, receipts)


def other_shards(folder: Path) -> tuple[Path, ...]:
    """Return the shards in a folder that its manifest doesn't tell of."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        told = {shard["file"] for shard in manifest["shards"]}
        return tuple(
            path
            for path in sorted(folder.iterdir())
            if _SHARD.fullmatch(path.name) and path.name not in told
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _plan(partition: Partition) -> Plan:
    documents = (one for share in partition.shares for one in share.documents)
    planned = (
        Planned(path=one.path, policy=one.policy, size=one.size, to_read=True) for one in documents
    )
    return Plan(documents=tuple(planned))


def _outcomes(share: Share, receipt: Receipt, partition: Partition) -> Iterator[Built]:
    for one, entry in zip(share.documents, receipt.entries, strict=True):
        yield _outcome(one, entry, fresh=receipt.fresh)
        for double in partition.doubles.get(one.policy, ()):
            yield _outcome(double, entry, fresh=False)


def _outcome(one: Listed, entry: Entry, *, fresh: bool) -> Built:
    if entry.failure is not None:
        failure = entry.failure.told_of(one.path)
        return failed(one, failure if fresh else failure.as_before(), entry.seconds)
    if not fresh:
        return unchanged(one)
    return Built(
        path=one.path,
        step=Step.ADDED,
        policy=one.policy,
        flows=entry.flows,
        size=one.size,
        seconds=entry.seconds,
    )


def _check_shared(folder: Path, receipt: Receipt) -> None:
    if not receipt_path(folder, receipt.file).exists():
        raise BuildError(
            where=str(folder),
            what="a worker wrote a shard there, and here it isn't",
            remedy="Name a folder that all machines share.",
        )


def _write_manifest(folder: Path, receipts: Sequence[Receipt]) -> None:
    shards = [
        {
            "file": each.file,
            "sha256": each.sha256,
            "bytes": each.size,
            "policies": each.policies,
            "flows": each.flows,
            "failed": each.failed,
        }
        for each in sorted(receipts, key=lambda receipt: receipt.file)
    ]
    sums = {
        "policies": sum(each.policies for each in receipts),
        "flows": sum(each.flows for each in receipts),
        "failed": sum(each.failed for each in receipts),
    }
    manifest = {"privacyflow": __version__, **sums, "shards": shards}
    with replacing(folder / MANIFEST) as temporary:
        temporary.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _prune(folder: Path, partition: Partition, receipts: Sequence[Receipt]) -> None:
    """Remove the shards of other builds. Raises BuildError where something was out of reach."""
    reasons = {one.failure.reason for one in partition.failed if one.failure is not None}
    out_of_reach = Reason.UNREADABLE in reasons or not all(each.is_final() for each in receipts)
    if out_of_reach or not receipts:
        what = "a document is out of reach" if out_of_reach else "no policies were found"
        raise BuildError(
            where=str(folder),
            what=f"nothing was pruned: {what}",
            remedy="What was built is there. Mend or leave out what is missing, and run again.",
        )
    for path in other_shards(folder):
        receipt_path(folder, path.name).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
