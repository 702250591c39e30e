"""What became of the documents of a build, one by one and in sum."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from .failures import DocumentFailure


class Step(StrEnum):
    """What became of one document of a build."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One document of a build: `policy` is its id in the graph, `failure` why it could not be read.

    `size` is in bytes, `seconds` is how long reading took. Of a policy that was removed, `path` is the
    name that its file had.
    """

    path: Path
    step: Step
    policy: str = ""
    flows: int = 0
    size: int = 0
    seconds: float = 0.0
    failure: DocumentFailure | None = None


class Document(Protocol):
    """What a build knows of a document before it is read."""

    @property
    def path(self) -> Path: ...
    @property
    def policy(self) -> str: ...
    @property
    def size(self) -> int: ...


def unchanged(one: Document) -> Built:
    """Return the outcome of a document that need not be read again."""
    return Built(path=one.path, step=Step.UNCHANGED, policy=one.policy, size=one.size)


def failed(one: Document, failure: DocumentFailure, seconds: float = 0.0) -> Built:
    """Return the outcome of a document that could not be read, which took so many seconds."""
    return Built(
        path=one.path,
        step=Step.FAILED,
        policy=one.policy,
        size=one.size,
        seconds=seconds,
        failure=failure,
    )


@dataclass(slots=True, kw_only=True)
class Tally:
    """The sums of a build, counted as it goes; `str` gives one line for a person."""

    steps: Counter[Step] = field(default_factory=Counter)
    flows: int = 0

    def count(self, one: Built) -> None:
        """Count one document more."""
        self.steps[one.step] += 1
        self.flows += one.flows

    def __str__(self) -> str:
        steps = self.steps
        parts = [f"{steps[Step.ADDED]:,} added ({self.flows:,} flows)"]
        parts.append(f"{steps[Step.UNCHANGED]:,} unchanged")
        parts += [f"{steps[step]:,} {step}" for step in (Step.REMOVED, Step.FAILED) if steps[step]]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """All documents of a build, in order; `str` gives one line for a person."""

    built: tuple[Built, ...]

    def of(self, step: Step) -> tuple[Built, ...]:
        """The documents with which `step` happened."""
        return tuple(each for each in self.built if each.step is step)

    @property
    def failed(self) -> tuple[Built, ...]:
        return self.of(Step.FAILED)

    def __str__(self) -> str:
        tally = Tally()
        for each in self.built:
            tally.count(each)
        return str(tally)
