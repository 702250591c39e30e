"""What an engine does: documents in, one result for each, in the same order, whoever computes it."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from .failures import DocumentFailure

if TYPE_CHECKING:
    from ..extractors.reading import SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document to read; `company` says whose policy it is, None that the text tells.

    `source` is what is read where it is given, and `path` then only names it.
    """

    path: Path
    company: str | None = None
    source: SourceFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What a document states: its id, the number of its flows, its two graphs as N-Quads."""

    policy: str
    flows: int
    quads: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a task, and how many seconds it took."""

    found: Extracted | DocumentFailure
    seconds: float = 0.0


class Engine(Protocol):
    """Reads documents: here, in other processes or on other machines.

    The graph is written by whoever takes the results, so all engines make the same graph.
    """

    def read(self, tasks: Iterable[Task]) -> Generator[Result, None, None]:
        """Yield one result a task, in the order of the tasks, drawing tasks as it needs them.

        Closing the generator ends what still runs. Raises BuildError if no document can be read.
        """
        ...


class OwnProcess:
    """The engine that reads one document after the other in this process, without bounds."""

    def read(self, tasks: Iterable[Task]) -> Generator[Result, None, None]:
        """Yield one result a task, in their order."""
        for task in tasks:
            yield read_task(task)


def read_task(task: Task) -> Result:
    """Read one document. Whatever is wrong with it is the result; only MemoryError is raised."""
    from .failures import explain

    started = perf_counter()
    found: Extracted | DocumentFailure
    try:
        found = _extract(task)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  whatever is wrong with one document, the others go on
        found = explain(error, task.path)
    return Result(found=found, seconds=perf_counter() - started)


def _extract(task: Task) -> Extracted:
    from pyoxigraph import RdfFormat, serialize

    from ..extractors.reading import open_source
    from .extraction import extract_source, quads_of

    found = extract_source(task.source or open_source(task.path), company=task.company)
    quads = serialize(quads_of(found), format=RdfFormat.N_QUADS) or b""
    return Extracted(policy=found.document.id, flows=len(found.flows), quads=quads)
