"""One row a flow, with the columns of the flow records and what the graph knows besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from ...ontology.resources import stated_graph
from ...ontology.terms import PF, PFR
from ..statements import Counterparty, StatedFlow, Statements, Wording
from ..store import GraphStore
from .selection import Selection, label_of, local_name, statements_by_policy
from .tables import Kind, Table, Value

COLUMNS: Final = (
    ("id", Kind.WORDS),
    ("policy", Kind.WORDS),
    ("company", Kind.WORDS),
    ("action", Kind.WORDS),
    ("manner", Kind.WORDS),
    ("negated", Kind.TRUTH),
    ("modality", Kind.WORDS),
    ("actor", Kind.WORDS),
    ("data", Kind.WORDS),
    ("type", Kind.WORDS),
    ("recipient", Kind.WORDS),
    ("recipient_role", Kind.WORDS),
    ("source", Kind.WORDS),
    ("purposes", Kind.LIST),
    ("condition", Kind.WORDS),
    ("retention", Kind.WORDS),
    ("section", Kind.WORDS),
    ("quote", Kind.WORDS),
    ("start", Kind.WHOLE),
    ("end", Kind.WHOLE),
    ("rule", Kind.WORDS),
    ("retention_duration", Kind.WORDS),
    ("retention_bound", Kind.WORDS),
    ("condition_kind", Kind.WORDS),
    ("recipient_name", Kind.WORDS),
    ("recipient_type", Kind.WORDS),
    ("recipient_kind", Kind.WORDS),
    ("recipient_owner", Kind.WORDS),
    ("recipient_country", Kind.WORDS),
    ("source_name", Kind.WORDS),
    ("purpose_types", Kind.LIST),
    ("lead_in", Kind.WORDS),
    ("extractor", Kind.WORDS),
    ("confidence", Kind.NUMBER),
    ("title", Kind.WORDS),
    ("file", Kind.WORDS),
    ("sha256", Kind.WORDS),
    ("url", Kind.WORDS),
    ("issued", Kind.WORDS),
)
"""The first 24 are those of `extract -f csv`, in its order (docs/reference/flow-records.md)."""

_BOUNDS: Final = {"Exactly": "exact", "AtMost": "max", "AtLeast": "min"}
_CONDITION_KINDS: Final = {
    "OnConsent": "consent",
    "OnPermission": "permission",
    "ByLaw": "legal-duty",
    "OnUse": "feature-use",
}


def flow_table(store: GraphStore, selection: Selection) -> Table:
    """Return the flows of the selection as a table that is read policy by policy."""
    return Table(name="flows", columns=COLUMNS, rows=_rows(store, selection))


def _rows(store: GraphStore, selection: Selection) -> Iterator[tuple[Value, ...]]:
    for statements in statements_by_policy(store, selection):
        for policy in statements.policies:
            actors = _actors(store, policy)
            for flow in statements.flows:
                yield _row(flow, statements, actors)


def _actors(store: GraphStore, policy: str) -> Mapping[str, str]:
    """Return the words for who acts, by flow; they are missing where the sentence has none."""
    graph = stated_graph(policy.removeprefix(PFR + "policy-"))
    found = store.match(predicate=PF + "actorText", graph=graph)
    return {
        quad.subject.value: quad.object.value
        for quad in found
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }


def _row(flow: StatedFlow, statements: Statements, actors: Mapping[str, str]) -> tuple[Value, ...]:
    policy = statements.policies[flow.policy]
    evidence = statements.evidence[flow.evidence]
    company = label_of(flow.company, statements)
    recipient = statements.parties.get(flow.recipient or "")
    return (
        local_name(flow.iri),
        flow.policy.removeprefix(PFR + "policy-"),
        company,
        flow.action,
        flow.manner,
        flow.denied,
        "possible" if flow.possible else "stated",
        actors.get(flow.iri, company),
        flow.data_words.text,
        local_name(flow.data),
        _words(flow.recipient_words),
        recipient.role if recipient else None,
        _words(flow.source_words),
        tuple(words.text for words in flow.purpose_words),
        _words(flow.condition),
        _words(flow.retention),
        evidence.section or None,
        statements.quote(flow),
        evidence.place.start,
        evidence.place.end,
        flow.rule,
        flow.retention_duration,
        _BOUNDS.get(local_name(flow.retention_bound)),
        _CONDITION_KINDS.get(local_name(flow.condition_kind)),
        *_recipient(recipient, statements),
        label_of(flow.source, statements) or None,
        tuple(local_name(purpose) for purpose in flow.purposes),
        statements.lead_in(flow),
        flow.extractor,
        flow.confidence,
        policy.title,
        policy.file_name,
        policy.sha256,
        policy.url,
        policy.issued,
    )


def _recipient(party: Counterparty | None, statements: Statements) -> tuple[Value, ...]:
    if party is None:
        return (None,) * 5
    kind, owner = label_of(party.kind, statements), label_of(party.owner, statements)
    return party.label, party.type, kind or None, owner or None, party.country


def _words(wording: Wording | None) -> str | None:
    return wording.text if wording else None
