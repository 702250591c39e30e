"""One flow with all that is known about it, ready to be shown: where it stands and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ..ontology.spots import describe_place
from .questions import QuestionError

if TYPE_CHECKING:
    from ..graphs.quoted_words import QuotedWords
    from ..graphs.statement_reader import Background
    from ..graphs.statements import Evidence, Place, PolicyVersion, StatedFlow, Statements, Wording
    from ..graphs.store import GraphStore, Term

_NAME: Final = re.compile(r"(?:.*[/:])?(?:flow-)?([0-9a-f]{4,16})")
_WHOLE: Final = 16  # digits
_FIND_WHOLE: Final = (
    "SELECT ?_flow ?policy WHERE { GRAPH ?g { ?_flow pf:statedIn ?policy } } LIMIT 1"
)
_FIND: Final = """
SELECT ?flow ?policy ?_start WHERE {
  GRAPH ?g { ?flow pf:statedIn ?policy }
  FILTER(STRSTARTS(STR(?flow), ?_start))
}
ORDER BY ?flow LIMIT 9
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of the policy; `part` says for what they were taken, "" for nothing."""

    text: str
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowCard:
    """A headline, facts, and the quote between the words around it.

    `flow` and `policy` are their IRIs.
    """

    flow: str
    policy: str
    policy_title: str
    headline: str
    facts: tuple[tuple[str, str], ...]
    lead_in: tuple[Piece, ...]
    before: str
    quote: tuple[Piece, ...]
    after: str


def read_card(store: GraphStore, name: str, background: Background | None = None) -> FlowCard:
    """Find the flow called `name` (an IRI, "flow-…", or its first digits) and read its card.

    `background` is the graph's, read before by whoever reads many cards. Raises QuestionError where
    no flow or more than one is called so.
    """
    from ..graphs.context import context_of
    from ..graphs.quoted_words import read_definitions, read_referents
    from ..graphs.statement_reader import read_statements

    iri, policy_iri = _find_flow(store, name)
    statements = read_statements(store, policy=policy_iri, background=background)
    flow = next(flow for flow in statements.flows if flow.iri == iri)
    policy = statements.policies[policy_iri]
    evidence = statements.evidence[flow.evidence]
    context = context_of(policy.text, evidence.place)
    lead_in = statements.evidence.get(flow.lead_in or "")
    shown_already = lead_in is not None and lead_in.place.start >= context.start
    return FlowCard(
        flow=iri,
        policy=policy_iri,
        policy_title=policy.title,
        headline=_headline(flow, statements),
        facts=(
            *_facts(flow, policy, evidence, statements),
            *_defined(read_definitions(store, iri)),
            *_pointed_to(read_referents(store, iri)),
        ),
        lead_in=_pieces(policy.text, lead_in.place, flow) if lead_in and not shown_already else (),
        before=policy.text[context.start : evidence.place.start],
        quote=_pieces(policy.text, evidence.place, flow),
        after=policy.text[evidence.place.end : context.end],
    )


def _find_flow(store: GraphStore, name: str) -> tuple[str, str]:
    from pyoxigraph import Literal, NamedNode

    from ..ontology.terms import PFR

    match = _NAME.fullmatch(name.strip())
    if match is None:
        raise QuestionError(
            name, "is no name of a flow", 'Flows are called "flow-" and 16 hex digits.'
        )
    iri = f"{PFR}flow-{match[1]}"
    if len(match[1]) == _WHOLE:
        found = [
            (iri, _value(policy))
            for (policy,) in store.select(_FIND_WHOLE, {"_flow": NamedNode(iri)}).rows
        ]
    else:
        rows = store.select(_FIND, {"_start": Literal(iri)}).rows
        found = [(_value(flow), _value(policy)) for flow, policy in rows]
    if not found:
        raise QuestionError(
            name, "no such flow in this graph", "Answers name flows in their last column."
        )
    if len(found) > 1:
        some = ", ".join(flow.rpartition("/")[2] for flow, _ in found)
        raise QuestionError(name, "more than one flow begins so", f"Write more digits: {some}.")
    return found[0]


def _value(term: Term | None) -> str:
    return str(getattr(term, "value", ""))


def _headline(flow: StatedFlow, statements: Statements) -> str:
    words = [statements.parties[flow.company].label]
    words.append("does not" if flow.denied else "may" if flow.possible else "does")
    words += [flow.action, f"“{flow.data_words.text}”"]
    if flow.recipient:
        words += ["with", statements.parties[flow.recipient].label]
    if flow.source:
        words += ["from", statements.parties[flow.source].label]
    return " ".join(words)


def _facts(
    flow: StatedFlow, policy: PolicyVersion, evidence: Evidence, statements: Statements
) -> Iterator[tuple[str, str]]:
    yield "flow", flow.iri
    yield "policy", f"{policy.title} ({policy.file_name}, sha256 {policy.sha256[:12]}…)"
    if evidence.section:
        yield "section", evidence.section
    yield "quote", _at(evidence.place)
    if evidence.found_at:
        yield "in the file", "; ".join(map(describe_place, evidence.found_at))
    concept = statements.concepts.get(flow.data)
    yield "data", f"{_worded(flow.data_words)} = {concept.label if concept else flow.data}"
    if flow.recipient:
        yield "recipient", f"{_worded(flow.recipient_words)} = {_party(flow.recipient, statements)}"
    if flow.source:
        yield "source", f"{_worded(flow.source_words)} = {_party(flow.source, statements)}"
    for words in flow.purpose_words:
        yield "purpose", _worded(words)
    if flow.condition:
        yield "condition", f"{_worded(flow.condition)}{_hanging(flow)}"
    if flow.retention:
        yield "retention", f"{_worded(flow.retention)}{_lasting(flow)}"
    yield "manner", f"{flow.manner}, {'possible' if flow.possible else 'stated'}"
    yield "found by", f"{flow.extractor}, rule {flow.rule}, confidence {flow.confidence:g}"


def _defined(definitions: tuple[QuotedWords, ...]) -> Iterator[tuple[str, str]]:
    for each in definitions:
        yield "by definition", _listed(each)
        yield "definition", _quoted(each)


def _pointed_to(referents: tuple[QuotedWords, ...]) -> Iterator[tuple[str, str]]:
    for each in referents:
        yield f"{each.part} stands for", f"{_listed(each)}, named before"
        yield "named in", _quoted(each)


def _listed(found: QuotedWords) -> str:
    return "; ".join(f"“{words}”" for words in found.words)


def _quoted(found: QuotedWords) -> str:
    return f"“{' '.join(found.quote.split())}”, {_at(found.place)}"


def _hanging(flow: StatedFlow) -> str:
    """Return what the condition hangs on, behind its words: " = on consent"."""
    kinds = {
        "OnConsent": "on consent",
        "OnPermission": "on permission",
        "ByLaw": "by law",
        "OnUse": "on use",
    }
    kind = kinds.get((flow.condition_kind or "").rpartition("#")[2], "")
    return f" = {kind}" if kind else ""


def _lasting(flow: StatedFlow) -> str:
    """Return the duration that the words of the period tell, behind them: " = P2Y (at most)"."""
    bounds = {"Exactly": "exactly", "AtMost": "at most", "AtLeast": "at least"}
    bound = bounds.get((flow.retention_bound or "").rpartition("#")[2], "")
    return f" = {flow.retention_duration} ({bound})" if flow.retention_duration else ""


def _party(iri: str, statements: Statements) -> str:
    party = statements.parties[iri]
    owner = statements.parties.get(party.owner or "")
    return f"{party.label} ({party.role}{f', owned by {owner.label}' if owner else ''})"


def _worded(words: Wording | None) -> str:
    if words is None:
        return "(not said)"
    return f"“{words.text}”{f', {_at(words.place)}' if words.place else ''}"


def _at(place: Place) -> str:
    return f"characters {place.start} to {place.end}"


def _pieces(text: str, whole: Place, flow: StatedFlow) -> tuple[Piece, ...]:
    """Cut the words of `whole` where parts of the flow begin and end; an inner part wins."""
    marks = [
        (part, words.place)
        for part, words in _parts(flow)
        if words.place and whole.start <= words.place.start and words.place.end <= whole.end
    ]
    cuts = sorted({whole.start, whole.end, *(x for _, at in marks for x in (at.start, at.end))})
    return tuple(
        Piece(text=text[start:end], part=_part_at(start, end, marks))
        for start, end in pairwise(cuts)
    )


def _part_at(start: int, end: int, marks: Sequence[tuple[str, Place]]) -> str:
    around = [
        (at.end - at.start, part) for part, at in marks if at.start <= start and end <= at.end
    ]
    return min(around)[1] if around else ""


def _parts(flow: StatedFlow) -> Iterator[tuple[str, Wording]]:
    yield "data", flow.data_words
    for part, words in (
        ("recipient", flow.recipient_words),
        ("source", flow.source_words),
        ("condition", flow.condition),
        ("retention", flow.retention),
        *(("purpose", words) for words in flow.purpose_words),
    ):
        if words:
            yield part, words
