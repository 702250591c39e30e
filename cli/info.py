"""`privacyflow info`: what a graph holds."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .console import draw_table, write
from .coverage_output import show_rate
from .failures import OK
from .formats import choose_format
from .options import DEFAULT_GRAPH, EndpointOption, GraphOption
from .places import open_to_read

if TYPE_CHECKING:
    from ..graphs.store import GraphStore
    from ..ontology.records import SentenceCounts

_COUNTS: Final = """
SELECT (COUNT(DISTINCT ?flow) AS ?flows) (COUNT(DISTINCT ?data) AS ?types)
       (COUNT(DISTINCT ?named) AS ?recipients) (COUNT(DISTINCT ?unnamed) AS ?categories)
WHERE {
  GRAPH ?g {
    ?flow pf:statedIn ?policy ; dpv:hasPersonalData ?data .
    OPTIONAL { ?flow dpv:hasRecipient ?named . ?named pf:role "named" }
    OPTIONAL {
      ?flow dpv:hasRecipient ?unnamed .
      ?unnamed pf:role ?role FILTER(?role IN ("category", "vague"))
    }
  }
}
"""


def info(
    graph: GraphOption = DEFAULT_GRAPH,
    endpoint: EndpointOption = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table or json.")
    ] = "table",
) -> int:
    """\b
    Examples:
      privacyflow info
      privacyflow info --graph my.graph -f json

    Tells which policies a graph holds, and how many flows, data types and recipients. The coverage
    rate is the share of sentences that gave a flow among those that did or that name data and a
    practice; `privacyflow coverage FILE` lists the others.
    """
    from ..ontology.records import total_counts

    chosen = choose_format(format, None, ("table", "json"), "table")
    where = str(endpoint or graph)
    with open_to_read(graph, endpoint) as store:
        sentences = total_counts(
            policy.counts for policy in store.policies() if policy.counts is not None
        )
        rate = None if sentences.rate is None else round(sentences.rate, 4)
        counts = {**_count(store), **_sentences(sentences)}
        if chosen == "json":
            written = {**counts, "coverage rate": rate, "versions": _versions(store)}
            write(json.dumps({"graph": where, **written}))
            return OK
        rows = [(name, f"{number:,}") for name, number in counts.items()]
        rows.append(("coverage rate", show_rate(rate)))
        draw_table(("in the graph", where), rows)
        _draw_policies(store)
    return OK


def _count(store: GraphStore) -> Mapping[str, int]:
    from .. import __version__
    from ..queries.results import show

    policies = store.policies()
    (row,) = store.select(_COUNTS).rows
    flows, types, recipients, categories = (int(show(term)) for term in row)
    return {
        "policy versions": len(policies),
        "companies": len({policy.company for policy in policies}),
        "flows": flows,
        "denials": sum(policy.denied for policy in policies),
        "data types": types,
        "named recipients": recipients,
        "unnamed recipients": categories,
        "read by another version": sum(
            policy.software_version != __version__ for policy in policies
        ),
    }


def _sentences(counts: SentenceCounts) -> Mapping[str, int]:
    return {
        "sentences": counts.sentences,
        "sentences with a flow": counts.stating,
        "silent sentences": counts.silent,
    }


def _versions(store: GraphStore) -> list[dict[str, str | int | None]]:
    return [
        {
            "policy": policy.id,
            "company": policy.company_label,
            "title": policy.title,
            "file": policy.file_name,
            "sha256": policy.sha256,
            "language": policy.language,
            "characters": policy.length,
            "flows": policy.affirmed,
            "denials": policy.denied,
            "sentences": policy.counts.sentences if policy.counts else None,
            "sentences with a flow": policy.counts.stating if policy.counts else None,
            "silent sentences": policy.counts.silent if policy.counts else None,
            "software": policy.software_version,
        }
        for policy in store.policies()
    ]


def _draw_policies(store: GraphStore) -> None:
    from ..queries.results import make_inert

    columns = ("company", "file", "version", "characters", "flows", "denials", "coverage")
    rows = [
        (
            make_inert(policy.company_label),
            make_inert(policy.file_name),
            policy.sha256[:12],
            f"{policy.length:,}",
            f"{policy.affirmed:,}",
            f"{policy.denied:,}",
            show_rate(policy.counts.rate if policy.counts else None),
        )
        for policy in store.policies()
    ]
    if rows:
        draw_table(columns, rows)
    else:
        sys.stderr.write("the graph holds no policy yet: privacyflow build FILES\n")
