"""Taking out of a graph what its documents no longer hold."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .failures import BuildError, show_path
from .ledger import Ledger
from .outcomes import Built, Step

if TYPE_CHECKING:
    from ..graphs.store import GraphStore


class Pruning:
    """What a build has found, and so what of a graph it has not.

    Of a file or an archive that could not be read all earlier versions stay, and while a folder or a file that
    somebody named is out of reach everything does: what is in it can't be told from what has vanished.
    """

    def __init__(self) -> None:
        self._policies: set[str] = set()
        self._names: set[str] = set()
        self._out_of_reach: Path | None = None

    def keep(self, one: Built) -> None:
        """Take one document of the build for what the graph is to hold."""
        from ..extractors.reading import file_name_of, split_member

        self._policies.add(one.policy)
        if one.step is Step.FAILED:
            self._names.add(file_name_of(one.path))
            file, _ = split_member(one.path) or (one.path, "")
            if file.is_dir() or not os.path.lexists(file):
                self._out_of_reach = one.path

    def remove_others(self, store: GraphStore, ledger: Ledger) -> Iterator[Built]:
        """Remove all other policy versions, one transaction each, and yield them.

        Raises BuildError, before anything is removed, where there was no document or one out of reach.
        """
        if self._out_of_reach is not None:
            raise _refuse(store, f"{show_path(self._out_of_reach)} is out of reach")
        if not self._policies:
            raise _refuse(store, "no policies were found")
        from ..extractors.reading import SEPARATOR

        for policy, name in ledger.files().items():
            archive = name.partition(SEPARATOR)[0]
            if policy not in self._policies and self._names.isdisjoint((name, archive)):
                store.remove_policy(policy)
                yield Built(path=Path(name), step=Step.REMOVED, policy=policy)
        ledger.forget_failures(self._policies)


def _refuse(store: GraphStore, why: str) -> BuildError:
    return BuildError(
        where=str(store.path),
        what=f"nothing was pruned: {why}",
        remedy="What was built is in the graph. Mend or leave out what is missing, and run again.",
    )
