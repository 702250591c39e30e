"""Questions as one asks them without the derived graph: property paths over what is stated.

Each gives the columns of the named question and leads to the same statements. A parameter is written
into the text as an IRI. What a policy says by definition only is beyond a plain path; the named
question has it in a column of its own, and the comparison leaves it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_FLOW: Final = """
    ?flow a pf:AffirmedFlow ; pf:company ?by ; pf:dataText ?data ;
          oa:hasTarget/oa:hasSelector/oa:exact ?quote .
    ?by rdfs:label ?company .
"""
_MORE: Final = """
  OPTIONAL { GRAPH ?g { ?flow pf:condition ?condition } }
  OPTIONAL { GRAPH ?g { ?flow pf:purposeText ?text } }
"""
_PURPOSE: Final = '(GROUP_CONCAT(?text; SEPARATOR = "; ") AS ?purpose)'
_OWNER: Final = "OPTIONAL { GRAPH pfr:organisations { ?party pf:ownedBy/rdfs:label ?owner } }"


@dataclass(frozen=True, slots=True, kw_only=True)
class NaiveQuestion:
    """The named question `name` asked with `values`, and its plain form.

    `plain` has `{data}` and the like where an IRI goes; "" where there is none.
    """

    title: str
    name: str
    values: Mapping[str, str]
    plain: str = ""


WHO_RECEIVES: Final = f"""
SELECT ?company ?recipient ?kind (SAMPLE(?owner) AS ?behind) ?data {_PURPOSE} ?condition ?quote ?flow {{
  GRAPH pfr:vocabulary {{ ?type skos:broader* {{data}} }}
  GRAPH ?g {{ {_FLOW}
    ?flow dpv:hasProcessing dpv:Share ; dpv:hasPersonalData ?type ; dpv:hasRecipient ?party .
    ?party rdfs:label ?recipient ; pf:role ?kind .
  }}
  {_OWNER} {_MORE}
}} GROUP BY ?company ?recipient ?kind ?data ?condition ?quote ?flow
ORDER BY ?company ?recipient ?data ?flow
"""

WHO_COLLECTS: Final = f"""
SELECT ?company ?action ?data ?source {_PURPOSE} ?condition ?quote ?flow {{
  GRAPH pfr:vocabulary {{ ?type skos:broader* {{data}} }}
  GRAPH ?g {{ {_FLOW} ?flow dpv:hasProcessing ?action ; dpv:hasPersonalData ?type . }}
  FILTER(?action != dpv:Share)
  OPTIONAL {{ GRAPH ?g {{ ?flow dpv:hasDataSource/rdfs:label ?source }} }} {_MORE}
}} GROUP BY ?company ?action ?data ?source ?condition ?quote ?flow
ORDER BY ?company ?action ?data ?flow
"""

WHAT_IS_COLLECTED: Final = f"""
SELECT ?data ?type ?source {_PURPOSE} ?condition ?quote ?flow {{
  GRAPH ?g {{ {_FLOW} ?flow dpv:hasProcessing dpv:Collect ; dpv:hasPersonalData ?concept . }}
  GRAPH pfr:vocabulary {{ ?concept skos:prefLabel ?type }}
  OPTIONAL {{ GRAPH ?g {{ ?flow dpv:hasDataSource/rdfs:label ?source }} }} {_MORE}
  FILTER(?by = {{company}})
}} GROUP BY ?data ?type ?source ?condition ?quote ?flow
ORDER BY ?type ?data ?flow
"""

WHAT_DOES_IT_RECEIVE: Final = f"""
SELECT ?company ?service ?owner ?data {_PURPOSE} ?quote ?flow {{
  GRAPH pfr:organisations {{ ?party pf:ownedBy* {{recipient}} }}
  GRAPH ?g {{ {_FLOW} ?flow dpv:hasProcessing dpv:Share ; dpv:hasRecipient ?party .
    ?party rdfs:label ?service . }}
  OPTIONAL {{ GRAPH pfr:organisations {{ {{recipient}} rdfs:label ?owner }} }} {_MORE}
}} GROUP BY ?company ?service ?owner ?data ?quote ?flow
ORDER BY ?company ?data ?flow
"""

FOR_PURPOSE: Final = f"""
SELECT ?company ?action ?data ?recipient {_PURPOSE} ?quote ?flow {{
  GRAPH pfr:vocabulary {{ ?goal skos:broader* {{purpose}} }}
  GRAPH ?g {{ {_FLOW} ?flow dpv:hasProcessing ?action ; dpv:hasPurpose ?goal . }}
  OPTIONAL {{ GRAPH ?g {{ ?flow dpv:hasRecipient/rdfs:label ?recipient }} }} {_MORE}
}} GROUP BY ?company ?action ?data ?recipient ?quote ?flow
ORDER BY ?company ?action ?data ?flow
"""

OF_KIND: Final = f"""
SELECT ?company ?recipient ?kind ?data {_PURPOSE} ?quote ?flow {{
  GRAPH pfr:organisations {{ ?narrow skos:broader* {{kind}} }}
  GRAPH ?known {{ ?party pf:partyKind ?narrow }}
  GRAPH ?g {{ {_FLOW} ?flow dpv:hasProcessing dpv:Share ; dpv:hasRecipient ?party .
    ?party rdfs:label ?recipient ; pf:role ?kind . }} {_MORE}
}} GROUP BY ?company ?recipient ?kind ?data ?quote ?flow
ORDER BY ?company ?recipient ?data ?flow
"""


def questions(company: str, recipient: str) -> tuple[NaiveQuestion, ...]:
    """Return what is asked of a graph in which these two are; names, not IRIs."""
    asked = (
        ("who-receives", {"data": "Location"}, WHO_RECEIVES),
        ("who-receives", {"data": "GPS location"}, WHO_RECEIVES),
        ("who-receives", {"data": "Location", "company": company}, ""),
        ("who-collects", {"data": "Location"}, WHO_COLLECTS),
        ("what-is-collected", {"company": company}, WHAT_IS_COLLECTED),
        ("what-does-it-receive", {"recipient": recipient}, WHAT_DOES_IT_RECEIVE),
        ("for-purpose", {"purpose": "Marketing"}, FOR_PURPOSE),
        ("recipients-of-kind", {"kind": "Payment provider"}, OF_KIND),
    )
    return tuple(
        NaiveQuestion(
            title=_title(name, values),
            name=name,
            values=values,
            plain=plain,
        )
        for name, values, plain in asked
    )


def _title(name: str, values: Mapping[str, str]) -> str:
    """The same at all sizes, whose companies and recipients differ."""
    of_all = [value for key, value in values.items() if key not in ("company", "recipient")]
    of_one = [f"one {key}" for key in values if key in ("company", "recipient")]
    return ", ".join([" ".join([name, *of_all]), *of_one])


def fill(plain: str, iris: Mapping[str, str]) -> str:
    """Return the SPARQL of a plain form with IRIs in it."""
    for name, iri in iris.items():
        plain = plain.replace("{" + name + "}", f"<{iri}>")
    return plain
