"""What a graph knows of earlier builds: which policies are in, which failed, when it was laid out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from .. import __version__
from ..ontology.resources import STORE_GRAPH, policy_iri
from ..ontology.terms import PF
from .failures import DocumentFailure, Reason

if TYPE_CHECKING:
    from ..graphs.store import GraphStore, Term

FAILED_READING: Final = PF + "failedReading"
COMPACTED: Final = PF + "compactedPolicies"

COMPACT_FROM: Final = 0.25
"""The share of a graph's policies that has to be new before its files are laid out anew."""

_FILES: Final = """
SELECT ?key ?file WHERE {
  GRAPH ?g { ?policy a pf:PolicyVersion ; pf:fileName ?file }
  BIND(STRAFTER(STR(?policy), "/policy-") AS ?key)
} ORDER BY ?key
"""


class Ledger:
    """The notes of an open graph. They are of the store's own graph, which no export holds."""

    def __init__(self, store: GraphStore) -> None:
        """Take the graph."""
        self._store = store

    def holds(self, policy: str) -> bool:
        """Tell whether this policy version is in, extracted by this version of privacyflow."""
        return self._store.has_policy(policy, __version__)

    def failure_of(self, policy: str, path: Path) -> DocumentFailure | None:
        """Return why this version of privacyflow could not read this policy version, if it tried."""
        found = self._note(policy_iri(policy), FAILED_READING)
        return None if found is None else DocumentFailure.from_note(found, __version__, path)

    def keep_failure(self, policy: str, failure: DocumentFailure) -> None:
        """Keep why a policy version could not be read, where that lies in what it holds."""
        if failure.reason is not Reason.UNREADABLE:
            self._store.note(policy_iri(policy), FAILED_READING, failure.to_note(__version__))

    def forget_failure(self, policy: str) -> None:
        """Take the failure of a policy version out, if there is one."""
        about = policy_iri(policy)
        if self._note(about, FAILED_READING) is not None:
            self._store.note(about, FAILED_READING, None)

    def forget_failures(self, kept: set[str]) -> None:
        """Take the failures of all policy versions out that are not `kept`."""
        about_kept = {policy_iri(policy) for policy in kept}
        notes = self._store.match(predicate=FAILED_READING, graph=STORE_GRAPH)
        for about in {_words(note.subject) for note in notes} - about_kept:
            self._store.note(about, FAILED_READING, None)

    def files(self) -> dict[str, str]:
        """Return the file's name of each policy version in the graph, by its id."""
        rows = self._store.select(_FILES, name="the policies").rows
        return {_words(key): _words(file) for key, file in rows}

    def compact(self, added: int) -> None:
        """Lay the files out anew if that many new policies, or those of builds cut off, are worth it."""
        if not added:
            return
        there = len(self.files())
        before = int(self._note(STORE_GRAPH, COMPACTED) or 0)
        if max(added, there - before) > there * COMPACT_FROM:
            self._store.compact()
            self._store.note(STORE_GRAPH, COMPACTED, str(there))

    def _note(self, about: str, predicate: str) -> str | None:
        found = next(self._store.match(subject=about, predicate=predicate, graph=STORE_GRAPH), None)
        return None if found is None else _words(found.object)


def _words(term: Term | None) -> str:
    from pyoxigraph import Literal, NamedNode

    return term.value if isinstance(term, Literal | NamedNode) else ""
