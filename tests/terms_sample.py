"""An invented policy that defines a term in one place and sends what it names to somebody in another."""

from __future__ import annotations

from privacyflow.extractors.triples import flow_quads
from privacyflow.ontology.records import (
    Action,
    DataFlow,
    DefinedTerm,
    ListedData,
    Mention,
    Modality,
    Party,
    Role,
    Span,
)
from privacyflow.ontology.terms import PF
from privacyflow.tests.samples import document_of
from pyoxigraph import Quad

TERMED = (
    'Skyloom Ltd ("we") makes a weather app. "Usage Data" means your IP address and your location.\n'
    "We send Usage Data to Brightcell Radar."
)


def termed_quads() -> list[Quad]:
    """The stated graph of a policy that defines a term and sends what it names to somebody."""
    document = document_of(TERMED)

    def place(words: str, concept: str | None = None, after: int = 0) -> Mention:
        start = TERMED.index(words, after)
        return Mention(start=start, end=start + len(words), text=words, concept=concept)

    definition = place('"Usage Data" means your IP address and your location.')
    term = place("Usage Data")
    evidence = Span(start=definition.start, end=definition.end, text=definition.text)
    listed = tuple(
        ListedData(
            term=Span(start=term.start, end=term.end, text=term.text),
            data=place(words, PF + concept),
            evidence=evidence,
        )
        for words, concept in (("IP address", "IPAddress"), ("location", "Location"))
    )
    sending = place("We send Usage Data to Brightcell Radar.")
    flow = DataFlow(
        action=Action.SHARE,
        manner="send",
        negated=False,
        modality=Modality.STATED,
        actor=Party(role=Role.FIRST_PARTY),
        data=place("Usage Data", PF + "UsageData", sending.start),
        recipient=Party(role=Role.NAMED, mention=place("Brightcell Radar")),
        evidence=Span(start=sending.start, end=sending.end, text=sending.text),
        extractor="by-hand",
        rule="sample",
        confidence=0.9,
        term=DefinedTerm(label="Usage Data", listed=listed),
    )
    return list(flow_quads(document, [flow]))
