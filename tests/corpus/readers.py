"""Readers for tests, without a model: other processes can import them by the package's name.

The name of a document tells what happens to its reader: "slow", "greedy", "crash", "killed".
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from pathlib import Path

from privacyflow.corpus.engines import Effort
from privacyflow.corpus.failures import DocumentFailure, Reason, explain
from privacyflow.corpus.partition import Share
from privacyflow.corpus.receipts import Receipt
from privacyflow.corpus.tasks import Extracted, Result, Task
from privacyflow.extractors.reading import ReadingError


def load_nothing() -> DocumentFailure | None:
    return None


def fail_to_load() -> DocumentFailure | None:
    return DocumentFailure(reason=Reason.INTERNAL, where="reading", what="no model", remedy="")


def end_at_once() -> DocumentFailure | None:
    os._exit(4)


def read_by_name(task: Task) -> Result:
    match task.path.stem.partition("-")[0]:
        case "slow":
            while True:
                pass
        case "greedy":
            bytearray(1 << 40)
        case "crash":
            os._exit(3)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "once" if not (mark := task.path.with_suffix(".mark")).exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        case "late":
            time.sleep(0.3)
    return Result(found=Extracted(policy=task.path.stem, flows=0, quads=b""))


def read_sample(task: Task) -> Extracted:
    """The sample policy's flows, as if the file had held them."""
    from privacyflow.extractors.reading import document_id, open_source
    from privacyflow.extractors.triples import flow_quads
    from privacyflow.tests.samples import sample_document, sample_flows
    from pyoxigraph import RdfFormat, serialize

    source = task.source or open_source(task.path)
    policy = document_id(source.data, file_name=source.file_name)
    document = replace(sample_document(), id=policy, file_name=source.file_name)
    flows = sample_flows()
    quads = serialize(flow_quads(document, flows), format=RdfFormat.N_QUADS) or b""
    return Extracted(policy=policy, flows=len(flows), quads=quads)


class SampleEngine:
    """An engine that reads every document as the sample policy, but those named "bad"."""

    def __init__(self) -> None:
        self.read_names: list[str] = []

    def read(self, tasks: Iterable[Task]) -> Generator[Result, None, None]:
        for task in tasks:
            self.read_names.append(task.path.name)
            if task.path.name.startswith("bad"):
                failure = DocumentFailure(
                    reason=Reason.REFUSED, where=str(task.path), what="no text", remedy="Mend it."
                )
                yield Result(found=failure)
                continue
            try:
                yield Result(found=read_sample(task))
            except ReadingError as error:
                yield Result(found=explain(error, task.path))


def choose_sample_engine(documents: int, effort: Effort) -> SampleEngine:
    return SampleEngine()


class KillOnce:
    """Work that ends its process at once, the first time that it is given each job of the folder."""

    def __init__(self, folder: Path, work: Callable[[Share], Receipt]) -> None:
        self._folder = folder
        self._work = work

    def __call__(self, share: Share) -> Receipt:
        mark = self._folder / share.key
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return self._work(share)
