"""classes.ttl declares and explains every class, and leaves the concepts and DPV as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from privacyflow.ontology.axioms import concluded_classes, read_axioms
from privacyflow.ontology.terms import OWL, PF, RDF, RDFS, SKOS
from pyoxigraph import BlankNode, NamedNode, parse

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
QUADS = list(parse(path=FOLDER / "classes.ttl"))
DATA = list(parse(path=FOLDER / "data_types.ttl"))
DECLARED = sorted(
    quad.subject.value
    for quad in QUADS
    if quad.predicate == NamedNode(RDF + "type")
    and isinstance(quad.subject, NamedNode)
    and isinstance(quad.object, NamedNode)
    and quad.subject.value.startswith(PF)
    and quad.object.value.startswith(OWL)
)
TOPS = {"LocationType": "Location", "FinancialType": "FinancialInfo", "HealthType": "HealthInfo"}


def values(subject: str, predicate: str) -> list[str]:
    """The values of a property of a term."""
    return [
        str(quad.object)
        for quad in QUADS
        if (quad.subject, quad.predicate) == (NamedNode(subject), NamedNode(predicate))
    ]


def members(name: str) -> set[str]:
    """The concepts that are told to be of a class."""
    return {
        quad.subject.value.removeprefix(PF)
        for quad in QUADS
        if (quad.predicate, quad.object) == (NamedNode(RDF + "type"), NamedNode(PF + name))
        and isinstance(quad.subject, NamedNode)
    }


def narrower(top: str) -> set[str]:
    """A type of data and every narrower one."""
    found = {top}
    while (
        new := {
            quad.subject.value.removeprefix(PF)
            for quad in DATA
            if quad.predicate == NamedNode(SKOS + "broader")
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode)
            and quad.object.value.removeprefix(PF) in found
        }
        - found
    ):
        found |= new
    return found


@pytest.mark.parametrize("term", DECLARED)
def test_every_term_is_labelled_and_explained(term: str) -> None:
    (label,) = values(term, RDFS + "label")
    (comment,) = values(term, RDFS + "comment")
    assert label.endswith("@en")
    assert re.fullmatch(r'"[A-Z].*[.\']"@en', comment), "a comment is a sentence"


def test_no_class_has_the_name_of_a_concept_or_of_a_term_of_flows() -> None:
    others = {
        quad.subject.value.lower()
        for name in ("flows.ttl", "data_types.ttl", "purposes.ttl", "parties.ttl")
        for quad in parse(path=FOLDER / name)
        if isinstance(quad.subject, NamedNode)
        and quad.predicate == NamedNode(RDF + "type")
        and str(quad.object) not in (f"<{OWL}ObjectProperty>", f"<{OWL}DatatypeProperty>")
    }
    assert {term.lower() for term in DECLARED} & others == set()


def test_lists_are_all_that_needs_blank_nodes() -> None:
    used = {quad.predicate.value for quad in QUADS if isinstance(quad.object, BlankNode)}
    assert used == {
        RDF + "rest",
        RDF + "first",
        RDFS + "subClassOf",
        *(OWL + name for name in ("equivalentClass", "intersectionOf", "someValuesFrom")),
    }


def test_every_class_that_is_concluded_is_defined_or_the_parent_of_one_that_is() -> None:
    axioms = read_axioms()
    defined = {definition.name for definition in axioms.definitions}
    undefined = concluded_classes() - defined
    assert len(concluded_classes()) == 20
    assert undefined == {PF + "AdvertisingFlow"}
    assert all(any(name in axioms.above[other] for other in defined) for name in undefined)


def test_every_sensitive_type_is_a_special_category_or_left_out_on_purpose() -> None:
    left_out = {
        "SensitiveData",  # the whole
        "CriminalRecord",  # GDPR Art. 10, not 9
        "HealthInsurance",  # who pays, not how one is
        *narrower("FitnessData"),
    }
    special = members("SpecialCategoryType")
    assert special & left_out == set()
    assert narrower("SensitiveData") == special | left_out


@pytest.mark.parametrize(("name", "top"), TOPS.items())
def test_a_class_of_types_starts_from_one_concept(name: str, top: str) -> None:
    assert members(name) == {top}


def test_what_is_biometric_is_a_special_category() -> None:
    assert members("BiometricType") <= members("SpecialCategoryType")
    assert members("BiometricType") <= narrower("BiometricData")
