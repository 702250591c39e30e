"""The broad categories that a report asks a policy about, so that its silence can be shown."""

from __future__ import annotations

from typing import Final

from ..ontology.terms import PF
from .page_data import JsonValue
from .statements import Concept, Statements

_ROOT: Final = PF + "PersonalData"
_UNSPECIFIC: Final = frozenset({PF + "NonPersonalData", PF + "OtherData", PF + "OtherPurpose"})


def describe_categories(statements: Statements) -> list[JsonValue]:
    """Return the categories of data and of purposes as [scheme, id, label], sorted by label.

    That are the concepts just below "personal data", and the broadest purposes. They are from the
    vocabulary: a policy need not mention them.
    """
    concepts = statements.concepts.values()
    below = [concept for concept in concepts if _ROOT in concept.broader]
    broadest = [concept for concept in concepts if not concept.broader]
    # A vocabulary without such a root has its categories at the top.
    data = below or [concept for concept in broadest if concept.scheme == "DataTypes"]
    purposes = [concept for concept in broadest if concept.scheme == "Purposes"]
    chosen = sorted([*data, *purposes], key=_order)
    return [
        [concept.scheme, concept.iri.removeprefix(PF), concept.label]
        for concept in chosen
        if concept.iri not in _UNSPECIFIC
    ]


def _order(concept: Concept) -> tuple[str, str, str]:
    return concept.scheme, concept.label.casefold(), concept.iri
