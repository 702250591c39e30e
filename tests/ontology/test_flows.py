"""flows.ttl declares and explains every term, and its chains mean what graphs/derived.py computes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from privacyflow.graphs.store import GraphStore, Part
from privacyflow.ontology.reasoning import DERIVED, ReasonerError, reason
from privacyflow.ontology.terms import DPV, OWL, PF, PFR, RDF, RDFS, SKOS
from pyoxigraph import BlankNode, NamedNode, Triple, parse

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "ontology"
QUADS = list(parse(path=FOLDER / "flows.ttl"))
TYPES = {
    quad.subject.value: quad.object.value
    for quad in QUADS
    if quad.predicate == NamedNode(RDF + "type") and isinstance(quad.subject, NamedNode)
    if isinstance(quad.object, NamedNode)
}
OWN = sorted(iri for iri in TYPES if iri.startswith(PF))
CONCEPTS = {
    quad.subject.value
    for name in ("data_types.ttl", "purposes.ttl", "parties.ttl")
    for quad in parse(path=FOLDER / name)
    if isinstance(quad.subject, NamedNode)
}
CLASSES = {
    quad.subject.value
    for quad in parse(path=FOLDER / "classes.ttl")
    if quad.predicate == NamedNode(RDFS + "label") and isinstance(quad.subject, NamedNode)
}


def values(subject: str, predicate: str) -> list[str]:
    """The values of a property of a term."""
    return [
        str(quad.object)
        for quad in QUADS
        if (quad.subject, quad.predicate) == (NamedNode(subject), NamedNode(predicate))
    ]


@pytest.mark.parametrize("term", OWN)
def test_every_term_is_labelled_and_explained(term: str) -> None:
    (label,) = values(term, RDFS + "label")
    (comment,) = values(term, RDFS + "comment")
    assert label.endswith("@en")
    assert re.fullmatch(r'"[A-Z].*[.\']"@en', comment), "a comment is a sentence"


@pytest.mark.parametrize("term", [i for i, t in TYPES.items() if t.endswith("Property")])
def test_a_property_is_of_one_kind(term: str) -> None:
    """OWL 2 DL: no property relates both to things and to literals."""
    kinds = {"ObjectProperty", "DatatypeProperty", "AnnotationProperty"}
    assert (
        len({value.strip("<>").removeprefix(OWL) for value in values(term, RDF + "type")} & kinds)
        == 1
    )


def test_every_property_in_use_is_declared(sample_store: GraphStore) -> None:
    used = {quad.predicate.value for quad in sample_store.quads()}
    missing = {p for p in used if p.startswith((PF, SKOS)) and p not in TYPES}
    assert missing == set()


def test_every_term_of_ours_in_any_file_exists() -> None:
    """Shapes, queries and Python name no term that isn't declared."""
    known = set(OWN) | CONCEPTS | CLASSES
    strange = {
        f"{path.name}: {name}"
        for path in (*FOLDER.glob("*.ttl"), *ROOT.glob("queries/**/*.rq"))
        for name in re.findall(r"(?<![\w@])pf:(\w+)", path.read_text(encoding="utf-8"))
        if PF + name not in known
    }
    assert strange == set()


def test_terms_and_concepts_share_no_name() -> None:
    assert set(OWN) & CONCEPTS == set()


def test_names_differ_by_more_than_their_case() -> None:
    """`pf:country` and `pf:Country` may both be, a class and a concept may not."""
    classes = {iri.lower() for iri in OWN if TYPES[iri] == OWL + "Class"}
    assert classes & {iri.lower() for iri in CONCEPTS} == set()


def test_lists_are_all_that_needs_blank_nodes() -> None:
    used = {q.predicate.value for q in QUADS if isinstance(q.object, BlankNode)}
    assert used <= {
        RDF + "rest",
        RDF + "first",
        RDFS + "subClassOf",
        *(OWL + n for n in ("propertyChainAxiom", "equivalentClass", "intersectionOf", "oneOf")),
    }


def links_of(store: GraphStore, iris: set[str]) -> Iterator[Triple]:
    """The links of the vocabulary that lead up from these concepts and parties."""
    hierarchy, seen = store.hierarchy, set[str]()
    ahead = list(iris)
    while ahead:
        iri = ahead.pop()
        if iri in seen:
            continue
        seen.add(iri)
        for links, predicate in (
            (hierarchy.broader, SKOS + "broader"),
            (hierarchy.exact, SKOS + "exactMatch"),
            (hierarchy.owned_by, PF + "ownedBy"),
        ):
            for above in links.get(iri, ()):
                yield Triple(NamedNode(iri), NamedNode(predicate), NamedNode(above))
                ahead.append(above)


needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="needs Java for HermiT")


@needs_java
def test_a_reasoner_derives_what_we_derive(sample_store: GraphStore) -> None:
    stated = [quad.triple for quad in sample_store.quads((Part.STATED,))]
    used = {triple.object.value for triple in stated if isinstance(triple.object, NamedNode)}
    reasoned = reason([*stated, *links_of(sample_store, used)])
    assert reasoned.unsatisfiable == ()
    assert reasoned.edges == {
        (_value(quad.subject), quad.predicate.value, _value(quad.object))
        for quad in sample_store.quads((Part.DERIVED,))
        if quad.predicate.value != PF + "quote"  # words, which no chain of properties can lead to
    }
    assert {name for _, name, _ in reasoned.edges} == set(DERIVED)


@needs_java
def test_a_reasoner_gives_a_third_partys_practice_to_the_company_only_if_it_receives() -> None:
    stated = [
        Triple(NamedNode(PFR + f"flow-{action}"), NamedNode(predicate), NamedNode(value))
        for action in ("Share", "Use", "Store")
        for predicate, value in (
            (RDF + "type", PF + "AffirmedFlow"),
            (DPV + "hasProcessing", DPV + action),
            (DPV + "hasPersonalData", PF + "EmailAddress"),
            (PF + "company", PFR + "org-skyloom"),
            (PF + "actor", PFR + "name-brightcell"),
            *(((DPV + "hasRecipient", PFR + "name-brightcell"),) if action == "Share" else ()),
        )
    ]
    assert reason(stated, (PF + "collects", PF + "sharesWith")).edges == {
        (PFR + "org-skyloom", PF + "sharesWith", PFR + "name-brightcell")
    }


@needs_java
def test_a_flow_that_is_affirmed_and_denied_is_a_contradiction() -> None:
    flow = NamedNode(PFR + "flow-1")
    both = [
        Triple(flow, NamedNode(RDF + "type"), NamedNode(PF + kind))
        for kind in ("AffirmedFlow", "DeniedFlow")
    ]
    with pytest.raises(ReasonerError, match="contradict"):
        reason(both)


def test_without_java_the_reasoner_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ReasonerError, match=r"no Java found\. Install"):
        reason([])


def _value(term: object) -> str:
    assert isinstance(term, NamedNode)
    return term.value
