"""Ray: the machines of a cluster, or the cores of this one, for the work of a build."""

from __future__ import annotations

import os
import tempfile
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from types import ModuleType, TracebackType
from typing import Any, Final, Generic, Self

from .. import __version__
from .engines import count_cores
from .failures import BuildError
from .machines import Answer, Job

RETRIES: Final = 20
"""How often a job is begun again because the process or the machine that did it died."""

AHEAD: Final = 3
"""How many jobs a core are given to the cluster at a time: answers wait for the first that isn't done."""

STORE: Final = 256 << 20
"""Bytes of memory for what travels, where the cluster is this machine."""

_HERE: Final = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusal:
    """A BuildError on its way from a worker, as exceptions with named arguments can't be pickled."""

    where: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Call(Generic[Job, Answer]):
    """One job as it is done on a worker, by the version of privacyflow that asks for it."""

    work: Callable[[Job], Answer]
    version: str = __version__

    def __call__(self, job: Job) -> Answer | _Refusal:
        if self.version != __version__:
            what = f"its privacyflow is {__version__}, and this one is {self.version}"
            return _Refusal(
                where="a worker", what=what, remedy="Install the same one on all machines."
            )
        try:
            return self.work(job)
        except BuildError as error:
            return _Refusal(where=error.where, what=error.what, remedy=error.remedy)


class RayCluster:
    """The machines of a Ray cluster, from `with` to its end.

    There are no actors: a task holds its core only while it works, and Ray begins it again elsewhere
    when its process or its machine dies.
    """

    def __init__(self, address: str | None = None, jobs: int | None = None) -> None:
        """Take where the cluster is, and how many jobs are done at once.

        None leaves the place to RAY_ADDRESS, else to this machine, and the number to the cores.
        """
        self._address = address or os.environ.get("RAY_ADDRESS") or _HERE
        self._jobs = jobs
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Connect. Raises BuildError where Ray is missing or no cluster answers."""
        self._ray = _import_ray()
        if not self._ray.is_initialized():
            with ExitStack() as stack:
                stack.callback(self._ray.shutdown)
                self._connect(stack)
                self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def run(
        self, work: Callable[[Job], Answer], jobs: Iterable[Job]
    ) -> Generator[Answer, None, None]:
        """Yield `work(job)` for each job, in their order, drawing jobs as there are cores for them."""
        remote = self._ray.remote(num_cpus=1, max_retries=RETRIES)(_do)
        coming = iter(jobs)
        under_way: deque[Any] = deque()
        try:
            with self._errors_told():
                call = self._ray.put(_Call(work))
            while True:
                with self._errors_told():
                    room = self._reach() - len(under_way)
                for job in islice(coming, max(0, room)):
                    under_way.append(remote.remote(call, job))
                if not under_way:
                    return
                with self._errors_told():
                    answer = self._ray.get(under_way[0])
                under_way.popleft()
                if isinstance(answer, _Refusal):
                    raise BuildError(where=answer.where, what=answer.what, remedy=answer.remedy)
                yield answer
        finally:
            with suppress(self._ray.exceptions.RayError):
                for reference in under_way:
                    self._ray.cancel(reference, force=True)

    def _reach(self) -> int:
        """Return how many jobs may be under way now: machines come and go."""
        if self._jobs is not None and self._address != _HERE:
            return self._jobs
        return max(1, AHEAD * int(self._ray.cluster_resources().get("CPU", 1)))

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        """Turn what Ray raises into BuildError."""
        try:
            yield
        except self._ray.exceptions.RayTaskError as error:
            # Work raised on a worker: a bug, or an installation that differs.
            cause = getattr(error, "cause", None) or error
            raise BuildError(
                where=f"a worker of Ray ({self._address})",
                what=f"{type(cause).__name__}: {_first_line(cause)}",
                remedy="Install the same privacyflow, with the same extras, on all machines.",
            ) from error
        except self._ray.exceptions.RayError as error:
            lost = f"a job was lost {RETRIES + 1} times, or the cluster is gone"
            raise BuildError(
                where=f"Ray ({self._address})",
                what=f"{lost} ({_first_line(error)})",
                remedy="What was written stays. Mend the cluster, and run again: it goes on from there.",
            ) from error

    def _connect(self, stack: ExitStack) -> None:
        quiet = {"log_to_driver": False, "logging_level": "ERROR"}
        try:
            if self._address == _HERE:
                folder = tempfile.TemporaryDirectory(prefix="pf-ray-", ignore_cleanup_errors=True)
                stack.enter_context(folder)
                self._ray.init(
                    address=_HERE,
                    num_cpus=self._jobs or count_cores(),
                    object_store_memory=STORE,
                    include_dashboard=False,
                    _temp_dir=folder.name,
                    **quiet,
                )
                stack.callback(self._ray.shutdown)  # before its folder goes
            else:
                self._ray.init(address=self._address, **quiet)
        except (OSError, RuntimeError, ValueError) as error:
            raise BuildError(
                where=f"Ray ({self._address})",
                what=f"no cluster can be used there: {_first_line(error)}",
                remedy="Check the address and that both run the same Ray and Python.",
            ) from error


def _do(call: _Call[Job, Answer], job: Job) -> Answer | _Refusal:
    return call(job)


def _import_ray() -> ModuleType:
    # Nobody is told of our use of it, and what it says of workers that die does not go into our data.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_DEDUP_LOGS_SKIP_REGEX", "^")
    try:
        import ray
        import ray.exceptions
    except ImportError:
        raise BuildError(
            where="--engine ray",
            what="Ray is not installed",
            remedy='Install it: pip install "privacyflow[ray]"',
        ) from None
    return ray  # type: ignore[no-any-return]


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__
