"""The report of a build: what became of every document and why, as JSON and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from .failures import show_path
from .outcomes import Built, Step, Tally

Value: TypeAlias = str | int | float | bool | list["Value"] | dict[str, "Value"] | None

COLUMNS: Final = ("document", "step", "flows", "bytes", "seconds", "policy", "reason", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """A build into `graph` that took so many `seconds`; `complete` unless something ended it."""

    graph: Path
    version: str
    built: Sequence[Built]
    seconds: float
    complete: bool

    def to_json(self) -> Value:
        """Return the report as one object: the sums, then a record a document, in the build's order."""
        tally = Tally()
        for one in self.built:
            tally.count(one)
        return {
            "graph": str(self.graph),
            "privacyflow": self.version,
            "complete": self.complete,
            "seconds": round(self.seconds, 2),
            **{step.value: tally.steps[step] for step in Step},
            "flows": tally.flows,
            "documents": [_record(one) for one in self.built],
        }

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the cells of `COLUMNS` for each document."""
        for one in self.built:
            failure = one.failure
            yield (
                show_path(one.path),
                one.step.value,
                str(one.flows),
                str(one.size),
                f"{one.seconds:.2f}",
                one.policy,
                failure.reason.value if failure else "",
                f"{failure.what}. {failure.remedy}" if failure else "",
            )


def _record(one: Built) -> Value:
    record: dict[str, Value] = {
        "document": show_path(one.path),
        "step": one.step.value,
        "policy": one.policy or None,
        "flows": one.flows,
        "bytes": one.size,
        "seconds": round(one.seconds, 2),
    }
    if one.failure is not None:
        record["reason"] = one.failure.reason.value
        record["error"] = one.failure.what
        record["remedy"] = one.failure.remedy
    return record
