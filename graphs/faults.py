"""What validation finds, one line each: which policy, which node, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..ontology.terms import PREFIXES


class Check(StrEnum):
    """What a fault is about."""

    SHAPE = "shape"
    TEXT = "text"
    QUOTE = "quote"
    PLACE = "place"
    DERIVED = "derived"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fault:
    """One thing that is wrong. A warning is worth a look but doesn't make the graph invalid."""

    policy: str
    node: str
    check: Check
    message: str
    warning: bool = False

    def __str__(self) -> str:
        """Return the fault as one line."""
        level = "warning" if self.warning else "error"
        return f"{level}: {self.policy}: {short(self.node)}: {self.message} ({self.check})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a validation: what was looked at, and what was found."""

    policies: int
    flows: int
    quotes: int
    faults: tuple[Fault, ...]

    @property
    def conforms(self) -> bool:
        """Tell whether nothing but warnings was found."""
        return all(fault.warning for fault in self.faults)


def short(iri: str) -> str:
    """Return an IRI with its prefix where it has one of ours ("pfr:flow-06e46b0db737a171")."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
