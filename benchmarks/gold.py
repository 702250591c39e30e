"""The gold: records of policies by part, and a command that keeps them as offsets and labels only.

python benchmarks/gold.py FILE.jsonl…              keep records; what is kept already stays in its part
python benchmarks/gold.py --part held FILE.jsonl…  new or kept, they are now of this part
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from annotation import COLUMNS, GoldRecord, read_json, read_row, row
from corpus import POLICIES, ROOT, SHARED, policy_of

KEPT: Final = ROOT / "benchmarks" / "gold"


class Part(StrEnum):
    """What a measurement is made on: `MORE` and `HELD` are kept here, the others shared."""

    WORK = "work"
    MORE = "more"
    HELD = "held"
    TEST = "test"


# How often what is learned meets the shared work part: its gold is that of two readers.
WORK_COUNTS: Final = 3
# How a kept file names its part.
_LABELS: Final = {Part.MORE: "work", Part.HELD: "held"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A policy and everything that it states, in the reader's order."""

    name: str
    policy: Path
    records: tuple[GoldRecord, ...]


class GoldError(ValueError):
    """Gold that doesn't fit its policy or its form; the message is one line for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    policy: str
    sha256: str
    part: str


def gold_of(part: Part, *, kept: Path = KEPT, shared: Path = SHARED) -> tuple[Gold, ...]:
    """Return the gold of a part by name; none where the policies or the gold are not there.

    Raises GoldError.
    """
    policies = shared / "policies"
    if not policies.is_dir():
        return ()
    if part in _LABELS:
        paths = [path for path in sorted(kept.glob("*.tsv")) if part_of(path) is part]
        return tuple(read_kept(path, policies) for path in paths)
    return tuple(
        read_shared(path, policies) for path in sorted((shared / "gold" / part).glob("*.jsonl"))
    )


def part_of(path: Path) -> Part:
    """Return the part that a kept file says it is of. Raises GoldError."""
    head, _ = _open(path)
    return next(part for part, label in _LABELS.items() if label == head.part)


def read_shared(path: Path, policies: Path) -> Gold:
    """Read gold in the shared form about a policy below `policies`. Raises GoldError."""
    try:
        policy = policy_of(path.stem, policies)
        text = _text(policy.read_bytes())
        lines = path.read_text(encoding="utf-8").splitlines()
        records = tuple(read_json(line, text) for line in lines if line.strip())
    except (LookupError, ValueError) as error:
        raise GoldError(f"{path}: {error}") from None
    return Gold(name=path.stem, policy=policy, records=records)


def read_kept(path: Path, policies: Path) -> Gold:
    """Read gold kept as offsets, with the words of the policy below `policies`.

    Raises GoldError where the policy is not the one that was annotated.
    """
    head, lines = _open(path)
    policy = policies / head.policy
    if not policy.is_file():
        raise GoldError(f"{path}: its policy {policy} is not there")
    data = policy.read_bytes()
    if hashlib.sha256(data).hexdigest() != head.sha256:
        raise GoldError(f"{path}: {policy} has changed since it was annotated (sha256 differs)")
    text = _text(data)
    try:
        records = tuple(read_row(line, text, number) for number, line in enumerate(lines, start=1))
    except ValueError as error:
        raise GoldError(f"{path}: {error}") from None
    return Gold(name=path.stem, policy=policy, records=records)


def keep(gold: Gold, part: Part, *, kept: Path = KEPT, policies: Path = POLICIES) -> Path:
    """Write `gold` as offsets and labels and return the file.

    Raises GoldError where reading it back would not give the same records.
    """
    data = gold.policy.read_bytes()
    text = _text(data)
    path = kept / f"{gold.name}.tsv"
    try:
        rows = [row(record, text) for record in gold.records]
    except ValueError as error:
        raise GoldError(f"{path}: {error}") from None
    again = tuple(read_row(line, text, number) for number, line in enumerate(rows, start=1))
    for before, after in zip(gold.records, again, strict=True):
        if before != after:
            raise GoldError(f"{path}: {before.id} holds what this form can't keep")
    head = (
        f"# policy {gold.policy.relative_to(policies).as_posix()}",
        f"# sha256 {hashlib.sha256(data).hexdigest()}",
        f"# part {_LABELS[part]}",
        f"# {' '.join(COLUMNS)}",
    )
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8", newline="\n")
    return path


def _open(path: Path) -> tuple[_Head, list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = dict(_head_fields(lines))
    try:
        found = _Head(policy=head["policy"], sha256=head["sha256"], part=head["part"])
    except KeyError as missing:
        raise GoldError(f"{path}: its head doesn't name its {missing.args[0]}") from None
    if found.part not in _LABELS.values():
        raise GoldError(f"{path}: its part is work or held, not {found.part}")
    return found, [line for line in lines if line and not line.startswith("#")]


def _head_fields(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if line.startswith("# "):
            key, _, value = line.removeprefix("# ").partition(" ")
            yield key, value


def _text(data: bytes) -> str:
    """Return the text of a policy as offsets count it: every character of the file, unchanged."""
    return data.decode("utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--part", choices=_LABELS.values(), help="their part; new ones are of work")
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    failed = 0
    for file in options.files:
        try:
            keep(read_shared(file, POLICIES), _part_to_keep(file.stem, options.part))
        except GoldError as error:
            sys.stderr.write(f"gold: {error}\n")
            failed += 1
    return 2 if failed else 0


def _part_to_keep(name: str, label: str | None) -> Part:
    there = KEPT / f"{name}.tsv"
    if label is None:
        return part_of(there) if there.exists() else Part.MORE
    return next(part for part, known in _LABELS.items() if known == label)


if __name__ == "__main__":
    sys.exit(main())
