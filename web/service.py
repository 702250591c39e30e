"""The service description of the endpoint, as SPARQL 1.1 Service Description has it."""

from __future__ import annotations

from typing import Final

from ..queries.result_formats import MEDIA_TYPES, TripleFormat, write_triples
from .negotiation import Offer
from .replies import Reply, make_reply

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
FORMATS: Final = "http://www.w3.org/ns/formats/"

_RESULT_FORMATS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)


def describe_service(endpoint: str, offer: Offer) -> Reply:
    """Tell what the endpoint at this URL can do: it reads, and its default graph is all graphs."""
    from pyoxigraph import BlankNode, NamedNode, Triple

    from ..ontology.terms import RDF

    def sd(name: str) -> NamedNode:
        return NamedNode(SD + name)

    service, dataset, graph = NamedNode(f"{endpoint}#service"), BlankNode("d"), BlankNode("g")
    kind = NamedNode(RDF + "type")
    triples = (
        Triple(service, kind, sd("Service")),
        Triple(service, sd("endpoint"), NamedNode(endpoint)),
        Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        Triple(service, sd("feature"), sd("UnionDefaultGraph")),
        Triple(service, sd("defaultDataset"), dataset),
        Triple(dataset, kind, sd("Dataset")),
        Triple(dataset, sd("defaultGraph"), graph),
        Triple(graph, kind, sd("Graph")),
        *(
            Triple(service, sd("resultFormat"), NamedNode(FORMATS + name))
            for name in _RESULT_FORMATS
        ),
    )
    form = TripleFormat(offer.name)
    return make_reply(write_triples(triples, form), MEDIA_TYPES[form])
