"""Referent triples: in RDF, what the words of a flow stand for that only point back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from ..ontology.records import DataFlow
from ..ontology.resources import digest, fragment_iri, policy_key
from ..ontology.terms import OA, PF, PFR, RDF
from .literals import words_literal
from .quotations import Quotations

_TYPE: Final = NamedNode(RDF + "type")


def referent_quads(node: NamedNode, flow: DataFlow, quotations: Quotations) -> Iterator[Quad]:
    """Yield what a flow's data and recipient stand for, each with the sentence before as evidence.

    A referent is a node of its own beside the flow: the flow's own words, type and recipient stay.
    """
    policy_id = quotations.document.id
    for part, found in (
        ("data", flow.data_stands_for),
        ("recipient", flow.recipient_stands_for),
    ):
        if found is None:
            continue
        for mention in found.mentions:
            where = (mention.start, mention.end, found.evidence.start, found.evidence.end)
            referent = NamedNode(f"{PFR}referent-{digest(policy_key(policy_id), part, *where)}")
            yield from quotations.quads(node, (NamedNode(f"{PF}{part}StandsFor"), referent))
            if referent in quotations.written:
                continue
            quotations.written.add(referent)
            at = NamedNode(fragment_iri(policy_id, mention.start, mention.end))
            yield from quotations.quads(
                referent,
                (_TYPE, NamedNode(PF + "Referent")),
                (NamedNode(PF + "referentText"), words_literal(quotations.checked(mention))),
                (NamedNode(PF + "referentAt"), at),
            )
            if part == "data" and mention.concept:
                concept = NamedNode(mention.concept)
                yield from quotations.quads(referent, (NamedNode(PF + "referentType"), concept))
            yield from quotations.evidence(
                referent, NamedNode(OA + "hasTarget"), found.evidence, flow.section
            )
