"""The policy versions in a graph, and what is told about each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from ..ontology.records import SentenceCounts
from .sparql import Rows, Term

POLICIES: Final = """
SELECT ?key ?policy ?title ?company ?label ?file ?sha ?language ?length ?run
       ?sentences ?stating ?silent (COUNT(?affirmed) AS ?stated) (COUNT(?denied) AS ?denials)
WHERE {
  GRAPH ?g {
    ?policy a pf:PolicyVersion ; dct:title ?title ; pf:publisher ?company ; pf:fileName ?file ;
            pf:sha256 ?sha ; dct:language ?language ; pf:length ?length ;
            pf:extractedBy/pf:softwareVersion ?run .
    ?company rdfs:label ?label .
    OPTIONAL {
      ?policy pf:sentences ?sentences ; pf:statingSentences ?stating ; pf:silentSentences ?silent .
    }
    OPTIONAL {
      { ?affirmed a pf:AffirmedFlow ; pf:statedIn ?policy } UNION
      { ?denied a pf:DeniedFlow ; pf:statedIn ?policy }
    }
  }
  BIND(STRAFTER(STR(?policy), "/policy-") AS ?key)
}
GROUP BY ?key ?policy ?title ?company ?label ?file ?sha ?language ?length ?run
         ?sentences ?stating ?silent
ORDER BY ?label ?file ?key
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyInfo:
    """What the store knows about one policy version; `length` is in characters.

    `counts` is None where the policy was stored without a count of its sentences.
    """

    id: str
    iri: str
    title: str
    company: str
    company_label: str
    file_name: str
    sha256: str
    language: str
    length: int
    software_version: str
    counts: SentenceCounts | None
    affirmed: int
    denied: int


def policy_infos(rows: Rows) -> tuple[PolicyInfo, ...]:
    """Return the rows of `POLICIES` as records."""
    return tuple(_policy_info(row) for row in rows.rows)


def _policy_info(row: tuple[Term | None, ...]) -> PolicyInfo:
    words = [cell.value if isinstance(cell, NamedNode | Literal) else "" for cell in row]
    key, iri, title, company, label, file, sha, language, length, run, *numbers = words
    *counted, affirmed, denied = numbers
    return PolicyInfo(
        id=key,
        iri=iri,
        title=title,
        company=company,
        company_label=label,
        file_name=file,
        sha256=sha,
        language=language,
        length=int(length),
        software_version=run,
        counts=_counts(*counted),
        affirmed=int(affirmed),
        denied=int(denied),
    )


def _counts(sentences: str, stating: str, silent: str) -> SentenceCounts | None:
    if not sentences:
        return None
    return SentenceCounts(sentences=int(sentences), stating=int(stating), silent=int(silent))
