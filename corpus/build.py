"""A build: what has changed is read and put into the graph, each policy whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from .engines import Effort, choose_engine
from .failures import DocumentFailure, Reason, show_path
from .ledger import Ledger
from .outcomes import Built, Step, failed, unchanged
from .plan import Plan, Planned, Wish, make_plan
from .pruning import Pruning
from .tasks import Engine, Extracted, Result, Task

if TYPE_CHECKING:
    from ..graphs.store import GraphStore

Watch = Callable[[Plan], None]
_DEFAULT_WISH = Wish()
_DEFAULT_EFFORT = Effort()


def build_documents(
    paths: Sequence[Path],
    *,
    graph: Path | str,
    wish: Wish = _DEFAULT_WISH,
    effort: Effort = _DEFAULT_EFFORT,
    engine: Engine | None = None,
    watch: Watch | None = None,
) -> Generator[Built, None, None]:
    """Yield what became of each of `paths`, in their order, then each policy that was removed.

    Each policy is written in one transaction: what was yielded stays, whatever happens then. `watch`
    is told the plan before anything is read. `engine` reads the documents; by default one is chosen
    by their number and `effort`.

    Raises StoreError where the graph can't be written, BuildError where nothing can be read or what
    has vanished can't be told from what is out of reach.
    """
    from ..graphs.store import GraphStore

    with GraphStore.open(Path(graph)) as store:
        ledger = Ledger(store)
        plan = make_plan(paths, ledger, wish)
        if watch is not None:
            watch(plan)
        reader = engine or choose_engine(len(plan.to_read), effort)
        added = 0
        pruning = Pruning()
        for one in _read(plan, store, ledger, wish, reader):
            added += one.step is Step.ADDED
            pruning.keep(one)
            yield one
        if wish.prune:
            yield from pruning.remove_others(store, ledger)
        ledger.compact(added)


def _read(
    plan: Plan, store: GraphStore, ledger: Ledger, wish: Wish, engine: Engine
) -> Iterator[Built]:
    """Yield what became of each document, those that are read as the engine gives their results."""
    tasks = (Task(path=each.path, company=wish.company) for each in plan.to_read)
    with closing(engine.read(tasks)) as results:
        for each in plan.documents:
            if each.to_read:
                yield _keep(each, next(results), store, ledger)
            else:
                yield _recall(each, ledger)


def _keep(one: Planned, result: Result, store: GraphStore, ledger: Ledger) -> Built:
    from pyoxigraph import RdfFormat, parse

    match result.found:
        case Extracted() as found:
            store.replace_policy(found.policy, parse(found.quads, RdfFormat.N_QUADS))
            ledger.forget_failure(found.policy)
            return Built(
                path=one.path,
                step=Step.ADDED,
                policy=found.policy,
                flows=found.flows,
                size=one.size,
                seconds=result.seconds,
            )
        case DocumentFailure() as failure:
            ledger.keep_failure(one.policy, failure)
            return failed(one, failure, result.seconds)


def _recall(one: Planned, ledger: Ledger) -> Built:
    """Tell of a document that isn't read: it is in the graph, or it failed, just now or before."""
    if one.failure is not None:
        return failed(one, one.failure)
    if ledger.holds(one.policy):
        return unchanged(one)
    failure = ledger.failure_of(one.policy, one.path)
    if failure is not None:
        return failed(one, failure.as_before())
    return failed(
        one,
        DocumentFailure(
            reason=Reason.UNREADABLE,
            where=show_path(one.path),
            what="a file of this name and content was there and is gone",
            remedy="Run again when nobody changes the files.",
        ),
    )
