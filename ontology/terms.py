"""The closed namespaces: a misspelt term is an error at import, not an empty answer at query time."""

from __future__ import annotations

from typing import Final

PF: Final = "https://w3id.org/privacyflow/ns#"
PFR: Final = "https://w3id.org/privacyflow/resource/"
DPV: Final = "https://w3id.org/dpv#"
PD: Final = "https://w3id.org/dpv/pd#"
OA: Final = "http://www.w3.org/ns/oa#"
PROV: Final = "http://www.w3.org/ns/prov#"
DCT: Final = "http://purl.org/dc/terms/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final = {
    "pf": PF,
    "pfr": PFR,
    "dpv": DPV,
    "pd": PD,
    "oa": OA,
    "prov": PROV,
    "dct": DCT,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "skos": SKOS,
    "xsd": XSD,
}
