"""Term triples: a policy's own terms for data in RDF, and which flows speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from ..ontology.records import DataFlow, DefinedTerm, ListedData
from ..ontology.resources import digest, fragment_iri, policy_iri, policy_key, slug
from ..ontology.terms import OA, PF, PFR, RDF, SKOS
from .literals import words_literal
from .quotations import Quotations

_TYPE: Final = NamedNode(RDF + "type")
_LABEL: Final = NamedNode(SKOS + "prefLabel")
_BROADER: Final = NamedNode(SKOS + "broader")


def term_iri(policy_id: str, term: DefinedTerm) -> str:
    """Return the IRI of a term: it is one policy version's, whoever else defines the same words."""
    return f"{PFR}term-{policy_key(policy_id)}-{slug(term.label)}-{digest(term.label)[:8]}"


def term_quads(terms: Iterable[DefinedTerm], quotations: Quotations) -> Iterator[Quad]:
    """Yield the terms with what each of them lists; every listed piece has its definition as evidence."""
    document = quotations.document
    policy = NamedNode(policy_iri(document.id))
    seen: set[NamedNode] = set()
    for term in terms:
        node = NamedNode(term_iri(document.id, term))
        if node in seen:
            continue
        seen.add(node)
        yield from quotations.quads(
            node,
            (_TYPE, NamedNode(PF + "DefinedTerm")),
            (_LABEL, words_literal(term.label)),
            (NamedNode(PF + "definedIn"), policy),
        )
        for listed in term.listed:
            yield from _listed_quads(node, listed, quotations)


def flow_term_quads(node: NamedNode, flow: DataFlow, quotations: Quotations) -> Iterator[Quad]:
    """Yield that the words for a flow's data are a defined term."""
    if flow.term is not None:
        term = NamedNode(term_iri(quotations.document.id, flow.term))
        yield from quotations.quads(node, (NamedNode(PF + "dataTerm"), term))


def _listed_quads(term: NamedNode, listed: ListedData, quotations: Quotations) -> Iterator[Quad]:
    policy_id = quotations.document.id
    where = (listed.term.start, listed.data.start, listed.data.end)
    node = NamedNode(f"{PFR}listed-{digest(policy_key(policy_id), term.value, *where)}")
    yield from quotations.quads(
        node,
        (_TYPE, NamedNode(PF + "ListedData")),
        (_BROADER, term),
        (NamedNode(PF + "listedType"), NamedNode(listed.data.concept or PF + "OtherData")),
    )
    for part, place in (("listed", listed.data), ("term", listed.term)):
        at = NamedNode(fragment_iri(policy_id, place.start, place.end))
        yield from quotations.quads(
            node,
            (NamedNode(f"{PF}{part}Text"), words_literal(quotations.checked(place))),
            (NamedNode(f"{PF}{part}At"), at),
        )
    yield from quotations.evidence(
        node, NamedNode(OA + "hasTarget"), listed.evidence, listed.section
    )
