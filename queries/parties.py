"""The parties of a store as its policies call them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..ontology.labels import normalise
from .results import show

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from ..graphs.store import GraphStore, Rows
    from ..ontology.concepts import Vocabulary

FIRST_PARTY: Final = "first party"

# Each pattern in a SELECT of its own is read once from end to end; joined in one group, the engine
# would look up every party's label and kind: 1,000 ms for 6,000 parties against 90.
_PARTIES: Final = """
PREFIX pf: <https://w3id.org/privacyflow/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?party ?label ?role ?kind WHERE {
  { SELECT ?stated ?party ?role { GRAPH ?stated { ?party pf:role ?role } } }
  { SELECT ?stated ?party ?label { GRAPH ?stated { ?party rdfs:label ?label } } }
  OPTIONAL { SELECT ?stated ?party ?kind { GRAPH ?stated { ?party pf:partyKind ?kind } } }
}
"""
_PUBLISHERS: Final = """
PREFIX pf: <https://w3id.org/privacyflow/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?party ?label WHERE {
  GRAPH ?stated { ?policy pf:publisher ?party . ?party rdfs:label ?label }
}
"""
_SPOKEN_OF: Final = """
PREFIX pf: <https://w3id.org/privacyflow/ns#>
SELECT DISTINCT ?party ?_company WHERE {
  VALUES ?publishes { pf:publisher }
  GRAPH ?stated { ?policy ?publishes ?_company . ?party pf:role ?role }
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredParty:
    """A party as the policies of a store speak of it.

    `label` is for people, `names` are all its labels as `normalise` gives them; `kind` is the IRI
    of its kind where a policy says one.
    """

    iri: str
    label: str
    names: frozenset[str]
    role: str
    kind: str | None = None


def read_companies(store: GraphStore, vocabulary: Vocabulary) -> tuple[StoredParty, ...]:
    """Return the publishers of all policies."""
    return _gather(store.select(_PUBLISHERS), vocabulary)


def read_recipients(store: GraphStore, vocabulary: Vocabulary) -> tuple[StoredParty, ...]:
    """Return all parties that have a role in a policy."""
    return _gather(store.select(_PARTIES), vocabulary)


def read_spoken_of(store: GraphStore, company: NamedNode | Literal) -> frozenset[str]:
    """Return the IRIs of the parties that have a role in a policy of `company`."""
    rows = store.select(_SPOKEN_OF, {"_company": company}).rows
    return frozenset(show(party, iris=True) for (party,) in rows)


def _gather(rows: Rows, vocabulary: Vocabulary) -> tuple[StoredParty, ...]:
    found: dict[str, StoredParty] = {}
    for cells in sorted([show(term, iris=True) for term in row] for row in rows.rows):
        iri, label, role, kind = (*cells, "", "")[:4]
        known = vocabulary.parties.get(iri)
        labels = (label, known.label, *known.alternatives) if known else (label,)
        before = found.get(iri)
        found[iri] = StoredParty(
            iri=iri,
            label=before.label if before else label,
            names=frozenset(map(normalise, labels)) | (before.names if before else frozenset()),
            role=role or FIRST_PARTY,
            kind=kind or None,
        )
    return tuple(found.values())
