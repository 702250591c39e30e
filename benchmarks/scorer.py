"""The shared scorer: the one that says which found flow is which gold record."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from corpus import SHARED

# The scorer's own form: a JSON object of the flow records that `privacyflow extract` writes.
ScorerRecord = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """The shared scorer's own functions, so that its figures and these are the same.

    `match` takes the gold and the found records and gives found index → gold index.
    """

    evaluate: Callable[..., tuple[dict[str, list[int]], list[ScorerRecord], list[ScorerRecord]]]
    normalise: Callable[[ScorerRecord], ScorerRecord]
    distinct: Callable[[list[ScorerRecord]], list[ScorerRecord]]
    match: Callable[[list[ScorerRecord], list[ScorerRecord]], dict[int, int]]
    compatible: Callable[[ScorerRecord, ScorerRecord], bool]


@cache
def load_module() -> ModuleType:
    """Load the shared scorer's module. Raises LookupError where it is not there."""
    path = SHARED / "tools" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise LookupError(f"{path} is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_scorer() -> Scorer:
    """Load the scorer that the shared gold comes with. Raises LookupError where it is not there."""
    module = load_module()
    return Scorer(
        evaluate=module.evaluate,
        normalise=module.normalise,
        distinct=module.distinct,
        match=module.match,
        compatible=module.compatible,
    )


@cache
def load_words() -> Callable[[str], set[str]]:
    """Return the shared scorer's way to take the words that count out of a phrase."""
    words: Callable[[str], set[str]] = load_module().words
    return words
