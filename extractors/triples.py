"""Triples: what the flow records of one policy are in RDF, in the policy's own named graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from .. import __version__
from ..ontology.records import (
    Bound,
    ConditionKind,
    DataFlow,
    DefinedTerm,
    Modality,
    Party,
    SentenceCounts,
    SourceDocument,
)
from ..ontology.resources import (
    digest,
    fragment_iri,
    policy_iri,
    policy_key,
    run_iri,
    text_graph,
)
from ..ontology.terms import DCT, DPV, OA, PF, PFR, PROV, RDF, RDFS
from .literals import address_term, decimal_literal, duration_literal, words_literal
from .quotations import Place, Quotations
from .referent_triples import referent_quads
from .roles import PartyResource, party_resource, publisher_resource
from .term_triples import flow_term_quads, term_quads

_CONDITIONS: Final = {
    ConditionKind.CONSENT: "OnConsent",
    ConditionKind.PERMISSION: "OnPermission",
    ConditionKind.LEGAL_DUTY: "ByLaw",
    ConditionKind.FEATURE_USE: "OnUse",
}
_BOUNDS: Final = {Bound.EXACT: "Exactly", Bound.MAX: "AtMost", Bound.MIN: "AtLeast"}
_TYPE: Final = NamedNode(RDF + "type")
_LABEL: Final = NamedNode(RDFS + "label")


def flow_quads(
    document: SourceDocument,
    flows: Iterable[DataFlow],
    *,
    counts: SentenceCounts | None = None,
    terms: Iterable[DefinedTerm] = (),
) -> Iterator[Quad]:
    """Yield the stated graph and the text graph of one policy version; `counts` are of its sentences.

    `terms` are what the policy defines; those of the flows are written even if they are not among them.

    Flows that say the same at the same place are one node; the surest of them is kept. Lone
    surrogates, which no RDF literal can hold, become U+FFFD one for one, in the text and in every
    quote alike, so that all offsets stay true. Raises ValueError if a span doesn't lie in the text
    or doesn't hold the words that it claims.
    """
    writer = _Writer(quotations=Quotations(document=document))
    yield from writer.policy(counts)
    kept = list(_unique(document, flows))
    for iri, flow in kept:
        yield from writer.flow(iri, flow)
    used = (flow.term for _, flow in kept if flow.term is not None)
    yield from term_quads((*terms, *used), writer.quotations)


def flow_iri(document: SourceDocument, flow: DataFlow) -> str:
    """Return the IRI of a flow: a hash of the policy version, what is said and where it is."""
    said = (
        flow.action,
        flow.manner,
        flow.negated,
        flow.modality,
        flow.data.concept,
        [purpose.concept for purpose in flow.purposes],
        *(
            party_resource(document, party).iri if party else None
            for party in (flow.actor, flow.recipient, flow.source)
        ),
    )
    where = [
        [place.start, place.end] if place else None
        for place in (
            flow.data,
            *(p.mention if p else None for p in (flow.actor, flow.recipient, flow.source)),
            *flow.purposes,
            flow.condition,
            flow.retention,
            flow.evidence,
            flow.lead_in,
        )
    ]
    return f"{PFR}flow-{digest(policy_key(document.id), said, where)}"


def _unique(document: SourceDocument, flows: Iterable[DataFlow]) -> Iterator[tuple[str, DataFlow]]:
    kept: dict[str, DataFlow] = {}
    for flow in flows:
        iri = flow_iri(document, flow)
        if iri not in kept or _sureness(flow) > _sureness(kept[iri]):
            kept[iri] = flow
    order = sorted(kept, key=lambda iri: (kept[iri].evidence.start, kept[iri].data.start, iri))
    return ((iri, kept[iri]) for iri in order)


def _sureness(flow: DataFlow) -> tuple[float, str, str, tuple[str, ...]]:
    return flow.confidence, flow.rule, flow.extractor, flow.section


def _pf(name: str) -> NamedNode:
    return NamedNode(PF + name)


def _oa(name: str) -> NamedNode:
    return NamedNode(OA + name)


@dataclass(slots=True, kw_only=True)
class _Writer:
    """Writes one policy; remembers the shared nodes that it has written already."""

    quotations: Quotations
    written: set[NamedNode] = field(default_factory=set)

    @property
    def document(self) -> SourceDocument:
        return self.quotations.document

    @property
    def node(self) -> NamedNode:
        return NamedNode(policy_iri(self.document.id))

    def policy(self, counts: SentenceCounts | None) -> Iterator[Quad]:
        document, publisher = self.document, publisher_resource(self.document)
        run = NamedNode(run_iri(__version__))
        yield Quad(
            self.node, _pf("text"), words_literal(document.text), NamedNode(text_graph(document.id))
        )
        yield from self.quotations.quads(
            self.node,
            (_TYPE, _pf("PolicyVersion")),
            (_TYPE, NamedNode(PROV + "Entity")),
            (NamedNode(DCT + "title"), words_literal(document.title)),
            (NamedNode(DCT + "language"), words_literal(document.language)),
            (NamedNode(DCT + "format"), words_literal(document.media_type)),
            (_pf("publisher"), NamedNode(publisher.iri)),
            (_pf("fileName"), words_literal(document.file_name)),
            (_pf("sha256"), words_literal(document.sha256)),
            (_pf("length"), Literal(len(document.text))),
            (_pf("extractedBy"), run),
        )
        if counts is not None:
            kinds = ("sentences", "statingSentences", "silentSentences")
            numbers = (counts.sentences, counts.stating, counts.silent)
            for name, number in zip(kinds, numbers, strict=True):
                yield from self.quotations.quads(self.node, (_pf(name), Literal(number)))
        if document.url:
            yield from self.quotations.quads(
                self.node, (NamedNode(DCT + "source"), address_term(document.url))
            )
        if document.retrieved:
            yield from self.quotations.quads(
                self.node, (_pf("retrieved"), words_literal(document.retrieved))
            )
        yield from self.quotations.quads(
            run,
            (_TYPE, NamedNode(PROV + "SoftwareAgent")),
            (_LABEL, Literal(f"privacyflow {__version__}")),
            (_pf("softwareVersion"), Literal(__version__)),
        )
        yield from self._party(publisher)

    def flow(self, iri: str, flow: DataFlow) -> Iterator[Quad]:
        document, node = self.document, NamedNode(iri)
        yield from self.quotations.quads(
            node,
            (_TYPE, _pf("DeniedFlow" if flow.negated else "AffirmedFlow")),
            (_pf("statedIn"), self.node),
            (_pf("company"), NamedNode(publisher_resource(document).iri)),
            (NamedNode(DPV + "hasProcessing"), NamedNode(DPV + flow.action.capitalize())),
            (_pf("manner"), words_literal(flow.manner)),
            (_pf("modality"), _pf("Possible" if flow.modality is Modality.POSSIBLE else "Stated")),
            (_pf("rule"), words_literal(flow.rule)),
            (_pf("extractor"), words_literal(flow.extractor)),
            (_pf("confidence"), decimal_literal(flow.confidence)),
            (NamedNode(DPV + "hasPersonalData"), NamedNode(flow.data.concept or PF + "OtherData")),
        )
        yield from self._place(node, "data", flow.data)
        yield from self._counterparty(node, _pf("actor"), "actor", flow.actor)
        yield from self._counterparty(
            node, NamedNode(DPV + "hasRecipient"), "recipient", flow.recipient
        )
        yield from self._counterparty(node, NamedNode(DPV + "hasDataSource"), "source", flow.source)
        for purpose in flow.purposes:
            if purpose.concept:
                concept = NamedNode(purpose.concept)
                yield from self.quotations.quads(node, (NamedNode(DPV + "hasPurpose"), concept))
            yield from self._place(node, "purpose", purpose)
        yield from self._place(node, "condition", flow.condition)
        yield from self._place(node, "retention", flow.retention)
        quotations = self.quotations
        if flow.retention_duration:
            duration = flow.retention_duration
            yield from quotations.quads(
                node,
                (_pf("retentionDuration"), duration_literal(duration.iso)),
                (_pf("retentionBound"), _pf(_BOUNDS[duration.bound])),
            )
        if flow.condition_kind:
            kind = _pf(_CONDITIONS[flow.condition_kind])
            yield from quotations.quads(node, (_pf("conditionKind"), kind))
        yield from quotations.evidence(node, _oa("hasTarget"), flow.evidence, flow.section)
        if flow.lead_in:
            yield from quotations.evidence(node, _pf("leadIn"), flow.lead_in, flow.section)
        yield from flow_term_quads(node, flow, quotations)
        yield from referent_quads(node, flow, quotations)

    def _place(self, node: NamedNode, part: str, place: Place | None) -> Iterator[Quad]:
        """Write the words of one part of a flow and where they stand."""
        if place is None:
            return
        # "condition" and "retention" have no thing behind their words, so the words are the value.
        name = part if part in ("condition", "retention") else f"{part}Text"
        at = fragment_iri(self.document.id, place.start, place.end)
        yield from self.quotations.quads(
            node,
            (_pf(name), words_literal(self.quotations.checked(place))),
            (_pf(f"{part}At"), NamedNode(at)),
        )

    def _counterparty(
        self, node: NamedNode, predicate: NamedNode, part: str, party: Party | None
    ) -> Iterator[Quad]:
        if party is None:
            return
        resource = party_resource(self.document, party)
        yield from self.quotations.quads(node, (predicate, NamedNode(resource.iri)))
        yield from self._place(node, part, party.mention)
        yield from self._party(resource)

    def _party(self, resource: PartyResource) -> Iterator[Quad]:
        node = NamedNode(resource.iri)
        if node in self.written:
            return
        self.written.add(node)
        yield from self.quotations.quads(
            node, (_LABEL, words_literal(resource.label)), (_pf("role"), Literal(resource.role))
        )
        for name in resource.classes:
            yield from self.quotations.quads(node, (_TYPE, _pf(name)))
        if resource.kind:
            yield from self.quotations.quads(node, (_pf("partyKind"), NamedNode(resource.kind)))
