"""A draft record of processing activities, with the columns of Art. 30(1) GDPR.

What a company does for one purpose is one activity. A record of processing is the controller's own
to keep: this is what its policy says in public, and "not stated" where it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ...ontology.terms import PFR
from ..statements import StatedFlow, Statements, Wording
from ..store import GraphStore
from .selection import Selection, label_of, local_name, statements_by_policy
from .tables import Kind, Table, Value

DRAFT: Final = "draft, from public statements"
NOT_STATED: Final = "not stated"

COLUMNS: Final = (
    ("status", Kind.WORDS),
    ("controller", Kind.WORDS),
    ("policy", Kind.WORDS),
    ("activity", Kind.WORDS),
    ("purposes", Kind.WORDS),
    ("purposes_as_worded", Kind.WORDS),
    ("data_subjects", Kind.WORDS),
    ("data_categories", Kind.WORDS),
    ("recipients", Kind.WORDS),
    ("third_country_transfers", Kind.WORDS),
    ("retention", Kind.WORDS),
    ("security", Kind.WORDS),
    ("head_offices_not_from_policy", Kind.WORDS),
    ("flows", Kind.WHOLE),
)
EVIDENCE_COLUMNS: Final = (
    ("activity", Kind.WORDS),
    ("flow", Kind.WORDS),
    ("action", Kind.WORDS),
    ("data", Kind.WORDS),
    ("recipient", Kind.WORDS),
    ("modality", Kind.WORDS),
    ("condition", Kind.WORDS),
    ("quote", Kind.WORDS),
    ("section", Kind.WORDS),
    ("start", Kind.WHOLE),
    ("end", Kind.WHOLE),
    ("policy", Kind.WORDS),
)
_POSSIBLY: Final = " (possibly)"


def ropa_table(store: GraphStore, selection: Selection) -> Table:
    """Return one row an activity: a policy version and a purpose.

    Data and recipients of a row were stated for its purpose, by one sentence or by several: which
    data goes to whom, only the flows tell (`evidence_table`). Denied flows are no processing. What
    is only possible, or only under a condition, is marked so.
    """
    return Table(name="RoPA (draft)", columns=COLUMNS, rows=_rows(store, selection))


def evidence_table(store: GraphStore, selection: Selection) -> Table:
    """Return one row a flow of each activity, with its quote."""
    return Table(name="evidence", columns=EVIDENCE_COLUMNS, rows=_evidence(store, selection))


def flat_table(store: GraphStore, selection: Selection) -> Table:
    """Return the activities with the quotes in a column of the same row, for formats of one sheet."""
    return Table(
        name="ropa",
        columns=(*COLUMNS, ("quotes", Kind.WORDS)),
        rows=(
            (*_activity(name, flows, statements), "\n".join(_quotes(flows, statements)))
            for name, flows, statements in _activities(store, selection)
        ),
    )


def _rows(store: GraphStore, selection: Selection) -> Iterator[tuple[Value, ...]]:
    for name, flows, statements in _activities(store, selection):
        yield _activity(name, flows, statements)


def _activities(
    store: GraphStore, selection: Selection
) -> Iterator[tuple[str, list[StatedFlow], Statements]]:
    """Yield each activity's name, its flows in reading order, and the statements they are from."""
    for statements in statements_by_policy(store, selection):
        by_purpose: dict[str, list[StatedFlow]] = {}
        for flow in statements.flows:
            if not flow.denied:
                for purpose in flow.purposes or ("",):
                    by_purpose.setdefault(purpose, []).append(flow)
        for purpose in sorted(by_purpose, key=lambda iri: (not iri, label_of(iri, statements))):
            flows = by_purpose[purpose]
            key = flows[0].policy.removeprefix(PFR + "policy-")
            yield f"{key}/{local_name(purpose) or 'no-purpose'}", flows, statements


def _activity(name: str, flows: list[StatedFlow], statements: Statements) -> tuple[Value, ...]:
    purpose = name.rpartition("/")[2]
    iri = next((p for flow in flows for p in flow.purposes if local_name(p) == purpose), None)
    policy = statements.policies[flows[0].policy]
    return (
        DRAFT,
        label_of(policy.company, statements),
        f"{policy.file_name} ({policy.sha256[:12]})",
        name,
        label_of(iri, statements) or NOT_STATED,
        _joined(words.text for flow in flows for words in flow.purpose_words),
        NOT_STATED,
        _listed((label_of(flow.data, statements), flow) for flow in flows),
        _listed((_recipient(flow, statements), flow) for flow in flows if flow.recipient),
        NOT_STATED,
        _listed((_retention(flow, statements), flow) for flow in flows if flow.retention),
        NOT_STATED,
        _joined(_head_office(flow, statements) for flow in flows),
        len(flows),
    )


def _recipient(flow: StatedFlow, statements: Statements) -> str:
    party = statements.parties.get(flow.recipient or "")
    label = label_of(flow.recipient, statements)
    return label if party is None or party.role == "named" else f"{label} [{party.role}]"


def _head_office(flow: StatedFlow, statements: Statements) -> str:
    party = statements.parties.get(flow.recipient or "")
    return f"{party.label}: {party.country}" if party and party.country else ""


def _joined(found: Iterable[str]) -> str:
    words = {" ".join(each.split()) for each in found} - {""}
    return "; ".join(sorted(words, key=str.casefold)) or NOT_STATED


def _retention(flow: StatedFlow, statements: Statements) -> str:
    words = flow.retention.text if flow.retention else ""
    return f"{label_of(flow.data, statements)}: {words}"


def _listed(found: Iterable[tuple[str, StatedFlow]]) -> str:
    """Return what was found, each once; with a mark where no flow states it without more ado."""
    sure: dict[str, bool] = {}
    for words, flow in found:
        sure[words] = sure.get(words, False) or not (flow.possible or flow.condition)
    ordered = sorted(sure, key=str.casefold)
    return "; ".join(each if sure[each] else each + _POSSIBLY for each in ordered) or NOT_STATED


def _quotes(flows: list[StatedFlow], statements: Statements) -> Iterator[str]:
    """Yield each sentence of an activity once, with its place in the policy's text."""
    for iri in dict.fromkeys(flow.evidence for flow in flows):
        flow = next(flow for flow in flows if flow.evidence == iri)
        place = statements.evidence[iri].place
        yield f"[{place.start}-{place.end}] {' '.join(statements.quote(flow).split())}"


def _evidence(store: GraphStore, selection: Selection) -> Iterator[tuple[Value, ...]]:
    for name, flows, statements in _activities(store, selection):
        for flow in flows:
            evidence = statements.evidence[flow.evidence]
            yield (
                name,
                local_name(flow.iri),
                flow.action,
                flow.data_words.text,
                label_of(flow.recipient, statements) or None,
                "possible" if flow.possible else "stated",
                _text(flow.condition),
                statements.quote(flow),
                evidence.section or None,
                evidence.place.start,
                evidence.place.end,
                flow.policy.removeprefix(PFR + "policy-"),
            )


def _text(wording: Wording | None) -> str | None:
    return wording.text if wording else None
